"""Lists and single matters, already narrowed to what the viewer may see.

A list walks the scope index by key: never an offset, never a row that the viewer may not see, whatever page, search, count or
export asks.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from yuheng.kernel.access.grants import Grant, Viewer
from yuheng.kernel.records.models import Matter, Scope


@dataclass(frozen=True)
class Page:
    """One page of a list: rows, and the keys of the pages before and after (None where there is none)."""

    rows: list[Matter]
    after: str | None
    before: str | None


def visible(viewer: Viewer, procedures: Sequence[str] | None = None) -> QuerySet[Matter]:
    """All matters that the viewer may see, for filters, searches and counts."""
    condition = scope_condition(viewer, procedures)
    return Matter.objects.filter(Exists(Scope.objects.filter(condition, matter=OuterRef("pk"))))


def get(viewer: Viewer, matter: int) -> Matter:
    """One matter. Raises PermissionDenied alike for one that does not exist and one that the viewer may not see."""
    found = (
        Matter.objects.filter(pk=matter)
        .select_related("lead", "power", "area", "handler")
        .prefetch_related("scopes")
        .first()
    )
    if found is None or not any(_shows(grant, scope) for grant in viewer.grants for scope in found.scopes.all()):
        raise PermissionDenied("没有这一事项，或者您没有查看的权限。")
    return found


MANY = 10_000
"""Counts are exact up to here; beyond, a list says 10,000+."""


def count(
    viewer: Viewer,
    procedures: Sequence[str] | None = None,
    *,
    where: Q | None = None,
    status: str = "",
    due_before: date | None = None,
) -> int:
    """How many matters a list holds, at most `MANY` + 1: each once, although several grants may show it."""
    scopes = _narrowed(Scope.objects.filter(scope_condition(viewer, procedures)), where, status, due_before)
    return scopes.values("matter").distinct()[: MANY + 1].count()


def page(
    viewer: Viewer,
    procedures: Sequence[str] | None = None,
    *,
    size: int = 50,
    after: str | None = None,
    before: str | None = None,
    where: Q | None = None,
    status: str = "",
    due_before: date | None = None,
    last: bool = False,
    order: str = "-day",
) -> Page:
    """A page of the list. `after` and `before` are keys given by an earlier page; `where` filters matters.

    `order`: `-day` newest first, `day` oldest first, `due` and `-due` by due date (matters without one are left out).
    """
    column = "due_on" if order.endswith("due") else "sort_day"
    rising = not order.startswith("-")
    backward = before is not None or last
    up = rising != backward
    key = _unpack(before if backward and not last else after)
    found: dict[int, date] = {}
    for grant, names in _allowed(viewer, procedures):
        scopes = Scope.objects.filter(token=grant.token, level__lte=grant.level)
        scopes = scopes.filter(procedure=names[0]) if len(names) == 1 else scopes.filter(procedure__in=names)
        scopes = _narrowed(scopes, where, status, due_before)
        if key is not None:
            day, number = key
            side = "gt" if up else "lt"
            scopes = scopes.filter(Q(**{f"{column}__{side}": day}) | Q(**{column: day, f"matter__{side}": number}))
        if column == "due_on":
            scopes = scopes.filter(due_on__isnull=False)
        sign = "" if up else "-"
        found.update(scopes.order_by(f"{sign}{column}", f"{sign}matter").values_list("matter", column)[: size + 1])
    keys = sorted(((day, number) for number, day in found.items()), reverse=not up)
    more, keys = len(keys) > size, keys[:size]
    if backward:
        keys.reverse()
    rows = Matter.objects.select_related("lead", "handler").in_bulk([number for _day, number in keys])
    listed = [rows[number] for _day, number in keys if number in rows]
    older = more if not backward else (before is not None and not last)
    newer = more if backward else key is not None
    return Page(listed, _pack(keys[-1]) if keys and older else None, _pack(keys[0]) if keys and newer else None)


def _narrowed(scopes: QuerySet[Scope], where: Q | None, status: str, due_before: date | None) -> QuerySet[Scope]:
    """The filters of a list; status and overdue stand in the scope's own index, the rest in the matter."""
    if status:
        scopes = scopes.filter(status=status)
    if due_before is not None:
        scopes = scopes.filter(due_on__lt=due_before)
    if where is not None:
        scopes = scopes.filter(matter__in=Matter.objects.filter(where).values("pk"))
    return scopes


def scope_condition(viewer: Viewer, procedures: Sequence[str] | None = None) -> Q:
    """What the viewer may see, as a condition on scope rows; false for every row where that is nothing.

    Grants of one level over the same procedures are one condition, so that the database compares few.
    """
    merged: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for grant, names in _allowed(viewer, procedures):
        merged.setdefault((grant.level, tuple(names)), []).append(grant.token)
    condition = Q()
    for (level, among), tokens in merged.items():
        condition |= Q(token__in=tokens, level__lte=level, procedure__in=among)
    return condition or Q(pk__in=[])


def _allowed(viewer: Viewer, procedures: Sequence[str] | None) -> list[tuple[Grant, list[str]]]:
    wanted = None if procedures is None else set(procedures)
    found = []
    for grant in viewer.grants:
        names = sorted(grant.procedures if wanted is None else grant.procedures & wanted)
        if names:
            found.append((grant, names))
    return found


def _shows(grant: Grant, scope: Scope) -> bool:
    return scope.token == grant.token and scope.procedure in grant.procedures and scope.level <= grant.level


def _pack(key: tuple[date, int]) -> str:
    return base64.urlsafe_b64encode(json.dumps([key[0].isoformat(), key[1]]).encode()).decode().rstrip("=")


def _unpack(text: str | None) -> tuple[date, int] | None:
    """A key from the address bar; a broken one reads as the first page."""
    if not text:
        return None
    try:
        day, number = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return date.fromisoformat(day), int(number)
    except (ValueError, TypeError):
        return None


def described(matter: Matter) -> dict[str, Any]:
    """The columns of a matter that any face shows."""
    return {
        "id": matter.pk,
        "procedure": matter.procedure,
        "number": matter.number,
        "title": matter.title,
        "stage": matter.stage,
        "status": matter.status,
        "opened_on": matter.opened_on,
        "closed_on": matter.closed_on,
        "due_on": matter.due_on,
        "lead": str(matter.lead),
        "handler": str(matter.handler) if matter.handler else "",
    }

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

from yuheng.kernel.access.dossier import NOT_FOUND
from yuheng.kernel.access.grants import Grant, Viewer
from yuheng.kernel.access.narrowing import Narrow, matters_of, scopes_of
from yuheng.kernel.access.sorting import By, cut, in_order
from yuheng.kernel.records.models import Matter, Scope

ALL = Narrow()
"""A list that nothing narrows."""


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


def published(procedure: str) -> QuerySet[Matter]:
    """The matters of a procedure that the law has published (level 0 公开): whoever works here may read what anybody may."""
    return Matter.objects.filter(procedure=procedure, level=0).exclude(status="void")


def get(viewer: Viewer, matter: int) -> Matter:
    """One matter. Raises PermissionDenied alike for one that does not exist and one that the viewer may not see."""
    tokens = {grant.token for grant in viewer.grants}
    # One statement: the scope rows that may show it, each with the matter.
    scopes = Scope.objects.filter(matter=matter, token__in=tokens)
    for scope in scopes.select_related("matter__lead", "matter__power", "matter__area", "matter__handler"):
        if any(_shows(grant, scope) for grant in viewer.grants):
            return scope.matter
    raise PermissionDenied(NOT_FOUND)


def procedure_of(viewer: Viewer, matter: int) -> str:
    """The procedure of a matter that the viewer may see: as `get` decides, without reading the matter. Raises PermissionDenied."""
    scopes = Scope.objects.filter(matter=matter, token__in={grant.token for grant in viewer.grants})
    for scope in scopes.only("token", "procedure", "level"):
        if any(_shows(grant, scope) for grant in viewer.grants):
            return scope.procedure
    raise PermissionDenied(NOT_FOUND)


MANY = 10_000
"""Counts are exact up to here; beyond, a list says 10,000+."""


def count(viewer: Viewer, procedures: Sequence[str] | None = None, narrow: Narrow = ALL) -> int:
    """How many matters a list holds, at most `MANY` + 1: each once, although several grants may show it."""
    if narrow.by_matter:
        return _by_matter(viewer, procedures, narrow)[: MANY + 1].count()
    total, earlier = 0, Q()
    for grant, names in _allowed(viewer, procedures):
        scopes = scopes_of(grant, names, narrow, viewer)
        if scopes is not None:
            if earlier:
                scopes = scopes.exclude(Exists(Scope.objects.filter(earlier, matter=OuterRef("matter"))))
            total += scopes.order_by()[: MANY + 1 - total].count()
            earlier |= Q(token=grant.token, level__lte=grant.level, procedure__in=names)
        if total > MANY:
            break
    return total


def page(
    viewer: Viewer,
    procedures: Sequence[str] | None = None,
    narrow: Narrow = ALL,
    *,
    size: int = 50,
    after: str | None = None,
    before: str | None = None,
    last: bool = False,
    order: str = "-day",
) -> Page:
    """A page of the list. `after` and `before` are keys given by an earlier page.

    `order`: `-day` newest first, `day` oldest first, `due` and `-due` by due date (matters without one are left out).
    """
    due = order.endswith("due")
    rising = not order.startswith("-")
    backward = before is not None or last
    up = rising != backward
    key = _unpack(before if backward and not last else after)
    found: dict[int, date] = {}
    if narrow.by_matter:
        listed = _by_matter(viewer, procedures, narrow)
        found.update(_walk(listed, "due_on" if due else "opened_on", "id", key, up, size))
    else:
        for grant, names in _apart(_allowed(viewer, procedures), narrow.status and not due):
            scopes = scopes_of(grant, names, narrow, viewer)
            if scopes is not None:
                found.update(_walk(scopes, "due_on" if due else "sort_day", "matter", key, up, size))
    keys = sorted(((day, number) for number, day in found.items()), reverse=not up)
    more, keys = len(keys) > size, keys[:size]
    if backward:
        keys.reverse()
    rows = Matter.objects.select_related("lead", "handler").in_bulk([number for _day, number in keys])
    shown = [rows[number] for _day, number in keys if number in rows]
    older = more if not backward else (before is not None and not last)
    newer = more if backward else key is not None
    return Page(shown, _pack(keys[-1]) if keys and older else None, _pack(keys[0]) if keys and newer else None)


def page_by(
    viewer: Viewer,
    procedures: Sequence[str] | None,
    narrow: Narrow,
    by: By,
    *,
    down: bool = False,
    size: int = 50,
    after: str | None = None,
    before: str | None = None,
    last: bool = False,
) -> Page:
    """A page of the list in another order than by day; keys are those of this order. Raises `TooMany` for a list that is too long."""
    listed = _by_matter(viewer, procedures, narrow) if narrow.by_matter else None
    scopes = [] if narrow.by_matter else [scopes_of(grant, names, narrow, viewer) for grant, names in _allowed(viewer, procedures)]
    order = in_order([one for one in scopes if one is not None], listed, by, down)
    shown, newer, older = cut(order, size, _number(after), _number(before), last)
    rows = Matter.objects.select_related("lead", "handler").in_bulk(shown)
    found = [rows[number] for number in shown if number in rows]
    return Page(found, str(shown[-1]) if shown and older else None, str(shown[0]) if shown and newer else None)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _by_matter(viewer: Viewer, procedures: Sequence[str] | None, narrow: Narrow) -> QuerySet[Matter]:
    """Matters found by an index of their own, each shown by one of the viewer's grants."""
    shown = Exists(Scope.objects.filter(scope_condition(viewer, procedures), matter=OuterRef("pk")))
    return matters_of(narrow, viewer, procedures).filter(shown)


def _walk(rows: QuerySet[Any], day: str, number: str, key: tuple[date, int] | None, up: bool, size: int) -> list[tuple[int, date]]:
    """The rows beyond a key, one more than a page holds."""
    if key is not None:
        side = "gt" if up else "lt"
        rows = rows.filter(**{f"{day}__{side}e": key[0]}).filter(Q(**{f"{day}__{side}": key[0]}) | Q(**{f"{number}__{side}": key[1]}))
    if day == "due_on":
        rows = rows.filter(due_on__isnull=False)
    sign = "" if up else "-"
    return list(rows.order_by(f"{sign}{day}", f"{sign}{number}").values_list(number, day)[: size + 1])


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
    """The grants that show something of these procedures, those over units before those over single matters."""
    wanted = None if procedures is None else set(procedures)
    found = []
    for grant in sorted(viewer.grants, key=lambda grant: grant.token.startswith("p")):
        names = sorted(grant.procedures if wanted is None else grant.procedures & wanted)
        if names:
            found.append((grant, names))
    return found


FEW = 4
"""So many procedures are walked each by itself."""


def _apart(allowed: list[tuple[Grant, list[str]]], by_status: object) -> list[tuple[Grant, list[str]]]:
    """A few procedures with a status are walked one by one: each has its part of an index by status, all together only one by day."""
    return [(grant, [name]) for grant, names in allowed for name in names] if by_status and all(len(names) <= FEW for _grant, names in allowed) else allowed


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

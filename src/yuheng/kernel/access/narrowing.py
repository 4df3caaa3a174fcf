"""The declared filters of a list, and for each the index that answers it however few matters it leaves.

A filter that a scope row can answer (status, level, day, due date) is asked of the scope index that is walked. A unit becomes the
unit's own token in place of a wider one, a handler the person's token; a stage is walked in an index of matters by stage. So no
page is found by walking past what the filter leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuheng.kernel.access.grants import Grant, Viewer
from yuheng.kernel.records.models import Matter, Member, Scope
from yuheng.kernel.search import matching

HIGHEST = 3
"""The highest secrecy level (专封); who may see it may see all."""


@dataclass(frozen=True)
class Narrow:
    """What a list is narrowed to; what is empty does not narrow.

    `also`: a condition on matters that a system puts, asked after the index was walked. `unit`: the unit or one below leads. `helper`: the person helps with it 协办. `light`: overdue, soon, fine, none, compared with the viewer's day. `words`: a search.
    """

    status: str = ""
    stage: str = ""
    level: int | None = None
    unit: int | None = None
    handler: int | None = None
    since: date | None = None
    until: date | None = None
    light: str = ""
    words: str = ""
    helper: int | None = None
    also: Q | None = None

    @property
    def by_matter(self) -> bool:
        """Whether an index of matters answers, and each matter's scope is asked afterwards."""
        return bool(self.stage or self.words)


def matters_of(narrow: Narrow, viewer: Viewer, procedures: Sequence[str] | None) -> QuerySet[Matter]:
    """The filter as a condition on matters."""
    q = of_matter(narrow, viewer.day)
    if procedures is not None:
        q &= Q(procedure=procedures[0]) if len(procedures) == 1 else Q(procedure__in=procedures)
    if narrow.status:
        q &= Q(status=narrow.status)
    if narrow.level is not None:
        q &= Q(level=narrow.level)
    if narrow.unit is not None:
        q &= Q(lead__in=[o for o in viewer.staff.parents if narrow.unit in viewer.staff.line(o)])
    for side, day in (("gte", narrow.since), ("lte", narrow.until)):
        if day is not None:
            q &= Q(**{f"opened_on__{side}": day})
    q &= _due(narrow.light, viewer.day)
    return Matter.objects.filter(q)


def of_matter(narrow: Narrow, day: date) -> Q:
    """What only the matter knows: stage, words, handler, the day of warning."""
    q = Q()
    if narrow.stage:
        q &= Q(stage=narrow.stage)
    if narrow.words:
        q &= matching(narrow.words)
    if narrow.also is not None:
        q &= narrow.also
    if narrow.handler is not None:
        q &= Q(handler=narrow.handler)
    if narrow.helper is not None:
        q &= Q(pk__in=Member.objects.filter(person=narrow.helper, part=Member.HELPS, to_on=None).values("matter"))
    if narrow.light == "soon":
        q &= Q(warn_on__lte=day) | Q(due_on=day)
    elif narrow.light == "fine":
        q &= Q(warn_on__gt=day) | Q(warn_on__isnull=True)
    return q


def _due(light: str, day: date) -> Q:
    """What a light says of the due date; scope rows and matters both bear it."""
    known = {"overdue": Q(due_on__lt=day), "soon": Q(due_on__gte=day), "fine": Q(due_on__gt=day), "none": Q(due_on__isnull=True)}
    return known.get(light, Q())


def scopes_of(grant: Grant, names: Sequence[str], narrow: Narrow, viewer: Viewer) -> QuerySet[Scope] | None:
    """The scope rows of a grant that answer the filter; None where the grant shows nothing of it."""
    token, others = grant.token, Q()
    if narrow.unit is not None:
        within = _within(token, narrow.unit, viewer)
        if within is None:
            return None
        token, beside = within
        others &= _bears(beside) if beside else Q()
    one = narrow.handler if narrow.handler is not None else narrow.helper
    if one is not None and token != f"p{one}":
        others &= _bears(token, grant.level)
        token = f"p{one}"
    q = Q(token=token) & (Q(procedure=names[0]) if len(names) == 1 else Q(procedure__in=names))
    if grant.level < HIGHEST:
        q &= Q(level__lte=grant.level)
    if narrow.level is not None:
        q &= Q(level=narrow.level)
    if narrow.status:
        q &= Q(status=narrow.status)
    for side, day in (("gte", narrow.since), ("lte", narrow.until)):
        if day is not None:
            q &= Q(**{f"sort_day__{side}": day})
    scopes = Scope.objects.filter(q & _due(narrow.light, viewer.day))
    condition = of_matter(narrow, viewer.day)
    if condition:
        scopes = scopes.filter(Exists(Matter.objects.filter(condition, pk=OuterRef("matter"))))
    return scopes.filter(others) if others else scopes


def _within(token: str, unit: int, viewer: Viewer) -> tuple[str, str] | None:
    """The token to walk for a unit, and one that its matters must bear besides; None where token and unit share nothing."""
    kind, number = token[0], int(token[1:])
    if kind != "o":
        return token, f"o{unit}"
    if number in viewer.staff.line(unit):
        return f"o{unit}", ""
    return (token, "") if unit in viewer.staff.line(number) else None


def _bears(token: str, level: int = HIGHEST) -> Q:
    found: Any = Scope.objects.filter(token=token, matter=OuterRef("matter"))
    return Q(Exists(found if level >= HIGHEST else found.filter(level__lte=level)))

"""What waits for a person: open obligations whose step their posts may perform, in matters that they may see.

An obligation of the kind that whoever opened the matter performs waits for the matter's handler and members; one of another
role (review, approval) waits for everyone who holds that role within reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yuheng.kernel.access.grants import Viewer, opened, role
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import roles_of
from yuheng.kernel.engine.office import PostView
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Role
from yuheng.kernel.records.models import Clock, Matter, Member, Scope

SHOWN = 500
"""So many obligations are told apart; beyond them only "more" is said."""


@dataclass(frozen=True)
class Obligation:
    """A step that must now be done."""

    matter: int
    procedure: str
    version: int
    number: str
    title: str
    stage: str
    handler: int | None
    step: str
    row: int
    due: date | None
    warn: date | None
    suspended: bool
    provisional: bool
    parameter: str
    start: date
    lead: int

    @property
    def declared(self) -> Procedure:
        return registry.get(self.procedure, self.version)

    def late(self, day: date) -> bool:
        return self.due is not None and self.due < day and not self.suspended


_COLUMNS = (
    "matter_id", "matter__procedure", "matter__version", "matter__number", "matter__title", "matter__stage",
    "matter__handler_id", "step", "row", "due_on", "warn_on", "suspended", "provisional", "parameter", "start",
    "matter__lead_id",
)  # fmt: skip


def obligations(viewer: Viewer, *, everyone: bool = False, where: Q | None = None, limit: int = SHOWN) -> list[Obligation]:
    """Up to `limit` obligations, the most pressing first; with `everyone` also those of colleagues within reach. One query."""
    found = waiting(viewer, everyone=everyone)
    if found is None:
        return []
    if where is not None:
        found = found.filter(where)
    ordered = found.order_by(F("due_on").asc(nulls_last=True), "matter_id")
    return [Obligation(*row) for row in ordered.values_list(*_COLUMNS)[:limit]]


def waiting(viewer: Viewer, *, everyone: bool = False) -> QuerySet[Clock] | None:
    """The open clocks that wait for the viewer; None where nothing ever can."""
    if viewer.person is None:
        return None
    mine = Q()
    for post in viewer.staff.posts_on(viewer.person, viewer.day):
        for role_id in post.roles:
            known = role(role_id)
            if known is not None:
                mine |= _of_role(known, post, viewer, everyone)
    if not mine:
        return None
    seen = visible(viewer).filter(pk=OuterRef("matter"))
    return Clock.objects.filter(mine, Exists(seen), ended=0, asleep=False)


def _of_role(known: Role, post: PostView, viewer: Viewer, everyone: bool) -> Q:
    reach = _reach(known, post, viewer)
    readable = opened(known.sees)
    steps = Q()
    for procedure in registry.all_procedures():
        if procedure.id not in readable:
            continue
        own, others = _steps(procedure, known.id)
        here = Q(matter__procedure=procedure.id, matter__version=procedure.version)
        if everyone:
            steps |= here & Q(step__in=own + others)
            continue
        if others:
            steps |= here & Q(step__in=others)
        if own:
            member = Exists(Member.objects.filter(matter=OuterRef("matter"), person=viewer.person, to_on__isnull=True))
            steps |= here & Q(step__in=own) & (Q(matter__handler=viewer.person) | Q(matter__handler=None) | member)
    return steps & reach if steps else Q()


def _steps(procedure: Procedure, role_id: str) -> tuple[list[str], list[str]]:
    """The role's steps: those of the matter's handler, and those of others."""
    openers = {role.id for role in roles_of(procedure.opening)}
    own, others = [], []
    for step in procedure.steps:
        takers = {role.id for role in roles_of(step)}
        if role_id in takers:
            (own if takers & openers else others).append(step.id)
    return own, others


def _reach(known: Role, post: PostView, viewer: Viewer) -> Q:
    if known.reach == "zone":
        return Q(pk__isnull=False)
    if known.reach == "member":
        return Q(Exists(Member.objects.filter(matter=OuterRef("matter"), person=viewer.person, to_on__isnull=True)))
    if known.reach == "organ":
        line = viewer.staff.line(post.organ)
        return Q(matter__power__in=line) | Q(matter__power__isnull=True)
    return Q(Exists(Scope.objects.filter(matter=OuterRef("matter"), token=f"o{post.organ}")))


def by_procedure(found: list[Obligation]) -> Iterator[tuple[str, int]]:
    """How many wait under each procedure."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.procedure] = counts.get(one.procedure, 0) + 1
    yield from counts.items()


def matters_of(found: list[Obligation]) -> QuerySet[Matter]:
    return Matter.objects.filter(pk__in={one.matter for one in found})

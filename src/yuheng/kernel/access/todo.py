"""What waits for a person: open obligations whose step their posts may perform, in matters that they may see.

An obligation of the kind that whoever opened the matter performs waits for the matter's handler and members; one of another
role (review, approval) waits for everyone who holds that role within reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yuheng.kernel.access.grants import Viewer, opened, role
from yuheng.kernel.access.matters import scope_condition
from yuheng.kernel.access.seats import roles_of
from yuheng.kernel.engine.office import PostView
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Role
from yuheng.kernel.records.models import Clock, Helper, Member, Scope

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
    helps: int = 0
    """The event that asked the viewer to help; then no step waits, only their answer."""

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


def in_units(viewer: Viewer, until: date, limit: int = SHOWN) -> list[Obligation]:
    """What falls due by a day in the matters of the viewer's units and of those below, whoever must do it. One query."""
    if viewer.person is None:
        return []
    below = [organ for organ in viewer.staff.parents if set(viewer.staff.line(organ)) & set(viewer.units)]
    seen = Exists(Scope.objects.filter(scope_condition(viewer), matter=OuterRef("matter")))
    found = Clock.objects.filter(seen, ended=0, asleep=False, due_on__lte=until, matter__lead__in=below).order_by("due_on", "matter_id")
    return [Obligation(*row) for row in found.values_list(*_COLUMNS)[:limit]]


def helping(viewer: Viewer, limit: int = SHOWN) -> list[Obligation]:
    """The requests for help 协办 that wait for the viewer's answer, the most pressing first. One query."""
    if viewer.person is None or not viewer.posts:
        return []
    found = Helper.objects.filter(person=viewer.person, ended=0).order_by(F("due_on").asc(nulls_last=True), "matter_id")
    return [
        Obligation(
            matter=one.matter_id, procedure=one.matter.procedure, version=one.matter.version, number=one.matter.number, title=one.matter.title,
            stage=one.matter.stage, handler=one.matter.handler_id, step="", row=0, due=one.due_on, warn=one.due_on, suspended=False, provisional=False,
            parameter="", start=one.asked_on, lead=one.matter.lead_id, helps=one.asked,
        )
        for one in found.select_related("matter")[:limit]
    ]  # fmt: skip


def waiting(viewer: Viewer, *, everyone: bool = False) -> QuerySet[Clock] | None:
    """The open clocks that wait for the viewer; None where nothing ever can.

    Three sets, each found by an index of its own: by the handler, by the member, by the step.
    """
    if viewer.person is None:
        return None
    handled, by_step = Q(), Q()
    names: set[str] = set()
    for post in viewer.staff.posts_on(viewer.person, viewer.day):
        for role_id in post.roles:
            known = role(role_id)
            if known is None:
                continue
            own, others, waited = _steps_within(known, everyone)
            reach = _reach(known, post, viewer)
            if own and not everyone:
                # A handler is within reach, or the form says why not: asking here would cost the index by handler.
                handled |= own
            mine = others | own if everyone else others
            if mine:
                by_step |= mine & reach & _own_rows(known, post, viewer)
                names |= waited
    seen = Exists(Scope.objects.filter(scope_condition(viewer), matter=OuterRef("matter")))
    awake = Clock.objects.filter(seen, ended=0, asleep=False)
    # The names say nothing new: by them the steps are found in an index of their own, among all that is owed in the zone.
    sets = [awake.filter(by_step, step__in=sorted(names))] if by_step else []
    if handled:
        sets.append(awake.filter(handled, matter__handler=viewer.person))
        taking_part = Member.objects.filter(person=viewer.person, to_on=None).exclude(part=Member.HELPS).values("matter")
        sets.append(awake.filter(handled, matter__in=taking_part))
    if not sets:
        return None
    found = Q()
    for one in sets:
        found |= Q(pk__in=one.order_by().values("pk"))
    return Clock.objects.filter(found)


def _steps_within(known: Role, everyone: bool) -> tuple[Q, Q, set[str]]:
    """The role's steps over all procedures that it reads: those of a matter's handler, those of others; the names of these, or of all."""
    readable = opened(known.sees)
    own, others = Q(), Q()
    names: set[str] = set()
    for procedure in registry.all_procedures():
        if procedure.id in readable:
            mine, rest = _steps(procedure, known.id)
            here = {"matter__procedure": procedure.id, "matter__version": procedure.version}
            own |= Q(**here, step__in=mine) if mine else Q()
            others |= Q(**here, step__in=rest) if rest else Q()
            names.update(rest, mine if everyone else ())
    return own, others, names


def _own_rows(known: Role, post: PostView, viewer: Viewer) -> Q:
    """Leaves out rows that wait for the people of another organ (参编单位, 协办单位)."""
    found = Q()
    line = viewer.staff.line(post.organ)
    for procedure in registry.all_procedures():
        for step in procedure.steps:
            if step.row_organ and step.for_each and known.id in {role.id for role in roles_of(step)}:
                model: Any = procedure.shape.rows[step.for_each].model
                named = {f"{step.row_organ}__in": line}
                own = Exists(model._default_manager.filter(matter=OuterRef("matter"), row=OuterRef("row"), **named))
                found &= ~Q(step=step.id, matter__procedure=procedure.id) | Q(own)
    return found


def _steps(procedure: Procedure, role_id: str) -> tuple[list[str], list[str]]:
    """The role's steps: those of the matter's handler, and those of others."""
    openers = {role.id for role in roles_of(procedure.opening)}
    own: list[str] = []
    others: list[str] = []
    for step in procedure.steps:
        takers = {role.id for role in roles_of(step)}
        if role_id in takers:
            (own if takers & openers else others).append(step.id)
    return own, others


def _reach(known: Role, post: PostView, viewer: Viewer) -> Q:
    """Where the role reaches from the post, as a condition on clocks."""
    if known.reach == "zone":
        return Q(ended=0)
    if known.reach == "member":
        return Q(matter__in=Member.objects.filter(person=viewer.person, to_on__isnull=True).values("matter"))
    if known.reach == "organ":
        return Q(matter__power__in=viewer.staff.line(post.organ)) | Q(matter__power__isnull=True)
    below = [organ for organ in viewer.staff.parents if post.organ in viewer.staff.line(organ)]
    return Q(matter__lead__in=below)


def pressing_first(found: list[Obligation]) -> list[Obligation]:
    """By due date, those without one last."""
    return sorted(found, key=lambda one: (one.due is None, one.due or one.start))


def by_procedure(found: list[Obligation]) -> Iterator[tuple[str, int]]:
    """How many wait under each procedure."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.procedure] = counts.get(one.procedure, 0) + 1
    yield from counts.items()


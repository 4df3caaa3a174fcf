"""Which steps a person's posts may perform, and what may be done next in a matter, with the reason where it may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.legal import Legal
from yuheng.kernel.now import now
from yuheng.kernel.procedure.chains import chain_of
from yuheng.kernel.procedure.decide import marking_of, truths
from yuheng.kernel.procedure.declare import Procedure, Role, Step
from yuheng.kernel.procedure.marking import GHOST
from yuheng.kernel.procedure.reasons import why_not
from yuheng.kernel.procedure.rights import alternatives, check_rights
from yuheng.kernel.procedure.state import Act, Clock, Refusal, Seat, Snapshot


@dataclass(frozen=True)
class Choice:
    """A step (for one row of its kind, or 0) as it stands for one person: allowed, or refused with the reason."""

    step: Step
    row: int
    refusal: Refusal | None
    clock: Clock | None = None

    @property
    def allowed(self) -> bool:
        return self.refusal is None


def roles_of(step: Step) -> tuple[Role, ...]:
    """All roles that may take a seat of the step."""
    return tuple(dict.fromkeys(role for seat in step.by for role in alternatives(seat)))


def may_take_part(step: Step, held: frozenset[str]) -> bool:
    """Whether these roles may take a seat of the step at all."""
    return any(role.id in held for role in roles_of(step))


def seat_of(viewer: Viewer, step: Step, state: Snapshot, day: date, post: int | None = None) -> Seat:
    """The seat from which the viewer would perform the step."""
    wanted: Iterable[str] = [role.id for role in roles_of(step)]
    return viewer.staff.seat(viewer.person or 0, day, wanted, state.lead_line, post)


def may_seat(viewer: Viewer, step: Step, state: Snapshot, law: Legal, post: int | None = None) -> Refusal | None:
    """Why the viewer may not take any seat of the step, or None. Other seats are filled on the form.

    A step that an approval sheet carries is begun by whoever may submit the sheet.
    """
    moment = now()
    chain = chain_of(step.approval)
    if chain is not None:
        step = replace(step, by=(chain.started_by,), separate_from=())
    act = Act(step=step.id, by=seat_of(viewer, step, state, moment.date(), post), at=moment, recorded=moment)
    one = replace(step, by=(roles_of(step),)) if step.by else step
    return check_rights(one, act, state, law)


def next_steps(viewer: Viewer, state: Snapshot, law: Legal, post: int | None = None) -> list[Choice]:
    """Every step of the matter as it stands for the viewer today, in the order of the declaration. Asks no database."""
    day = now().date()
    compiled, marking = marking_of(state, day, law)
    values = state.values or truths(state.procedure, state.facts, state.rows, day, law)
    existence = compiled.existence(values)
    owed = {(clock.step, clock.row): clock for clock in state.clocks if clock.open}
    found = []
    for slot in compiled.slots:
        if slot.row == GHOST and marking.done & slot.bit:
            continue
        refusal = why_not(compiled, marking, existence, slot, state, law)
        refusal = refusal or may_seat(viewer, slot.step, state, law, post)
        found.append(Choice(slot.step, slot.row, refusal, owed.get((slot.step.id, slot.row))))
    return found


def may_open(viewer: Viewer, procedure: Procedure) -> bool:
    """Whether the viewer's roles may begin a matter under the procedure."""
    return viewer.person is not None and may_take_part(procedure.opening, viewer.roles)


def may_lead(viewer: Viewer, procedure: Procedure, unit: int, own: Iterable[int]) -> bool:
    """Whether the viewer, recording from one of the units in `own`, may open a matter led by `unit`: their own, one below it, or any where the procedure says so."""
    if any(one in viewer.staff.line(unit) for one in own):
        return True
    return procedure.for_any_unit and any(role.reach == "zone" and role.id in viewer.roles for role in roles_of(procedure.opening))

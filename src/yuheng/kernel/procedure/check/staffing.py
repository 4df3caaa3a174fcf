"""Whether an organ has the people that a procedure needs: enough different ones for every step, also when one is recused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yuheng.kernel.procedure.check.result import Problem
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.rights import alternatives, fits, role_words
from yuheng.kernel.procedure.state import Seat, Snapshot


@dataclass(frozen=True)
class Unit:
    """A unit that handles matters: its name, its line of organs (nearest first), the organ in whose name it acts."""

    organ: int
    name: str
    line: tuple[int, ...]
    power: int | None


def understaffed(procedure: Procedure, unit: Unit, seats: Sequence[Seat]) -> list[Problem]:
    """The steps that the unit cannot staff, or not once somebody is recused."""
    state = Snapshot(matter=0, procedure=procedure, lead=unit.organ, lead_line=unit.line, power=unit.power)
    return [problem for step in procedure.steps for problem in _step(procedure, step, unit, seats, state)]


def _step(procedure: Procedure, step: Step, unit: Unit, seats: Sequence[Seat], state: Snapshot) -> Iterator[Problem]:
    if not step.by or _by_members(step):
        return
    wanted = _people(step, seats, state)
    if not seated(wanted):
        message = f"{unit.name}没有足够的人员办理“{step.name}”（须{len(wanted)}人：{role_words(step)}）。"
        yield Problem("staff", f"{message}请补充人员，或者报请提级、指定管辖。", cites=step.cites)
        return
    for name in step.separate_from:
        other = procedure.by_id.get(name)
        if other is None or not other.by or _by_members(other):
            continue
        theirs = _people(other, seats, state)
        if seated(theirs) and not seated([*wanted, *theirs]):
            message = f"{unit.name}办理“{other.name}”之后，没有另外的人员办理“{step.name}”（{role_words(step)}）。"
            yield Problem("staff", f"{message}请补充人员，或者报请提级、指定管辖。", cites=step.cites)
            return
    for person in sorted(set().union(*wanted)):
        if not seated([people - {person} for people in wanted]):
            name = next(seat.name for seat in seats if seat.person == person)
            message = f"{unit.name}的{name}回避时，没有人员办理“{step.name}”（{role_words(step)}）。"
            yield Problem("staff_recusal", f"{message}届时须报请提级或者指定管辖。", cites=step.cites)
            return


def _by_members(step: Step) -> bool:
    """Whether a seat is taken by a member of the matter, whom only the matter knows."""
    return any(role.reach == "member" for seat in step.by for role in alternatives(seat))


def _people(step: Step, seats: Sequence[Seat], state: Snapshot) -> list[frozenset[int]]:
    """For each seat of the step the persons who may take it."""
    return [
        frozenset(s.person for s in seats if any(fits(role, s, state) for role in alternatives(wanted)))
        for wanted in step.by
    ]


def seated(wanted: Sequence[frozenset[int]]) -> bool:
    """Whether different persons can take all the seats."""
    holder: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for person in wanted[i] - tried:
            tried.add(person)
            if person not in holder or place(holder[person], tried):
                holder[person] = i
                return True
        return False

    return all(place(i, set()) for i in range(len(wanted)))

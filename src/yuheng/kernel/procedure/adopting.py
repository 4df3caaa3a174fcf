"""Cases that began on paper 存量案件: what their past acts make of marking and clocks, without judging them.

The acts are taken as they are told; nothing is proved of them. From then on the case obeys its procedure like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from yuheng.kernel.procedure import clocks as rules
from yuheng.kernel.procedure.decide import marking_bits, moved_steps, truths
from yuheng.kernel.procedure.declare import Step
from yuheng.kernel.procedure.marking import NO_ROW, Compiled, Marking, Slot, compiled
from yuheng.kernel.procedure.state import Clock, LegalDay, Refusal, Snapshot

SEQ = 1
"""Adoption is the first event of its matter; every clock and every step of the past bears its number."""


@dataclass(frozen=True, slots=True)
class PastAct:
    """A step done on paper before the platform: when, on which row, by whom."""

    step: str
    at: datetime
    row: int = NO_ROW
    persons: tuple[int, ...] = ()


def in_order(acts: Sequence[PastAct]) -> list[PastAct]:
    """The acts as told, those of one moment a millisecond apart, so that what came first stays first."""
    found: list[PastAct] = []
    for act in acts:
        least = found[-1].at + timedelta(milliseconds=1) if found else act.at
        found.append(replace(act, at=least) if found and found[-1].at - timedelta(seconds=1) < act.at < least else act)
    return found


def misplaced(state: Snapshot, acts: Sequence[PastAct], now: datetime) -> Refusal | None:
    """What is wrong with the list of past acts, if anything."""
    procedure = state.procedure
    if not acts or acts[0].step != procedure.opening.id:
        return Refusal("adopt", f"“{procedure.name}”自“{procedure.opening.name}”开始。", remedy="请把它列为第一项办理。")
    c = compiled(procedure, state.row_numbers())
    before: datetime | None = None
    for act in acts:
        step = procedure.by_id.get(act.step)
        if step is None:
            return Refusal("unknown_step", f"“{procedure.name}”没有环节“{act.step}”。", remedy="请核对环节名称。")
        if act.at > now:
            return Refusal("future", f"“{step.name}”的办理时间 {act.at:%Y-%m-%d} 晚于当前时间。", remedy="尚未办理的环节不要列入。")
        if before is not None and act.at < before:
            return Refusal("order", f"“{step.name}”的办理时间 {act.at:%Y-%m-%d} 早于前一项。", remedy="请按办理先后排列。")
        if (act.step, act.row) not in c.index:
            return Refusal("row", f"“{step.name}”须指明办理的是哪一项，或者没有这一项。", remedy="请核对。")
        before = act.at
    return None


def adopted(state: Snapshot, acts: Sequence[PastAct], law: LegalDay) -> Snapshot | Refusal:
    """The snapshot after the past acts: marking, stage, and the clocks that still run, reckoned by the law of their days."""
    values = truths(state.procedure, state.facts, state.rows, acts[-1].at.date(), law)
    state = replace(state, values=values, seq=SEQ)
    c = compiled(state.procedure, state.row_numbers())
    for act in acts:
        step = state.procedure.by_id[act.step]
        slot = c.slots[c.index[(act.step, act.row)]]
        before = marking_bits(c, state)
        after = c.perform(before, slot)
        clocks = _clocks(c, after, slot, state, act, law)
        if isinstance(clocks, Refusal):
            return clocks
        state = replace(
            state,
            steps={**state.steps, **moved_steps(c, before, after, slot, state, act.at, SEQ, False)},
            performers={**state.performers, act.step: state.performers.get(act.step, frozenset()) | frozenset(act.persons)},
            clocks=clocks,
            opened=act.at if step.opens else state.opened,
            closed=act.at if step.closes else state.closed,
            stage=step.stage or state.stage,
        )
    return replace(state, clocks=[replace(clock, no=no) for no, clock in enumerate(state.clocks)])


def _clocks(c: Compiled, after: Marking, slot: Slot, state: Snapshot, act: PastAct, law: LegalDay) -> list[Clock] | Refusal:
    step, day, facts = slot.step, act.at.date(), rules.dated(state.facts, state.rows)
    running = [clock for clock in state.clocks if (clock.step, clock.row) != (step.id, slot.row)]
    longer = rules.extended(replace(state, clocks=running), step.extends, day, law)
    if isinstance(longer, Refusal):
        return longer
    for changed in (longer, rules.suspended(running, step.suspends, day), rules.resumed(running, step.resumes, day)):
        running = _with(running, changed)
    moved = {*step.suspends, *step.resumes, *(rule.clock for rule in step.extends)}
    running = [rules.reckoned(clock, law, facts) if clock.name in moved else clock for clock in running]
    started = rules.opened(c, after, slot, step.obliges, day, SEQ, facts, law)
    # Clocks of one event are told apart by their number; they get their last one when all acts are through.
    following = max((clock.no for clock in running), default=-1) + 1
    return running + [replace(clock, no=following + clock.no) for clock in started]


def _with(running: list[Clock], changed: list[Clock]) -> list[Clock]:
    by_id = {clock.id: clock for clock in changed}
    return [by_id.get(clock.id, clock) for clock in running]


def register_step(state: Snapshot, given: Mapping[str, Any]) -> Step:
    """The act of entering the case, as a step that may write every fact: what may not stay empty must be there."""
    shape = state.procedure.shape
    wanted = [name for name, field in shape.fields.items() if name in given or not field.blank]
    return Step("adopt", "存量案件建档", writes=(*wanted, *(name for name in shape.rows if name in given)))

"""The decision: may this act be done to this matter, and what becomes of it.

One pure function without database access, used by `perform` and `perform_many` alike, so that a bulk import obeys exactly the
rules that a person at a form obeys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from yuheng.kernel.now import at as time_at
from yuheng.kernel.procedure import clocks as clock_rules
from yuheng.kernel.procedure.conditions import Truth
from yuheng.kernel.procedure.data import cleaned, derived
from yuheng.kernel.procedure.declare import Due, Excludes, Implies, Procedure, Step
from yuheng.kernel.procedure.marking import (
    CLOSED,
    NO_ROW,
    OPENED,
    Compiled,
    Marking,
    Slot,
    compiled,
)
from yuheng.kernel.procedure.reasons import last_act_day, why_not
from yuheng.kernel.procedure.rights import check_rights
from yuheng.kernel.procedure.state import (
    Act,
    Clock,
    Key,
    LegalDay,
    Outcome,
    Refusal,
    Snapshot,
    StepState,
)

_NEVER = datetime(1, 1, 2, tzinfo=UTC)


def decide(state: Snapshot, act: Act, law: LegalDay) -> Outcome | Refusal:
    """What performing the act makes of the matter, or why it may not be done. Changes nothing."""
    step = state.procedure.by_id.get(act.step)
    if step is None:
        return Refusal("unknown_step", f"“{state.procedure.name}”没有环节“{act.step}”。", remedy="请核对环节名称。")
    return _times(step, act, state) or check_rights(step, act, state, law) or _decided(step, act, state, law)


def marking_of(state: Snapshot, day: date, law: LegalDay) -> tuple[Compiled, Marking]:
    """The marking of a matter on a day: a pure function of what was done, and of the dates."""
    c = compiled(state.procedure, state.row_numbers())
    return c, marking_bits(c, state)._replace(over=_timers_over(c, state, day, law))


def truths(
    procedure: Procedure, facts: Mapping[str, Any], rows: Mapping[str, Any], day: date, law: LegalDay
) -> dict[str, Truth]:
    """The truth of every condition on these facts."""
    seen = {
        **facts,
        **{kind: [r for r in items.values() if not r.get("voided")] or None for kind, items in rows.items()},
    }
    return {name: c.ask(seen, lambda key: law.value(key, day), lambda key, start: law.reckon(key, start).due) for name, c in procedure.conditions.items()}


def _times(step: Step, act: Act, state: Snapshot) -> Refusal | None:
    if act.at > act.recorded:
        return Refusal(
            "future", f"“{step.name}”的办理时间 {act.at:%Y-%m-%d %H:%M} 晚于当前时间。", remedy="请填写实际办理时间。"
        )
    if state.opened is not None and act.at < state.opened:
        return Refusal(
            "order",
            f"“{step.name}”的办理时间 {act.at:%Y-%m-%d %H:%M} 早于本件开始时间 {state.opened:%Y-%m-%d %H:%M}。",
            remedy="请核对办理时间；开始时间有误的，请先办理更正。",
        )
    for name in step.waited_for:
        for (other, row), was in state.steps.items():
            if other == name and was.done and was.last_at and act.at < was.last_at and (row in (act.row, NO_ROW) or act.row == NO_ROW):
                return Refusal(
                    "order",
                    f"“{step.name}”的办理时间 {act.at:%Y-%m-%d %H:%M} 早于“{state.procedure.names[name]}”的"
                    f"办理时间 {was.last_at:%Y-%m-%d %H:%M}。",
                    remedy="请按实际先后填写；前一环节时间有误的，请先办理更正。",
                )
    return None


def _decided(step: Step, act: Act, state: Snapshot, law: LegalDay) -> Outcome | Refusal:
    with time_at(act.recorded):  # what counts as a day to come is judged when the act is recorded
        written = cleaned(step, act.data, state)
    if isinstance(written, Refusal):
        return written
    writes, row_writes = written
    facts = {**state.facts, **writes}
    rows = {kind: dict(items) for kind, items in state.rows.items()}
    for kind, items in row_writes.items():
        target = rows.setdefault(kind, {})
        for number, values in items.items():
            target[number] = {**target.get(number, {}), **values}
    if step.derives:
        followed = derived(step, facts, state, act.day, law)
        if isinstance(followed, Refusal):
            return followed
        writes, facts = {**writes, **followed}, {**facts, **followed}
    c, before = marking_of(state, act.day, law)
    slot = _slot(c, step, act.row)
    if slot is None:
        label = state.procedure.shape.rows[step.for_each].label if step.for_each else "行"
        return Refusal("row", f"“{step.name}”须指明办理的是哪一{label}。", remedy=f"请选择{label}。")
    values_before = state.values or truths(state.procedure, state.facts, state.rows, act.day, law)
    values = truths(state.procedure, facts, rows, act.day, law)
    found = _guard(c, before, slot, values_before, state, law)
    if found is not None:
        return found
    if row_writes:
        # The second guard and all effects see the rows as the act leaves them: what it adds must be served too.
        c, before = marking_of(replace(state, rows=rows), act.day, law)
        slot = _slot(c, step, act.row) or slot
    if not c.allows(before, c.existence(values), slot):
        found = _guard(c, before, slot, values, replace(state, facts=facts, rows=rows), law)
        assert found is not None
        return found
    return (
        _papers(step, act, state)
        or _impossible(state.procedure, values)
        or _never(c, before, slot, values, state, law)
        or _outcome(
            c, before, slot, act, state, law, writes, row_writes, clock_rules.dated(facts, rows), values_before, values
        )
    )


def _guard(
    c: Compiled, before: Marking, slot: Slot, values: Mapping[str, Truth], state: Snapshot, law: LegalDay
) -> Refusal | None:
    """Why the marking does not allow the slot under these truths. `why_not` tells every relation that `allows` knows."""
    existence = c.existence(values)
    if c.allows(before, existence, slot):
        return None
    found = why_not(c, before, existence, slot, state, law)
    assert found is not None, f"{slot.step.id}: forbidden without a reason"
    return found


def _slot(c: Compiled, step: Step, row: int) -> Slot | None:
    index = c.index.get((step.id, row))
    if index is None and step.for_each:
        ghosts = [s for s in c.slots if s.step is step and s.row < 0]
        return ghosts[0] if ghosts else None
    return None if index is None else c.slots[index]


def _papers(step: Step, act: Act, state: Snapshot) -> Refusal | None:
    there = state.papers | {paper.kind for paper in act.papers}
    missing = [kind for kind in step.requires if kind not in there]
    if not missing:
        return None
    names = "、".join(f"《{state.procedure.papers.get(kind, kind)}》" for kind in missing)
    return Refusal("paper", f"办理“{step.name}”须附{names}。", step.cites, f"请先制作或者上传{names}。")


def _impossible(procedure: Procedure, values: Mapping[str, Truth]) -> Refusal | None:
    for pair in procedure.given:
        a, b = values[pair.a.id], values[pair.b.id]
        if isinstance(pair, Excludes) and a and b:
            return Refusal("given", f"“{pair.a.name}”与“{pair.b.name}”不能同时成立。", remedy="请核对所填案情。")
        if isinstance(pair, Implies) and a and b is False:
            return Refusal("given", f"“{pair.a.name}”成立时，“{pair.b.name}”也应当成立。", remedy="请核对所填案情。")
    return None


def _never(
    c: Compiled, before: Marking, slot: Slot, values: Mapping[str, Truth], state: Snapshot, law: LegalDay
) -> Refusal | None:
    broken = c.broken(before, slot, values)
    if not broken:
        return None
    rule = state.procedure.never[broken[0]]
    articles = f"（{law.cite(rule.cites)}）" if rule.cites else ""
    return Refusal("never", f"{rule.words(state.procedure.names)}{articles}。", rule.cites, "请补办所缺环节后再办理。")


def _outcome(
    c: Compiled,
    before: Marking,
    slot: Slot,
    act: Act,
    state: Snapshot,
    law: LegalDay,
    writes: dict[str, Any],
    row_writes: dict[str, dict[int, dict[str, Any]]],
    facts: dict[str, Any],
    values_before: Mapping[str, Truth],
    values: dict[str, Truth],
) -> Outcome | Refusal:
    step, seq, day = slot.step, state.seq + 1, act.day
    late = bool(slot.until & before.over and step.citizen)
    after = c.perform(before, slot)
    moved = _moved_clocks(step, state, act, law, facts, late)
    if isinstance(moved, Refusal):
        return moved
    dues: tuple[Due, ...] = (step.until.late if step.until else ()) if late else step.obliges
    changed = dict(moved)
    if not late:
        for clock in state.clocks:
            if clock.open and (clock.step, clock.row) == (step.id, slot.row):
                changed[clock.id] = clock_rules.discharged(changed.get(clock.id, clock), seq, day)
        for due in dues:
            if due.restarts:
                for clock in state.clocks:
                    if clock.open and clock.name == due.name and clock.id not in changed:
                        changed[clock.id] = clock_rules.discharged(clock, seq, day, "restarted")
    started = clock_rules.opened(c, after, slot, dues, day, seq, facts, law)
    return Outcome(
        act=act,
        seq=seq,
        late=late,
        backlog=law.backlog(day, act.recorded.date()),
        writes=writes,
        row_writes=row_writes,
        steps=moved_steps(c, before, after, slot, state, act.at, seq, late),
        clocks=[*changed.values(), *started],
        values=values,
        # Before a matter is open nothing is known: what a condition says without any fact is told by the opening, too.
        changed_values={k: v for k, v in values.items() if v is not (values_before.get(k) if state.seq else None)},
        opened=act.at if step.opens else state.opened,
        closed=act.at if step.closes else state.closed,
        stage=step.stage or state.stage,
        produces=step.produces,
    )


def _moved_clocks(
    step: Step, state: Snapshot, act: Act, law: LegalDay, facts: Mapping[str, Any], late: bool
) -> dict[tuple[int, int], Clock] | Refusal:
    """Running clocks that the act lengthens, suspends or resumes, or whose date fact it moves."""
    changed: dict[tuple[int, int], Clock] = {}
    if late or not (step.extends or step.suspends or step.resumes or any(clock.on_fact for clock in state.clocks)):
        return changed
    lengthened = clock_rules.extended(state, step.extends, act.day, law)
    if isinstance(lengthened, Refusal):
        return lengthened
    changed.update((clock.id, clock) for clock in lengthened)

    def running() -> list[Clock]:
        return [changed.get(clock.id, clock) for clock in state.clocks if clock.open]

    changed.update((c.id, c) for c in clock_rules.suspended(running(), step.suspends, act.day))
    changed.update((c.id, c) for c in clock_rules.resumed(running(), step.resumes, act.day))
    changed.update((c.id, c) for c in running() if c.on_fact and facts.get(c.on_fact) != c.due)
    return {key: clock_rules.reckoned(clock, law, facts) for key, clock in changed.items()}


def moved_steps(
    c: Compiled, before: Marking, after: Marking, slot: Slot, state: Snapshot, at: datetime, seq: int, late: bool
) -> dict[Key, StepState]:
    """The states of the slots whose bits an act moved, and of the slot itself."""
    moved: dict[Key, StepState] = {}
    touched = (before.done ^ after.done) | (before.on ^ after.on)
    while touched:
        bit = touched & -touched
        touched ^= bit
        key = c.keys[bit.bit_length() - 1]
        was = state.step(key)
        done, on = bool(after.done & bit), bool(after.on & bit)
        moved[key] = StepState(was.times, done, on, was.first_day, was.last_day, was.last_at, was.last_seq)
    key = (slot.step.id, slot.row)
    was, day = moved.get(key) or state.step(key), at.date()
    done, first = bool(after.done & slot.bit), was.first_day or day
    last = (was.last_day, was.last_at, was.last_seq) if late else (day, at, seq)
    moved[key] = StepState(was.times + 1, done, was.on, first, *last)
    return moved


def marking_bits(c: Compiled, state: Snapshot) -> Marking:
    """The marking without its timers: what was done, stands and is owed."""
    start = c.start()
    done, on, owed = start.done, start.on, 0
    for key, was in state.steps.items():
        index = c.index.get(key)
        if index is None:
            continue
        bit = 1 << index
        done = done | bit if was.done else done & ~bit
        on = on | bit if was.on else on & ~bit
    for clock in state.clocks:
        index = c.index.get((clock.step, clock.row))
        if clock.open and index is not None:
            owed |= 1 << index
    flags = (OPENED if state.opened else 0) | (CLOSED if state.closed else 0)
    return Marking(done, on, owed, 0, _fresh(state), flags)


def _timers_over(c: Compiled, state: Snapshot, day: date, law: LegalDay) -> int:
    """Timers that have run out on `day`: a wait when the day is lawful, an until when its last day has passed."""
    over = 0
    for timer in c.timers:
        started = last_act_day(state, timer.trigger)
        if started is None:
            continue
        if timer.kind == "wait":
            out = day >= law.earliest(timer.within, started)
        else:
            due = law.reckon(timer.within, started).due
            out = due is not None and day > due
        if out:
            over |= timer.bit
    return over


def _fresh(state: Snapshot) -> int:
    rules = state.procedure.stale_rules
    if not rules:
        return 0

    def latest(name: str) -> tuple[int, datetime]:
        # Acts of an adopted case share one event: their moments tell which came later.
        return max(((s.last_seq, s.last_at or _NEVER) for (step, _row), s in state.steps.items() if step == name), default=(0, _NEVER))

    return sum(1 << k for k, rule in enumerate(rules) if latest(rule.on) > latest(rule.since))

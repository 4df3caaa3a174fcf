"""State as the fold of events: what undo, replay and adopted cases are made of.

Marking moves are structural, so they are computed again; truths of conditions, due dates and facts are taken as they were
recorded, so that erased data and changed law break nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from yuheng.kernel.procedure.conditions import Truth
from yuheng.kernel.procedure.decide import marking_bits, moved_steps
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.marking import NO_ROW, compiled
from yuheng.kernel.procedure.state import Clock, Snapshot

ERASED = object()
"""Stands for a value that was erased by law; both sides of a comparison show 已依法删除."""


@dataclass(slots=True)
class Past:
    """One event as read back from the ledger."""

    seq: int
    kind: str
    step: str
    row: int
    at: datetime
    recorded: datetime
    persons: frozenset[int] = frozenset()
    writes: dict[str, Any] = field(default_factory=dict)
    row_writes: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    values: dict[str, Truth] = field(default_factory=dict)
    clocks: list[Clock] = field(default_factory=list)
    papers: frozenset[str] = frozenset()
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def moves(self) -> bool:
        """Whether the event performs a step (a kernel act moves the marking in its own way)."""
        return self.kind in ("open", "perform", "lapse") or (self.kind == "record_defect" and bool(self.step))

    @property
    def late(self) -> bool:
        return bool(self.details.get("late"))


def undone(events: Iterable[Past]) -> set[int]:
    """Seqs of events that a later `undo` took back."""
    return {past.details["event"] for past in events if past.kind == "undo"}


def folded(matter: int, procedure: Procedure, events: Iterable[Past]) -> Snapshot:
    """The snapshot that these events make, in ledger order."""
    listed = list(events)
    gone = undone(listed)
    state = Snapshot(matter=matter, procedure=procedure)
    for past in listed:
        state = after(state, past, gone)
    return state


def after(state: Snapshot, past: Past, gone: set[int]) -> Snapshot:
    """The snapshot moved on by one event; one that was taken back, and the taking back, only count."""
    return _noted(state, past) if past.seq in gone or past.kind == "undo" else _after(state, past)


def _noted(state: Snapshot, past: Past) -> Snapshot:
    return replace(state, seq=past.seq, last_recorded=past.recorded)


def _after(state: Snapshot, past: Past) -> Snapshot:
    state = _noted(state, past)
    if past.kind == "adopt":
        return _adopted(state, past)
    rows = {kind: dict(items) for kind, items in state.rows.items()}
    for kind, items in past.row_writes.items():
        target = rows.setdefault(kind, {})
        for number, values in items.items():
            target[number] = {**target.get(number, {"voided": False}), **values}
    state = replace(
        state,
        facts={**state.facts, **past.writes},
        rows=rows,
        values={**state.values, **past.values},
        clocks=_clocks(state.clocks, past.clocks),
        papers=state.papers | past.papers,
        defective=state.defective or past.kind == "record_defect" or bool(past.details.get("irregular")),
    )
    if past.kind == "correct" and "at" in past.details:
        return _moved_in_time(state, past)
    return _performed(state, past) if past.moves else state


def _clocks(before: list[Clock], changed: list[Clock]) -> list[Clock]:
    touched = {clock.id for clock in changed}
    return [clock for clock in before if clock.id not in touched] + [clock for clock in changed if clock.open]


def _performed(state: Snapshot, past: Past) -> Snapshot:
    c = compiled(state.procedure, state.row_numbers())
    step = state.procedure.by_id[past.step]
    slot = c.slots[c.index[(past.step, past.row if step.for_each else NO_ROW)]]
    before = marking_bits(c, state)
    if past.late:
        # Only a period that ran out makes a citizen's act late; its timer stands for it here.
        before = before._replace(over=slot.until)
    after = c.perform(before, slot)
    moved = moved_steps(c, before, after, slot, state, past.at, past.seq, past.late)
    performers = dict(state.performers)
    performers[past.step] = performers.get(past.step, frozenset()) | past.persons
    return replace(
        state,
        steps={**state.steps, **moved},
        performers=performers,
        opened=past.at if step.opens else state.opened,
        closed=past.at if step.closes else state.closed,
        stage=step.stage or state.stage,
    )


def _moved_in_time(state: Snapshot, past: Past) -> Snapshot:
    """A corrected act time: the slots whose latest act it was bear the new one."""
    seq, at = past.details["event"], datetime.fromisoformat(past.details["at"])
    steps = dict(state.steps)
    opened, closed = state.opened, state.closed
    for key, was in state.steps.items():
        if was.last_seq == seq:
            step = state.procedure.by_id[key[0]]
            first = at.date() if was.times == 1 else was.first_day
            steps[key] = replace(was, last_at=at, last_day=at.date(), first_day=first)
            opened = at if step.opens else opened
            closed = at if step.closes else closed
    return replace(state, steps=steps, opened=opened, closed=closed)


def _adopted(state: Snapshot, past: Past) -> Snapshot:
    """An adopted case: its acts of before the platform move the marking without having been checked."""
    state = replace(
        state,
        facts=dict(past.writes),
        rows={kind: {n: {"voided": False, **row} for n, row in items.items()} for kind, items in past.row_writes.items()},
        values=dict(past.values),
        clocks=[clock for clock in past.clocks if clock.open],
        papers=past.papers,
    )
    for act in past.details["acts"]:
        at = datetime.fromisoformat(act["at"])
        persons = frozenset(act.get("persons", ()))
        state = _performed(state, replace(past, step=act["step"], row=act.get("row", NO_ROW), at=at, persons=persons, details={}))
    # The acts told what was done; which clocks still run is in the event.
    return state

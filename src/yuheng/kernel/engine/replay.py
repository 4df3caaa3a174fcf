"""Replay: facts, markings and clocks rebuilt from the events and compared with the tables.

A change made behind the engine's back, in whatever table, is found and named by matter and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yuheng.kernel.engine.history import history
from yuheng.kernel.engine.load import load
from yuheng.kernel.engine.office import office
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.fold import ERASED, folded
from yuheng.kernel.procedure.state import Clock, Snapshot, StepState
from yuheng.kernel.records.models import Event, Matter

BATCH = 400


@dataclass(frozen=True)
class Difference:
    """One place where a table does not say what the events say."""

    matter: int
    where: str
    recorded: Any
    stored: Any

    def __str__(self) -> str:
        return f"事项 {self.matter} 的{self.where}：过程记录为 {self.recorded}，数据表为 {self.stored}，数据表被改动"

    def to_json(self) -> dict[str, Any]:
        return {"matter": self.matter, "where": self.where, "recorded": str(self.recorded), "stored": str(self.stored)}


def replay(matters: list[int] | None = None) -> Iterator[Difference]:
    """Rebuilds every matter (or these) and yields what differs."""
    ids = matters if matters is not None else list(Matter.objects.order_by("pk").values_list("pk", flat=True))
    staff = office()
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        events: dict[int, list[Event]] = {}
        for event in Event.objects.filter(matter__in=part).order_by("matter", "seq"):
            events.setdefault(event.matter_id, []).append(event)
        for matter, loaded in load(part, staff, lock=False).items():
            procedure = registry.get(loaded.head.procedure, loaded.head.version)
            rebuilt = folded(matter, procedure, history(procedure, events.get(matter, [])))
            yield from _compared(matter, rebuilt, loaded.state)


def _compared(matter: int, rebuilt: Snapshot, stored: Snapshot) -> Iterator[Difference]:
    fields = rebuilt.procedure.shape.fields
    for name, field in fields.items():
        recorded = rebuilt.facts.get(name)
        if recorded is not ERASED and recorded != stored.facts.get(name):
            yield Difference(matter, f"案情“{field.label}”", recorded, stored.facts.get(name))
    for kind, shape in rebuilt.procedure.shape.rows.items():
        for number in sorted(set(rebuilt.rows.get(kind, {})) | set(stored.rows.get(kind, {}))):
            yield from _row(
                matter,
                shape.label,
                number,
                rebuilt.rows.get(kind, {}).get(number),
                stored.rows.get(kind, {}).get(number),
            )
    for key in sorted(set(rebuilt.steps) | set(stored.steps)):
        if _state(rebuilt.step(key)) != _state(stored.step(key)):
            name = rebuilt.procedure.names.get(key[0], key[0])
            yield Difference(matter, f"环节“{name}”的状态", _state(rebuilt.step(key)), _state(stored.step(key)))
    recorded_clocks = {clock.id: _clock(clock) for clock in rebuilt.clocks}
    stored_clocks = {clock.id: _clock(clock) for clock in stored.clocks}
    for clock in sorted(set(recorded_clocks) | set(stored_clocks)):
        if recorded_clocks.get(clock) != stored_clocks.get(clock):
            yield Difference(matter, f"期限 {clock}", recorded_clocks.get(clock), stored_clocks.get(clock))
    for what, a, b in (
        ("开始时间", rebuilt.opened, stored.opened),
        ("办结时间", rebuilt.closed, stored.closed),
        ("阶段", rebuilt.stage, stored.stage),
        ("记录条数", rebuilt.seq, stored.seq),
    ):
        if a != b:
            yield Difference(matter, what, a, b)


def _row(
    matter: int, label: str, number: int, recorded: dict[str, Any] | None, stored: dict[str, Any] | None
) -> Iterator[Difference]:
    if recorded is None and stored is not None and stored.get("voided"):
        return  # the act that added it was taken back
    if recorded is None or stored is None:
        yield Difference(matter, f"{label}第 {number} 项", recorded, stored)
        return
    for name in sorted(set(recorded) | set(stored)):
        a, b = recorded.get(name), stored.get(name)
        if a is not ERASED and (a or None) != (b or None):
            yield Difference(matter, f"{label}第 {number} 项的 {name}", a, b)


def _state(s: StepState) -> tuple[Any, ...]:
    return (s.times, s.done, s.on, s.first_day, s.last_day, s.last_at, s.last_seq)


def _clock(c: Clock) -> tuple[Any, ...]:
    return (c.name, c.step, c.row, c.start, c.parameter, c.due, c.provisional, c.suspended, c.spans, c.extensions)

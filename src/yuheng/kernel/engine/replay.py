"""Replay: facts, markings and clocks rebuilt from the events and compared with the tables.

A change made behind the engine's back, in whatever table, is found and named by matter and column.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yuheng.kernel.engine.history import openings_of, recorded
from yuheng.kernel.engine.load import Loaded, load
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.replay_heads import Beside, beside
from yuheng.kernel.engine.replay_heads import compared as heads
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
    kind: str = "table"
    """`table`: a table was changed; `rule`: today's rules would decide otherwise."""

    def __str__(self) -> str:
        if self.kind == "rule":
            return f"事项 {self.matter} {self.where}：过程记录为 {self.recorded}，{self.stored}"
        return f"事项 {self.matter} 的{self.where}：过程记录为 {self.recorded}，数据表为 {self.stored}，数据表被改动"

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "matter": self.matter,
            "where": self.where,
            "recorded": str(self.recorded),
            "stored": str(self.stored),
        }


def replay(matters: list[int] | None = None) -> Iterator[Difference]:
    """Rebuilds every matter (or these) and yields what differs."""
    ids = matters if matters is not None else list(Matter.objects.order_by("pk").values_list("pk", flat=True))
    staff = office()
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        events: dict[int, list[Event]] = {}
        for event in Event.objects.filter(matter__in=part).order_by("matter", "seq"):
            events.setdefault(event.matter_id, []).append(event)
        openings, stored = openings_of(event for listed in events.values() for event in listed), beside(part)
        read = _read(part, staff)
        for matter in part:
            loaded = read.get(matter)
            if loaded is None:
                yield Difference(matter, "数据表", "应当可以读取", "事项的程序、版本或者数据读不出来")
                continue
            try:
                found = _matter(loaded, events.get(matter, []), openings, stored, staff)
            except Exception as error:  # whatever was done to a body, the matter is named and the others are still compared
                found = [Difference(matter, f"过程记录（{type(error).__name__}）", "无法据以重建", "存在")]
            yield from found


def _read(matters: list[int], staff: Office) -> dict[int, Loaded]:
    """The matters as the tables hold them; without those that cannot be read."""
    try:
        return load(matters, staff, lock=False)
    except Exception:  # one broken row hides no other
        if len(matters) == 1:
            return {}
        return {key: one for matter in matters for key, one in _read([matter], staff).items()}


def _matter(
    loaded: Loaded, events: list[Event], openings: Mapping[int, Mapping[str, Any]], stored: Beside, staff: Office
) -> list[Difference]:
    matter = loaded.head.id
    if not events:
        return [Difference(matter, "过程记录", "没有", "事项存在")]
    procedure = registry.get(loaded.head.procedure, loaded.head.version)
    told = [recorded(procedure, event, openings.get(event.pk, {})) for event in events]
    first = json.loads(bytes(events[0].body))
    if (first["procedure"], first["version"]) != (procedure.id, procedure.version):
        return [Difference(matter, "程序", (first["procedure"], first["version"]), (procedure.id, procedure.version))]
    rebuilt = folded(matter, procedure, [event.past for event in told])
    found = list(_compared(matter, rebuilt, loaded.state))
    found += [Difference(matter, *one) for one in heads(loaded, rebuilt, told, stored, staff)]
    return found


def _compared(matter: int, rebuilt: Snapshot, stored: Snapshot) -> Iterator[Difference]:
    fields = rebuilt.procedure.shape.fields
    for name, field in fields.items():
        told = rebuilt.facts.get(name)
        # Erased on both sides: a value that is still there was put back.
        if (None if told is ERASED else told) != stored.facts.get(name):
            yield Difference(matter, f"案情“{field.label}”", "已依法删除" if told is ERASED else told, stored.facts.get(name))
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
    if recorded is None and stored is not None and stored.get("voided") and not any(v for k, v in stored.items() if k != "voided"):
        return  # the row of an act that was taken back: emptied and voided, never deleted
    if recorded is None or stored is None:
        yield Difference(matter, f"{label}第 {number} 项", recorded, stored)
        return
    for name in sorted(set(recorded) | set(stored)):
        a, b = recorded.get(name), stored.get(name)
        if ((None if a is ERASED else a) or None) != (b or None):
            yield Difference(matter, f"{label}第 {number} 项的 {name}", "已依法删除" if a is ERASED else a, b)


def _state(s: StepState) -> tuple[Any, ...]:
    return (s.times, s.done, s.on, s.first_day, s.last_day, s.last_at, s.last_seq)


def _clock(c: Clock) -> tuple[Any, ...]:
    return (c.name, c.step, c.row, c.start, c.parameter, c.due, c.provisional, c.suspended, c.spans, c.extensions)

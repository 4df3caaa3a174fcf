"""A matter's events read back: bodies and openings as the pure fold takes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from yuheng.kernel.engine.load import READERS
from yuheng.kernel.ledger import body as ledger
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.fold import ERASED, Past
from yuheng.kernel.procedure.shape import Shape
from yuheng.kernel.procedure.state import Clock
from yuheng.kernel.records.models import Event, Opening

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def history(procedure: Procedure, events: Iterable[Event]) -> list[Past]:
    """The events of one matter, in ledger order, with their openings."""
    listed = list(events)
    openings = openings_of(listed)
    return [past_of(procedure, bytes(event.body), openings.get(event.pk, {})) for event in listed]


def openings_of(events: Iterable[Event]) -> dict[int, dict[str, Any]]:
    """The openings of these events in one query."""
    found: dict[int, dict[str, Any]] = {}
    for opening in Opening.objects.filter(event__in=[event.pk for event in events]):
        found.setdefault(opening.event_id, {})[opening.field] = json.loads(opening.value)
    return found


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with what only comparing the tables asks for: its papers, and what its `@` commitments open to."""

    past: Past
    documents: tuple[Mapping[str, Any], ...]
    said: Mapping[str, Any]


def recorded(procedure: Procedure, event: Event, openings: Mapping[str, Any]) -> Recorded:
    """One event as `replay` compares it. Raises what a broken body raises."""
    written = bytes(event.body)
    body = json.loads(written)
    said = {name: openings.get(name, ERASED) for name in body.get("commitments", {}) if name.startswith("@")}
    return Recorded(past_of(procedure, written, openings), tuple(body.get("documents", ())), said)


def of_matter(matter: int, procedure: Procedure) -> list[Past]:
    """All events of a matter."""
    return history(procedure, Event.objects.filter(matter=matter).order_by("seq"))


def past_of(procedure: Procedure, written: bytes, openings: Mapping[str, Any]) -> Past:
    """One event from its bytes and openings. A committed value without an opening reads as erased."""
    body = json.loads(written)
    values = dict(body.get("values", {}))
    for name in body.get("commitments", {}):
        if not name.startswith("@"):
            values[name] = openings.get(name, ERASED)
    writes, row_writes = _split(procedure.shape, values)
    people = [body["actor"], *body.get("participants", ())]
    return Past(
        seq=body[ledger.ENVELOPE]["seq"],
        kind=body["kind"],
        step=body.get("step", ""),
        row=body.get("row", 0),
        at=datetime.fromisoformat(body["at"]),
        recorded=(_EPOCH + timedelta(milliseconds=body["recorded"])).astimezone(CHINA),
        persons=frozenset(p["person"] for p in people if p.get("person")),
        writes=writes,
        row_writes=row_writes,
        values=body.get("conditions", {}),
        clocks=[clock_of(line, body[ledger.ENVELOPE]["seq"]) for line in body.get("due", ())],
        papers=frozenset(paper["kind"] for paper in body.get("documents", ())),
        details=body.get("details", {}),
    )


def _split(shape: Shape, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[int, dict[str, Any]]]]:
    writes: dict[str, Any] = {}
    row_writes: dict[str, dict[int, dict[str, Any]]] = {}
    for name, value in values.items():
        if "/" not in name:
            writes[name] = _typed(shape, name, value)
            continue
        kind, number, field = name.split("/")
        typed = bool(value) if field == "voided" else _typed(shape.rows[kind], field, value)
        row_writes.setdefault(kind, {}).setdefault(int(number), {})[field] = typed
    return writes, row_writes


def _typed(shape: Shape, name: str, value: Any) -> Any:
    if value is None or value is ERASED or name not in shape.fields:
        return value
    reader = READERS.get(shape.fields[name].kind)
    return reader(value) if reader is not None and isinstance(value, str) else value


def clock_of(line: Mapping[str, Any], seq: int) -> Clock:
    """A clock from its line in an event."""
    ended = line.get("ended", "")
    due = date.fromisoformat(line["due"]) if line.get("due") else None
    return Clock(
        name=line["clock"],
        step=line["step"],
        row=line.get("row", 0),
        seq=line["seq"],
        no=line["no"],
        start=date.fromisoformat(line["start"]),
        parameter=line.get("parameter", ""),
        on_fact=line.get("on", ""),
        start_fact=line.get("from", ""),
        spans=tuple((date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in line.get("spans", ())),
        extensions=tuple((key, date.fromisoformat(day)) for key, day in line.get("extensions", ())),
        due=due,
        warn=date.fromisoformat(line["warn"]) if line.get("warn") else None,
        provisional=line.get("provisional", False),
        suspended=line.get("suspended", False),
        version=line.get("version", ""),
        ended=seq if ended else 0,
        ended_how=ended,
        met=line.get("met", True),
    )

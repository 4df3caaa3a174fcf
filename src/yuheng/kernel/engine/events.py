"""From an outcome to an event: canonical body, hash, openings, index columns."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yuheng.kernel.engine.load import Head
from yuheng.kernel.ledger import body as ledger
from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.ledger.commitment import Salts, commit_all
from yuheng.kernel.procedure.shape import Shape
from yuheng.kernel.procedure.state import Clock, Outcome, Seat
from yuheng.kernel.records.ids import new_id
from yuheng.kernel.records.sealing import sealed_text


@dataclass(slots=True)
class PaperMade:
    """A paper that an act makes or brings."""

    id: int
    kind: str
    name: str
    number: str = ""
    template: str = ""
    data: str = ""
    file: str = ""


def plain(value: Any) -> Any:
    """A fact's value as the ledger writes it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def split(shape: Shape, outcome: Outcome) -> tuple[dict[str, Any], dict[str, Any], set[str]]:
    """What the act wrote, public values apart from those that only a commitment stands for; and which of these lie sealed."""
    public: dict[str, Any] = {}
    private: dict[str, Any] = {}
    hidden: set[str] = set()
    for name, value in outcome.writes.items():
        if shape.fields[name].kind == "encrypted":
            hidden.add(name)
        (public if shape.fields[name].public else private)[name] = plain(value)
    for kind, items in outcome.row_writes.items():
        fields = shape.rows[kind].fields
        for number, values in items.items():
            for name, value in values.items():
                shown = name == "voided" or fields[name].public
                if not shown and fields[name].kind == "encrypted":
                    hidden.add(f"{kind}/{number}/{name}")
                (public if shown else private)[f"{kind}/{number}/{name}"] = plain(value)
    return public, private, hidden


def actor(seat: Seat, account: int | None) -> ledger.Actor:
    found = {"person": seat.person or None, "post": seat.post, "organ": seat.organ, "account": account}
    return {name: value for name, value in found.items() if value is not None}  # type: ignore[return-value]


def due_line(clock: Clock) -> ledger.Due:
    line: dict[str, Any] = {
        "clock": clock.name,
        "step": clock.step,
        "row": clock.row,
        "seq": clock.seq,
        "no": clock.no,
        "start": clock.start.isoformat(),
        "due": clock.due.isoformat() if clock.due else None,
    }
    if clock.warn:
        line["warn"] = clock.warn.isoformat()
    if clock.parameter:
        line["parameter"], line["version"] = clock.parameter, clock.version
    for name, value in (("on", clock.on_fact), ("from", clock.start_fact)):
        if value:
            line[name] = value
    if clock.provisional:
        line["provisional"] = True
    if clock.suspended:
        line["suspended"] = True
    if clock.spans:
        line["spans"] = [[a.isoformat(), b.isoformat() if b else None] for a, b in clock.spans]
    if clock.extensions:
        line["extensions"] = [[key, day.isoformat()] for key, day in clock.extensions]
    if clock.ended:
        line["ended"] = clock.ended_how
        if not clock.met:
            line["met"] = False
    return line  # type: ignore[return-value]


def opening_line(head: Head, parties: Sequence[tuple[int, str, bool]], members: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """What opening a matter decided beside its first step: whose it is, who may see it, under which law it stands."""
    line: dict[str, Any] = {
        "lead": head.lead_id, "power": head.power_id, "area": head.area_id, "handler": head.handler_id, "level": head.level,
        "field": head.field, "region": head.region, "act": head.act, "batch": head.batch,
        "parties": [[party, part, hidden] for party, part, hidden in parties],
        "members": [[person, part] for person, part in members],
    }  # fmt: skip
    return {name: value for name, value in line.items() if value not in (None, "", [])}


def key_digest(step: str, row: int, data: Mapping[str, Any], opening: Any) -> str:
    """What an idempotency key stands for: the same key with other data is refused."""
    content = {"step": step, "row": row, "data": _jsonable(data), "opening": repr(opening) if opening else ""}
    return sm3(canonical(content)).hex()


def _jsonable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k).encode("unicode_escape").decode(): _jsonable(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(v) for v in value]
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int) and abs(value) < 2**53:
        return value
    return str(value)


def event_of(
    head: Head,
    shape: Shape,
    outcome: Outcome,
    papers: Sequence[PaperMade],
    *,
    details: Mapping[str, Any] | None = None,
    salts: Salts = secrets.token_bytes,
    digest: str = "",
) -> tuple[list[Any], list[list[Any]], str]:
    """The row of the event, the rows of its openings, and its hash. Moves nothing."""
    act = outcome.act
    public, private, hidden = split(shape, outcome)
    for paper in papers:
        if paper.data:
            private[ledger.data(paper.id)] = paper.data
        if paper.file:
            private[ledger.file(paper.id)] = paper.file
    if act.reason:
        private[ledger.REASON] = act.reason
    for position, seat in enumerate(act.with_):
        if seat.opinion:
            private[ledger.opinion(position)] = seat.opinion
    commitments, openings = commit_all(private, salts)
    event_id = new_id(act.recorded)
    others = [{**actor(seat, None), "part": seat.part or "共同办理"} for seat in act.with_]
    flags = {name: True for name in ("late", "backlog") if getattr(outcome, name)}
    body = ledger.build_body(
        id=event_id,
        matter=head.id,
        seq=outcome.seq,
        prev=head.head or ledger.NO_HASH,
        kind=outcome.kind,
        at=act.at,
        recorded=act.recorded,
        actor=actor(act.by, act.account),
        procedure=head.procedure,
        version=head.version,
        step=act.step,
        row=act.row or None,
        participants=others,  # type: ignore[arg-type]
        values=public,
        commitments=commitments,
        conditions=outcome.changed_values,
        due=[due_line(clock) for clock in outcome.clocks],
        documents=[_document(paper) for paper in papers],
        details={**(details or {}), **flags} or None,
    )
    written, hashed = ledger.seal(body)
    # Who did what in an adopted case is looked up where separation of duties is judged.
    past = [{"person": person, "step": one["step"]} for one in (details or {}).get("acts", ()) for person in one["persons"]]
    row = [
        event_id,
        head.id,
        outcome.seq,
        outcome.kind,
        head.procedure,
        act.step,
        act.row,
        act.day,
        act.at,
        act.recorded,
        act.by.organ,
        act.by.person or None,
        [*others, *past],
        act.account,
        act.key or None,
        digest,
        outcome.late,
        outcome.backlog,
        hashed,
        written,
    ]
    opened = [
        [event_id, o.field, o.salt.hex(), sealed_text(o.value.decode()) if o.field in hidden else o.value.decode()] for o in openings
    ]
    return row, opened, hashed


def _document(paper: PaperMade) -> ledger.Paper:
    found = {"id": paper.id, "kind": paper.kind, "number": paper.number, "template": paper.template}
    return {name: value for name, value in found.items() if value}  # type: ignore[return-value]

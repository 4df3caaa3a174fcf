"""One matter with everything on its page, in four statements, for a person who may see it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.legal import Legal, legal_day
from yuheng.kernel.engine.load import CLOCK, Head, _clock, _day, _json, _reader, china
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.state import Clock, Snapshot
from yuheng.kernel.records.sealing import opened_text

NOT_FOUND = "没有这一事项，或者您没有查看的权限。"


@dataclass(frozen=True)
class Recorded:
    """One event with what of it can still be opened, its place in the tree and what later events made of it."""

    id: int
    seq: int
    kind: str
    step: str
    row: int
    at: datetime
    recorded: datetime
    person: int | None
    organ: int | None
    account: int | None
    late: bool
    backlog: bool
    hash: str
    raw: bytes
    leaf: int | None
    undone: bool
    moved: date | None
    openings: dict[str, Any]

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)


@dataclass(frozen=True)
class Kept:
    """A paper of the matter."""

    id: int
    seq: int
    step: str
    row: int
    kind: str
    name: str
    number: str
    state: str
    made: bool
    file: str
    day: date


@dataclass(frozen=True)
class TakingPart:
    """A party with the part it plays. `sealed` says that an identity number is kept."""

    id: int
    part: str
    hidden: bool
    name: str
    kind: str
    uscc: str
    phone: str
    address: str
    head: str
    sealed: bool


@dataclass(frozen=True)
class Tied:
    """A matter tied to this one that the viewer may see."""

    relation: str
    id: int
    number: str
    title: str
    status: str
    due: date | None
    warn: date | None


@dataclass(frozen=True)
class RunClock:
    """A clock as it ran: open or ended."""

    clock: Clock
    asleep: bool
    ended_on: date | None


@dataclass(frozen=True)
class OpenSheet:
    id: int
    step: str
    row: int
    level: int
    role: str


@dataclass
class Dossier:
    """Everything on a matter's page."""

    head: Head
    state: Snapshot
    law: Legal
    events: list[Recorded] = field(default_factory=list)
    papers: list[Kept] = field(default_factory=list)
    parties: list[TakingPart] = field(default_factory=list)
    linked: list[Tied] = field(default_factory=list)
    clocks: list[RunClock] = field(default_factory=list)
    sheets: list[OpenSheet] = field(default_factory=list)
    members: list[tuple[int, str]] = field(default_factory=list)
    checkpoint: int = 0

    @property
    def procedure(self) -> Procedure:
        return self.state.procedure


def shows(viewer: Viewer, procedure: str, scopes: Sequence[Sequence[Any]]) -> bool:
    """Whether one of the viewer's grants opens a matter that bears these (token, level)."""
    held = {str(scope[0]): int(scope[1]) for scope in scopes}
    return any(
        g.token in held and procedure in g.procedures and held[g.token] <= g.level for g in viewer.grants
    )


def core(viewer: Viewer, matter: int) -> tuple[Head, Snapshot, Legal]:
    """Head, state and law of one matter, in two statements. Raises PermissionDenied alike for none and for one not to be seen."""
    scopes = _array("kernel_scope", ("token", "level"), "t.matter_id = m.id")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT m.procedure, m.version, {scopes} FROM kernel_matter m WHERE m.id = %s", [matter])
        row = cursor.fetchone()
    if row is None or not shows(viewer, row[0], _json(row[2]) or ()):
        raise PermissionDenied(NOT_FOUND)
    loaded = _reader(row[0], row[1], connection.vendor).read([matter], viewer.staff)[0]
    head = loaded.head
    return head, loaded.state, legal_day(head.field, head.region, head.act)


def dossier(viewer: Viewer, matter: int) -> Dossier:
    """The whole file of a matter. Raises PermissionDenied."""
    head, state, law = core(viewer, matter)
    found = Dossier(head, state, law)
    found.events = _events(matter)
    _beside(viewer, found)
    return found


def _array(table: str, columns: Sequence[str], where: str, joined: str = "") -> str:
    """A sub-select giving rows as one JSON array; columns without a table prefix belong to `t`."""
    gather, one = ("json_group_array", "json_array") if connection.vendor == "sqlite" else ("json_agg", "json_build_array")
    named = ", ".join(c if "." in c or "(" in c or " " in c else f't."{c}"' for c in columns)
    return f"(SELECT {gather}({one}({named})) FROM {table} t {joined} WHERE {where})"


def _nested(column: str) -> str:
    """A JSON column inside an array: SQLite keeps it as text."""
    return f"json(t.{column})" if connection.vendor == "sqlite" else f"t.{column}"


_EVENT = (
    "e.id, e.seq, e.kind, e.step, e.row, e.at, e.recorded_at, e.person, e.organ, e.account, e.late, e.backlog, e.hash, e.body, "
    'l."index", a.undone, a.day'
)


def _events(matter: int) -> list[Recorded]:
    openings = _array("kernel_opening", ("field", "value"), "t.event_id = e.id")
    sql = (
        f"SELECT {_EVENT}, {openings} FROM kernel_event e LEFT JOIN kernel_leaf l ON l.event_id = e.id "
        "LEFT JOIN kernel_amended a ON a.event_id = e.id WHERE e.matter_id = %s ORDER BY e.seq"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [matter])
        return [_event(row) for row in cursor.fetchall()]


def _event(row: Sequence[Any]) -> Recorded:
    id, seq, kind, step, number, at, recorded, person, organ, account, late, backlog, hashed, body, leaf, undone, moved, opened = row
    values = {name: json.loads(opened_text(value) or "null") for name, value in _json(opened) or ()}
    when, kept = china(at), china(recorded)
    assert when is not None
    assert kept is not None
    return Recorded(
        id, seq, kind, step, number, when, kept, person, organ, account, bool(late), bool(backlog), hashed, bytes(body),
        leaf, bool(undone), _day(moved), values,
    )  # fmt: skip


def _beside(viewer: Viewer, found: Dossier) -> None:
    """Papers, parties, tied matters, clocks, sheets and members: one statement of JSON arrays."""
    link = (
        '(CASE WHEN t.a_id = m.id THEN t.b_id ELSE t.a_id END)'
    )
    scopes = _array("kernel_scope", ("token", "level"), "t.matter_id = o.id").replace(" t ", " s ").replace("t.", "s.")
    if connection.vendor == "sqlite":
        scopes = f"json({scopes})"
    clock_columns = [_nested(c) if c in ("spans", "extensions") else c for c in CLOCK]
    parts = [
        _array("kernel_paper", ("id", "seq", "step", "row", "kind", "name", "number", "state", "made", "file", "day"), "t.matter_id = m.id"),
        _array(
            "kernel_matterparty",
            ("t.party_id", "part", "hidden", "p.name", "p.kind", "p.uscc", "p.phone", "p.address", "p.head", "p.id_sealed <> ''"),
            "t.matter_id = m.id",
            "JOIN kernel_party p ON p.id = t.party_id",
        ),
        _array(
            "kernel_link",
            ("kind", "o.id", "o.number", "o.title", "o.status", "o.due_on", "o.warn_on", "o.procedure", scopes),
            "t.a_id = m.id OR t.b_id = m.id",
            f"JOIN kernel_matter o ON o.id = {link}",
        ),
        _array("kernel_clock", (*clock_columns, "asleep", "ended", "ended_how", "ended_on", "met"), "t.matter_id = m.id"),
        _array("kernel_sheet", ("id", "step", "row", "level", "waits_for_role"), "t.matter_id = m.id AND t.state = 'open'"),
        _array("kernel_member", ("person_id", "part"), "t.matter_id = m.id AND t.to_on IS NULL"),
        "(SELECT max(size) FROM kernel_checkpoint)",
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)} FROM kernel_matter m WHERE m.id = %s", [found.head.id])
        row = cursor.fetchone()
    papers, parties, linked, clocks, sheets, members = (_json(value) or [] for value in row[:6])
    found.papers = [_kept(p) for p in sorted(papers)]
    found.parties = [_taking_part(p) for p in parties]
    found.linked = [
        Tied(k, i, n, t, s, _day(d), _day(w)) for k, i, n, t, s, d, w, procedure, tokens in linked
        if shows(viewer, procedure, _json(tokens) or ())
    ]  # fmt: skip
    found.clocks = [_run(c) for c in sorted(clocks, key=lambda c: (c[0], c[1]))]
    found.sheets = [OpenSheet(*s) for s in sheets]
    found.members = [(person, part) for person, part in members]
    found.checkpoint = row[6] or 0


def _kept(p: Sequence[Any]) -> Kept:
    id, seq, step, row, kind, name, number, state, made, file, day = p
    return Kept(id, seq, step, row, kind, name, number, state, bool(made), file, date.fromisoformat(day))


def _taking_part(p: Sequence[Any]) -> TakingPart:
    party, part, hidden, name, kind, uscc, phone, address, head, sealed = p
    return TakingPart(party, part, bool(hidden), name, kind, uscc or "", phone, address, head, bool(sealed))


def _run(c: Sequence[Any]) -> RunClock:
    asleep, ended, how, ended_on, met = c[len(CLOCK) :]
    clock = _clock(c[: len(CLOCK)])
    clock.ended, clock.ended_how, clock.met = ended, how, bool(met)
    return RunClock(clock, bool(asleep), _day(ended_on))

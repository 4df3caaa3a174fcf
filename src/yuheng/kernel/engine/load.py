"""Loading what a decision needs: two statements for one matter or for a thousand.

The first locks the matters in ascending order; the second, started after the lock is held, reads facts, markings, clocks,
rows and performers of all of them. Sub-records come as JSON arrays, so that a matter is one row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from yuheng.kernel.engine import prepared
from yuheng.kernel.engine.office import Office
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.shape import Shape
from yuheng.kernel.procedure.state import Clock, Snapshot, StepState
from yuheng.kernel.records.models import Clock as ClockRow
from yuheng.kernel.records.models import Event, Matter, Paper
from yuheng.kernel.records.models import Member as MemberRow
from yuheng.kernel.records.models import StepState as StepRow
from yuheng.kernel.time import calendar


@dataclass(slots=True)
class Head:
    """The columns of a matter that the engine reads and writes."""

    id: int
    procedure: str
    version: int
    number: str
    title: str
    lead_id: int
    power_id: int | None
    area_id: int | None
    handler_id: int | None
    field: str
    region: str
    act: str
    level: int
    status: str
    stage: str
    opened_at: datetime | None
    opened_on: date | None
    closed_at: datetime | None
    closed_on: date | None
    due_on: date | None
    warn_on: date | None
    due_step: str
    provisional: bool
    irregular: bool
    adopted: bool
    seq: int
    head: str
    recorded_at: datetime | None
    recused: list[int]
    batch: int | None


HEAD = tuple(Head.__dataclass_fields__)


@dataclass(slots=True)
class Loaded:
    """One matter as loaded under its lock."""

    head: Head
    state: Snapshot


def china(value: datetime | str | None) -> datetime | None:
    """A stored moment as China standard time."""
    if value is None:
        return None
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(CHINA)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, (str, bytes)) else value


READERS: dict[str, Callable[[Any], Any]] = {
    "date": _day,
    "datetime": china,
    "choices": _json,
    "bool": lambda value: None if value is None else bool(value),
}
"""How values of these kinds come back from the database or from JSON; other kinds come as they are."""


class Reader:
    """The second statement for one procedure, and how its row becomes a snapshot."""

    def __init__(self, procedure: Procedure, vendor: str) -> None:
        self.procedure, self.vendor = procedure, vendor
        self.shape = procedure.shape
        self.fields = list(self.shape.fields)
        self.rows = list(self.shape.rows)
        self.judged = sorted({name for step in procedure.steps for name in step.separate_from})
        self.row_fields = {kind: list(self.shape.rows[kind].fields) for kind in self.rows}
        self.sql = self._sql()

    def _array(self, model: Any, attributes: Sequence[str], where: str = "") -> str:
        """A sub-select that gives the rows of a table for the matter as one JSON array."""
        columns = []
        for attribute in attributes:
            field: Any = model._meta.get_field(attribute)
            name = f't."{field.column}"'
            columns.append(
                f"json({name})" if self.vendor == "sqlite" and field.get_internal_type() == "JSONField" else name
            )
        gather, one = (
            ("json_group_array", "json_array") if self.vendor == "sqlite" else ("json_agg", "json_build_array")
        )
        source = model._meta.db_table
        return f'(SELECT {gather}({one}({", ".join(columns)})) FROM "{source}" t WHERE t.matter_id = m.id {where})'

    def _sql(self) -> str:
        matter: Any = Matter._meta
        columns = [f'm."{matter.get_field(a.removesuffix("_id")).column}"' for a in HEAD]
        columns += [f'f."{self.shape.model._meta.get_field(name).column}"' for name in self.fields]
        columns.append(self._array(StepRow, STATE))
        columns.append(self._array(ClockRow, CLOCK, "AND t.ended = 0"))
        for kind in self.rows:
            columns.append(self._array(self.shape.rows[kind].model, ["row", "voided", *self.row_fields[kind]]))
        if self.judged:
            names = ", ".join(f"'{name}'" for name in self.judged)
            columns.append(self._array(Event, ["step", "person", "participants"], f"AND (t.step IN ({names}) OR t.kind = 'adopt')"))
        if any(step.requires for step in self.procedure.steps):
            columns.append(self._array(Paper, ["kind"], "AND t.state <> 'void'"))
        if self.needs_members:
            columns.append(self._array(MemberRow, ["person"], f"AND t.to_on IS NULL AND t.part <> '{MemberRow.HELPS}'"))
        return (
            f'SELECT {", ".join(columns)} FROM "{matter.db_table}" m LEFT JOIN "{self.shape.model._meta.db_table}" f '
            "ON f.matter_id = m.id WHERE m.id IN "
        )

    @property
    def needs_members(self) -> bool:
        seats = [seat for step in self.procedure.steps for seat in step.by]
        return any(role.reach == "member" for seat in seats for role in (seat if isinstance(seat, tuple) else (seat,)))

    def read(self, ids: Sequence[int], office: Office) -> list[Loaded]:
        marks = ", ".join(["%s"] * len(ids))
        with prepared.cursor() as cursor:
            cursor.execute(f"{self.sql}({marks})", prepared.text(ids))
            return [self._loaded(row, office) for row in cursor.fetchall()]

    def _loaded(self, row: Sequence[Any], office: Office) -> Loaded:
        head = Head(*row[: len(HEAD)])
        head.opened_at, head.closed_at, head.recorded_at = (
            china(head.opened_at),
            china(head.closed_at),
            china(head.recorded_at),
        )
        head.recused = _json(head.recused) or []
        rest = iter(row[len(HEAD) :])
        facts = {name: _read(self.shape, name, next(rest)) for name in self.fields}
        steps = {(s[0], s[1]): _state(s) for s in _json(next(rest)) or ()}
        clocks = [_clock(c) for c in _json(next(rest)) or ()]
        rows: dict[str, dict[int, dict[str, Any]]] = {}
        for kind in self.rows:
            rows[kind] = {r[0]: self._row(kind, r) for r in _json(next(rest)) or ()}
        performers: dict[str, frozenset[int]] = {}
        for step, person, others in (_json(next(rest)) or ()) if self.judged else ():
            for name, one in ((step, person), *((other.get("step", step), other["person"]) for other in _json(others) or ())):
                if one and name:
                    performers[name] = performers.get(name, frozenset()) | {one}
        papers = any(step.requires for step in self.procedure.steps)
        kinds = frozenset(p[0] for p in _json(next(rest)) or ()) if papers else frozenset()
        members = frozenset(p[0] for p in _json(next(rest)) or ()) if self.needs_members else frozenset()
        state = Snapshot(
            matter=head.id,
            procedure=self.procedure,
            facts=facts,
            rows=rows,
            steps=steps,
            clocks=clocks,
            performers=performers,
            members=members,
            recused=frozenset(head.recused),
            papers=kinds,
            lead=head.lead_id,
            lead_line=office.line(head.lead_id),
            power=head.power_id,
            opened=head.opened_at,
            closed=head.closed_at,
            stage=head.stage,
            seq=head.seq,
            head=head.head,
            last_recorded=head.recorded_at,
            defective=head.irregular,
        )
        return Loaded(head, state)

    def _row(self, kind: str, values: Sequence[Any]) -> dict[str, Any]:
        shape = self.shape.rows[kind]
        row = {name: _read(shape, name, value) for name, value in zip(self.row_fields[kind], values[2:], strict=True)}
        row["voided"] = bool(values[1])
        return row


def _read(shape: Shape, name: str, value: Any) -> Any:
    kind = shape.fields[name].kind
    if kind == "encrypted":
        return shape.model._meta.get_field(name).opened(value)
    reader = READERS.get(kind)
    return reader(value) if reader is not None else value


STATE = ("step", "row", "times", "done", "on", "first_day", "last_day", "last_at", "last_seq")
CLOCK = (
    "seq",
    "no",
    "name",
    "step",
    "row",
    "start",
    "parameter",
    "on_fact",
    "start_fact",
    "spans",
    "extensions",
    "due_on",
    "warn_on",
    "provisional",
    "suspended",
    "version",
)


def _state(s: Sequence[Any]) -> StepState:
    return StepState(s[2], bool(s[3]), bool(s[4]), _day(s[5]), _day(s[6]), china(s[7]), s[8])


def _clock(c: Sequence[Any]) -> Clock:
    seq, no, name, step, row, start, parameter, on_fact, start_fact, spans, extensions, due, warn, *flags = c
    provisional, suspended, version = flags
    return Clock(
        name=name,
        step=step,
        row=row,
        seq=seq,
        no=no,
        start=date.fromisoformat(start),
        parameter=parameter,
        on_fact=on_fact,
        start_fact=start_fact,
        spans=tuple((date.fromisoformat(a), _day(b)) for a, b in _json(spans) or ()),
        extensions=tuple((key, date.fromisoformat(day)) for key, day in _json(extensions) or ()),
        due=_day(due),
        warn=_day(warn),
        provisional=bool(provisional),
        suspended=bool(suspended),
        version=version,
    )


@lru_cache(maxsize=256)
def _reader(procedure: str, version: int, vendor: str) -> Reader:
    return Reader(registry.get(procedure, version), vendor)


def load(ids: Iterable[int], office: Office, *, lock: bool = True) -> dict[int, Loaded]:
    """Matters by id. With `lock` they are held until the transaction ends; call inside one."""
    if lock:
        # Who is about to write judges by the calendar in force now, not by the one of a second ago.
        calendar.look()
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    suffix = " ORDER BY id FOR UPDATE" if lock and connection.vendor == "postgresql" else " ORDER BY id"
    with prepared.cursor() as cursor:
        cursor.execute(f"SELECT id, procedure, version FROM kernel_matter WHERE id IN ({marks}){suffix}", prepared.text(wanted))
        found = cursor.fetchall()
    groups: dict[tuple[str, int], list[int]] = {}
    for matter, procedure, version in found:
        groups.setdefault((procedure, version), []).append(matter)
    loaded: dict[int, Loaded] = {}
    for (procedure, version), members in groups.items():
        for one in _reader(procedure, version, connection.vendor).read(members, office):
            loaded[one.head.id] = one
    return loaded

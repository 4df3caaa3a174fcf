"""Writing what was decided: set-wise, for one matter or a thousand, the same statements.

Each matter touched in a transaction has one `Work`; at the end its final facts, marking, clocks, head and scope go to the
tables once, and its events one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, Protocol

from yuheng.kernel.engine.load import CLOCK, HEAD, STATE, Head, Loaded
from yuheng.kernel.engine.office import Office
from yuheng.kernel.engine.statements import table
from yuheng.kernel.procedure.marking import compiled
from yuheng.kernel.procedure.shape import Shape
from yuheng.kernel.procedure.state import Clock, Key, Outcome, Snapshot
from yuheng.kernel.records.models import Clock as ClockRow
from yuheng.kernel.records.models import (
    Event,
    Matter,
    MatterParty,
    Opening,
    Paper,
    Scope,
    SearchRow,
)
from yuheng.kernel.records.models import Member as MemberRow
from yuheng.kernel.records.models import StepState as StepRow

EVENT = (
    "id",
    "matter_id",
    "seq",
    "kind",
    "procedure",
    "step",
    "row",
    "day",
    "at",
    "recorded_at",
    "organ",
    "person",
    "participants",
    "account",
    "key",
    "key_digest",
    "late",
    "backlog",
    "hash",
    "body",
)
OPENING = ("event_id", "field", "salt", "value")
PAPER = (
    "id",
    "matter_id",
    "seq",
    "step",
    "row",
    "kind",
    "name",
    "number",
    "state",
    "made",
    "template",
    "data",
    "pdf",
    "docx",
    "file",
    "day",
    "binds_id",
)
SCOPE = ("token", "matter_id", "procedure", "sort_day", "status", "level", "due_on")


@dataclass(slots=True)
class Work:
    """One matter under way in this transaction."""

    loaded: Loaded
    new: bool = False
    fields: set[str] = field(default_factory=set)
    rows: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    new_rows: dict[str, set[int]] = field(default_factory=dict)
    steps: set[Key] = field(default_factory=set)
    clocks: dict[tuple[int, int], tuple[Clock, Any]] = field(default_factory=dict)
    conditions_moved: bool = False
    words: str | None = None
    parties: Sequence[tuple[int, str, bool]] = ()
    members: Sequence[tuple[int, str]] = ()
    scope_before: tuple[Any, ...] = ()
    rescoped: bool = False

    @property
    def head(self) -> Head:
        return self.loaded.head

    @property
    def state(self) -> Snapshot:
        return self.loaded.state

    def take(self, outcome: Outcome) -> None:
        """Notes what an outcome changes and moves the snapshot on."""
        before = self.loaded.state
        self.fields |= outcome.writes.keys()
        for kind, items in outcome.row_writes.items():
            known = before.rows.get(kind, {})
            for number, values in items.items():
                if number not in known:
                    self.new_rows.setdefault(kind, set()).add(number)
                self.rows.setdefault(kind, {}).setdefault(number, {}).update(values)
        self.steps |= outcome.steps.keys()
        for clock in outcome.clocks:
            self.clocks[clock.id] = (clock, outcome.act.day)
        moved_on = any(before.step(key).on != s.on for key, s in outcome.steps.items())
        self.conditions_moved |= bool(outcome.changed_values) or moved_on
        self.loaded.state = outcome.applied(before)


@dataclass(slots=True)
class Batch:
    """All that one transaction writes. `named`: matters known to exist, with their procedures, to which many acts point."""

    works: dict[int, Work] = field(default_factory=dict)
    events: list[Sequence[Any]] = field(default_factory=list)
    openings: list[Sequence[Any]] = field(default_factory=list)
    papers: list[Sequence[Any]] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    named: Mapping[int, str] = field(default_factory=dict)

    def flush(self, office: Office) -> None:
        """Writes everything, parents before children."""
        works = list(self.works.values())
        asleep = {work.head.id: settle_head(work) for work in works}
        self._matters(works)
        self._facts(works)
        table(Event).insert(EVENT, self.events)
        table(Opening).insert(OPENING, self.openings)
        self._steps(works)
        self._clocks(works, asleep)
        self._scopes(works, office)
        table(Paper).insert(PAPER, self.papers)
        words = [(work.head.id, work.words) for work in works if work.words is not None]
        table(SearchRow).upsert(("matter_id",), ("matter_id", "words"), words)
        parties = [(w.head.id, party, part, hidden) for w in works for party, part, hidden in w.parties]
        table(MatterParty).insert(("matter_id", "party_id", "part", "hidden"), parties)
        members = [(w.head.id, person, part, w.head.opened_on) for w in works for person, part in w.members]
        table(MemberRow).insert(("matter_id", "person_id", "part", "from_on"), members)

    def _matters(self, works: list[Work]) -> None:
        table(Matter).insert(HEAD, [_HEAD_OF(work.head) for work in works if work.new])
        old = [_HEAD_OF(work.head) for work in works if not work.new]
        table(Matter).update("id", HEAD[1:], [[*row[1:], row[0]] for row in old])

    def _facts(self, works: list[Work]) -> None:
        inserts: dict[Any, list[Any]] = {}
        updates: dict[tuple[Any, tuple[str, ...]], list[Any]] = {}
        for work in works:
            shape, facts = work.state.procedure.shape, work.state.facts
            model, names = shape.model, _attributes(shape)
            if work.new:
                inserts.setdefault((model, tuple(names.values())), []).append([work.head.id, *map(facts.get, names)])
            elif work.fields:
                changed = sorted(work.fields)
                attributes = tuple(names[name] for name in changed)
                updates.setdefault((model, attributes), []).append([*(facts[name] for name in changed), work.head.id])
        for (model, attributes), rows in inserts.items():
            table(model).insert(("matter_id", *attributes), rows)
        for (model, attributes), rows in updates.items():
            table(model).update("matter_id", attributes, rows)
        self._rows(works)

    def _rows(self, works: list[Work]) -> None:
        upserts: dict[tuple[Any, tuple[str, ...]], list[Any]] = {}
        for work in works:
            for kind, items in work.rows.items():
                shape = work.state.procedure.shape.rows[kind]
                names = _attributes(shape)
                for number in items:
                    values = work.state.rows[kind][number]
                    row = [work.head.id, number, bool(values.get("voided")), *(values.get(name) for name in names)]
                    upserts.setdefault((shape.model, tuple(names.values())), []).append(row)
        for (model, attributes), rows in upserts.items():
            table(model).upsert(("matter_id", "row"), ("matter_id", "row", "voided", *attributes), rows)

    def _steps(self, works: list[Work]) -> None:
        rows = []
        for work in works:
            for key in sorted(work.steps):
                s = work.state.steps[key]
                rows.append([work.head.id, *key, s.times, s.done, s.on, s.first_day, s.last_day, s.last_at, s.last_seq])
        table(StepRow).upsert(("matter_id", "step", "row"), ("matter_id", *STATE), rows)

    def _clocks(self, works: list[Work], asleep: dict[int, dict[tuple[int, int], bool]]) -> None:
        rows = []
        for work in works:
            changed = dict(work.clocks)
            if work.conditions_moved:
                for clock in work.state.clocks:
                    changed.setdefault(clock.id, (clock, None))
            for clock, day in changed.values():
                rows.append(_clock_row(work.head.id, clock, asleep[work.head.id].get(clock.id, False), day))
        attributes = ("matter_id", *CLOCK, "asleep", "ended", "ended_how", "ended_on", "met")
        table(ClockRow).upsert(("matter_id", "seq", "no"), attributes, rows)

    def _scopes(self, works: list[Work], office: Office) -> None:
        new, changed = [], []
        for work in works:
            head = work.head
            if work.rescoped:
                Scope.objects.filter(matter=head.id).delete()
            if work.new or work.rescoped:
                for token in tokens(head, _members(work), office):
                    new.append([token, head.id, head.procedure, head.opened_on, head.status, head.level, head.due_on])
            elif work.scope_before != (head.status, head.level, head.due_on):
                changed.append([head.status, head.level, head.due_on, head.id])
        table(Scope).insert(SCOPE, new)
        table(Scope).update("matter_id", ("status", "level", "due_on"), changed)


_HEAD_OF = attrgetter(*HEAD)
_named: dict[Any, dict[str, str]] = {}


def _attributes(shape: Shape) -> dict[str, str]:
    """The attribute of the model that holds each fact, in the order of the shape."""
    found = _named.get(shape.model)
    if found is None:
        found = _named[shape.model] = {name: shape.model._meta.get_field(name).attname for name in shape.fields}
    return found


def _members(work: Work) -> Iterable[tuple[int, str]]:
    """Members given at opening, or those of a matter whose scope is written anew."""
    if work.new:
        return work.members
    return list(MemberRow.objects.filter(matter=work.head.id, to_on__isnull=True).values_list("person_id", "part"))


class Placed(Protocol):
    """What the scope of a matter follows from."""

    lead_id: int
    area_id: int | None
    handler_id: int | None
    opened_on: date | None


def tokens(head: Placed, members: Iterable[tuple[int, str]], office: Office) -> list[str]:
    """The scope tokens of a matter: organ ancestors, area ancestors, members; none once its opening was taken back."""
    if head.opened_on is None:
        return []
    found = [f"o{organ}" for organ in office.line(head.lead_id)]
    found += [f"a{area}" for area in office.line(head.area_id)]
    found += [f"p{person}" for person, _part in members]
    if head.handler_id:
        found.append(f"p{head.handler_id}")
    return list(dict.fromkeys(found))


def settle_head(work: Work) -> dict[tuple[int, int], bool]:
    """Sets status, earliest due date and light of the head from the state; says which open clocks sleep."""
    head, state = work.head, work.state
    c = compiled(state.procedure, state.row_numbers())
    existence = c.existence(state.values)
    asleep: dict[tuple[int, int], bool] = {}
    awake: list[Clock] = []
    for clock in state.clocks:
        index = c.index.get((clock.step, clock.row))
        sleeps = index is None or not existence.maybe >> index & 1 or not state.step((clock.step, clock.row)).on
        asleep[clock.id] = sleeps
        if not sleeps:
            awake.append(clock)
    dated = [clock for clock in awake if clock.due is not None]
    # Of clocks due on one day the first opened shows: no order of rows in the database may decide it.
    first = min(dated, key=lambda clock: (clock.due, clock.id), default=None)
    head.due_on = first.due if first else None
    head.warn_on = first.warn if first else None
    head.due_step = first.step if first else (min(awake, key=lambda clock: clock.id).step if awake else "")
    head.provisional = bool(first and first.provisional)
    head.stage = state.stage
    head.opened_at, head.closed_at = state.opened, state.closed
    head.opened_on = state.opened.date() if state.opened else None
    head.closed_on = state.closed.date() if state.closed else None
    head.status = "open" if state.closed is None else ("closed" if awake else "rest")
    if state.opened is None:
        head.status = "void"  # the opening was taken back
    return asleep


def _clock_row(matter: int, clock: Clock, asleep: bool, day: Any) -> list[Any]:
    spans = [[a.isoformat(), b.isoformat() if b else None] for a, b in clock.spans]
    extensions = [[key, d.isoformat()] for key, d in clock.extensions]
    return [
        matter,
        clock.seq,
        clock.no,
        clock.name,
        clock.step,
        clock.row,
        clock.start,
        clock.parameter,
        clock.on_fact,
        clock.start_fact,
        spans,
        extensions,
        clock.due,
        clock.warn,
        clock.provisional,
        clock.suspended,
        clock.version,
        asleep,
        clock.ended,
        clock.ended_how,
        day if clock.ended else None,
        clock.met,
    ]

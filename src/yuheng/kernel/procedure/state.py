"""What the pure decision is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from yuheng.kernel.procedure.conditions import Truth
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.marking import NO_ROW

Key = tuple[str, int]
"""A step and the row it is done for (`NO_ROW` where it has none)."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person acting in one of their posts, judged on the day of the act.

    `line` is the post's organ and all above it, nearest first. `certified`: holds a certificate of enforcement that is valid
    that day for the organ; `certificate` is its number, `certified_for` the kinds of matters it covers, `no_certificate` says why there
    is none. `proposes`: signed an approval
    sheet as one of those who handle the matter, and judges nothing.
    """

    person: int
    name: str = ""
    post: int | None = None
    organ: int | None = None
    line: tuple[int, ...] = ()
    roles: frozenset[str] = frozenset()
    certified: bool = False
    certificate: str = ""
    certified_for: frozenset[str] = frozenset()
    no_certificate: str = ""
    part: str = ""
    opinion: str = ""
    proposes: bool = False


SYSTEM = Seat(person=0, name="系统")
"""Who records what follows from the law by itself: lapses."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that comes with an act: its kind, name and digest."""

    kind: str
    name: str
    digest: str
    size: int = 0
    media: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One attempt to perform a step."""

    step: str
    by: Seat
    at: datetime
    recorded: datetime
    row: int = NO_ROW
    with_: tuple[Seat, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    key: str = ""
    reason: str = ""
    account: int | None = None

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def seats(self) -> tuple[Seat, ...]:
        return (self.by, *self.with_)


@dataclass(slots=True)
class StepState:
    """What became of one slot so far."""

    times: int = 0
    done: bool = False
    on: bool = True
    first_day: date | None = None
    last_day: date | None = None
    last_at: datetime | None = None
    last_seq: int = 0


@dataclass(slots=True)
class Clock:
    """A legal period running on a matter; with its step it is also the obligation 待办.

    `seq` is the event that started it, `no` tells apart clocks started by one event. `due` is None for an obligation without
    a date and while the clock is suspended. `ended` is the seq of the event that discharged it.
    """

    name: str
    step: str
    row: int
    seq: int
    no: int
    start: date
    parameter: str = ""
    on_fact: str = ""
    start_fact: str = ""
    spans: tuple[tuple[date, date | None], ...] = ()
    extensions: tuple[tuple[str, date], ...] = ()
    due: date | None = None
    warn: date | None = None
    provisional: bool = False
    suspended: bool = False
    version: str = ""
    ended: int = 0
    ended_how: str = ""
    met: bool = True

    @property
    def open(self) -> bool:
        return not self.ended

    @property
    def id(self) -> tuple[int, int]:
        return (self.seq, self.no)


class Reckoned(Protocol):
    """What the law's clock says of a period."""

    @property
    def due(self) -> date | None: ...
    @property
    def warn(self) -> date | None: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def suspended(self) -> bool: ...
    @property
    def version(self) -> str: ...


class LegalDay(Protocol):
    """The law as the decision asks it, under one matter's legal scope."""

    def value(self, key: str, on: date) -> Any:
        """The value of a parameter on a day."""

    def table(self, name: str, on: date) -> Any:
        """The version of a decision table in force on a day. Raises BadTable."""

    def reckon(
        self,
        key: str,
        start: date,
        spans: tuple[tuple[date, date | None], ...] = (),
        extensions: tuple[tuple[str, date], ...] = (),
    ) -> Reckoned:
        """The last day of a period."""

    def earliest(self, key: str, start: date) -> date:
        """The first lawful day after a minimum period."""

    def backlog(self, at: date, recorded: date) -> bool:
        """Whether an act recorded on `recorded` is 补录: later than the next working day."""

    def cite(self, citations: tuple[str, ...]) -> str:
        """Citations as Chinese words: 《行政处罚法》第六十条."""

    def source(self, key: str, on: date) -> str:
        """The citation of a parameter as Chinese words."""


@dataclass(slots=True)
class Snapshot:
    """All that a decision needs to know about one matter. Never changed: `Outcome` carries what becomes of it."""

    matter: int
    procedure: Procedure
    facts: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    steps: dict[Key, StepState] = field(default_factory=dict)
    clocks: list[Clock] = field(default_factory=list)
    values: dict[str, Truth] = field(default_factory=dict)
    performers: dict[str, frozenset[int]] = field(default_factory=dict)
    members: frozenset[int] = frozenset()
    recused: frozenset[int] = frozenset()
    papers: frozenset[str] = frozenset()
    lead: int | None = None
    lead_line: tuple[int, ...] = ()
    power: int | None = None
    opened: datetime | None = None
    closed: datetime | None = None
    stage: str = ""
    seq: int = 0
    head: str = ""
    last_recorded: datetime | None = None
    defective: bool = False

    def step(self, key: Key) -> StepState:
        """The state of a slot; an untouched one where nothing happened yet."""
        found = self.steps.get(key)
        if found is None:
            found = StepState(on=not self.procedure.by_id[key[0]].starts_out)
        return found

    def row_numbers(self) -> dict[str, tuple[int, ...]]:
        """The live rows of each kind, in order."""
        return {
            kind: tuple(sorted(n for n, row in rows.items() if not row.get("voided")))
            for kind, rows in self.rows.items()
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act may not be done: which rule, citing which article, and what to do. Nothing has changed."""

    code: str
    message: str
    cites: tuple[str, ...] = ()
    remedy: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    step: str = ""

    def __str__(self) -> str:
        return f"{self.message}{self.remedy}"


@dataclass(slots=True)
class Outcome:
    """What an act makes of a matter: written as it stands by `perform` and `perform_many` alike."""

    act: Act
    seq: int
    late: bool
    backlog: bool
    writes: dict[str, Any]
    row_writes: dict[str, dict[int, dict[str, Any]]]
    steps: dict[Key, StepState]
    clocks: list[Clock]
    values: dict[str, Truth]
    changed_values: dict[str, Truth]
    opened: datetime | None
    closed: datetime | None
    stage: str
    produces: tuple[str, ...] = ()
    irregular: tuple[str, ...] = ()
    kind: str = "perform"

    def applied(self, before: Snapshot) -> Snapshot:
        """The snapshot after this outcome, for the next act of a wave."""
        rows = {kind: dict(items) for kind, items in before.rows.items()}
        for kind, items in self.row_writes.items():
            target = rows.setdefault(kind, {})
            for number, values in items.items():
                target[number] = {**target.get(number, {}), **values}
        performers = dict(before.performers)
        people = frozenset(seat.person for seat in self.act.seats if seat.person)
        performers[self.act.step] = performers.get(self.act.step, frozenset()) | people
        touched = {clock.id for clock in self.clocks}
        # Spelled out: this runs once for every act, and copying by reflection costs more than all the rest.
        return Snapshot(
            before.matter,
            before.procedure,
            {**before.facts, **self.writes},
            rows,
            {**before.steps, **self.steps},
            [c for c in before.clocks if c.id not in touched] + [c for c in self.clocks if c.open],
            self.values,
            performers,
            before.members,
            before.recused,
            before.papers | {paper.kind for paper in self.act.papers} | set(self.produces),
            before.lead,
            before.lead_line,
            before.power,
            self.opened,
            self.closed,
            self.stage,
            self.seq,
            before.head,
            self.act.recorded,
            before.defective,
        )

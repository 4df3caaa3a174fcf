"""What a system contributes to the one file of an enterprise 一企一档: declared beside its procedure, read by the file, which names no system.

A system that handles enterprises has an `entries.py` that says which of its records stand in the file: under which heading, with which
date, title and result, how they name the enterprise (as a party of the matter, or by its code), and to whom they are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuheng.kernel.engine.enrolling import enrol
from yuheng.kernel.engine.mirroring import mirrors
from yuheng.kernel.procedure.shape import Field
from yuheng.kernel.procedure.state import Snapshot
from yuheng.kernel.records.facts import Facts, Row, shape_of

HEADINGS = {
    "entry": "准入登记", "permit": "许可", "inspection": "检查", "leniency": "柔性执法", "penalty": "处罚", "coercion": "强制", "credit": "信用", "dispute": "纠纷",
}  # fmt: skip
"""The parts of a file, in the order in which a reader looks for them."""

NEVER_TOLD = ("encrypted",)
"""Kinds of facts that no entry shows."""


@dataclass(frozen=True)
class Source:
    """One kind of record in the file.

    `on`: the facts that date it, the first that is known; without any, the day on which the matter began. `title`, `result`: facts told in
    this order; `label` stands before them. `number`: the fact with its number, else the matter's own. `codes`: facts that hold the
    enterprise's code, `row_codes` those of rows; `parts`: the parts by which a party is concerned (a reporter never is). `people`,
    `places`: facts that name them.

    `told`: to readers of the file who do not read the procedure itself: always (True), never (False), or from when this fact is known.
    `decided_only`: roles that may read the procedure, and here are told as those who do not.
    `others`: the highest secrecy level of what is told to them; what is told are only the facts named here.
    `problem`: an open matter is an open problem of the enterprise, and not only work of an office.
    `ends`: a record of it says that the enterprise is no more. `enrols`: the fact with the name under which a code that nobody registered is
    registered, when the matter begins; with `late` at any act, where the code may come after the opening.
    """

    procedures: tuple[str, ...]
    heading: str
    label: str
    facts: type[Facts]
    on: tuple[str, ...]
    title: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    number: str = ""
    codes: tuple[str, ...] = ()
    row_codes: tuple[tuple[type[Row], str], ...] = ()
    parts: tuple[str, ...] = ()
    told: bool | str = True
    decided_only: tuple[str, ...] = ()
    others: int = 1
    problem: bool = True
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    ends: bool = False
    enrols: str = ""
    late: bool = False

    @property
    def id(self) -> str:
        return self.procedures[0]

    @property
    def fields(self) -> Mapping[str, Field]:
        return shape_of(self.facts).fields

    @property
    def shown(self) -> tuple[str, ...]:
        """The facts that an entry needs, each once."""
        number = (self.number,) if self.number else ()
        return tuple(dict.fromkeys((*self.title, *self.result, *number, *self.people, *self.places)))


_known: dict[str, Source] = {}


def register(*found: Source) -> None:
    """Makes sources known. Raises ValueError for one that names what its facts do not hold, or is declared twice."""
    for source in found:
        _checked(source)
        for procedure in source.procedures:
            if procedure in _known:
                raise ValueError(f"{procedure} stands in the file twice")
            _known[procedure] = source
            if source.enrols:
                mirrors(procedure, _enroller(source))


def sources() -> list[Source]:
    """Every source, in the order of headings."""
    order = list(HEADINGS)
    found = list({id(one): one for one in _known.values()}.values())
    return sorted(found, key=lambda one: (order.index(one.heading), one.id))


def source_of(procedure: str) -> Source | None:
    """The source whose records are of this procedure."""
    return _known.get(procedure)


def _checked(source: Source) -> None:
    told = (source.told,) if isinstance(source.told, str) else ()
    enrols = (source.enrols,) if source.enrols else ()
    for name in (*source.shown, *source.on, *source.codes, *told, *enrols):
        field = source.fields.get(name)
        if field is None:
            raise ValueError(f"{source.id}: no fact {name}")
        if field.kind in NEVER_TOLD:
            raise ValueError(f"{source.id}: {name} is sealed and never stands in a file")
    if source.heading not in HEADINGS:
        raise ValueError(f"{source.id}: no heading {source.heading}")
    for row, name in source.row_codes:
        if row.rows_of is not source.facts or name not in shape_of(source.facts).rows[row.kind].fields:
            raise ValueError(f"{source.id}: no fact {name} of such rows")
    if not source.codes and not source.row_codes and not source.parts:
        raise ValueError(f"{source.id}: names no enterprise")


def _enroller(source: Source) -> Any:
    def keep(states: Sequence[Snapshot]) -> None:
        if len(states) == 1 and states[0].seq > 1 and not source.late:
            return  # asked when it began; an act costs no statement more
        enrol(named for state in states if state.opened is not None for named in _named(source, state.facts))

    return keep


def _named(source: Source, facts: Mapping[str, Any]) -> list[tuple[str, str, date | None]]:
    """The code, name and first day of whom a record names."""
    code, name = facts.get(source.codes[0]), facts.get(source.enrols)
    on = next((facts[day] for day in source.on if facts.get(day)), None)
    return [(str(code), str(name), on)] if code and name else []

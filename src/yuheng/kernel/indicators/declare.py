"""How an indicator is declared: what it counts, by which date, in which unit, and how the report shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import Model, Q


@dataclass(frozen=True)
class Records:
    """The matters of a facts model whose date `day` lies in the period.

    `day` is a date column of the facts; empty for what stands on a day rather than happens (then `until` may name the column
    that ends it, and the last day of the period decides). `where` narrows by facts, `matter` by columns of the matter.
    """

    facts: type[Model]
    day: str
    where: Q = field(default_factory=Q)
    until: str = ""
    closed_only: bool = False


@dataclass(frozen=True)
class Events:
    """Performances of steps of a procedure whose act day lies in the period; `where` narrows by facts (`facts` model)."""

    procedure: str
    steps: tuple[str, ...]
    facts: type[Model] | None = None
    where: Q = field(default_factory=Q)


@dataclass(frozen=True)
class Rows:
    """Rows of matters (people, items, files of a round) whose date lies in the period."""

    rows: type[Model]
    day: str
    where: Q = field(default_factory=Q)


@dataclass(frozen=True)
class Staff:
    """Persons who on the last day of the period hold a post with one of these roles; `certified`: with a valid certificate."""

    roles: tuple[str, ...]
    certified: bool = False


@dataclass(frozen=True)
class Total:
    """What other indicators count, together. Their records are different ones, so that nothing counts twice."""

    parts: tuple[str, ...]
    places: int = 0


Source: TypeAlias = Records | Events | Rows | Staff | Total


@dataclass(frozen=True)
class Count:
    """How many; `distinct` names a column or path whose different values are counted instead of rows."""

    distinct: str = ""


@dataclass(frozen=True)
class Sum:
    """The sum of a column; `scale` divides it exactly for showing (10_000_00 for 分 → 万元). Blanks are told apart, never zero."""

    column: str
    scale: int = 1
    places: int = 0


@dataclass(frozen=True)
class Ratio:
    """A share: the rows of the source that satisfy `numerator`, of all rows. Both are always shown."""

    numerator: Q
    places: int = 2
    distinct: str = ""


Measure: TypeAlias = Count | Sum | Ratio


@dataclass(frozen=True)
class Shown:
    """How the report writes the figure: `exact`, `more_than` (余, to `step`), or `percent`."""

    style: str = "exact"
    step: int = 1
    chinese: bool = False


@dataclass(frozen=True)
class Indicator:
    """One figure.

    `definition` is one sentence for readers; `calibre` says which date counts and what is in or out; `same_set` names the set
    of records, so that two captions over one set are shown as one; `confirms` is the code of the unit that confirms it;
    `figure` marks those of the annual report.
    """

    id: str
    chapter: int
    caption: str
    unit: str
    definition: str
    source: Source
    measure: Measure = field(default_factory=Count)
    calibre: str = ""
    shown: Shown = field(default_factory=Shown)
    same_set: str = ""
    confirms: str = ""
    figure: bool = True
    cites: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


_known: dict[str, Indicator] = {}


def register(*indicators: Indicator) -> None:
    """Makes indicators known; an id stands for one meaning for ever."""
    for indicator in indicators:
        if indicator.id in _known:
            raise ValueError(f"indicator {indicator.id} is declared twice")
        _known[indicator.id] = indicator


def all_indicators() -> dict[str, Indicator]:
    """All declared indicators by id, in the order of chapters and declaration."""
    return dict(sorted(_known.items(), key=lambda item: item[1].chapter))

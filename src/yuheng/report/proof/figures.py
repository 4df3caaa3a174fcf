"""What the records say: the figures that a draft is held against. The proof-reader knows no database; it asks a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

from .wording import Wording

FigureKind = Literal["count", "sum", "ratio"]
Style = Literal["exact", "more_than", "percent"]


@dataclass(frozen=True)
class Figure:
    """One recorded figure of one year.

    `value` is exact and in `unit` (money as fraction of 万元 or 元, shares in percent); None if nothing is recorded. A ratio has
    `numerator` and `denominator` and its value follows from them. `style`, `step` and `places` are the declared rounding.
    `same_set` names the set of records: two figures with one set must not be told differently. `previous` is last year's value.
    """

    id: str
    caption: str
    unit: str
    value: Fraction | None
    wordings: tuple[Wording, ...] = ()
    kind: FigureKind = "count"
    numerator: int | None = None
    denominator: int | None = None
    year: int | None = None
    chapter: int = 0
    style: Style = "exact"
    step: int = 1
    places: int = 0
    same_set: str = ""
    previous: Fraction | None = None

    @property
    def exact(self) -> Fraction | None:
        """The value; of a ratio from its numerator and denominator, in percent."""
        if self.numerator is not None and self.denominator:
            return Fraction(100 * self.numerator, self.denominator)
        return self.value


class FiguresSource(Protocol):
    """Where recorded figures come from."""

    @property
    def year(self) -> int | None:
        """The year the figures are of; None if unknown."""

    def figures(self) -> Sequence[Figure]:
        """All figures that a report of the year may state."""


@dataclass(frozen=True)
class Figures:
    """A source that holds its figures in memory."""

    year: int | None
    held: tuple[Figure, ...] = ()

    def figures(self) -> Sequence[Figure]:
        return self.held


def figures_of(year: int | None, figures: Iterable[Figure]) -> Figures:
    """A source of these figures; an id given twice is an error."""
    held = tuple(figures)
    ids = [figure.id for figure in held]
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise ValueError(f"figures given twice: {', '.join(sorted(twice))}")
    return Figures(year, held)

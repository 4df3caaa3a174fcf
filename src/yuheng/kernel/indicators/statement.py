"""Statutory statistics: tables whose every cell is an indicator for one organ, with the sums that must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from yuheng.kernel.engine.office import Office
from yuheng.kernel.indicators.calibre import DECLARED, Calibre
from yuheng.kernel.indicators.declare import Indicator, all_indicators
from yuheng.kernel.indicators.evaluate import Figure, by_lead, value
from yuheng.kernel.indicators.period import Period


@dataclass(frozen=True)
class Column:
    """One column: its caption, the indicator of its cells, and the group of columns it stands under."""

    caption: str
    indicator: str
    group: str = ""


@dataclass(frozen=True)
class Agreeing:
    """Columns that must add up to another, which is counted by itself: a check that the counting is complete."""

    words: str
    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True)
class Statement:
    """One statutory table 统计表: a row for each organ that holds power, and the total."""

    id: str
    name: str
    columns: tuple[Column, ...]
    checks: tuple[Agreeing, ...] = ()
    notes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of its cells, each once, in the order of columns."""
        return tuple(dict.fromkeys(column.indicator for column in self.columns))


@dataclass(frozen=True)
class Checked:
    """A sum that must agree: both sides as they were counted."""

    words: str
    added: Fraction
    whole: Fraction

    @property
    def agrees(self) -> bool:
        return self.added == self.whole


@dataclass(frozen=True)
class Drawn:
    """A statement for a period: for each organ and for the whole the figure of each column's indicator; None for a share of nothing."""

    statement: Statement
    period: Period
    organs: tuple[int, ...]
    cells: dict[tuple[int | None, str], Fraction | None]
    checks: tuple[Checked, ...]

    def row(self, organ: int | None) -> list[Fraction | None]:
        return [self.cells[organ, column.indicator] for column in self.statement.columns]

    @property
    def agrees(self) -> bool:
        return all(check.agrees for check in self.checks)


_known: dict[str, Statement] = {}


def register(*statements: Statement) -> None:
    """Makes statements known; an id stands for one table for ever."""
    for one in statements:
        if one.id in _known:
            raise ValueError(f"statement {one.id} is declared twice")
        _known[one.id] = one


def statements() -> dict[str, Statement]:
    """All declared statements by id, in their order."""
    return dict(_known)


def drawn(statement: Statement, period: Period, office: Office, calibre: Calibre = DECLARED) -> Drawn:
    """The statement filled: one query a part of an indicator, folded to the organs in whose name the units act.

    What units outside every power did stands in the total alone, and the rows then fall short of it: that is a check as well.
    """
    known = all_indicators()
    organs = tuple(organ for organ in office.parents if office.powers.get(organ))
    cells: dict[tuple[int | None, str], Fraction | None] = {}
    checks: list[Checked] = []
    for name in statement.indicators:
        found = _by_power(known[name], period, organs, office, calibre)
        cells.update({(organ, name): amount for organ, amount in found.items()})
    for column in statement.columns:
        rows = [cells[organ, column.indicator] for organ in organs]
        whole = cells[None, column.indicator]
        if known[column.indicator].unit != "%" and whole is not None:
            checks.append(Checked(f"“{column.caption}”各单位之和等于合计", sum((row or Fraction(0) for row in rows), Fraction(0)), whole))
    for rule in statement.checks:
        added = sum((cells[None, part] or Fraction(0) for part in rule.parts), Fraction(0))
        checks.append(Checked(rule.words, added, cells[None, rule.whole] or Fraction(0)))
    return Drawn(statement, period, organs, cells, tuple(checks))


def _by_power(
    indicator: Indicator, period: Period, organs: Sequence[int], office: Office, calibre: Calibre
) -> dict[int | None, Fraction | None]:
    grouped = None if calibre.then else by_lead(indicator, period, calibre)
    if grouped is None:
        figures: dict[int | None, Figure] = {organ: value(indicator, period, organ, office, calibre) for organ in organs}
        figures[None] = value(indicator, period, calibre=calibre)
        return {organ: None if figure.exact() is None else figure.value for organ, figure in figures.items()}
    found: dict[int | None, Fraction | None] = {organ: Fraction(0) for organ in organs}
    found[None] = sum(grouped.values(), Fraction(0))
    for lead, amount in grouped.items():
        power = office.power_of(lead) if lead is not None else None
        if power in found and power is not None:
            found[power] = (found[power] or Fraction(0)) + amount
    return found

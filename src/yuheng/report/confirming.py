"""Every figure has a unit that answers for it, and a person of that unit who confirmed the value it had that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import Any

from yuheng.kernel.indicators.declare import Indicator, all_indicators
from yuheng.kernel.indicators.evaluate import Figure
from yuheng.kernel.records.models import Organ
from yuheng.report.compose import draft, references
from yuheng.report.shown import shown

Rows = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True)
class Confirmed:
    """How a figure stands: `state` is confirmed, changed (since it was confirmed) or missing."""

    figure: Figure
    unit: int
    state: str
    shown_then: str = ""
    person: int | None = None
    at: datetime | None = None

    def words(self, units: Mapping[int, str], people: Mapping[int, str]) -> str:
        """One sentence: who confirmed what and when, or that nobody has."""
        unit = units.get(self.unit, "")
        if self.state == "missing" or self.at is None:
            return f"尚未经{unit}确认"
        who = f"{unit}{people.get(self.person or 0, '')} {self.at:%Y-%m-%d %H:%M} 确认为{self.shown_then}"
        return who if self.state == "confirmed" else f"{who}，此后有变动，现为{shown(self.figure)}，须重新确认"


@cache
def expected() -> tuple[str, ...]:
    """The figures that the report's template speaks of."""
    return tuple(references(draft("", 2000)))


def owners() -> dict[str, int]:
    """The organs that answer for figures, by the code under which indicators name them."""
    codes = {one.confirms for one in all_indicators().values() if one.confirms}
    return dict(Organ.objects.filter(code__in=codes).values_list("code", "pk"))


def owner_of(indicator: Indicator, owned: Mapping[str, int], lead: int) -> int:
    """The organ that answers for a figure: the one it names, else the unit that writes the report."""
    return owned.get(indicator.confirms, lead)


def units_of_report(lead: int) -> list[int]:
    """All organs that answer for a figure of the template, the writing unit last."""
    owned, known = owners(), all_indicators()
    found = dict.fromkeys(owner_of(known[name], owned, lead) for name in expected() if name in known)
    return [unit for unit in found if unit != lead] + [lead]


def confirmations(figures: Iterable[Figure], rows: Rows, lead: int) -> list[Confirmed]:
    """Each figure with its unit and how its confirmation stands. One query."""
    owned = owners()
    told = {row["indicator"]: row for _number, row in sorted(rows.items()) if not row.get("voided") and row.get("indicator")}
    found = []
    for figure in figures:
        unit = owner_of(figure.indicator, owned, lead)
        row = told.get(figure.indicator.id)
        if row is None or row.get("numerator") is None:
            found.append(Confirmed(figure, unit, "missing"))
            continue
        same = figure.value == Fraction(row["numerator"], row.get("denominator") or 1)
        state = "confirmed" if same else "changed"
        found.append(
            Confirmed(figure, unit, state, row.get("shown") or "", row.get("confirmed_by"), _moment(row.get("confirmed_at")))
        )
    return found


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def row_of(indicator: str, rows: Rows) -> int | None:
    """The number of the row that holds an earlier confirmation of the figure."""
    return next((number for number, row in rows.items() if row.get("indicator") == indicator and not row.get("voided")), None)

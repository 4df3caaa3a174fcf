"""The cells of a yearly statistics as they are sealed at its compilation, and what became of them since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction

from yuheng.kernel.engine.office import Office
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.period import Period
from yuheng.kernel.indicators.statement import Drawn, drawn, statements
from yuheng.kernel.ledger.canonical import sm3

TOTAL = "total"


@dataclass(frozen=True)
class Moved:
    """A cell that says something else than when it was sealed."""

    table: str
    row: str
    column: str
    before: str
    now: str


def tables(year: int, office: Office) -> list[Drawn]:
    """The statements of a year, filled from the records."""
    return [drawn(one, Period.year(year), office) for one in statements().values()]


def sealed(found: list[Drawn]) -> tuple[str, str]:
    """The cells as one text, and its digest."""
    text = json.dumps({one.statement.id: _rows(one) for one in found}, separators=(",", ":"), sort_keys=True)
    return text, sm3(text.encode()).hex()


def moved(cells: str, found: list[Drawn], office: Office) -> list[Moved]:
    """What the records say otherwise than the sealed cells."""
    before = json.loads(cells)
    changes: list[Moved] = []
    for one in found:
        rows = before.get(one.statement.id, {})
        for organ, now in _rows(one).items():
            then = rows.get(organ, [])
            name = "合计" if organ == TOTAL else office.names.get(int(organ), organ)
            for position, column in enumerate(one.statement.columns):
                was = then[position] if position < len(then) else "—"
                if was != now[position]:
                    changes.append(Moved(one.statement.name, name, column.caption, was, now[position]))
    return changes


def words(indicator: str, amount: Fraction | None) -> str:
    """A cell as it is printed: a whole number, a sum in 万元 or a percentage with two places, zero as 0."""
    if amount is None:
        return "—"
    places = 0 if all_indicators()[indicator].unit not in ("万元", "%") else 2
    scaled = amount * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if not places:
        return f"{whole:,}"
    return "0" if whole == 0 else f"{whole // 100:,}.{whole % 100:02d}"


def _rows(one: Drawn) -> dict[str, list[str]]:
    columns = one.statement.columns
    return {
        TOTAL if organ is None else str(organ): [words(column.indicator, amount) for column, amount in zip(columns, one.row(organ), strict=True)]
        for organ in (*one.organs, None)
    }

"""The recorded figures as the proof-reader asks for them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from yuheng.kernel.indicators.declare import Indicator, Ratio, Sum, all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.report.proof.figures import Figure, Figures, figures_of
from yuheng.report.proof.wording import Wording, load_wordings


@cache
def wordings() -> dict[str, tuple[Wording, ...]]:
    """How reports speak of each figure."""
    return load_wordings()


def recorded(year: int) -> Figures:
    """All figures of the year that a report may state, with last year's beside them."""
    return figures_of(year, (_figure(indicator, year) for indicator in all_indicators().values() if indicator.figure))


def _figure(indicator: Indicator, year: int) -> Figure:
    found = value(indicator, Period.year(year))
    before = value(indicator, Period.year(year - 1))
    measure = indicator.measure
    kind = "ratio" if isinstance(measure, Ratio) else "sum" if isinstance(measure, Sum) else "count"
    return Figure(
        id=indicator.id,
        caption=indicator.caption,
        unit=indicator.unit,
        value=found.value if found.rows else Fraction(0),
        wordings=wordings().get(indicator.id, ()),
        kind=kind,  # type: ignore[arg-type]
        numerator=found.numerator,
        denominator=found.denominator,
        year=year,
        chapter=indicator.chapter,
        style=indicator.shown.style,  # type: ignore[arg-type]
        step=indicator.shown.step,
        places=getattr(measure, "places", 0),
        same_set=indicator.same_set,
        previous=before.value if before.rows else None,
    )

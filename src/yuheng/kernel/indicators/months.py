"""The months of a year in one query, for figures that count records by a day of their own."""

from __future__ import annotations

from django.db.models import Count as CountOf
from django.db.models.functions import Coalesce, ExtractMonth

from yuheng.kernel.engine.office import Office
from yuheng.kernel.indicators.declare import Count, Events, Indicator, Records, Rows
from yuheng.kernel.indicators.evaluate import Period, rows


def months(indicator: Indicator, year: int, organ: int | None = None, office: Office | None = None) -> list[int]:
    """The twelve counts; empty for sums, shares, distinct counts and stocks, whose months do not add up to the year."""
    source, measure = indicator.source, indicator.measure
    if not isinstance(source, Records | Rows | Events) or not isinstance(measure, Count) or measure.distinct or (isinstance(source, Records) and source.until):
        return []
    day = Coalesce("amended__day", "day") if isinstance(source, Events) else source.day
    if not day:
        return []
    found = rows(indicator, Period.year(year), organ, office).order_by()
    counted = dict(found.annotate(in_month=ExtractMonth(day)).values_list("in_month").annotate(n=CountOf("pk")))
    return [counted.get(month, 0) for month in range(1, 13)]

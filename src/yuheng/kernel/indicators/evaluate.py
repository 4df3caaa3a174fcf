"""Asking the records: the value of an indicator and the rows behind it, from one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet
from django.db.models import Sum as SumOf

from yuheng.kernel.engine.office import Office
from yuheng.kernel.indicators.declare import Count, Indicator, Ratio, Records, Rows, Source, Sum
from yuheng.kernel.records.models import Event


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both counted."""

    first: date
    last: date

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def month(cls, year: int, month: int, *, from_day: int = 1) -> Period:
        """A calendar month, or a statistical one that runs from a day of the month before to the day before it."""
        if from_day == 1:
            following = date(year + month // 12, month % 12 + 1, 1)
            return cls(date(year, month, 1), date.fromordinal(following.toordinal() - 1))
        before = date(year - (month == 1), 12 if month == 1 else month - 1, from_day)
        return cls(before, date(year, month, from_day - 1))

    def words(self) -> str:
        if self == Period.year(self.first.year):
            return f"{self.first.year}年"
        return f"{self.first} 至 {self.last}"


@dataclass(frozen=True)
class Figure:
    """What an indicator says for a period: exact, with the number of rows and, for shares, both their parts.

    `value` is in the indicator's unit; `blanks` are rows whose summed column is empty (told apart, never zero).
    """

    indicator: Indicator
    period: Period
    value: Fraction
    rows: int
    numerator: int | None = None
    denominator: int | None = None
    blanks: int = 0

    def exact(self) -> int | float | None:
        """The value for JSON, rounded half up at the indicator's places; None for a share of nothing."""
        measure = self.indicator.measure
        if isinstance(measure, Ratio) and not self.denominator:
            return None
        places = getattr(measure, "places", 0)
        scaled = self.value * 10**places
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return whole if places == 0 else whole / 10**places


def rows(indicator: Indicator, period: Period, organ: int | None = None, office: Office | None = None) -> QuerySet[Any]:
    """The records that the figure counts."""
    return _source(indicator.source, period, _below(organ, office))


def value(indicator: Indicator, period: Period, organ: int | None = None, office: Office | None = None) -> Figure:
    """The figure, from the same query as `rows`."""
    found = rows(indicator, period, organ, office)
    measure = indicator.measure
    if isinstance(measure, Count):
        counted = _counted(found, measure.distinct)
        return Figure(indicator, period, Fraction(counted), found.count() if measure.distinct else counted)
    if isinstance(measure, Sum):
        total = found.aggregate(total=SumOf(measure.column), given=CountOf(measure.column), all=CountOf("pk"))
        amount = Fraction(total["total"] or 0, measure.scale)
        return Figure(indicator, period, amount, total["all"], blanks=total["all"] - total["given"])
    whole = _counted(found, measure.distinct)
    part = _counted(found.filter(measure.numerator), measure.distinct)
    share = Fraction(part * 100, whole) if whole else Fraction(0)
    return Figure(indicator, period, share, whole, numerator=part, denominator=whole)


def _counted(found: QuerySet[Any], distinct: str) -> int:
    return found.values(distinct).distinct().count() if distinct else found.count()


def _below(organ: int | None, office: Office | None) -> set[int] | None:
    """The organ and all under it; None for the whole zone."""
    if organ is None or office is None:
        return None
    return {unit for unit in office.parents if organ in office.line(unit)}


def _source(source: Source, period: Period, units: set[int] | None) -> QuerySet[Any]:
    if isinstance(source, Records):
        found = source.facts._default_manager.filter(source.where).filter(_when(source.day, source.until, period))
        if source.closed_only:
            found = found.filter(matter__closed_on__isnull=False)
        return found if units is None else found.filter(matter__lead__in=units)
    if isinstance(source, Rows):
        found = source.rows._default_manager.filter(source.where, _when(source.day, "", period), voided=False)
        return found if units is None else found.filter(matter__lead__in=units)
    found = Event.objects.filter(procedure=source.procedure, step__in=source.steps).filter(_acted(period))
    if source.facts is not None and source.where:
        matching = source.facts._default_manager.filter(source.where).values("matter")
        found = found.filter(matter__in=matching)
    return found if units is None else found.filter(matter__lead__in=units)


def _when(day: str, until: str, period: Period) -> Q:
    if not until:
        return Q(**{f"{day}__range": (period.first, period.last)})
    ended = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": period.last})
    return Q(**{f"{day}__lte": period.last}) & ended


def _acted(period: Period) -> Q:
    """Events whose act day, as last corrected, lies in the period, and which were not taken back."""
    within = (period.first, period.last)
    untouched = Q(day__range=within) & (Q(amended__isnull=True) | Q(amended__undone=False, amended__day__isnull=True))
    return untouched | Q(amended__undone=False, amended__day__range=within)


def matters_of(found: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The matters that the rows belong to."""
    matter: Any = found.model._meta.get_field("matter")
    if matter.primary_key:
        return found.values_list("pk", flat=True)
    return found.values_list("matter_id", flat=True)

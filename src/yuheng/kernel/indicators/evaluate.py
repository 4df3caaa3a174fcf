"""Asking the records: the value of an indicator and the rows behind it, from one query."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models import Sum as SumOf

from yuheng.kernel.engine.office import Office
from yuheng.kernel.engine.office import office as now_office
from yuheng.kernel.engine.staff.cards import valid
from yuheng.kernel.indicators.calibre import DECLARED, RECORDED, Calibre, moments
from yuheng.kernel.indicators.declare import (
    Count,
    Indicator,
    Ratio,
    Records,
    Rows,
    Source,
    Staff,
    Sum,
    Total,
    all_indicators,
)
from yuheng.kernel.indicators.period import Period
from yuheng.kernel.records.models import Event, Matter, Person

__all__ = ["Figure", "Period", "by_lead", "matters_of", "parts_of", "rows", "value"]


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

    @property
    def places(self) -> int:
        """Decimal places that the figure is told with."""
        measure, source = self.indicator.measure, self.indicator.source
        return int(getattr(measure, "places", 0)) or int(getattr(source, "places", 0))

    def exact(self) -> int | float | None:
        """The value for JSON, rounded half up at the indicator's places; None for a share of nothing."""
        measure = self.indicator.measure
        if isinstance(measure, Ratio) and not self.denominator:
            return None
        places = self.places
        scaled = self.value * 10**places
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return whole if places == 0 else whole / 10**places


def rows(
    indicator: Indicator, period: Period, organ: int | None = None, office: Office | None = None, calibre: Calibre = DECLARED
) -> QuerySet[Any]:
    """The records that the figure counts; the matters, where it adds up others; the persons, where it counts staff."""
    return _source(indicator.source, period, _below(organ, office), calibre)


def value(
    indicator: Indicator, period: Period, organ: int | None = None, office: Office | None = None, calibre: Calibre = DECLARED
) -> Figure:
    """The figure, from the same query as `rows`."""
    if isinstance(indicator.source, Total):
        parts = [value(one, period, organ, office, calibre) for one in parts_of(indicator)]
        together = sum((part.value for part in parts), Fraction(0))
        return Figure(indicator, period, together, sum(part.rows for part in parts), blanks=sum(part.blanks for part in parts))
    found = rows(indicator, period, organ, office, calibre)
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


def by_lead(indicator: Indicator, period: Period, calibre: Calibre = DECLARED) -> dict[int | None, Fraction] | None:
    """The figure of each leading unit, from one query a part; None where units' figures do not add up (distinct things, shares)."""
    if isinstance(indicator.source, Total):
        found: dict[int | None, Fraction] = {}
        for one in parts_of(indicator):
            part = by_lead(one, period, calibre)
            if part is None:
                return None
            for lead, amount in part.items():
                found[lead] = found.get(lead, Fraction(0)) + amount
        return found
    measure = indicator.measure
    if isinstance(indicator.source, Staff) or isinstance(measure, Ratio) or (isinstance(measure, Count) and measure.distinct):
        return None
    summed: Any = SumOf(measure.column) if isinstance(measure, Sum) else CountOf("pk")
    scale = measure.scale if isinstance(measure, Sum) else 1
    grouped = rows(indicator, period, calibre=calibre).order_by().values_list("matter__lead").annotate(n=summed)
    return {lead: Fraction(n or 0, scale) for lead, n in grouped}


def parts_of(indicator: Indicator) -> list[Indicator]:
    """The indicators that a total adds up."""
    assert isinstance(indicator.source, Total)
    known = all_indicators()
    return [known[name] for name in indicator.source.parts]


def _counted(found: QuerySet[Any], distinct: str) -> int:
    return found.values(distinct).distinct().count() if distinct else found.count()


def _below(organ: int | None, office: Office | None) -> set[int] | None:
    """The organ and all under it; None for the whole zone."""
    if organ is None or office is None:
        return None
    return {unit for unit in office.parents if organ in office.line(unit)}


def _source(source: Source, period: Period, units: set[int] | None, calibre: Calibre) -> QuerySet[Any]:
    if isinstance(source, Total):
        known = all_indicators()
        behind = [Q(pk__in=matters_of(_source(known[name].source, period, units, calibre))) for name in source.parts]
        return Matter.objects.filter(reduce(or_, behind))
    if isinstance(source, Staff):
        return _staff(source, period, units)
    if isinstance(source, Records):
        found = source.facts._default_manager.filter(source.where)
        found = found.filter(_standing(source, period) if source.until else calibre.within(source.day, period))
        if source.closed_only:
            found = found.filter(matter__closed_on__isnull=False)
    elif isinstance(source, Rows):
        found = source.rows._default_manager.filter(source.where, calibre.within(source.day, period), voided=False)
    else:
        found = Event.objects.filter(procedure=source.procedure, step__in=source.steps).filter(_acted(period, calibre))
        if source.facts is not None and source.where:
            matching = source.facts._default_manager.filter(source.where).values("matter")
            found = found.filter(matter__in=matching)
    found = found.filter(calibre.kept())
    return found if units is None else found.filter(calibre.led_by(units))


def _standing(source: Records, period: Period) -> Q:
    """What began by the last day of the period and had not ended on it."""
    ended = Q(**{f"{source.until}__isnull": True}) | Q(**{f"{source.until}__gt": period.last})
    return Q(**{f"{source.day}__lte": period.last}) & ended


def _acted(period: Period, calibre: Calibre) -> Q:
    """Events whose act day, as last corrected, lies in the period, and which were not taken back."""
    standing = Q(amended__isnull=True) | Q(amended__undone=False)
    if calibre.date == RECORDED:
        return standing & Q(recorded_at__range=moments(period))
    if calibre.date:
        return standing & calibre.within("day", period)
    within = (period.first, period.last)
    untouched = Q(day__range=within) & (Q(amended__isnull=True) | Q(amended__undone=False, amended__day__isnull=True))
    return untouched | Q(amended__undone=False, amended__day__range=within)


def _staff(source: Staff, period: Period, units: set[int] | None) -> QuerySet[Any]:
    """Persons in these roles on the last day, each once; `certified` says whether a certificate of theirs is valid on it."""
    staff, day, roles = now_office(), period.last, frozenset(source.roles)
    holding = [
        person
        for person in staff.posts
        if any(post.roles & roles and (units is None or post.organ in units) for post in staff.posts_on(person, day))
    ]
    found = Person.objects.filter(pk__in=holding).annotate(certified=Exists(valid(day).filter(person=OuterRef("pk"))))
    return found.filter(certified=True) if source.certified else found


def matters_of(found: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The matters that the rows belong to; persons belong to none."""
    if found.model is Matter:
        return found.values_list("pk", flat=True)
    if found.model is Person:
        return Matter.objects.none().values_list("pk", flat=True)
    matter: Any = found.model._meta.get_field("matter")
    if matter.primary_key:
        return found.values_list("pk", flat=True)
    return found.values_list("matter_id", flat=True)

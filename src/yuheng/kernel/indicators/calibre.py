"""口径: which date counts, which organ, what is in and out. An indicator declares one; another may be asked, and is said beside the figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import models
from django.db.models import Q

from yuheng.kernel.indicators.declare import Events, Indicator, Records, Rows, Source
from yuheng.kernel.indicators.period import Period
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Event

OPENED, CLOSED, RECORDED = "opened", "closed", "recorded"
EVERY = {OPENED: "立案（登记）日期", CLOSED: "结案（办结）日期", RECORDED: "录入日期"}
"""Dates that every matter has."""


@dataclass(frozen=True)
class Calibre:
    """How a figure is asked where it is not asked as declared.

    `date` is a date column of the records, or `opened`, `closed`, `recorded`; empty for the declared one. `then` counts a matter for
    the organ that opened it, not for the one that leads it now. `regular` leaves out matters that bear 程序瑕疵, `own` those taken
    over from paper (存量案件).
    """

    date: str = ""
    then: bool = False
    regular: bool = False
    own: bool = False

    def within(self, declared: str, period: Period) -> Q:
        """The condition on records with a matter that the chosen date lies in the period."""
        span = (period.first, period.last)
        if self.date == OPENED:
            return Q(matter__opened_on__range=span)
        if self.date == CLOSED:
            return Q(matter__closed_on__range=span)
        if self.date == RECORDED:
            return Q(matter__in=Event.objects.filter(seq=1, recorded_at__range=moments(period)).values("matter"))
        return Q(**{f"{self.date or declared}__range": span})

    def kept(self) -> Q:
        """The condition that leaves out what this calibre leaves out."""
        q = Q()
        if self.regular:
            q &= Q(matter__irregular=False)
        if self.own:
            q &= Q(matter__adopted=False)
        return q

    def led_by(self, units: set[int]) -> Q:
        """The condition that a matter belongs to one of these units, as it is now or as it was opened."""
        if self.then:
            return Q(matter__in=Event.objects.filter(seq=1, organ__in=units).values("matter"))
        return Q(matter__lead__in=units)


DECLARED = Calibre()


def moments(period: Period) -> tuple[datetime, datetime]:
    """The first and the last moment of a period, China standard time."""
    return datetime.combine(period.first, time.min, CHINA), datetime.combine(period.last, time.max, CHINA)


def dates_of(indicator: Indicator) -> dict[str, str]:
    """The dates by which an indicator may be counted, the declared one first under the empty key; none where it has no choice."""
    source = indicator.source
    if isinstance(source, Events):
        return {"": "办理日期（以最后更正的为准，撤回的不计）", **EVERY}
    if isinstance(source, Records | Rows) and not getattr(source, "until", ""):
        columns = _columns(source)
        declared = columns.pop(source.day, source.day)
        return {"": declared, **columns, **EVERY}
    return {}


def _columns(source: Records | Rows) -> dict[str, str]:
    model: Any = source.facts if isinstance(source, Records) else source.rows
    return {f.name: str(f.verbose_name) for f in model._meta.fields if isinstance(f, models.DateField)}


def words(indicator: Indicator, calibre: Calibre, period: Period | None = None) -> list[tuple[str, str]]:
    """The calibre as readers are told: label and text; without a period, a year of the calendar."""
    dates = dates_of(indicator)
    source: Source = indicator.source
    standing = "期末尚存的" if getattr(source, "until", "") else "各分项所用日期"
    found = [
        ("计数日期", dates.get(calibre.date, "") or standing),
        ("期间", period.words() if period else "自然年"),
        ("单位", indicator.unit),
        ("机关", "按立案（登记）时的单位" if calibre.then else "按现承办单位"),
    ]
    left_out = [text for given, text in ((calibre.regular, "有程序瑕疵的不计"), (calibre.own, "存量案件不计")) if given]
    found.append(("取舍", "；".join(left_out) or "补录、存量和有程序瑕疵的都计入"))
    return found + ([("口径", indicator.calibre)] if indicator.calibre else [])

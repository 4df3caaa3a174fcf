"""Surcharge on an unpaid fine 加处罚款 and caps of two limits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta


def surcharge(
    fine: int,
    last_day: date,
    paid_on: date,
    rate_percent: int,
    cap_percent: int,
    left_out: Iterable[tuple[date, date]] = (),
) -> int:
    """The surcharge in 分 on a fine in 分 paid on `paid_on`.

    `rate_percent` of the fine a day from the day after the last day to pay, payment day included, never above `cap_percent` of
    the fine; days of reconsideration and litigation (`left_out`, both ends included) do not count. 行政处罚法 第七十二条、第七十三条.
    """
    first = last_day + timedelta(days=1)
    if paid_on < first:
        return 0
    excluded: set[date] = set()
    for begin, end in left_out:
        start, stop = max(begin, first), min(end, paid_on)
        excluded.update(start + timedelta(days=n) for n in range((stop - start).days + 1))
    days = (paid_on - first).days + 1 - len(excluded)
    return min(fine * rate_percent * days // 100, fine * cap_percent // 100)


def earlier(*ends: date | None) -> date | None:
    """Where two limits apply (a year from knowing, five years in all) the earlier ends it."""
    known = [end for end in ends if end is not None]
    return min(known, default=None)

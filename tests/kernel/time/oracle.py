"""An independent, slow, obviously right way to count: day by day, with a set of excluded days. Shares no code with the algebra."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

DAY = timedelta(days=1)


def is_rest(day: date, off: set[date], worked: set[date]) -> bool:
    if day in worked:
        return False
    return day in off or day.weekday() >= 5


def excluded(spans: list[tuple[date, date]], day: date) -> bool:
    return any(first <= day <= last for first, last in spans)


def end(n: int, unit: str, start: date, spans: list[tuple[date, date]], off: set[date], worked: set[date]) -> date:
    """The last day before any move off a rest day."""
    if unit in ("day", "working_day"):
        day, counted = start, 0
        while counted < n:
            day += DAY
            if excluded(spans, day):
                continue
            if unit == "working_day" and is_rest(day, off, worked):
                continue
            counted += 1
        return day
    total = n * (12 if unit == "year" else 1)
    year, month = start.year, start.month
    for _ in range(total):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    nominal = date(year, month, min(start.day, months.monthrange(year, month)[1]))
    # Every excluded day inside the running period is given back at its end, and days given back may be excluded in turn.
    day, last, owed = start, nominal, 0
    while day < last or owed:
        if day >= last:
            last, owed = last + owed * DAY, 0
            continue
        day += DAY
        if excluded(spans, day):
            owed += 1
    return last


def end_of(lengths, start: date, spans: list[tuple[date, date]], off: set[date], worked: set[date]) -> date:
    """Several lengths of one unit in a row count as one."""
    return end(sum(length.n for length in lengths), lengths[0].unit, start, spans, off, worked)


def moved(day: date, off: set[date], worked: set[date]) -> date:
    while is_rest(day, off, worked):
        day += DAY
    return day


def back(n: int, unit: str, event: date, off: set[date], worked: set[date]) -> date:
    """The n-th day, working day, month or year back, the day of the event not counted."""
    if unit in ("month", "year"):
        year, month = event.year, event.month
        for _ in range(n * (12 if unit == "year" else 1)):
            month -= 1
            if month == 0:
                year, month = year - 1, 12
        return date(year, month, min(event.day, months.monthrange(year, month)[1]))
    day, counted = event, 0
    while counted < n:
        day -= DAY
        if unit == "day" or not is_rest(day, off, worked):
            counted += 1
    return day

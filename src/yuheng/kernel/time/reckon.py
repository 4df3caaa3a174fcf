"""The algebra of legal periods: trigger, length, excluded spans, extensions, the move off a rest day.

`count` works from a length and a rule of counting, `reckon` from a parameter of the law. docs/time.md states the stands taken where
statutes are silent; each stand is a line of the derivation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from yuheng.kernel.law.parameter import Parameter
from yuheng.kernel.time.calendar import Calendar
from yuheng.kernel.time.counting import CountingRule, counting_rule, warning_days
from yuheng.kernel.time.length import Length

_DAY = timedelta(days=1)

Span = tuple[date, date | None]
"""First and last excluded day; None while the span is open."""

Extension = tuple[Length, date]
"""By how much, and the day it was approved."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation: what was done, under which article, and the day reached."""

    text: str
    cite: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Reckoning:
    """The end of a period, and how it was reached.

    `due` is a date (a datetime for hours), None while `suspended`. `provisional`: relies on days beyond the announced calendar.
    `plan` is the stricter day to plan by when counting backwards. `extensions` says of each whether it took effect.
    `written` is the length as the statute writes it, where that is not how it is counted (5日 that are working days).
    """

    due: date | datetime | None
    provisional: bool
    suspended: bool
    length: Length
    start: date | datetime
    rule: CountingRule
    whose: str
    direction: str
    calendar: Calendar
    nominal: date | datetime | None
    spans: tuple[Span, ...] = ()
    extensions: tuple[tuple[Length, date, bool], ...] = ()
    saved: int = 0
    plan: date | None = None
    basis: str = ""
    written: Length | None = None

    @cached_property
    def derivation(self) -> list[Line]:
        """The reasons, line by line, for people."""
        from yuheng.kernel.time.derivation import lines

        return lines(self)


def count(
    length: Length,
    start: date | datetime,
    rule: CountingRule,
    calendar: Calendar,
    *,
    whose: str = "organ",
    spans: Sequence[Span] = (),
    extensions: Sequence[Extension] = (),
    direction: str = "forward",
    basis: str = "",
    written: Length | None = None,
) -> Reckoning:
    """The end of a period of `length` from `start` under a statute's rule of counting.

    `direction`: forward; backward (at least so long before the day `start`); earliest (the first lawful day after a minimum
    period). A length in `day` must already be told apart from working days (`as_counted`).
    """
    if length.unit == "hour":
        return _hours(length, start, rule, calendar, whose, direction, basis)
    day = start.date() if isinstance(start, datetime) else start
    if direction == "backward":
        return _backward(length, day, rule, calendar, whose, basis, written)
    merged = _merged(spans, day)
    lengths, judged = [length], []
    end = _end(lengths, day, merged, calendar)
    for longer, approved in sorted(extensions, key=lambda item: item[1]):
        last = _moved(end, rule, whose, calendar) if end else None
        valid = last is None or approved <= last
        judged.append((longer, approved, valid))
        if valid:
            lengths.append(longer)
            end = _end(lengths, day, merged, calendar)
    nominal = _nominal(lengths, day, calendar)
    due = last = _moved(end, rule, whose, calendar) if end else None
    if due is not None and direction == "earliest" and whose != "minimum_party":
        due += _DAY
    relies = length.unit == "working_day" or rule.moves(whose)
    return Reckoning(
        due=due,
        provisional=last is not None and relies and not _known(length, day, last, calendar),
        suspended=due is None,
        length=length,
        start=start,
        rule=rule,
        whose=whose,
        direction=direction,
        calendar=calendar,
        nominal=nominal,
        spans=tuple(spans),
        extensions=tuple(judged),
        saved=(end - nominal).days if end else 0,
        basis=basis,
        written=written,
    )


def _known(length: Length, start: date, end: date, calendar: Calendar) -> bool:
    """Whether every day that the count relies on lies in announced years: all of them for working days, else the last."""
    return calendar.is_known(end) and (length.unit != "working_day" or calendar.is_known(start + _DAY))


def as_counted(length: Length, rule: CountingRule, whose: str) -> Length:
    """日 as the statute means it: working days where its rule of counting says so."""
    if length.unit == "day" and rule.is_working(length.n, whose):
        return Length(length.n, "working_day")
    return length


def reckon(
    parameter: Parameter,
    start: date | datetime,
    calendar: Calendar,
    spans: Sequence[Span] = (),
    extensions: Sequence[Extension] = (),
    direction: str = "forward",
) -> Reckoning:
    """The end of the period that a parameter of the law gives, from its trigger day."""
    day = start.date() if isinstance(start, datetime) else start
    rule = counting_rule(parameter.statute, max(day, parameter.valid_from))
    if parameter.backward and direction == "forward":
        direction = "backward"
    length = Length(int(parameter.value), parameter.unit)
    return count(
        length,
        start,
        rule,
        calendar,
        whose=parameter.whose,
        spans=spans,
        extensions=extensions,
        direction=direction,
        basis=parameter.citation.zh,
    )


def warn_on(reckoning: Reckoning, parameter: Parameter | None = None) -> date | None:
    """The day from which the obligation is 临期: the first warning before its end."""
    if reckoning.due is None:
        return None
    due = reckoning.due.date() if isinstance(reckoning.due, datetime) else reckoning.due
    length = reckoning.length
    before = warning_days(length.unit, length.n)
    if not before or length.unit == "hour":
        return due
    if length.unit != "working_day":
        return due - timedelta(days=before[0])
    day = due
    for _ in range(before[0]):
        day -= _DAY
        while reckoning.calendar.is_rest(day):
            day -= _DAY
    return day


def _merged(spans: Iterable[Span], trigger: date) -> list[tuple[date, date | None]]:
    """Spans after the trigger day, in order, overlaps counted once."""
    found: list[tuple[date, date | None]] = []
    for first, last in sorted(spans, key=lambda span: (span[0], span[1] or date.max)):
        first = max(first, trigger + _DAY)
        if last is not None and last < first:
            continue
        if found and (found[-1][1] is None or first <= found[-1][1] + _DAY):
            before = found[-1][1]
            found[-1] = (found[-1][0], None if before is None or last is None else max(before, last))
        else:
            found.append((first, last))
    return found


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months on; the month's last day where it has none (民法典 第二百零二条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - _DAY).day))


def _chained(lengths: Sequence[Length]) -> Iterator[Length]:
    """Lengths of one unit in a row count as one: 60 + 30 日 are 90 日."""
    current = lengths[0]
    for longer in lengths[1:]:
        if longer.unit == current.unit:
            current = Length(current.n + longer.n, current.unit)
        else:
            yield current
            current = longer
    yield current


def _step(length: Length, day: date, spans: Sequence[Span], calendar: Calendar) -> date | None:
    """The end of one length from a day, days in spans left out; None if an open span holds it."""
    if length.unit == "working_day":
        return _working(length.n, day, spans, calendar)
    if length.unit == "day":
        nominal = day + timedelta(days=length.n)
    else:
        nominal = add_months(day, length.n * (12 if length.unit == "year" else 1))
    end = nominal
    while True:
        saved = 0
        for first, last in spans:
            if first > end:
                break
            if last is None:
                return None
            saved += max(0, (min(last, end) - max(first, day + _DAY)).days + 1)
        if nominal + timedelta(days=saved) == end:
            return end
        end = nominal + timedelta(days=saved)


def _working(n: int, day: date, spans: Sequence[Span], calendar: Calendar) -> date | None:
    left = n
    position = 0
    while left:
        day += _DAY
        while position < len(spans) and (last := spans[position][1]) is not None and last < day:
            position += 1
        if position < len(spans) and spans[position][0] <= day:
            if spans[position][1] is None:
                # Rest days at the end of the period are not yet inside the open span's reach: a period cannot end on them.
                return None
            continue
        if calendar.is_working(day):
            left -= 1
    return day


def _end(lengths: Sequence[Length], start: date, spans: Sequence[Span], calendar: Calendar) -> date | None:
    day: date | None = start
    for length in _chained(lengths):
        if day is None:
            return None
        day = _step(length, day, spans, calendar)
    return day


def _nominal(lengths: Sequence[Length], start: date, calendar: Calendar) -> date:
    end = _end(lengths, start, (), calendar)
    assert end is not None
    return end


def _moved(end: date, rule: CountingRule, whose: str, calendar: Calendar) -> date:
    return calendar.next_day(end) if rule.moves(whose) else end


def _hours(
    length: Length,
    start: date | datetime,
    rule: CountingRule,
    calendar: Calendar,
    whose: str,
    direction: str,
    basis: str,
) -> Reckoning:
    moment = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)  # noqa: DTZ001
    change = timedelta(hours=length.n)
    end = moment - change if direction == "backward" else moment + change
    return Reckoning(end, False, False, length, start, rule, whose, direction, calendar, end, basis=basis)


def _backward(
    length: Length,
    day: date,
    rule: CountingRule,
    calendar: Calendar,
    whose: str,
    basis: str,
    written: Length | None,
) -> Reckoning:
    """At least so long before a day: the day itself is not counted, the n-th day back is the last lawful one."""
    last = _back(length, day, calendar)
    stricter = _back(Length(length.n + 1, length.unit), day, calendar) if "day" in length.unit else last - _DAY
    counted = day - _DAY
    provisional = length.unit == "working_day" and not (calendar.is_known(counted) and calendar.is_known(last))
    return Reckoning(
        last, provisional, False, length, day, rule, whose, "backward", calendar, last, plan=stricter, basis=basis, written=written
    )


def _back(length: Length, day: date, calendar: Calendar) -> date:
    if length.unit == "day":
        return day - timedelta(days=length.n)
    if length.unit != "working_day":
        return add_months(day, -length.n * (12 if length.unit == "year" else 1))
    left = length.n
    while left:
        day -= _DAY
        if calendar.is_working(day):
            left -= 1
    return day

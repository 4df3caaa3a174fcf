"""One question about a period, as a person or a program asks it: the CLI, the public 期限计算器 and the API share it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from yuheng.kernel.law.book import LawError
from yuheng.kernel.now import CHINA
from yuheng.kernel.time.calendar import Calendar, current_calendar
from yuheng.kernel.time.counting import counting_rule
from yuheng.kernel.time.length import BadLength, Length
from yuheng.kernel.time.reckon import Extension, Reckoning, Span, as_counted, count

WHOSE = ("party", "organ", "measure", "limitation", "minimum", "minimum_party")
DIRECTIONS = ("forward", "backward", "earliest")
NAMES = {"law": "法律名称 law", "length": "期限长度 length", "start": "起算日 start"}


class BadQuestion(ValueError):
    """The question cannot be answered as asked; the message is Chinese."""


def ask(question: Mapping[str, Any]) -> Reckoning:
    """Answers `law`, `length`, `start`, `spans`, `extensions`, `whose`, `direction`, and `region`. Raises BadQuestion."""
    try:
        found = _asked(question)
    except (LawError, BadLength) as error:
        raise BadQuestion(str(error.args[0])) from None
    except (OverflowError, ValueError) as error:
        if isinstance(error, BadQuestion):
            raise
        raise BadQuestion("算出的日期超出可以计算的范围，请核对期限长度和日期。") from None
    _within(found.due, found.calendar, "算出的日期")
    return found


def _asked(question: Mapping[str, Any]) -> Reckoning:
    for name, word in NAMES.items():
        if question.get(name) in (None, ""):
            raise BadQuestion(f"缺少{word}。")
    whose = _one_of(question, "whose", WHOSE, "organ")
    direction = _one_of(question, "direction", DIRECTIONS, "forward")
    calendar = current_calendar(str(question.get("region") or ""))
    length = Length.parse(str(question["length"]))
    start = _moment(str(question["start"]))
    day = start.date() if isinstance(start, datetime) else start
    if length.unit == "hour" and not isinstance(start, datetime):
        raise BadQuestion("按小时计算的，起算日应当写明时刻，如 2023-09-27T14:30。")
    _within(day, calendar, "起算日")
    rule = counting_rule(str(question["law"]), day)
    extensions = [_extension(item, calendar) for item in _several(question, "extensions")]
    spans = [_span(item, calendar) for item in _several(question, "spans")]
    if direction == "backward" and (spans or extensions):
        raise BadQuestion("向前推算的期间没有扣除和延长。")
    if length.unit == "hour" and spans:
        raise BadQuestion("按小时计算的期间连续计算，没有扣除。")
    if "hour" in {length.unit, *(more.unit for more, _on in extensions)} and extensions:
        raise BadQuestion("按小时计算的期间没有延长的规定。")
    counted = as_counted(length, rule, whose)
    return count(
        counted,
        start if length.unit == "hour" else day,
        rule,
        calendar,
        whose=whose,
        spans=spans,
        extensions=[(as_counted(more, rule, whose), on) for more, on in extensions],
        direction=direction,
        written=length if counted != length else None,
    )


def answer(reckoning: Reckoning) -> dict[str, Any]:
    """The answer as JSON: due, provisional, suspended, derivation."""
    due = reckoning.due
    return {
        "due": due.isoformat(timespec="minutes") if isinstance(due, datetime) else due.isoformat() if due else None,
        "provisional": reckoning.provisional,
        "suspended": reckoning.suspended,
        "derivation": [
            {"text": line.text, "cite": line.cite, "day": line.day.isoformat() if line.day else None}
            for line in reckoning.derivation
        ],
    }


def _one_of(question: Mapping[str, Any], name: str, known: tuple[str, ...], usual: str) -> str:
    found = str(question.get(name) or usual)
    if found not in known:
        raise BadQuestion(f"{name} 应当为 {'、'.join(known)} 之一，现为“{found}”。")
    return found


def _several(question: Mapping[str, Any], name: str) -> Iterable[Any]:
    found = question.get(name) or ()
    if not isinstance(found, (list, tuple)):
        raise BadQuestion(f"{name} 应当为一个列表。")
    return found


def _within(day: date | datetime | None, calendar: Calendar, what: str) -> None:
    on = day.date() if isinstance(day, datetime) else day
    if on is not None and on > calendar.last:
        raise BadQuestion(f"{what} {on} 超出可以计算的范围（至 {calendar.last}），请核对年份。")


def _date(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        raise BadQuestion(f"“{text}”不是日期，应当写作 2023-09-27。")
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadQuestion(f"“{text}”不是日期，应当写作 2023-09-27。") from None


def _moment(text: str) -> date | datetime:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        return _date(text)
    try:
        if not re.match(r"\d{4}-\d{2}-\d{2}[T ]", text.strip()):
            raise ValueError
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadQuestion(f"“{text}”不是日期，应当写作 2023-09-27 或者 2023-09-27T14:30。") from None
    # Legal hours are those of China standard time; a moment told elsewhere is the same moment here.
    return found.astimezone(CHINA).replace(tzinfo=None) if found.tzinfo else found


def _span(span: Any, calendar: Calendar) -> Span:
    if isinstance(span, str):
        first, dots, last = span.partition("..")
        if not dots:
            raise BadQuestion(f"扣除期间“{span}”应当写作 2023-10-01..2023-10-05；尚未恢复的写作 2023-10-01..。")
    else:
        try:
            first, last = span
        except (TypeError, ValueError):
            raise BadQuestion("spans 的每一项应当为起止两个日期。") from None
    begin = _date(str(first))
    end = _date(str(last)) if last else None
    if end is not None and end < begin:
        raise BadQuestion(f"扣除期间的止日 {end} 早于起日 {begin}。")
    _within(end or begin, calendar, "扣除期间")
    return begin, end


def _extension(item: Any, calendar: Calendar) -> Extension:
    if not isinstance(item, Mapping) or not item.get("length") or not item.get("on"):
        raise BadQuestion("extensions 的每一项应当写明 length 和批准日 on。")
    on = _date(str(item["on"]))
    _within(on, calendar, "批准日")
    return Length.parse(str(item["length"])), on

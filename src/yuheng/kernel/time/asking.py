"""One question about a period, as a person or a program asks it: the CLI, the public 期限计算器 and the API share it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yuheng.kernel.law.book import LawError
from yuheng.kernel.time.calendar import current_calendar
from yuheng.kernel.time.counting import counting_rule
from yuheng.kernel.time.length import BadLength, Length
from yuheng.kernel.time.reckon import Reckoning, Span, as_counted, count

WHOSE = ("party", "organ", "measure", "limitation", "minimum", "minimum_party")
DIRECTIONS = ("forward", "backward", "earliest")


class BadQuestion(ValueError):
    """The question cannot be answered as asked; the message is Chinese."""


def ask(question: Mapping[str, Any]) -> Reckoning:
    """Answers `law`, `length`, `start`, `spans`, `extensions`, `whose`, `direction`. Raises BadQuestion."""
    try:
        return _asked(question)
    except (LawError, BadLength) as error:
        raise BadQuestion(str(error.args[0])) from None


def _asked(question: Mapping[str, Any]) -> Reckoning:
    for name in ("law", "length", "start"):
        if not question.get(name):
            raise BadQuestion(f"缺少 {name}。")
    whose = question.get("whose") or "organ"
    direction = question.get("direction") or "forward"
    if whose not in WHOSE:
        raise BadQuestion(f"whose 应当为 {'、'.join(WHOSE)} 之一，现为“{whose}”。")
    if direction not in DIRECTIONS:
        raise BadQuestion(f"direction 应当为 {'、'.join(DIRECTIONS)} 之一，现为“{direction}”。")
    length = Length.parse(str(question["length"]))
    start = _moment(str(question["start"]))
    day = start.date() if isinstance(start, datetime) else start
    if length.unit == "hour" and not isinstance(start, datetime):
        raise BadQuestion("按小时计算的，start 应当写明时刻，如 2023-09-27T14:30。")
    if length.unit != "hour":
        start = day
    rule = counting_rule(str(question["law"]), day)
    extensions = []
    for item in question.get("extensions") or ():
        if not isinstance(item, Mapping) or not item.get("length") or not item.get("on"):
            raise BadQuestion("extensions 的每一项应当写明 length 和批准日 on。")
        longer = as_counted(Length.parse(str(item["length"])), rule, whose)
        if length.unit == "hour" or longer.unit == "hour":
            raise BadQuestion("按小时计算的期间没有延长的规定。")
        extensions.append((longer, _date(str(item["on"]))))
    spans = [_span(span) for span in question.get("spans") or ()]
    if direction == "backward" and (spans or extensions):
        raise BadQuestion("向前推算的期间没有扣除和延长。")
    if length.unit == "hour" and spans:
        raise BadQuestion("按小时计算的期间连续计算，没有扣除。")
    return count(
        as_counted(length, rule, whose),
        start,
        rule,
        current_calendar(),
        whose=whose,
        spans=spans,
        extensions=extensions,
        direction=direction,
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


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadQuestion(f"“{text}”不是日期，应当写作 2023-09-27。") from None


def _moment(text: str) -> date | datetime:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        return _date(text)
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadQuestion(f"“{text}”不是日期，应当写作 2023-09-27 或者 2023-09-27T14:30。") from None


def _span(span: Any) -> Span:
    if isinstance(span, str):
        first, _dots, last = span.partition("..")
    else:
        try:
            first, last = span
        except (TypeError, ValueError):
            raise BadQuestion("spans 的每一项应当为起止两个日期。") from None
    begin = _date(str(first))
    end = _date(str(last)) if last else None
    if end is not None and end < begin:
        raise BadQuestion(f"扣除期间的止日 {end} 早于起日 {begin}。")
    return begin, end

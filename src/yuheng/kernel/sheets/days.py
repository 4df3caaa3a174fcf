"""Days and moments in cells: every way of writing one, and no guess where a part is missing."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta

from yuheng.kernel.now import CHINA
from yuheng.kernel.sheets import numerals
from yuheng.kernel.sheets.columns import BadCell
from yuheng.kernel.sheets.plain import exact, folded, shown

_DAY = re.compile(r"(\d{4})(?:\s*年\s*|\s*([-/.])\s*)(\d{1,2})(?:\s*月\s*|\s*\2\s*)(\d{1,2})\s*[日号]?")
_SPOKEN = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
_TIME = re.compile(
    r"(上午|早上|凌晨|中午|下午|晚上)?\s*(\d{1,2})\s*(?:[:时点])\s*(?:(\d{1,2})\s*(?:[:分]\s*(?:(\d{1,2})\s*秒?)?)?)?"
)
_WEEKDAY = re.compile(r"\s*\(?\s*(?:星期|周)([一二三四五六日天])\s*\)?")
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: a number cell outside is no day that an office writes


def day(value: object, *, earliest: date | None = None, latest: date | None = None) -> date:
    """The day in a cell; a time of day beside it is dropped. Raises BadCell."""
    found = _read(value)[0]
    _within(found, earliest, latest)
    return found


def moment(value: object, *, earliest: date | None = None, latest: date | None = None) -> datetime:
    """The day and time in a cell, China time; without a time it is refused. Raises BadCell."""
    found, clock = _read(value)
    if clock is None:
        raise BadCell(f"缺少时间，请写成 2023-09-27 14:30 的形式，现为“{shown(value)}”。")
    _within(found, earliest, latest)
    return datetime.combine(found, clock, CHINA)


def _within(found: date, earliest: date | None, latest: date | None) -> None:
    if earliest is not None and found < earliest:
        raise BadCell(f"日期 {found} 早于 {earliest}，请核对年份。")
    if latest is not None and found > latest:
        raise BadCell(f"日期 {found} 晚于 {latest}，请核对年份。")


def _read(value: object) -> tuple[date, time | None]:
    if isinstance(value, datetime):
        local = value.astimezone(CHINA) if value.tzinfo else value
        return local.date(), local.time().replace(microsecond=0)
    if isinstance(value, date):
        return value, None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value)
    if isinstance(value, (time, timedelta)):
        raise BadCell(f"只有时间“{value}”，缺少日期。")
    if isinstance(value, str):
        return _of_text(folded(value), value)
    raise BadCell(f"应当填写日期，如 2023-09-27，现为“{shown(value)}”。")


def _of_number(value: int | float) -> tuple[date, time | None]:
    amount = exact(float(value))
    whole = int(amount)
    if amount == whole and len(str(whole)) == 8:
        return _made(whole // 10_000, whole // 100 % 100, whole % 100, str(whole)), None
    if whole in _SERIALS:
        seconds = round(float(amount - whole) * 86_400)
        at = datetime.combine(_SERIAL_ZERO, time()) + timedelta(days=whole, seconds=seconds)
        return at.date(), at.time() if amount != whole else None
    if 1900 <= amount < 2200:
        part = "只有年份，缺少月和日" if amount == whole else "像是年和月，缺少日"
        raise BadCell(f"“{shown(value)}”{part}，请写成 2023-09-27 的形式。")
    raise BadCell(f"应当填写日期，如 2023-09-27，现为数字“{shown(value)}”。")


def _of_text(text: str, original: str) -> tuple[date, time | None]:
    if spoken := _SPOKEN.match(text):
        parts = [numerals.whole(part) for part in spoken.groups()]
        text = "{}-{}-{}".format(*parts) + text[spoken.end() :]
    if re.fullmatch(r"\d{8}", text):
        return _made(int(text[:4]), int(text[4:6]), int(text[6:]), original), None
    found = _DAY.match(text)
    if not found:
        raise BadCell(_why_not(text, original))
    day_found = _made(int(found[1]), int(found[3]), int(found[4]), original)
    rest = text[found.end() :]
    if week := _WEEKDAY.match(rest):
        rest = rest[week.end() :]
        if "一二三四五六日".index(week[1].replace("天", "日")) != day_found.weekday():
            right = "一二三四五六日"[day_found.weekday()]
            raise BadCell(f"{day_found} 是星期{right}，不是星期{week[1]}，请核对。")
    rest = rest.strip(" \n,，")
    if not rest:
        return day_found, None
    if zone := re.fullmatch(r"T?([\d:.]+)(Z|[+\-]\d{2}:?\d{2})", rest):
        try:
            return _read(datetime.fromisoformat(f"{day_found}T{zone[1]}{zone[2]}"))
        except ValueError:
            raise BadCell(f"“{shown(original)}”中的时间不对。") from None
    return day_found, _clock(rest.removeprefix("T"), original)


def _clock(text: str, original: str) -> time:
    found = _TIME.fullmatch(re.sub(r"(?<=:\d\d)\.\d+$", "", text))
    if not found:
        raise BadCell(f"“{shown(original)}”在日期之后还有别的内容，一格只填一个日期。")
    hour, minute, second = int(found[2]), int(found[3] or 0), int(found[4] or 0)
    if found[1] in ("下午", "晚上") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59 or second > 59:
        raise BadCell(f"“{shown(original)}”中的时间不对，应为 00:00 至 23:59。")
    return time(hour, minute, second)


def _made(year: int, month: int, number: int, original: object) -> date:
    if year < 1:
        raise BadCell(f"“{shown(original)}”的年份不对。")
    if not 1 <= month <= 12:
        raise BadCell(f"“{shown(original)}”的月份应为 1 至 12，现为 {month}。")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= number <= last:
        raise BadCell(f"没有这一天：{year} 年 {month} 月只有 {last} 天，现为“{shown(original)}”。")
    return date(year, month, number)


def _why_not(text: str, original: str) -> str:
    quoted = f"“{shown(original)}”"
    if re.match(r"\d{1,2}\s*月\s*\d{1,2}|\d{1,2}[-/.]\d{1,2}$", text):
        return f"{quoted}缺少年份，请写成 2023-09-27 的形式。"
    if re.fullmatch(r"\d{4}\s*年?", text):
        return f"{quoted}只有年份，缺少月和日，请写成 2023-09-27 的形式。"
    if re.fullmatch(r"\d{4}\s*(?:年|[-/.])\s*\d{1,2}\s*月?|\d{6}", text):
        return f"{quoted}缺少日，请写成 2023-09-27 的形式。"
    if re.match(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", text):
        return f"{quoted}年份在后，分不清月和日，请写成 2023-09-27 的形式。"
    if re.match(r"\d{2}(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}", text):
        return f"{quoted}的年份只有两位，请写四位年份，如 2023-09-27。"
    return f"应当填写日期，如 2023-09-27，现为{quoted}。"

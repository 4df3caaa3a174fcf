"""Turning what a caller gives (a form's text, JSON, a typed value) into the stored value of a fact, or a Chinese error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from yuheng.kernel.now import CHINA, today
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.sheets import numbers
from yuheng.kernel.sheets.columns import BadCell

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]")
EARLIEST = date(1900, 1, 1)


def cleaner(label: str, extra: dict[str, Any]) -> Callable[[Any], Any]:
    """The cleaning function of a column declared with these options."""
    kind = extra["kind"]
    return lambda value: _CLEANERS[kind](value, label, extra)


def _text(value: Any, label: str, extra: dict[str, Any]) -> str:
    if not isinstance(value, str):
        value = str(value)
    text = _CONTROL.sub("", value.replace("\r\n", "\n")).strip()
    if extra["kind"] == "text":
        text = re.sub(r"\s+", " ", text)
    longest = extra.get("max_length")
    if longest and len(text) > longest:
        raise BadValue(f"“{label}”最多 {longest} 个字，现有 {len(text)} 个字，请删减。")
    check = extra.get("check")
    return check(text) if check else text


def _number(value: Any, label: str) -> Decimal:
    if isinstance(value, (bool, float)):
        raise BadValue(f"“{label}”应当填写数字。")
    plain = unicodedata.normalize("NFKC", str(value)).replace(",", "").replace(" ", "").removesuffix("元")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise BadValue(f"“{label}”应当填写数字，现为“{str(value)[:30]}”。") from None
    if not number.is_finite():
        raise BadValue(f"“{label}”应当填写数字。")
    return number


def _whole(value: Any, label: str, extra: dict[str, Any]) -> int:
    number = _number(value, label)
    if number != number.to_integral_value():
        raise BadValue(f"“{label}”应当填写整数，现为“{value}”。")
    least, most = extra.get("least", 0), extra.get("most", 2_000_000_000)
    if not least <= number <= most:
        raise BadValue(f"“{label}”应当在 {least} 至 {most} 之间，现为“{value}”。")
    return int(number)


def _money(value: Any, label: str, extra: dict[str, Any]) -> int:
    red = bool(extra.get("red"))
    cents = value if isinstance(value, int) and not isinstance(value, bool) else _read(value, label, red)
    if not (-(10**15) if red else 0) <= cents <= 10**15:
        raise BadValue(f"“{label}”{'' if red else '不能为负数，也'}不能超过十万亿元。")
    return cents


def _read(value: Any, label: str, red: bool) -> int:
    """Yuan as people write them, read by the one reader of sums; a float is never exact and refused."""
    if isinstance(value, (bool, float)):
        raise BadValue(f"“{label}”应当填写数字。")
    try:
        return numbers.money(str(value), least=None, red=red)
    except BadCell as error:
        raise BadValue(f"“{label}”{error}") from None


def _day(value: Any, label: str, extra: dict[str, Any]) -> date:
    if isinstance(value, datetime):
        value = value.astimezone(CHINA).date() if value.tzinfo else value.date()
    if not isinstance(value, date):
        try:
            value = date.fromisoformat(str(value).strip())
        except ValueError:
            raise BadValue(f"“{label}”应当填写日期，如 2023-09-27，现为“{str(value)[:30]}”。") from None
    _in_range(value, label, extra)
    return value


def _moment(value: Any, label: str, extra: dict[str, Any]) -> datetime:
    if not isinstance(value, datetime):
        try:
            value = datetime.fromisoformat(str(value).strip())
        except ValueError:
            raise BadValue(f"“{label}”应当填写日期和时间，如 2023-09-27 14:30，现为“{str(value)[:30]}”。") from None
    value = value.astimezone(CHINA) if value.tzinfo else value.replace(tzinfo=CHINA)
    _in_range(value.date(), label, extra)
    return value


def _in_range(value: date, label: str, extra: dict[str, Any]) -> None:
    if value < EARLIEST:
        raise BadValue(f"“{label}”为 {value}，早于 {EARLIEST}，请核对。")
    now = today()
    if value > now and not extra.get("future"):
        raise BadValue(f"“{label}”为 {value}，晚于今天（{now}），请核对。")
    if value.year > now.year + 50:
        raise BadValue(f"“{label}”为 {value}，年份过远，请核对。")


_YES, _NO = {"true", "1", "是", "on", "有"}, {"false", "0", "否", "off", "无"}


def _yes_no(value: Any, label: str, extra: dict[str, Any]) -> bool:
    word = str(value).strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue(f"“{label}”应当选择“是”或者“否”。")


def _choice(value: Any, label: str, extra: dict[str, Any]) -> str:
    for stored, shown in extra["choices"]:
        if value in (stored, shown):
            return stored
    some = "、".join(shown for _stored, shown in extra["choices"][:12])
    raise BadValue(f"“{label}”没有选项“{str(value)[:30]}”，可选：{some}。")


def _several(value: Any, label: str, extra: dict[str, Any]) -> list[str]:
    items = re.split(r"[、,，;；]", value) if isinstance(value, str) else list(value)
    chosen = {_choice(item.strip() if isinstance(item, str) else item, label, extra) for item in items if item != ""}
    return [stored for stored, _shown in extra["choices"] if stored in chosen]


def _reference(value: Any, label: str, extra: dict[str, Any]) -> int:
    if isinstance(value, bool) or not str(value).isdigit():
        raise BadValue(f"请选择“{label}”。")
    return int(value)


_CLEANERS: dict[str, Callable[[Any, str, dict[str, Any]], Any]] = {
    "text": _text,
    "long_text": _text,
    "encrypted": _text,
    "int": _whole,
    "money": _money,
    "date": _day,
    "datetime": _moment,
    "bool": _yes_no,
    "choice": _choice,
    "choices": _several,
    "party": _reference,
    "organ": _reference,
    "person": _reference,
    "matter": _reference,
}

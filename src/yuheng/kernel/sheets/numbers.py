"""Numbers in cells, exactly: integers, sums of money in 分, shares as fractions. No float leaves this room."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from yuheng.kernel.sheets import numerals
from yuheng.kernel.sheets.columns import SCALES, BadCell
from yuheng.kernel.sheets.plain import exact, folded, shown

_COUNTERS = "件|起|宗|例|批次|批|人次|户次|场次|次|人|名|户|家|份|条|项|个|处|场|期|篇|天|日|年|小时|分钟|平方米|公里|吨|台|辆|间|元"
_NUMBER = re.compile(r"([+\-]?)(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)?(?:\.(\d+))?")
_LARGE = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_VAGUE = re.compile(r"[余多约近超逾]|左右|上下|以上|以下|不足|大概|几")
_RANGE = re.compile(r"\d\s*(?:-|~|—|–|至|到)\s*\d")
_RED = re.compile(r"\(\s*红字\s*\)|\[\s*红字\s*\]|红字\s*[:：]?")
"""What marks a reversed entry in a cell: 红字1,234.50, 1,234.50（红字）."""
_MOST_DIGITS = 18


def number(value: object) -> Decimal:
    """The number in a cell without a unit. Raises BadCell."""
    if isinstance(value, bool):
        raise BadCell("应当填写数字，现为“是/否”。")
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return exact(value)
    if not isinstance(value, str):
        raise BadCell(f"应当填写数字，现为日期“{value}”，请把单元格格式改为常规后重新填写。")
    return _of_text(folded(value), value)


def _of_text(text: str, original: str) -> Decimal:
    negative = re.fullmatch(r"\((.+)\)", text)  # accountants write losses in brackets
    found = _NUMBER.fullmatch(negative[1] if negative else text)
    if found and (found[2] or found[3]):
        sign = "-" if negative or found[1] == "-" else ""
        whole, decimals = re.sub(r"[, ]", "", found[2] or "0"), found[3] or ""
        if len(whole.lstrip("0")) + len(decimals) > _MOST_DIGITS:
            raise BadCell(f"数字“{shown(original)}”超过 {_MOST_DIGITS} 位，请核对。")
        return Decimal(f"{sign}{whole}.{decimals or '0'}")
    if text and text[-1] in _LARGE and (scaled := _NUMBER.fullmatch(text[:-1])) and scaled[2]:
        return _of_text(text[:-1], original) * _LARGE[text[-1]]
    spoken = numerals.whole(text)
    if spoken is not None:
        return Decimal(spoken)
    raise BadCell(_why_not(text, original))


def _why_not(text: str, original: str) -> str:
    quoted = f"“{shown(original)}”"
    if re.fullmatch(r"[+\-]?\d(?:\.\d+)?[eE][+\-]?\d+", text):
        return f"{quoted}是科学计数法，可能已丢失数字，请把单元格改为数值格式后填写完整数字。"
    if _RANGE.search(text):
        return f"{quoted}是一个范围，请填写一个准确的数字。"
    if _VAGUE.search(text):
        return f"{quoted}不是准确的数字，请去掉“约、余、多、左右”等字，填写实际数。"
    if re.fullmatch(r"[+\-]?\d[\d,. ]*", text):
        return f"{quoted}的逗号、小数点或者空格位置不对，请写成 1234.50 或者 1,234.50。"
    if re.search(r"\d\s*[OoIl]|[OoIl]\s*\d", text):
        return f"{quoted}中有字母，可能把 0 写成了 O、把 1 写成了 l，请改正。"
    return f"应当填写数字，现为{quoted}。"


def whole(value: object, *, unit: str = "", least: int | None = 0, most: int | None = None) -> int:
    """A whole number; a counter behind it (12件, 3 人次) is dropped. Raises BadCell."""
    if isinstance(value, str):
        plain = folded(value)
        counters = f"{re.escape(unit)}|{_COUNTERS}" if unit else _COUNTERS
        value = re.sub(rf"\s*(?:{counters})$", "", plain) or plain
    amount = number(value)
    if amount != amount.to_integral_value():
        raise BadCell(f"应当填写整数，现为“{shown(value)}”。")
    _within(int(amount), least, most, "", str(int(amount)))
    return int(amount)


def money(value: object, *, unit: str = "元", least: int | None = 0, most: int | None = None, red: bool = False) -> int:
    """A sum in 分. A unit written in the cell (3.5万元, 1,234.50元) goes before `unit`, that of the column. Raises BadCell.

    Where `red` entries (红字: a refund, a reversed voucher) are taken, a sum is negative only if its cell says 红字: a bare minus is as often a slip.
    """
    if not red:
        return _sum(value, unit, least, most)
    marked = _RED.search(folded(value)) is not None if isinstance(value, str) else False
    cents = _sum(_RED.sub("", folded(value)) if isinstance(value, str) else value, unit, None, None)
    if cents < 0 and not marked:
        raise BadCell(f"“{shown(value)}”是负数而没有注明“红字”。退款、冲销请写成“红字{_yuan(-cents)}”，否则请填写正数。")
    if marked:
        cents = -abs(cents)
    _within(cents, least if least else None, most, "元", _yuan(cents))
    return cents


def _sum(value: object, unit: str, least: int | None, most: int | None) -> int:
    scale = SCALES[unit or "元"]
    if isinstance(value, str):
        plain = re.sub(r"^(?:人民币|RMB|CNY|¥)\s*", "", folded(value).upper()).replace("圆", "元")
        if re.search(r"[$€£]|美元|港元|港币|日元|欧元|USD|HKD", plain):
            raise BadCell(f"“{shown(value)}”是外币，请折算为人民币后填写。")
        spoken = numerals.yuan(plain) if plain.endswith(("元", "整", "正", "角", "分")) else None
        if spoken is not None:
            value, scale = int(spoken * 100), 1
            _within(value, least, most, "元", _yuan(value))
            return value
        plain = re.sub(r"(?<=元)[整正]$", "", plain)
        written = re.fullmatch(r"(.*?)\s*((?:亿|百万|万|千)?元)", plain) or re.fullmatch(r"(.*?\d)\s*([万亿])", plain)
        value = plain
        if written and written[1]:
            value, scale = written[1], SCALES[written[2].removesuffix("元") + "元"]
    cents = number(value) * scale * 100
    if cents != cents.to_integral_value():
        raise BadCell(f"金额最多填写到分，现为“{shown(value)}”，请按实际金额填写或者四舍五入到分。")
    _within(int(cents), least, most, "元", _yuan(int(cents)))
    return int(cents)


def _yuan(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def _within(value: int, least: int | None, most: int | None, unit: str, told: str) -> None:
    told_unit = f" {unit}" if unit else ""
    if least is not None and value < least:
        bound = "不能是负数" if least == 0 else f"不能小于 {_yuan(least) if unit else least}{told_unit}"
        raise BadCell(f"{bound}，现为 {told}{told_unit}。")
    if most is not None and value > most:
        raise BadCell(f"不能大于 {_yuan(most) if unit else most}{told_unit}，现为 {told}{told_unit}。")


def ratio(value: object) -> Fraction:
    """A share: 93.18%, 百分之九十三, 41/44, or a number from 0 to 1 as Excel keeps a percentage. Raises BadCell."""
    if isinstance(value, str):
        text = folded(value)
        if text.endswith("%"):
            return _share(Fraction(number(text[:-1])) / 100, value)
        if text.startswith("百分之"):
            head, dot, tail = text.removeprefix("百分之").partition("点")
            decimals = "".join(str(numerals.whole(c)) for c in tail if c in numerals.CHARACTERS)
            return _share(Fraction(Decimal(f"{number(head)}.{decimals}" if dot else number(head))) / 100, value)
        if parts := re.fullmatch(r"(\d+)\s*/\s*(\d+)", text):
            if not int(parts[2]):
                raise BadCell(f"“{shown(value)}”的分母是 0。")
            return _share(Fraction(int(parts[1]), int(parts[2])), value)
    share = Fraction(number(value))
    if share > 1:
        raise BadCell(f"“{shown(value)}”大于 1，分不清是倍数还是百分比，请写成带百分号的形式，如 93.18%。")
    return _share(share, value)


def _share(share: Fraction, value: object) -> Fraction:
    if not 0 <= share <= 1:
        raise BadCell(f"比率应当在 0% 至 100% 之间，现为“{shown(value)}”。")
    return share

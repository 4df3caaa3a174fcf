"""One cell to one value, by the column's kind: right, or refused with a reason in Chinese."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from yuheng.kernel.sheets import days, numbers
from yuheng.kernel.sheets.columns import BadCell, Column, Option
from yuheng.kernel.sheets.plain import EXACT_DIGITS, exact, folded, is_blank, means_nothing, shown, visible

_YES = frozenset(("是", "有", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "t", "1", "已", "真"))
_NO = frozenset(("否", "无", "没有", "不是", "×", "✗", "✘", "☐", "x", "n", "no", "false", "f", "0", "未", "假"))


def parse(column: Column, value: object, unit: str = "") -> Any:
    """The value of a cell in this column, None for an empty one. `unit` as the header gives it goes before the column's.

    Raises BadCell.
    """
    if is_blank(value) or (column.kind in _NUMERIC and means_nothing(value)):
        return None
    return _PARSERS[column.kind](column, value, unit)


def text(value: object) -> str:
    """The text of a cell; whole numbers without the .0 that Excel adds, days as 2023-09-27."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return format(exact(value).normalize(), "f")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def code(value: object) -> str:
    """A number that is a name: identity numbers, codes, phones. Refused where Excel has already lost digits. Raises BadCell."""
    if isinstance(value, float):
        if abs(value) >= 10**EXACT_DIGITS:
            raise BadCell(
                f"单元格是数字格式，Excel 只保留前 {EXACT_DIGITS} 位，后面的数字已经丢失（现为“{shown(value)}”）。"
                "请先把这一列设为文本格式，再重新填写。"
            )
        return text(value)
    if isinstance(value, (date, bool)):
        raise BadCell(f"应当填写号码，现被 Excel 当作“{text(value)}”，请先把这一列设为文本格式，再重新填写。")
    plain = folded(str(value))
    if re.fullmatch(r"\d(?:\.\d+)?[eE]\+\d+", plain):
        raise BadCell(f"“{plain}”是科学计数法，数字已经丢失。请先把这一列设为文本格式，再重新填写。")
    if formula := re.fullmatch(r'="(.*)"', plain):  # how some systems force text into a csv
        plain = formula[1]
    return re.sub(r"(?<=^\d{7})(\d*)\.0$", r"\1", plain)


def yes_no(value: object) -> bool:
    """是 or 否, ticks and crosses too. Raises BadCell."""
    if isinstance(value, bool):
        return value
    word = (text(value) if not isinstance(value, str) else folded(value)).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell(f"应当填写“是”或者“否”，现为“{shown(value)}”。")


def choice(value: object, options: tuple[Option, ...]) -> str:
    """The code of the option meant: by its word, a synonym or the code itself. Raises BadCell, with the nearest words."""
    known = _known(options)
    key = _key(text(value))
    if key in known:
        return known[key]
    labels = [option.label for option in options]
    near = difflib.get_close_matches(visible(text(value)), labels, n=2, cutoff=0.5)
    hint = f"是不是“{'”或者“'.join(near)}”？" if near else ""
    raise BadCell(
        f"没有选项“{shown(text(value))}”，{hint}可选：{'、'.join(labels[:12])}{'等' if len(labels) > 12 else ''}。"
    )


def choices(value: object, options: tuple[Option, ...]) -> list[str]:
    """Several options, divided by ；、，/ | or line ends, in the order of the declaration. Raises BadCell."""
    known = _known(options)
    found = set()
    for part in re.split(r"[;；|\n]", text(value)):
        # A word may itself hold a weaker divider: 没收违法所得、没收非法财物 is one option.
        words = [part] if _key(part) in known else re.split(r"[、,，/]", part)
        found |= {choice(word, options) for word in words if word.strip()}
    return [option.code for option in options if option.code in found]


@lru_cache(maxsize=256)
def _known(options: tuple[Option, ...]) -> dict[str, str]:
    words = {_key(word): option.code for option in options for word in option.synonyms}
    words |= {_key(option.code): option.code for option in options}
    return words | {_key(option.label): option.code for option in options}


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    return re.sub(r"[\s·]", "", folded(word)).lower()


def _text(column: Column, value: object, unit: str) -> str:
    found = text(value)
    return _checked(column, found if column.kind == "long_text" else re.sub(r"\s+", " ", found))


def _code(column: Column, value: object, unit: str) -> str:
    return _checked(column, code(value))


def _checked(column: Column, found: str) -> str:
    if column.max_length is not None and len(found) > column.max_length:
        raise BadCell(f"最多 {column.max_length} 个字，现有 {len(found)} 个字，请删减。")
    if column.check is None:
        return found
    try:
        return column.check(found)
    except BadCell:
        raise
    except ValueError as error:
        raise BadCell(str(error)) from None


def _whole(column: Column, value: object, unit: str) -> int:
    return numbers.whole(value, unit=column.unit, least=column.least, most=column.most)


def _money(column: Column, value: object, unit: str) -> int:
    return numbers.money(value, unit=unit or column.money_unit, least=column.least, most=column.most, red=column.red)


_NUMERIC = frozenset(("int", "money", "ratio", "date", "datetime"))
_PARSERS: dict[str, Callable[[Column, object, str], Any]] = {
    "text": _text,
    "long_text": _text,
    "code": _code,
    "int": _whole,
    "money": _money,
    "ratio": lambda column, value, unit: numbers.ratio(value),
    "date": lambda column, value, unit: days.day(value, earliest=column.earliest, latest=column.latest),
    "datetime": lambda column, value, unit: days.moment(value, earliest=column.earliest, latest=column.latest),
    "bool": lambda column, value, unit: yes_no(value),
    "choice": lambda column, value, unit: choice(value, column.options),
    "choices": lambda column, value, unit: choices(value, column.options),
}

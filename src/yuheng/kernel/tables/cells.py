"""What a cell of a table demands of its input: anything, one of some choices, or a number in some spans.

Spans are half open on the line of whole numbers (`values.py`): [least, beyond). In words 以上, 以下 and 以内 include the number, 不满,
超过 and 以外 do not (民法典 第一千二百五十九条).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from yuheng.kernel.tables.schema import BadTable, Input
from yuheng.kernel.tables.values import cents_of, percent_of, percent_point, yuan

Span: TypeAlias = tuple[int | None, int | None]
"""From the first number, included, to the second, not included; None is open."""

ANY_WORDS = ("", "不限", "-", "—", "/", "*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A demand. `among` for choices and bool, `spans` for numbers; neither: anything will do, even what is not known."""

    among: frozenset[Any] | None = None
    spans: tuple[Span, ...] | None = None

    @property
    def anything(self) -> bool:
        return self.among is None and self.spans is None

    def holds(self, at: Any) -> bool:
        """Whether a known value (a code, a bool, a place on the line) satisfies the demand."""
        if self.among is not None:
            return at in self.among
        if self.spans is not None:
            return any((low is None or low <= at) and (high is None or at < high) for low, high in self.spans)
        return True

    def to_json(self) -> Any:
        """As the table's content keeps it; None for anything."""
        if self.among is not None:
            return sorted(self.among)
        return None if self.spans is None else [list(span) for span in self.spans]


ANYTHING = Cell()


def cell_from_json(column: Input, value: Any, choices: Mapping[str, str]) -> Cell:
    """A cell of a table's content. Raises BadTable."""
    if value is None:
        return ANYTHING
    if not isinstance(value, list) or not value:
        raise BadTable(f"“{column.label}”的条件应当是非空的列表。")
    if column.numeric:
        return _numbers(column, [_span(column, one) for one in value])
    allowed = {True, False} if column.kind == "bool" else set(choices)
    strange = [one for one in value if not isinstance(one, (str, bool)) or one not in allowed]
    if strange:
        raise BadTable(f"“{column.label}”没有选项“{strange[0]}”。")
    return Cell(among=frozenset(value))


def _span(column: Input, value: Any) -> Span:
    whole = isinstance(value, list) and len(value) == 2
    if not whole or any(isinstance(v, bool) or not isinstance(v, (int, type(None))) for v in value):
        raise BadTable(f"“{column.label}”的区间应当写作 [起, 止)，两端为整数或者空。")
    return (value[0], value[1])


def _numbers(column: Input, spans: list[Span]) -> Cell:
    merged = _merged(column, spans)
    return ANYTHING if merged == ((None, None),) else Cell(spans=merged)


def _merged(column: Input, spans: list[Span]) -> tuple[Span, ...]:
    for low, high in spans:
        if low is not None and high is not None and low >= high:
            raise BadTable(f"“{column.label}”的区间是空的：下限不低于上限，请核对。")
    low_of = [(-(10**30) if low is None else low, 10**30 if high is None else high) for low, high in spans]
    found: list[list[int]] = []
    for low, high in sorted(low_of):
        if found and low <= found[-1][1]:
            found[-1][1] = max(found[-1][1], high)
        else:
            found.append([low, high])
    return tuple((None if low == -(10**30) else low, None if high == 10**30 else high) for low, high in found)


def cell_from_words(column: Input, text: str, choices: Mapping[str, str]) -> Cell:
    """A cell as a person writes it: 1万元以上不满5万元, ≥30, 除A、B外, 是, 不限. Raises BadTable."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("\n", "").strip()
    if plain in ANY_WORDS:
        return ANYTHING
    if column.numeric:
        parts = [part for part in re.split(r"[;；]|或者|或", plain) if part]
        return _numbers(column, [_span_of(column, part) for part in parts])
    return _choices_of(column, plain, choices)


def _choices_of(column: Input, plain: str, choices: Mapping[str, str]) -> Cell:
    words: dict[str, Any] = {"是": True, "否": False} if column.kind == "bool" else {unicodedata.normalize("NFKC", label).replace(" ", ""): code for code, label in choices.items()}
    words |= {} if column.kind == "bool" else {code: code for code in choices}
    if plain in words:
        return Cell(among=frozenset([words[plain]]))
    without = re.fullmatch(r"除(.+?)(?:以)?外", plain)
    asked = without[1] if without else plain
    chosen = set()
    for part in filter(None, re.split(r"[、;；,，|]", asked)):
        if part not in words:
            some = "、".join(list(words)[:8])
            raise BadTable(f"“{column.label}”没有选项“{part[:30]}”，可填：{some}{'等' if len(words) > 8 else ''}。")
        chosen.add(words[part])
    kept = set(words.values()) - chosen if without else chosen
    if not kept:
        raise BadTable(f"“{column.label}”排除了全部选项。")
    return Cell(among=frozenset(kept))


_NUMBER = r"(\d[\d,]*(?:\.\d+)?(?:万|亿)?|\d{4}-\d{1,2}-\d{1,2})(?:元|%|个|日|天|人|件|次|平方米|㎡|公斤|吨|个月|月|年)?"
_LOW = [(rf"{_NUMBER}(?:以上|及以上|起|以后)", False), (rf"(?:>=|≥|不低于|不少于|自){_NUMBER}(?:起)?", False), (rf"(?:>|超过|多于|高于){_NUMBER}(?:的)?", True), (rf"{_NUMBER}以外", True)]
_HIGH = [(rf"{_NUMBER}(?:以下|以内|及以下|止)", True), (rf"(?:<=|≤|不超过|不高于|不多于|至){_NUMBER}(?:止)?", True), (rf"(?:<|不满|低于|少于|不足){_NUMBER}(?:的)?", False), (rf"{_NUMBER}(?:以前|前)", False)]
_EQUAL = rf"=?{_NUMBER}"
_RANGE = re.compile(r"([\[(])([^,]+),([^,]+)([\])])")


def _span_of(column: Input, text: str) -> Span:
    written = _RANGE.fullmatch(text)
    if written:
        first, last = _point_of(column, written[2]), _point_of(column, written[3])
        return (first + (written[1] == "("), last + (written[4] == "]"))
    same = re.fullmatch(_EQUAL, text)
    if same:
        at = _point_of(column, same[1])
        return (at, at + 1)
    for low_form, low_beyond in [*_LOW, (None, False)]:
        for high_form, high_included in [*_HIGH, (None, False)]:
            if low_form is None and high_form is None:
                continue
            found = re.fullmatch(f"(?:{low_form or ''})(?:且|,|、|并且)?(?:{high_form or ''})", text)
            if found:
                groups = [group for group in found.groups() if group is not None]
                low = _point_of(column, groups.pop(0)) + low_beyond if low_form else None
                high = _point_of(column, groups.pop(0)) + high_included if high_form else None
                return (low, high)
    raise BadTable(f"看不懂“{column.label}”的条件“{text[:40]}”，请写作“1000以上不满5000”“≥30”“不超过2万”等；两端含不含须写明。")


def _point_of(column: Input, text: str) -> int:
    text = text.strip()
    try:
        if column.kind == "date":
            year, month, day = (int(part) for part in text.split("-"))
            return date(year, month, day).toordinal()
        if column.kind == "money":
            return cents_of(text.removesuffix("元"))
        if column.kind == "percent":
            return percent_point(Fraction(text.removesuffix("%")))
        return int(text.replace(",", "").removesuffix("万")) * (10_000 if text.endswith("万") else 1)
    except ValueError:
        raise BadTable(f"“{column.label}”的条件中“{text[:30]}”不是{'日期' if column.kind == 'date' else '数'}。") from None


def words_of_cell(column: Input, cell: Cell, choices: Mapping[str, str]) -> str:
    """The cell in words, which read back as the same cell."""
    if cell.anything:
        return "不限"
    if cell.among is not None:
        if column.kind == "bool":
            return "、".join("是" if one else "否" for one in sorted(cell.among, reverse=True))
        named = [label for code, label in choices.items() if code in cell.among]
        left = [label for code, label in choices.items() if code not in cell.among]
        return f"除{'、'.join(left)}外" if left and len(left) <= 3 < len(named) else "、".join(named)
    return "；".join(_span_words(column, low, high) for low, high in cell.spans or ())


def _span_words(column: Input, low: int | None, high: int | None) -> str:
    if low is not None and high == low + 1 and (column.kind != "percent" or low % 2 == 0):
        return _number(column, low)
    if column.kind == "date":
        first = f"自{_number(column, low)}起" if low is not None else ""
        return first + (f"至{_number(column, high - 1)}止" if high is not None else "")
    first = last = ""
    if low is not None:
        beyond = _beyond(column, low)
        first = f"超过{_number(column, low - 1)}" if beyond else f"{_number(column, low)}以上"
    if high is not None:
        beyond = _beyond(column, high)
        last = f"{_number(column, high - 1)}以下" if beyond else f"不满{_number(column, high)}"
    return first + last


def _beyond(column: Input, edge: int) -> bool:
    """Whether an edge lies just beyond a number that people would write: 1000 yuan and one 分, a little more than 30 %."""
    if column.kind == "percent":
        return edge % 2 == 1
    return column.kind == "money" and edge % 100 == 1


def _number(column: Input, at: int) -> str:
    if column.kind == "money":
        return yuan(at)
    if column.kind == "percent":
        return f"{percent_of(at)}%"
    if column.kind == "date":
        return date.fromordinal(at).isoformat()
    return f"{at}{column.unit}"

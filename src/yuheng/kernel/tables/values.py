"""Values of inputs as whole numbers, so that every comparison is exact.

Numbers live on a line of integers: an int as it is, money in 分, a date as its ordinal. A percentage may be any fraction; twice its
hundredths, and one more where something is left over, keeps the order and tells 30 % from a little more than 30 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from yuheng.kernel.tables.schema import BadTable, Input


def point(column: Input, value: Any) -> int:
    """The place of a value on the line of its input. Raises BadTable for what is no such value."""
    kind = column.kind
    if kind == "date":
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                raise BadTable(f"“{column.label}”应当是日期，如 2023-09-27，现为“{value[:30]}”。") from None
        if isinstance(value, date):
            return value.toordinal()
        raise BadTable(f"“{column.label}”应当是日期。")
    if kind == "percent":
        return percent_point(_fraction(column, value))
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadTable(f"“{column.label}”应当是整数{'（金额以分为单位）' if kind == 'money' else ''}，现为“{str(value)[:30]}”。")
    return value


def percent_point(value: Fraction) -> int:
    """The place of a percentage."""
    hundredths = value * 100
    whole = hundredths.numerator // hundredths.denominator
    return 2 * whole + (hundredths != whole)


def _fraction(column: Input, value: Any) -> Fraction:
    if isinstance(value, (bool, float)):
        raise BadTable(f"“{column.label}”应当写作 30 或者 \"1/3\"，不用浮点数。")
    try:
        return Fraction(value)
    except (ValueError, TypeError, ZeroDivisionError):
        raise BadTable(f"“{column.label}”应当是百分数，现为“{str(value)[:30]}”。") from None


def percent_of(at: int) -> str:
    """A percentage at an even place, as people write it: 60 → 0.3."""
    whole, rest = divmod(at // 2, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def value_at(column: Input, at: int) -> Any:
    """A value that lies at a place: what a counter-example shows."""
    if column.kind == "date":
        return date.fromordinal(min(max(at, 1), date.max.toordinal())).isoformat()
    if column.kind == "percent":
        exact = Fraction(at // 2, 100)
        exact = exact if at % 2 == 0 else exact + Fraction(1, 200)
        return str(exact) if exact.denominator != 1 else exact.numerator
    return at


def plain_inputs(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs as JSON keeps them."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Fraction) else value
        for name, value in inputs.items()
        if value is not None
    }


def words_of(column: Input, value: Any, choices: Mapping[str, str]) -> str:
    """A value of an input in Chinese."""
    if value is None:
        return "未知"
    if column.kind == "choice":
        return choices.get(str(value), str(value))
    if column.kind == "bool":
        return "是" if value else "否"
    if column.kind == "money":
        return yuan(int(value))
    if column.kind == "percent":
        return f"{value}%"
    return f"{value}{column.unit}"


def yuan(cents: int) -> str:
    """分 as yuan: 123450 → 1,234.50元; whole yuan without decimals."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}" + (f".{rest:02d}" if rest else "") + "元"


def cents_of(text: str) -> int:
    """Yuan as written, with 万 or 亿, in 分. Raises ValueError."""
    scale = 1
    for word, factor in (("亿", 10**8), ("万", 10**4)):
        if text.endswith(word):
            text, scale = text[: -len(word)], factor
            break
    try:
        cents = Decimal(text.replace(",", "")) * scale * 100
    except InvalidOperation:
        raise ValueError(text) from None
    if cents != cents.to_integral_value():
        raise ValueError(text)
    return int(cents)

"""What a cell holds, without what nobody sees: invisible characters, leading apostrophes, floats that pretend to be exact."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from yuheng.kernel.sheets.columns import BadCell

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_BLANK = frozenset(("", "/", "\\", "-", "--", "—", "——", "－", "–", "无", "空", "N/A", "n/a", "#N/A", "NULL", "null"))

EXACT_DIGITS = 15
"""A number cell of Excel keeps so many significant digits; further ones are zeros or noise."""


def visible(text: str) -> str:
    """The text without invisible characters and outer blanks; line ends are one kind."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip().strip("\u3000\xa0").strip()


def folded(text: str) -> str:
    """Half-width, visible, without the apostrophe that Excel users put before a number to keep it text."""
    return visible(unicodedata.normalize("NFKC", visible(text))).lstrip("'`’‘").strip()


def is_blank(value: object) -> bool:
    """Nothing at all. A dash or 无 is a word; whether it means nothing depends on the kind."""
    return value is None or (isinstance(value, str) and not visible(value))


def means_nothing(value: object) -> bool:
    """Nothing, or one of the signs that people put where a number or a day is missing."""
    return is_blank(value) or (isinstance(value, str) and folded(value) in _BLANK)


def exact(number: float) -> Decimal:
    """The number that the cell means: 20518000.000000004 is 20518000. Raises BadCell for infinities."""
    value = Decimal(format(number, f".{EXACT_DIGITS}g"))
    if not value.is_finite():
        raise BadCell("不是有效的数字。")
    return value


def shown(value: object, longest: int = 30) -> str:
    """The cell's content as a reason quotes it."""
    text = (
        format(exact(value), "f") if isinstance(value, float) and value == value and abs(value) < 1e300 else str(value)
    )
    return text if len(text) <= longest else text[:longest] + "…"

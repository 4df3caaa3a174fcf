"""The declaration of a sheet's columns, from which it is read, written and offered as a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["text", "long_text", "code", "int", "money", "ratio", "date", "datetime", "bool", "choice", "choices"]


SCALES = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
"""Units of money with their worth in yuan."""


def unit_of(title: str) -> str:
    """The unit of money that a header names: 罚款金额（万元） → 万元; empty for none."""
    found = re.search(r"[(（]\s*(?:单位\s*[:：]\s*)?(\S{1,3}元|元)\s*[)）]", title)
    return found[1] if found and found[1] in SCALES else ""


@dataclass(frozen=True)
class Option:
    """One value of a choice: the code that is stored, the word that people read, other words they use for it."""

    code: str
    label: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column.

    `kind` decides the value: text, long_text and code are str (code: numbers that must keep every digit), int is int, money is
    分 as int, ratio is a Fraction, date and datetime (China time) are what they say, bool is bool, choice is a code, choices a
    list of codes. `synonyms` are other headers it is known by. `unit` is the unit written in the sheet: for money 元, 万元 or
    亿元, for int a counter such as 件. `least` and `most` bound int and money (in 分); `earliest` and `latest` bound days.
    `red` money columns take reversed entries (红字). `check` takes the text of a text or code cell and returns the text to keep, or raises ValueError with a Chinese reason.
    """

    name: str
    label: str
    kind: Kind = "text"
    synonyms: tuple[str, ...] = ()
    required: bool = False
    choices: Sequence[Option | tuple[str, str]] = ()
    note: str = ""
    unit: str = ""
    max_length: int | None = None
    least: int | None = 0
    red: bool = False
    most: int | None = None
    earliest: date | None = None
    latest: date | None = None
    check: Callable[[str], str] | None = None
    width: int | None = None

    @property
    def money_unit(self) -> str:
        """The unit in which sums stand in the sheet: the one in the label, else `unit`, else 元."""
        return unit_of(self.label) or self.unit or "元"

    @property
    def options(self) -> tuple[Option, ...]:
        """The choices, all as options."""
        return tuple(one if isinstance(one, Option) else Option(*one) for one in self.choices)


OPTIONS_SHEET = "选项"
"""The hidden sheet of a template that holds lists too long for a drop-down of their own."""


class BadCell(ValueError):
    """A cell that cannot be taken as it is; the message is Chinese, says why and what to do, and does not name the column."""


class BadSheet(ValueError):
    """A file that cannot be read as a whole; the message is Chinese.

    `reason`: empty, size, kind, old_html, locked, macro, broken, bomb, encoding, rows, columns, area, sheet, header.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason

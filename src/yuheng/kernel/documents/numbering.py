"""Numbers of papers 文号, written from a declared pattern and read back.

No national standard fixes them; an office declares its own series. A pattern is text with places: {prefix} the organ's short
name, {year} in four digits, {no} or {no:04d} the serial. What is written from a pattern is read back from it, so that a number
in an old list or a signed scan can be tied to its paper. Pre-numbered books 当场处罚决定书 are issued to officers in blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

BOOK = 50
"""Sheets in one pre-numbered book."""
_LOOSE = str.maketrans("［[【〔（］]】〕）０１２３４５６７８９", "((((()))))0123456789")
_PLACES = {"prefix", "year", "no"}


class BadNumber(ValueError):
    """A number that does not fit its series; the message is Chinese and says why."""


@dataclass(frozen=True)
class PaperNumber:
    """A number in its parts."""

    prefix: str
    year: int
    no: int


@dataclass(frozen=True)
class NumberPattern:
    """The form of one series: `昆高执罚决〔{year}〕{no:04d}号`. Raises ValueError for places it cannot have."""

    pattern: str

    def __post_init__(self) -> None:
        places = [name for _text, name, _spec, _conversion in Formatter().parse(self.pattern) if name is not None]
        if not set(places) <= _PLACES or places.count("no") != 1 or len(places) != len(set(places)):
            raise ValueError(f"pattern {self.pattern!r} needs {{no}} once and may have {{prefix}} and {{year}}")

    def write(self, no: int, year: int, prefix: str = "") -> str:
        """The number as it stands on paper."""
        if no < 1:
            raise BadNumber(f"顺序号应从1开始，现为{no}。")
        if not 1900 <= year <= 9999:
            raise BadNumber(f"年份应为四位，现为{year}。")
        return self.pattern.format(prefix=prefix, year=year, no=no)

    def read(self, text: str) -> PaperNumber:
        """The parts of a number of this series. Brackets must be those of the pattern; raises BadNumber saying what is wrong."""
        found = _reader(self.pattern).fullmatch(text.strip())
        if found:
            parts = found.groupdict()
            number = PaperNumber(parts.get("prefix") or "", int(parts.get("year") or 0), int(parts["no"]))
            if number.no < 1:
                raise BadNumber(f"“{text}”的顺序号应从1开始。")
            return number
        if _reader(self.loose().pattern).fullmatch(text.strip().translate(_LOOSE)):
            raise BadNumber(f"“{text}”的括号或者数字字形不对，应写作“{self.sample()}”的样式。")
        raise BadNumber(f"“{text}”不符合文号样式“{self.sample()}”。")

    def loose(self) -> NumberPattern:
        """The same series with its brackets made one, for telling a wrong bracket from a wrong number."""
        return NumberPattern(self.pattern.translate(_LOOSE))

    def sample(self) -> str:
        """How a number of the series looks, for messages."""
        return self.pattern.format(prefix="", year=2023, no=12)


@lru_cache(maxsize=256)
def _reader(pattern: str) -> re.Pattern[str]:
    expression = ""
    for text, name, spec, _conversion in Formatter().parse(pattern):
        expression += re.escape(text)
        if name == "prefix":
            expression += r"(?P<prefix>[\u4e00-\u9fff]{1,12}?)"
        elif name == "year":
            expression += r"(?P<year>[0-9]{4})"
        elif name == "no":
            expression += rf"(?P<no>{_serial(spec or '')})"
    return re.compile(expression)


def _serial(spec: str) -> str:
    """Digits of a serial: of fixed width they are filled with zeros and may grow beyond it, else without leading zeros."""
    fixed = re.fullmatch(r"0(\d+)d?", spec)
    return rf"[0-9]{{{fixed[1]}}}|[1-9][0-9]{{{fixed[1]},8}}" if fixed else r"[1-9][0-9]{0,8}"


@dataclass(frozen=True)
class Book:
    """A pre-numbered book: its own number, counted from 1, and the serials of its sheets, first to last."""

    number: int
    first: int
    last: int

    def sheets(self) -> range:
        """The serials in it."""
        return range(self.first, self.last + 1)


def book(number: int) -> Book:
    """The book of this number: №1 holds 1 to 50, №2 holds 51 to 100."""
    if number < 1:
        raise BadNumber(f"票据本号应从1开始，现为{number}。")
    return Book(number, (number - 1) * BOOK + 1, number * BOOK)


def book_of(serial: int) -> Book:
    """The book that holds a serial."""
    if serial < 1:
        raise BadNumber(f"顺序号应从1开始，现为{serial}。")
    return book((serial - 1) // BOOK + 1)

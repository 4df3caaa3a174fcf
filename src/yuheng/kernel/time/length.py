"""Lengths of legal periods: 90日, 五个工作日, 3个月, 两年, 48小时."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from yuheng.kernel.law.numerals import read_chinese


class BadLength(ValueError):
    """A text is no length; the message is Chinese."""


_UNITS = {"日": "day", "天": "day", "工作日": "working_day", "月": "month", "年": "year", "小时": "hour", "时": "hour"}
_FORM = re.compile(r"([0-9]+|[〇零一二三四五六七八九十百千两]+)\s*(?:个)?\s*(工作日|小时|日|天|月|年|时)")
UNIT_WORDS = {"day": "日", "working_day": "个工作日", "month": "个月", "year": "年", "hour": "小时"}


@dataclass(frozen=True, slots=True)
class Length:
    """So many of a unit: day, working_day, month, year, hour."""

    n: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Length:
        """Reads a length in digits or Chinese numerals. Raises BadLength."""
        found = _FORM.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if found is None:
            raise BadLength(f"“{text}”不是期限长度，应当写作 5日、5个工作日、3个月、2年 或者 48小时。")
        digits = found[1]
        number = int(digits[:9]) if digits.isascii() else read_chinese(digits)
        if not 0 < number <= 100_000:
            raise BadLength(f"“{text}”超出范围，期限应当为 1 至 100000。")
        return cls(number, _UNITS[found[2]])

    def __str__(self) -> str:
        return f"{self.n}{UNIT_WORDS[self.unit]}"

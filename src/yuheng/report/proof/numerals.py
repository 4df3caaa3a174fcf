"""Numbers as Chinese official texts write them, read exactly: 10,977, 一万零九百七十七, 两百, 3.5, 百分之九十八点五."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
CHINESE = "零〇○一二两三四五六七八九十百千万亿"
MULTIPLIERS = {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}

# Full-width digits, dot and signs one to one, so that positions in the text stay what they were.
_WIDTHS = str.maketrans("０１２３４５６７８９．％＋：（）", "0123456789.%+:()")


_WIDE_SEPARATOR = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def fold(text: str) -> str:
    """The text with full-width digits and signs made plain; every character keeps its place."""
    return _WIDE_SEPARATOR.sub(",", text).translate(_WIDTHS)


@dataclass(frozen=True)
class Written:
    """A number as written: its value, the place of the last digit shown, and the place of the last digit that is not zero.

    The first place says to how fine a unit the number is stated (3.50 → 1/100), the second how coarse a 余 behind it is (380 → 10).
    """

    value: Fraction
    shown: Fraction
    coarse: Fraction

    def times(self, factor: Fraction | int) -> Written:
        """The same number in another scale, as 3.5 is in 3.5万."""
        return Written(self.value * factor, self.shown * factor, self.coarse * factor)


def arabic(text: str) -> Written:
    """Reads digits with optional thousands separators and decimals."""
    plain = re.sub(r"[,\s]", "", text)
    whole, _, decimals = plain.partition(".")
    shown = Fraction(1, 10 ** len(decimals))
    significant = decimals.rstrip("0") or whole.rstrip("0")
    if decimals.rstrip("0"):
        coarse = Fraction(1, 10 ** len(significant))
    else:
        coarse = Fraction(10 ** (len(whole) - len(significant))) if significant else Fraction(1)
    return Written(Fraction(int(whole + decimals), 10 ** len(decimals)), shown, coarse)


def chinese(text: str) -> Written | None:
    """Reads a Chinese numeral, with 点 for decimals; None if the characters do not make a number."""
    whole, dot, decimals = text.partition("点")
    if dot:
        head = _whole(whole)
        if head is None or not decimals or any(sign not in DIGITS for sign in decimals):
            return None
        return arabic(f"{head.value}.{''.join(str(DIGITS[sign]) for sign in decimals)}")
    return _whole(whole)


def _whole(text: str) -> Written | None:
    if not text:
        return None
    if all(sign in DIGITS for sign in text):
        return arabic("".join(str(DIGITS[sign]) for sign in text))
    value = _with_units(text)
    return None if value is None else arabic(str(value))


def _with_units(text: str) -> int | None:
    """Sums up 千百十 below each 万 and 亿. A digit directly behind a unit, as in 两千三, counts in the next lower place."""
    total = section = 0
    digit: int | None = None
    unit, after_zero = 1, False
    for sign in text:
        if sign in DIGITS:
            if digit:
                return None
            digit, after_zero = DIGITS[sign], after_zero or DIGITS[sign] == 0
        elif sign in SMALL:
            unit = SMALL[sign]
            section += (1 if digit is None else digit) * unit
            digit, after_zero = None, False
        else:
            unit = LARGE[sign]
            section += digit or 0
            total = (total + section or 1) * unit if sign == "亿" else total + (section or 1) * unit
            section, digit, after_zero = 0, None, False
    if digit:
        section += digit * (1 if after_zero or unit <= 10 else unit // 10)
    return total + section

"""Whether a quantity as written tells the recorded figure, by what its words and its rounding promise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .figures import Figure
from .quantities import Amount, Fuzz
from .units import MONEY, scale


class Verdict(StrEnum):
    """What proof-reading says of a quantity."""

    MATCHES = "matches"
    DIFFERS = "differs"
    UNTRACEABLE = "untraceable"
    NOT_A_RESULT = "not_a_result"


@dataclass(frozen=True, slots=True)
class Span:
    """The values that a written quantity allows, in its base unit. None: no bound on that side."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool = True
    high_in: bool = True

    def holds(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below


def span(amount: Amount) -> Span | None:
    """What the words allow. 380余 is more than 380 and less than 390; 93.18% is what rounds half up to it; 65条 is 65."""
    if amount.written is None:
        return None
    factor = scale(amount.unit)
    value, place = amount.written.value * factor, amount.written.coarse * factor
    if amount.fuzz is Fuzz.RANGE:
        return Span(value, (amount.upper or amount.written.value) * factor)
    if amount.fuzz is Fuzz.MORE_THAN:
        return Span(value, value + place, low_in=False, high_in=False)
    if amount.fuzz is Fuzz.AT_LEAST:
        return Span(value, Fraction(100) if amount.unit in ("%", "成") else value + place, high_in=amount.unit in ("%", "成"))
    if amount.fuzz is Fuzz.NEARLY:
        return Span(value - place / 2, value, high_in=False)
    if amount.fuzz is Fuzz.ABOUT:
        return Span(value - place / 2, value + place / 2)
    if amount.fuzz is Fuzz.LESS_THAN:
        return Span(value - place, value, high_in=amount.text.startswith("不超过") or amount.text.endswith(("以下", "以内")))
    return _exact(amount, value, factor)


def _exact(amount: Amount, value: Fraction, factor: Fraction) -> Span:
    """Money, shares and counts in 万 of two digits or more are rounded half up at the place shown; other counts are meant exactly."""
    assert amount.written is not None
    shown = amount.written.shown * factor
    rounded = (amount.unit in MONEY and amount.unit != "元") or amount.unit in ("%", "‰")
    in_ten_thousands = amount.scaled and amount.written.value >= amount.written.shown * 10
    if not (rounded or in_ten_thousands) or not shown:
        return Span(value, value)
    return Span(value - shown / 2, value + shown / 2, high_in=False)


def judge(amount: Amount, figure: Figure) -> tuple[Verdict, str]:
    """The verdict on a tied quantity, with the reason in words."""
    recorded, allowed = figure.exact, span(amount)
    if recorded is None:
        return Verdict.UNTRACEABLE, f"指标“{figure.caption}”没有记录值"
    if allowed is None:
        return Verdict.UNTRACEABLE, "文中数字无法换算"
    base = recorded * scale(figure.unit)
    shown = told(recorded, figure)
    if allowed.holds(base):
        return Verdict.MATCHES, f"记录为{shown}，相符"
    if amount.fuzz is Fuzz.MORE_THAN and figure.same_set and base == allowed.low:
        return Verdict.MATCHES, f"记录恰为{shown}，应当写确数，不写“余”"
    return Verdict.DIFFERS, f"文中为{amount.text}，记录为{shown}，应写“{declared(recorded, figure)}”"


def declared(value: Fraction, figure: Figure) -> str:
    """The recorded value in the rounding that its indicator declares: 380余场, 93.18%, 2051.8万元."""
    floor = value // figure.step * figure.step
    if figure.style == "more_than" and value > floor > 0:
        return f"{floor}余{figure.unit}"
    return f"{plain(value, figure.places or (0 if figure.kind == 'count' else 2))}{figure.unit}"


def told(value: Fraction, figure: Figure) -> str:
    """A recorded value for people, with its numerator and denominator where it is a share."""
    text = f"{plain(value)}{figure.unit}"
    if figure.denominator:
        text += f"（{figure.numerator}/{figure.denominator}）"
    return text


def plain(value: Fraction, places: int = 4) -> str:
    """A fraction as decimals: exactly if they end within the places, else rounded half up."""
    factor = 10**places
    rounded = int((abs(value) * factor * 2 + 1) // 2)
    whole, rest = divmod(rounded, factor)
    decimals = f"{rest:0{places}d}".rstrip("0")
    return ("-" if value < 0 and rounded else "") + str(whole) + (f".{decimals}" if decimals else "")


def judge_change(amount: Amount, figure: Figure, down: bool) -> tuple[Verdict, str]:
    """The verdict on a change against last year, from the two recorded values."""
    now, before = figure.exact, figure.previous
    if now is None or not before or amount.written is None:
        return Verdict.UNTRACEABLE, f"指标“{figure.caption}”没有上年记录，变化无从核对"
    if amount.unit in ("个百分点", "百分点"):
        change = now - before
    elif amount.unit == "倍":
        change = (now - before) / before
    elif amount.unit not in ("%", "‰", "成"):
        change = now - before
    else:
        change = 100 * (now - before) / before
    change = -change if down else change
    written = amount.written
    value, shown_place = written.value * scale(amount.unit), written.shown * scale(amount.unit)
    shown = f"上年{plain(before)}{figure.unit}，本年{plain(now)}{figure.unit}，变化为{plain(-change if down else change, 2)}{amount.unit}"
    sharp = Span(value - shown_place / 2, value + shown_place / 2, high_in=False)
    allowed = sharp if amount.fuzz is Fuzz.EXACT else span(amount)
    if allowed and allowed.holds(change):
        return Verdict.MATCHES, shown
    return Verdict.DIFFERS, f"文中为{amount.text}；{shown}"

"""How a figure is written in a report: exact, 余, %, 万元, Chinese numerals. The style is declared, never typed."""

from __future__ import annotations

from fractions import Fraction

from yuheng.kernel.indicators.declare import Indicator, Ratio
from yuheng.kernel.indicators.evaluate import Figure
from yuheng.kernel.law.numerals import chinese


def rounded(value: Fraction, places: int) -> str:
    """The value rounded half up at so many places, trailing zeros dropped, without separators: 2051.8."""
    scaled = value * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if places == 0:
        return str(whole)
    head, tail = divmod(whole, 10**places)
    decimals = f"{tail:0{places}d}".rstrip("0")
    return f"{head}.{decimals}" if decimals else str(head)


def number(figure: Figure) -> str:
    """The exact number as people read it, without its unit."""
    return rounded(figure.value, getattr(figure.indicator.measure, "places", 0))


def shown(figure: Figure) -> str:
    """The figure with its unit, in the style that its indicator declares."""
    indicator: Indicator = figure.indicator
    style = indicator.shown
    if isinstance(indicator.measure, Ratio) or style.style == "percent":
        return f"{number(figure)}%"
    if style.style == "more_than":
        floor = figure.value // style.step * style.step
        # 余 says more than: exactly 3100 is 3100, not 3100余.
        return f"{floor}余{indicator.unit}" if figure.value > floor else f"{floor}{indicator.unit}"
    if style.chinese and figure.value.denominator == 1 and 0 <= figure.value < 100:
        count = int(figure.value)
        return ("两" if count == 2 else chinese(count)) + indicator.unit
    return number(figure) + indicator.unit

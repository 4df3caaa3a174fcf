"""Small pictures drawn on the server as SVG: they need no script, and take their colours from the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString

CELL, ROW, LABEL = 21, 24, 58  # px: a day, a month's row, the month's name
HATCH = '<pattern id="{0}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern>'


def day_strip(days: Sequence[tuple[date, str, str]]) -> SafeString:
    """One row per month, one cell per day, its kind as a class; hovering says the date and why."""
    if not days:
        return SafeString("")
    months = sorted({(on.year, on.month) for on, _, _ in days})
    height = ROW * len(months) + 2
    parts = []
    for row, (year, month) in enumerate(months):
        parts.append(f'<text class="month" x="0" y="{row * ROW + 16}">{year}-{month:02d}</text>')
    for on, kind, note in days:
        x, y = LABEL + (on.day - 1) * CELL, months.index((on.year, on.month)) * ROW + 1
        said = escape(f"{on.isoformat()} {note}".strip())
        parts.append(
            f'<g class="day {kind}"><title>{said}</title><rect x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 3}" rx="3"/>'
            f'<text x="{x + (CELL - 2) / 2}" y="{y + 15}">{on.day}</text></g>'
        )
    width = LABEL + 31 * CELL
    first, last = days[0][0].isoformat(), days[-1][0].isoformat()
    return SafeString(
        f'<svg class="y-strip" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{first} 至 {last} 的日历">{"".join(parts)}</svg>'
    )


def clock_bar(since: date, due: date, today: date, spans: Sequence[tuple[date, date]], level: str) -> SafeString:
    """A period from its start to its end, or to today when that is later; both days are drawn to scale."""
    last = max(due, today)
    whole = max((last - since).days, 1)

    def at(day: date) -> float:
        return round(max(0, min((day - since).days / whole, 1)) * 400, 1)

    key = f"h{since.toordinal()}{due.toordinal()}{len(spans)}"
    hatched = "".join(
        f'<rect class="pause" x="{at(a)}" y="3" width="{max(at(b) - at(a), 2)}" height="8" fill="url(#{key})"/>' for a, b in spans
    )
    late = f'<rect class="late" x="{at(due)}" y="3" width="{at(today) - at(due)}" height="8"/>' if today > due else ""
    return SafeString(
        f'<svg class="y-bar y-{level}" viewBox="0 0 400 14" preserveAspectRatio="none" aria-hidden="true"><defs>{HATCH.format(key)}</defs>'
        f'<rect class="whole" x="0" y="3" width="{at(due)}" height="8"/>'
        f'<rect class="used" x="0" y="3" width="{min(at(today), at(due))}" height="8"/>{late}{hatched}'
        f'<path class="now" d="M{at(today)} 0V14"/><path class="due" d="M{at(due)} 1V13"/></svg>'
    )


def spark(values: Sequence[float | None], before: Sequence[float | None] = ()) -> SafeString:
    """Bars of this year's months with last year's line behind them: the shape of a year in 120 × 32 px."""
    top = max([value for value in (*values, *before) if value is not None] or [1]) or 1
    count = max(len(values), len(before), 1)
    step = 120 / count

    def y(value: float) -> float:
        return round(31 - value / top * 28, 1)

    bars = "".join(
        f'<rect x="{index * step + 1:.1f}" y="{y(value)}" width="{step - 2:.1f}" height="{max(31 - y(value), 0.8):.1f}"/>'
        for index, value in enumerate(values)
        if value is not None
    )
    points = " ".join(f"{(i + 0.5) * step:.1f},{y(v)}" for i, v in enumerate(before) if v is not None)
    line = f'<polyline points="{points}"/>' if points else ""
    return SafeString(f'<svg class="y-spark" viewBox="0 0 120 32" preserveAspectRatio="none" aria-hidden="true">{bars}{line}</svg>')


def share_bar(part: float, whole: float) -> SafeString:
    """One bar of a comparison, `part` of `whole`."""
    width = round(part / whole * 200, 1) if whole else 0
    return SafeString(
        f'<svg class="y-share" viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="200" height="8"/>'
        f'<rect class="used" width="{width}" height="8"/></svg>'
    )

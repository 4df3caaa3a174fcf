"""Small pictures drawn on the server as SVG: they need no script, and take their colours from the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString

CELL, ROW, LABEL, HEAD = 19, 20, 44, 14  # px: a day, a fortnight's row, the name of its first day, the weekdays above
FOLDED_FROM = 10  # rows; a longer strip leaves out fortnights in which nothing but counting happens
HATCH = '<pattern id="{0}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern>'


def _fortnights(days: Sequence[tuple[date, str, str]]) -> list[tuple[date, list[tuple[date, str, str]]] | None]:
    """Rows of two weeks from a Monday on; None stands for rows left out of a long strip."""
    first = days[0][0] - timedelta(days[0][0].weekday())
    rows: dict[date, list[tuple[date, str, str]]] = {}
    for day in days:
        rows.setdefault(first + timedelta((day[0] - first).days // 14 * 14), []).append(day)
    if len(rows) < FOLDED_FROM:
        return list(rows.items())
    shown: list[tuple[date, list[tuple[date, str, str]]] | None] = []
    for start, row in rows.items():
        if {kind for _, kind, _ in row} - {"counted", "off"}:
            shown.append((start, row))
        elif not shown or shown[-1] is not None:
            shown.append(None)
    return shown


def _day(on: date, kind: str, note: str, first: date, y: int) -> str:
    x = LABEL + (on - first).days * CELL
    said = escape(f"{on.isoformat()} {note}".strip())
    return (
        f'<g class="day {kind}"><title>{said}</title><rect x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 2}" rx="3"/>'
        f'<text x="{x + (CELL - 2) / 2}" y="{y + 13}">{on.day}</text></g>'
    )


def day_strip(days: Sequence[tuple[date, str, str]]) -> SafeString:
    """Days in order, a fortnight a row, so that it fits a phone; a cell's kind is its class, hovering says the date and why."""
    if not days:
        return SafeString("")
    rows = _fortnights(days)
    parts = [f'<text class="week" x="{LABEL + n * CELL + 8.5}" y="10">{"一二三四五六日"[n % 7]}</text>' for n in range(14)]
    for number, row in enumerate(rows):
        y = HEAD + number * ROW
        if row is None:
            parts.append(f'<text class="month" x="{LABEL}" y="{y + 13}">⋯ 其间各日照常计算</text>')
            continue
        start, found = row
        parts.append(f'<text class="month" x="0" y="{y + 13}"><title>{start.isoformat()}</title>{start:%m-%d}</text>')
        parts.extend(_day(on, kind, note, start, y) for on, kind, note in found)
    width, height = LABEL + 14 * CELL, HEAD + len(rows) * ROW
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

"""The parts in which a figure is shown: on its own page, and beside the text of the report that states it."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from yuheng.faces.workbench import columns as cols
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.menu import listed_procedures
from yuheng.kernel.access.figures import procedures_of
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.indicators.calibre import DECLARED, Calibre, words
from yuheng.kernel.indicators.declare import Events, Indicator, Ratio, Rows, Staff, Sum, Total
from yuheng.kernel.indicators.evaluate import Figure, Period, rows, value
from yuheng.report.uses import uses_of

SIZE = 50
REPORT = "report.annual"
SMALL = 5
"""Shares below this number are told as fewer than it: small cells could name a person."""


def change(now: Figure, before: Figure) -> str:
    a, b = now.exact(), before.exact()
    if not b or a is None:
        return ""
    percent = (a - b) * 100 / b
    return f"{'增加' if percent >= 0 else '减少'} {abs(percent):.1f}%"


def quotient(now: Figure) -> ui.Quotient | None:
    if now.denominator is None:
        return None
    return ui.Quotient(ui.Link("分子", "#rows", count=now.numerator), ui.Link("分母", "#rows", count=now.denominator))


def calibres(indicator: Indicator, calibre: Calibre = DECLARED, period: Period | None = None) -> list[ui.Calibre]:
    """By which date, for which period and organ the figure is counted, and what is in or out."""
    return [ui.Calibre(label, text) for label, text in words(indicator, calibre, period)]


def months(indicator: Indicator, year: int, organ: int | None, seen: Viewer, from_day: int = 1, calibre: Calibre = DECLARED) -> ui.Chart:
    """This year's and last year's months, statistical ones where such are asked for. Shares show their quotient, sums their sum."""
    def line(of: int) -> list[float | None]:
        spans = [Period.month(of, month, from_day=from_day) for month in range(1, 13)]
        found = [value(indicator, span, organ, seen.staff, calibre).exact() for span in spans]
        return [None if one is None else float(one) for one in found]

    series = [ui.Series(f"{year} 年", line(year))]
    before = line(year - 1)
    if any(before):
        series.append(ui.Series(f"{year - 1} 年", before))
    return ui.Chart("by-month", "按月", [f"{month} 月" for month in range(1, 13)], series, indicator.unit)


def shares(indicator: Indicator, period: Period, organ: int | None, seen: Viewer, whole: Figure, calibre: Calibre = DECLARED) -> list[ui.Share]:
    """How many of the rows each unit's matters give; of what is summed or shared, the number of rows. Staff belong to no matter."""
    if isinstance(indicator.source, Staff):
        return []
    found = rows(indicator, period, organ, seen.staff, calibre)
    column = "lead" if isinstance(indicator.source, Total) else "matter__lead"
    by_lead = found.order_by().values_list(column).annotate(n=Count("pk")).order_by("-n")[:12]
    total = max(whole.rows, 1)
    return [
        ui.Share(seen.staff.names.get(lead, ""), f"{n:,}" if n >= SMALL else f"<{SMALL}", max(n, SMALL) if n < SMALL else n, total)
        for lead, n in by_lead
    ]


def used_in(indicator: str, seen: Viewer) -> list[ui.Link]:
    """出现在: the reports that state the figure, for whoever may read reports."""
    if REPORT not in seen.procedures:
        return []
    return [
        ui.Link(f"《{use.title}》{f'（{use.shown}）' if use.shown else '（未公开）'}", f"{reverse('report', args=[use.matter])}?figure={indicator}#pane")
        for use in uses_of(indicator)
    ]


def table(behind: object, indicator: Indicator, seen: Viewer, size: int = SIZE) -> ui.Table:
    names = {p.id: p for p in listed_procedures(seen)}
    mine = sorted(procedures_of(indicator) & set(names))
    procedure = names[mine[0]] if len(mine) == 1 else None
    shown = behind.select_related("lead", "handler").order_by("-opened_on", "-pk")[:size]  # type: ignore[attr-defined]
    columns = cols.all_columns(procedure, seen)
    keys = cols.chosen(columns, [])
    lines = cols.lines_of(list(shown), procedure, seen, {p.id: p.name for p in names.values()}, set(keys))
    heads = [ui.ListColumn(c.key, c.title, c.kind, shown=c.key in keys) for c in columns]
    return ui.Table(heads, cols.rows(lines, columns, keys), "本期记录", ui.Empty("本期没有记录。"))


def warnings(now: Figure, visible: int) -> list[str]:
    found = []
    if now.blanks:
        found.append(f"其中 {now.blanks:,} 条没有填写该数，不计入合计。")
    measure = now.indicator.measure
    if isinstance(measure, Sum | Ratio) or isinstance(now.indicator.source, Rows | Events | Staff | Total):
        return found
    if visible < now.rows:
        found.append(f"以下列出您有权查看的 {visible:,} 件；全部为 {now.rows:,} 件。")
    return found

"""The parts in which a figure is shown: on its own page, and beside the text of the report that states it."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from yuheng.faces.workbench import columns as cols
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import listed_procedures
from yuheng.kernel.access.figures import procedures_of
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.indicators.declare import Events, Indicator, Ratio, Records, Rows, Sum
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


def calibres(indicator: Indicator) -> list[ui.Calibre]:
    source = indicator.source
    if isinstance(source, Events):
        dated = "办理日期（以最后更正的为准，撤回的不计）"
    else:
        model = source.facts if isinstance(source, Records) else source.rows
        dated = str(getattr(model._meta.get_field(source.day.split("__")[0]), "verbose_name", "")) if source.day else "期末尚存的"
    found = [ui.Calibre("计数日期", dated), ui.Calibre("期间", "自然年"), ui.Calibre("单位", indicator.unit), ui.Calibre("机关", "按现承办单位")]
    return found + ([ui.Calibre("口径", indicator.calibre)] if indicator.calibre else [])


def months(indicator: Indicator, year: int, organ: int | None, seen: Viewer) -> ui.Chart:
    """This year's and last year's months. Shares show their quotient, sums their sum."""
    def line(of: int) -> list[float | None]:
        months = [value(indicator, Period.month(of, month), organ, seen.staff).exact() for month in range(1, 13)]
        return [None if one is None else float(one) for one in months]

    series = [ui.Series(f"{year} 年", line(year))]
    before = line(year - 1)
    if any(before):
        series.append(ui.Series(f"{year - 1} 年", before))
    return ui.Chart("by-month", "按月", [f"{month} 月" for month in range(1, 13)], series, indicator.unit)


def shares(indicator: Indicator, period: Period, organ: int | None, seen: Viewer, whole: Figure) -> list[ui.Share]:
    """How many of the rows each unit's matters give; of what is summed or shared, the number of rows."""
    found = rows(indicator, period, organ, seen.staff)
    by_lead = found.order_by().values_list("matter__lead").annotate(n=Count("pk")).order_by("-n")[:12]
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
    columns = cols.all_columns(procedure)
    keys = cols.chosen(columns, [])
    lines = cols.lines_of(list(shown), procedure, seen, {p.id: p.name for p in names.values()}, any(k.startswith("f.") for k in keys))
    heads = [ui.ListColumn(c.key, c.title, c.kind, shown=c.key in keys) for c in columns]
    return ui.Table(heads, cols.rows(lines, columns, keys), "本期记录", ui.Empty("本期没有记录。"))


def warnings(now: Figure, visible: int) -> list[str]:
    found = []
    if now.blanks:
        found.append(f"其中 {now.blanks:,} 条没有填写该数，不计入合计。")
    measure = now.indicator.measure
    if isinstance(measure, Sum | Ratio) or isinstance(now.indicator.source, Rows | Events):
        return found
    if visible < now.rows:
        found.append(f"以下列出您有权查看的 {visible:,} 件；全部为 {now.rows:,} 件。")
    return found

"""Figures: all of a year, and one with its months, organs and rows."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.exchange.tables import workbook
from yuheng.faces.workbench import columns as cols
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, listed_procedures, organ_of, viewer_of, year_of
from yuheng.faces.workbench.tiles import number
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.kernel.access.figures import matters_behind, procedures_of, readable
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.indicators.declare import Events, Indicator, Ratio, Records, Rows, Sum, all_indicators
from yuheng.kernel.indicators.evaluate import Figure, Period, rows, value
from yuheng.systems.catalogue import CHAPTERS

SIZE = 50
SMALL = 5
"""Shares below this number are told as fewer than it: small cells could name a person."""


def _scope(request: HttpRequest) -> tuple[int, int | None, str]:
    year, organ = year_of(request), organ_of(request)
    place = viewer_of(request).staff.names.get(organ, "") if organ else "全区"
    return year, organ, f"{year} 年 · {place}"


def figures(request: HttpRequest) -> HttpResponse:
    """All figures that the viewer may read, by chapter, with last year's."""
    seen = viewer_of(request)
    year, organ, scope = _scope(request)
    by_chapter: dict[int, list[tuple[Indicator, Figure, Figure]]] = {}
    for indicator in readable(seen):
        pair = (value(indicator, Period.year(year), organ, seen.staff), value(indicator, Period.year(year - 1), organ, seen.staff))
        by_chapter.setdefault(indicator.chapter, []).append((indicator, *pair))
    if request.GET.get("export") == "xlsx":
        table = [
            (chapter_name(chapter), one.caption, now.exact(), one.unit, before.exact(), one.definition)
            for chapter, found in sorted(by_chapter.items())
            for one, now, before in found
        ]
        record(seen, f"导出指标（{scope}）")
        content = workbook("指标", ["章", "指标", str(year), "单位", str(year - 1), "口径"], ["text", "text", "number", "text", "number", "text"], table, scope)
        return sheet_response(content, f"指标 {scope}")
    chapters = [
        (chapter_name(chapter), [_row(one, now, before) for one, now, before in found]) for chapter, found in sorted(by_chapter.items())
    ]
    page = ui.FiguresPage(title="指标", scope=scope, chapters=chapters, exports=[ui.Link("Excel", "?export=xlsx")])
    return page.response(request, frame(request, "work"))


def chapter_name(chapter: int) -> str:
    names = list(CHAPTERS.values())
    return f"{'一二三四五六七'[chapter - 1]}、{names[chapter - 1]}" if 1 <= chapter <= len(names) else "其他"


def _row(indicator: Indicator, now: Figure, before: Figure) -> ui.FigureRow:
    shared = [one for one in all_indicators().values() if one.same_set and one.same_set == indicator.same_set and one.id != indicator.id]
    warning = f"与“{shared[0].caption}”为同一组记录" if shared else ""
    return ui.FigureRow(
        ui.Link(indicator.caption, reverse("figure", args=[indicator.id])), number(now), indicator.unit, number(before) if before.rows else "—",
        confirmed="", warning=warning,
    )  # fmt: skip


def figure(request: HttpRequest, figure: str) -> HttpResponse:
    """One figure: value, definition, months, organs, and the matters behind it that the viewer may open."""
    seen = viewer_of(request)
    indicator = all_indicators().get(figure)
    if indicator is None or not procedures_of(indicator) & seen.reads:
        raise PermissionDenied("没有这一指标，或者您没有查看的权限。")
    year, organ, scope = _scope(request)
    whole, last = Period.year(year), Period.year(year - 1)
    now, before = value(indicator, whole, organ, seen.staff), value(indicator, last, organ, seen.staff)
    behind = matters_behind(seen, rows(indicator, whole, organ, seen.staff))
    page = ui.FigurePage(
        title=indicator.caption,
        crumbs=[ui.Link("指标", reverse("figures"))],
        value=number(now),
        unit=indicator.unit,
        scope=scope,
        definition=indicator.definition,
        before=f"上年 {number(before)} {indicator.unit}" if before.rows else "上年无记录",
        change=_change(now, before),
        quotient=_quotient(now),
        calibres=_calibres(indicator),
        charts=[_months(indicator, year, organ, seen)],
        shares=_shares(indicator, whole, organ, seen, now),
        rows=_table(request, behind, indicator, seen),
        pager=None,
        warnings=_warnings(now, behind.count()),
        exports=[],
    )
    return page.response(request, frame(request, "work"))


def _change(now: Figure, before: Figure) -> str:
    a, b = now.exact(), before.exact()
    if not b or a is None:
        return ""
    percent = (a - b) * 100 / b
    return f"{'增加' if percent >= 0 else '减少'} {abs(percent):.1f}%"


def _quotient(now: Figure) -> ui.Quotient | None:
    if now.denominator is None:
        return None
    return ui.Quotient(ui.Link("分子", "#rows", count=now.numerator), ui.Link("分母", "#rows", count=now.denominator))


def _calibres(indicator: Indicator) -> list[ui.Calibre]:
    source = indicator.source
    if isinstance(source, Events):
        dated = "办理日期（以最后更正的为准，撤回的不计）"
    else:
        model = source.facts if isinstance(source, Records) else source.rows
        dated = str(getattr(model._meta.get_field(source.day.split("__")[0]), "verbose_name", "")) if source.day else "期末尚存的"
    found = [ui.Calibre("计数日期", dated), ui.Calibre("期间", "自然年"), ui.Calibre("单位", indicator.unit), ui.Calibre("机关", "按现承办单位")]
    return found + ([ui.Calibre("口径", indicator.calibre)] if indicator.calibre else [])


def _months(indicator: Indicator, year: int, organ: int | None, seen: Viewer) -> ui.Chart:
    """This year's and last year's months. Shares show their quotient, sums their sum."""
    def line(of: int) -> list[float | None]:
        months = [value(indicator, Period.month(of, month), organ, seen.staff).exact() for month in range(1, 13)]
        return [None if one is None else float(one) for one in months]

    series = [ui.Series(f"{year} 年", line(year))]
    before = line(year - 1)
    if any(before):
        series.append(ui.Series(f"{year - 1} 年", before))
    return ui.Chart("by-month", "按月", [f"{month} 月" for month in range(1, 13)], series, indicator.unit)


def _shares(indicator: Indicator, period: Period, organ: int | None, seen: Viewer, whole: Figure) -> list[ui.Share]:
    """How many of the rows each unit's matters give; of what is summed or shared, the number of rows."""
    found = rows(indicator, period, organ, seen.staff)
    by_lead = found.order_by().values_list("matter__lead").annotate(n=Count("pk")).order_by("-n")[:12]
    total = max(whole.rows, 1)
    return [
        ui.Share(seen.staff.names.get(lead, ""), f"{n:,}" if n >= SMALL else f"<{SMALL}", max(n, SMALL) if n < SMALL else n, total)
        for lead, n in by_lead
    ]


def _table(request: HttpRequest, behind: object, indicator: Indicator, seen: Viewer) -> ui.Table:
    names = {p.id: p for p in listed_procedures(seen)}
    mine = sorted(procedures_of(indicator) & set(names))
    procedure = names[mine[0]] if len(mine) == 1 else None
    shown = behind.select_related("lead", "handler").order_by("-opened_on", "-pk")[:SIZE]  # type: ignore[attr-defined]
    columns = cols.all_columns(procedure)
    keys = cols.chosen(columns, [])
    lines = cols.lines_of(list(shown), procedure, seen, {p.id: p.name for p in names.values()}, any(k.startswith("f.") for k in keys))
    heads = [ui.ListColumn(c.key, c.title, c.kind, shown=c.key in keys) for c in columns]
    return ui.Table(heads, cols.rows(lines, columns, keys), "本期记录", ui.Empty("本期没有记录。"))


def _warnings(now: Figure, visible: int) -> list[str]:
    found = []
    if now.blanks:
        found.append(f"其中 {now.blanks:,} 条没有填写该数，不计入合计。")
    measure = now.indicator.measure
    if isinstance(measure, Sum | Ratio) or isinstance(now.indicator.source, Rows | Events):
        return found
    if visible < now.rows:
        found.append(f"以下列出您有权查看的 {visible:,} 件；全部为 {now.rows:,} 件。")
    return found

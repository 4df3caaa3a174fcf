"""Figures: all of a year, and one with its months, organs and rows."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.exchange.tables import workbook
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import figureparts as parts
from yuheng.faces.workbench.framing import frame, organ_of, viewer_of, year_of
from yuheng.faces.workbench.tiles import number
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.kernel.access.figures import matters_behind, procedures_of, readable
from yuheng.kernel.access.looks import record
from yuheng.kernel.indicators.declare import Indicator, all_indicators
from yuheng.kernel.indicators.evaluate import Figure, Period, rows, value
from yuheng.kernel.indicators.explain import explain
from yuheng.systems.catalogue import CHAPTERS


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
        change=parts.change(now, before),
        quotient=parts.quotient(now),
        calibres=parts.calibres(indicator),
        explanation=explain(indicator, whole),
        charts=[parts.months(indicator, year, organ, seen)],
        shares=parts.shares(indicator, whole, organ, seen, now),
        rows=parts.table(behind, indicator, seen),
        pager=None,
        used_in=parts.used_in(indicator.id, seen),
        warnings=parts.warnings(now, behind.count()),
        exports=[],
    )
    return page.response(request, frame(request, "work"))

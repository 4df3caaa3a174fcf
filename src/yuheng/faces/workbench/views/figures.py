"""Figures: all of a year, and one with its months, organs and rows."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.exchange.tables import workbook
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import figureparts as parts
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.asked import Question, asked_of, calibre_fields, period_fields
from yuheng.faces.workbench.framing import frame, organ_of, viewer_of, year_of
from yuheng.faces.workbench.tiles import number
from yuheng.faces.workbench.views.calibres import save_act, saved
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.kernel.access.figures import matters_behind, may_read, readable
from yuheng.kernel.access.looks import record
from yuheng.kernel.indicators.declare import Indicator, Staff, Total, all_indicators
from yuheng.kernel.indicators.evaluate import Figure, Period, parts_of, rows, value
from yuheng.kernel.indicators.explain import explain
from yuheng.kernel.indicators.statement import statements
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
    cells = {name for one in statements().values() for name in one.indicators}
    for indicator in readable(seen):
        if (indicator.id in cells and not indicator.figure) or indicator.id.count(".") > 2:
            continue
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
    page = ui.FiguresPage(title="指标", scope=scope, chapters=chapters, exports=[ui.Link("Excel", "?export=xlsx")],
        links=[ui.Link("行政执法统计年报", reverse("statements")), ui.Link("台账报表", reverse("rolls"))])
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
    """One figure: value, definition, calibre, months, organs, and the matters behind it that the viewer may open."""
    seen = viewer_of(request)
    indicator = all_indicators().get(figure)
    if indicator is None or not may_read(seen, indicator):
        raise PermissionDenied("没有这一指标，或者您没有查看的权限。")
    question = asked_of(request, indicator)
    now, before = (value(indicator, question.of_year(year), question.organ, seen.staff, question.calibre) for year in (question.year, question.year - 1))
    behind = matters_behind(seen, rows(indicator, question.period, question.organ, seen.staff, question.calibre))
    page = ui.FigurePage(
        title=indicator.caption,
        crumbs=[ui.Link("指标", reverse("figures"))],
        value=number(now),
        unit=indicator.unit,
        scope=question.words,
        definition=indicator.definition,
        before=f"上年 {number(before)} {indicator.unit}" if before.rows else "上年无记录",
        change=parts.change(now, before),
        quotient=parts.quotient(now),
        calibres=parts.calibres(indicator, question.calibre, question.period),
        explanation=explain(indicator, question.period, question.calibre),
        cites=showing.cites(indicator.cites),
        asking=period_fields(request, question),
        calibre_fields=[] if isinstance(indicator.source, Staff) else calibre_fields(indicator, question),
        saved=saved(seen, indicator, request.GET),
        save_calibre=save_act(indicator, request.GET),
        parts=_parts(indicator, question),
        charts=[parts.months(indicator, question.year, question.organ, seen, question.from_day, question.calibre)],
        shares=parts.shares(indicator, question.period, question.organ, seen, now, question.calibre),
        rows=None if isinstance(indicator.source, Staff) else parts.table(behind, indicator, seen),
        pager=None,
        used_in=parts.used_in(indicator.id, seen),
        warnings=parts.warnings(now, behind.count()),
        exports=[],
    )
    return page.response(request, frame(request, "work"))


def _parts(indicator: Indicator, question: Question) -> list[ui.Link]:
    """The figures that a total adds up, each a door for the same question."""
    if not isinstance(indicator.source, Total):
        return []
    return [ui.Link(one.caption, reverse("figure", args=[one.id]) + question.address()) for one in parts_of(indicator)]

"""行政执法统计年报: its tables with every cell a door, their sums checked, and the procedure that publishes and reports them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.exchange.statements import heads, workbook_of
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.asked import Question, asked, period_fields
from yuheng.faces.workbench.framing import frame, post_of, viewer_of, zone_name
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.kernel.access.figures import may_read
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.statement import Drawn, Statement, drawn, statements
from yuheng.kernel.law import law
from yuheng.kernel.now import now, today
from yuheng.kernel.time import current_calendar, reckon
from yuheng.systems.enforcement.statistics.cells import moved, sealed, tables, words
from yuheng.systems.enforcement.statistics.facts import AnnualStatistics
from yuheng.systems.enforcement.statistics.procedure import ANNUAL_STATISTICS, TERM

SHOWN = 30
"""Changed cells that the page names; the matter holds them all."""


def statement(request: HttpRequest, statement: str = "") -> HttpResponse:
    """One table of the yearly statistics."""
    seen, question = viewer_of(request), asked(request)
    allowed = _allowed(seen)
    chosen = allowed.get(statement) if statement else next(iter(allowed.values()), None)
    if chosen is None:
        raise PermissionDenied("没有这张统计表，或者您没有查看的权限。")
    if request.GET.get("export") == "xlsx":
        return _export(request, seen, question, list(allowed.values()))
    table = drawn(chosen, question.period, seen.staff)
    page = ui.StatisticsPage(
        title=chosen.name,
        scope=f"{question.year}年 · {zone_name(seen)} · 应于 {_due(question.year)} 前公布、报送",
        crumbs=[ui.Link("指标", reverse("figures"))],
        tabs=[ui.Link(one.name, reverse("statement", args=[one.id]) + question.address(), current=one is chosen) for one in allowed.values()],
        asking=[one for one in period_fields(request, question, months=False) if one.name == "year"],
        head=heads(chosen.columns),
        rows=_rows(table, question, seen),
        notes=chosen.notes,
        agreements=[(check.words, check.agrees, f"{float(check.added):g} / {float(check.whole):g}") for check in table.checks],
        exports=[ui.Link("Excel", question.address(export="xlsx"))],
        **_procedure(seen, question),
    )
    return page.response(request, frame(request, "work", ANNUAL_STATISTICS.id))


def _allowed(seen: Viewer) -> dict[str, Statement]:
    """The tables of which the viewer may read every cell."""
    known = all_indicators()
    return {name: one for name, one in statements().items() if all(may_read(seen, known[cell]) for cell in one.indicators)}


def _rows(table: Drawn, question: Question, seen: Viewer) -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for organ in (*table.organs, None):
        cells = []
        for column, amount in zip(table.statement.columns, table.row(organ), strict=True):
            href = reverse("figure", args=[column.indicator]) + question.address(organ=organ or "")
            cells.append((words(column.indicator, amount), href))
        found.append(("合计" if organ is None else seen.staff.names.get(organ, ""), cells))
    return found


def _due(year: int) -> date | None:
    end = date(year, 12, 31)
    return reckon(law(TERM, end), end, current_calendar()).due


def _procedure(seen: Viewer, question: Question) -> dict[str, Any]:
    """How far the year's statistics have come: its matter, what changed since it was sealed, and the act that is next."""
    found = AnnualStatistics.objects.filter(matter__in=visible(seen, [ANNUAL_STATISTICS.id]), year=question.year).select_related("matter").order_by("-pk").first()
    hidden = {"year": str(question.year)}
    if found is None:
        over = today() > date(question.year, 12, 31)
        words = f"{question.year}年度统计年报尚未编制。" if over else f"{question.year}年度尚未结束，以下为截至目前的数字。"
        act = ui.Act("编制", reverse("compile_statistics"), primary=True, post=True, hidden=hidden, note="以当前记录封存数据，转审核")
        return {"state": words, "checks": [act] if may_open(seen, ANNUAL_STATISTICS) else []}
    changes = moved(found.cells or "{}", tables(question.year, seen.staff), seen.staff)
    said = [f"{one.table.split()[0]} {one.row}“{one.column}”：编制时 {one.before}，现为 {one.now}" for one in changes[:SHOWN]]
    return {
        "state": f"已于 {found.taken_on} 编制，现处“{found.matter.stage}”阶段。" + (f"此后有 {len(changes)} 处变动，年报数字不变。" if changes else "数字与记录一致。"),
        "changes": said,
        "matter": ui.Link("打开年报事项", reverse("matter", args=[found.matter.pk])),
        "checks": [ui.Act("重新编制", reverse("compile_statistics"), post=True, hidden=hidden)] if changes and found.published_on is None else [],
    }


def compile_statistics(request: HttpRequest) -> HttpResponse:
    """编制 or 重新编制: seals the cells as the records stand now."""
    seen = viewer_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("statements"))
    text = request.POST.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    back = HttpResponseRedirect(f"{reverse('statements')}?year={year}")
    if not 2000 <= year <= 2100:
        messages.error(request, "请选择统计年度。")
        return HttpResponseRedirect(reverse("statements"))
    cells, digest = sealed(tables(year, seen.staff))
    data: dict[str, object] = {"taken_on": now().date(), "cells": cells, "digest": digest}
    found = AnnualStatistics.objects.filter(matter__in=visible(seen, [ANNUAL_STATISTICS.id]), year=year).order_by("-pk").first()
    lead = _lead(seen)
    if found is None:
        data |= {"year": year, "period_end": date(year, 12, 31), "unit": lead}
        order = Order("compile", seen.person or 0, opening=Opening(ANNUAL_STATISTICS.id, lead=lead), data=data, post=post_of(request), account=seen.account.pk, key=f"statistics-{year}")
    else:
        order = Order("revise", seen.person or 0, matter=found.pk, data=data, post=post_of(request), account=seen.account.pk)
    try:
        done = perform(order)
    except Refused as refused:
        messages.error(request, str(refused.refusal))
        return back
    messages.success(request, f"已封存{year}年度统计数据，请审核后公布、报送。\n打开年报事项\t{reverse('matter', args=[done.matter])}")
    return back


def _lead(seen: Viewer) -> int:
    """The organ that reports: the one in whose name the person's unit acts, else the unit itself."""
    units: Sequence[int] = [post.organ for post in seen.staff.posts_on(seen.person or 0, seen.day)]
    unit = units[0] if units else next(iter(seen.staff.parents))
    return seen.staff.power_of(unit) or unit


def _export(request: HttpRequest, seen: Viewer, question: Question, allowed: list[Statement]) -> HttpResponse:
    found = [drawn(one, question.period, seen.staff) for one in allowed]
    name = f"{question.year}年度行政执法统计年报"
    record(seen, f"导出{name}", address=request.META.get("REMOTE_ADDR", ""))
    said = f"{seen.name} 于 {now():%Y-%m-%d %H:%M} 从记录生成。"
    return sheet_response(workbook_of(found, seen.staff.names, zone_name(seen), said), name)



"""台账报表: monthly and quarterly sheets in the senders' own columns, whose count at the foot is the indicator's."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.exchange.tables import workbook
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.asked import Question, asked, asked_of, calibre_fields, period_fields
from yuheng.faces.workbench.framing import frame, viewer_of, zone_name
from yuheng.faces.workbench.rolled import kinds_of, lines_of, shown
from yuheng.faces.workbench.tiles import number
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.kernel.access.figures import matters_behind, may_read
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.indicators.calibre import Calibre, words
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import rows, value
from yuheng.kernel.indicators.roll import Roll, rolls
from yuheng.kernel.now import now
from yuheng.kernel.records.models import Matter

PRINTED = 1_000
"""Lines of one page; more are read as a sheet, or narrowed to a month or a unit."""

EXPORTED = 20_000


def all_rolls(request: HttpRequest) -> HttpResponse:
    """The sheets that the viewer may read, with the count of the period."""
    seen, question = viewer_of(request), asked(request)
    found = []
    for one in rolls().values():
        if may_read(seen, one.counted):
            now_ = value(one.counted, question.period, question.organ, seen.staff, question.calibre)
            found.append(ui.RollLine(ui.Link(one.name, reverse("roll", args=[one.id]) + question.address()), number(now_), one.counted.unit, one.sender))
    page = ui.RollsPage(title="台账报表", scope=question.words, crumbs=[ui.Link("指标", reverse("figures"))], asking=period_fields(request, question), lines=found)
    return page.response(request, frame(request, "work"))


def roll(request: HttpRequest, roll: str) -> HttpResponse:
    """One sheet."""
    seen = viewer_of(request)
    chosen = rolls().get(roll)
    if chosen is None or not may_read(seen, chosen.counted):
        raise PermissionDenied("没有这张台账，或者您没有查看的权限。")
    question = asked_of(request, chosen.counted)
    found = _matters(chosen, question, seen)
    if request.GET.get("export") == "xlsx":
        return _export(request, chosen, question, seen, list(found[:EXPORTED]))
    matters = list(found[: PRINTED + 1])
    cut, matters = len(matters) > PRINTED, matters[:PRINTED]
    lines = lines_of(chosen, matters, seen)
    foot = _foot(chosen, question, seen)
    counted = value(chosen.counted, question.period, question.organ, seen.staff, question.calibre)
    page = ui.RollPage(
        title=chosen.name,
        scope=question.words,
        crumbs=[ui.Link("台账报表", reverse("rolls"))],
        asking=[*period_fields(request, question), *calibre_fields(chosen.counted, question)],
        heads=[(head.title, head.broad) for head in chosen.heads],
        kinds=kinds_of(chosen),
        rows=[ui.RollRow(reverse("matter", args=[matter.pk]), [shown(cell) for cell in line]) for matter, line in zip(matters, lines, strict=True)],
        foot=foot,
        notes=_notes(chosen, question, len(matters), counted.rows, cut),
        sender=chosen.sender,
        exports=[ui.Link("Excel", question.address(export="xlsx"))],
    )
    return page.response(request, frame(request, "work"))


def _matters(chosen: Roll, question: Question, seen: Viewer) -> QuerySet[Matter]:
    """The matters of the indicator's own records that the viewer may open, by day."""
    found = rows(chosen.counted, question.period, question.organ, seen.staff, question.calibre)
    return matters_behind(seen, found).order_by("opened_on", "pk")


def _foot(chosen: Roll, question: Question, seen: Viewer) -> list[tuple[str, str, str]]:
    """The count of the sheet's own indicator, and what else is told of these records: words, value, address of the figure."""
    found = []
    for name in (chosen.indicator, *chosen.also):
        indicator = all_indicators()[name]
        now_ = value(indicator, question.period, question.organ, seen.staff, question.calibre if name == chosen.indicator else _plain(question))
        found.append((indicator.caption, f"{number(now_)} {indicator.unit}", reverse("figure", args=[name]) + question.address(date="" if name != chosen.indicator else question.calibre.date)))
    return found


def _plain(question: Question) -> Calibre:
    """The calibre of the other figures: the same, but counted by their own date."""
    return replace(question.calibre, date="")


def _notes(chosen: Roll, question: Question, there: int, counted: int, cut: bool) -> list[str]:
    said = [f"{label}：{text}" for label, text in words(chosen.counted, question.calibre, question.period)]
    if cut:
        said.insert(0, f"共 {counted:,} 行，本页只列前 {PRINTED:,} 行；请按月份、单位缩小范围，或者导出 Excel。")
    elif there < counted:
        said.insert(0, f"全部为 {counted:,} 行，以上是您有权查看的 {there:,} 行。")
    return said


def _export(request: HttpRequest, chosen: Roll, question: Question, seen: Viewer, matters: list[Matter]) -> HttpResponse:
    record(seen, f"导出台账“{chosen.name}”（{question.words}）{len(matters)} 行", address=request.META.get("REMOTE_ADDR", ""))
    lines = [[position, *line] for position, line in enumerate(lines_of(chosen, matters, seen), start=1)]
    foot = "；".join(f"{caption} {text}" for caption, text, _href in _foot(chosen, question, seen))
    note = f"{zone_name(seen)} {question.words}。{foot}。{seen.name} 于 {now():%Y-%m-%d %H:%M} 导出，个人信息已遮盖。"
    content = workbook(chosen.name, ["序号", *(head.title for head in chosen.heads)], ["number", *kinds_of(chosen)], lines, note)
    return sheet_response(content, f"{chosen.name} {question.words}")

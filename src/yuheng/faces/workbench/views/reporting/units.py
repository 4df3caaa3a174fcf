"""单位和数字: who sent and confirmed what, the versions; and one unit's own page, where it does both."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame
from yuheng.faces.workbench.tiles import number
from yuheng.faces.workbench.views.figures import chapter_name
from yuheng.faces.workbench.views.reporting.reading import CHAPTER_NAMES, Reading, reading
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.kernel.procedure.state import Refusal
from yuheng.report.confirming import Confirmed
from yuheng.report.shown import shown

Chapter = tuple[str, ui.FormField, list[ui.FigureState]]
STATES = {"confirmed": "已确认", "changed": "须重新确认", "missing": "待确认"}


def units(request: HttpRequest, matter: int) -> HttpResponse:
    """The overview; POST by the editor asks one unit again (提请补报、重新确认)."""
    found = reading(request, matter)
    if request.method == "POST":
        return _remind(request, found)
    page = ui.ReportUnitsPage(
        title="单位和数字",
        crumbs=found.crumbs(ui.Link(str(found.facts.get("title") or ""), reverse("report", args=[matter]))),
        units=_units(found),
        figures=[_figure(found, one, unit=found.seen.staff.names.get(one.unit, "")) for one in found.confirmed],
        versions=_versions(found),
        summary=_summary(found.confirmed),
        acts=[ui.Act("增加参编单位", reverse("step", args=[matter, "invite"]))] if found.allowed("invite") else [],
        views=found.views("report_units"),
    )
    return page.response(request, frame(request, "work", found.found.procedure.id))


def _remind(request: HttpRequest, found: Reading) -> HttpResponse:
    text = request.POST.get("row", "")
    order = Order("remind", found.seen.person or 0, matter=found.matter, row=int(text) if text.isdigit() else 0, post=found.post, account=found.seen.account.pk)
    try:
        perform(order)
        messages.success(request, "已提请该单位补报材料、重新确认数字，列入其待办。")
    except Refused as refused:
        messages.error(request, str(refused.refusal))
    return HttpResponseRedirect(reverse("report_units", args=[found.matter]))


def _summary(found: Iterable[Confirmed]) -> str:
    counts = dict.fromkeys(STATES, 0)
    for one in found:
        counts[one.state] += 1
    return "，".join(f"{words} {counts[state]} 个" for state, words in STATES.items())


def _units(found: Reading) -> list[ui.UnitState]:
    names, made = found.seen.staff.names, []
    due = found.facts.get("collect_by")
    for number_, row in found.rows("units").items():
        unit = row.get("unit") or 0
        passages = [p for p in found.rows("passages").values() if p.get("unit") == unit]
        own = [one for one in found.confirmed if one.unit == unit]
        done = sum(one.state == "confirmed" for one in own)
        sent = f"已报送 {len(passages)} 章" if passages else "待报送"
        may = next((c for c in found.choices if c.step.id == "remind" and c.row == number_ and c.allowed), None)
        act = ui.Act("提请补报", reverse("report_units", args=[found.matter]), post=True, hidden={"row": str(number_)}) if may else None
        light = ui.Light("fine", "齐") if passages and done == len(own) else showing.light(due, None, found.seen.day)
        made.append(ui.UnitState(names.get(unit, ""), reverse("report_unit", args=[found.matter, number_]), sent, f"{done} / {len(own)}", light, act))
    return made


def _figure(found: Reading, one: Confirmed, unit: str = "", name: str = "") -> ui.FigureState:
    indicator = one.figure.indicator
    before = value(indicator, Period.year(found.year - 1))
    return ui.FigureState(
        ui.Link(indicator.caption, f"{reverse('report', args=[found.matter])}?figure={indicator.id}#pane"), shown(one.figure),
        f"{number(before)} {indicator.unit}" if before.rows else "—", one.state, one.words(found.seen.staff.names, found.seen.staff.people),
        unit, name, shown(one.figure), chapter_name(indicator.chapter),
    )  # fmt: skip


def _versions(found: Reading) -> ui.Table:
    columns = [ui.ListColumn("no", "稿次"), ui.ListColumn("at", "统稿时间", "date"), ui.ListColumn("who", "统稿人"), ui.ListColumn("size", "字数", "number"), ui.ListColumn("moved", "较上一稿")]
    rows, total = [], len(found.versions)
    for place, one in enumerate(found.versions):
        href = f"{reverse('report', args=[found.matter])}?version={one.seq}"
        earlier = found.versions[place + 1].text.splitlines() if place + 1 < total else []
        now = one.text.splitlines()
        moved = f"新增或者改动 {len(set(now) - set(earlier))} 段，删去 {len(set(earlier) - set(now))} 段" if earlier else "首稿"
        cells = [ui.Cell(f"第 {total - place} 稿", href), ui.Cell(f"{one.at:%Y-%m-%d %H:%M}"), ui.Cell(found.seen.staff.people.get(one.person or 0, "")),
                 ui.Cell(f"{len(one.text):,}", kind="number"), ui.Cell(moved)]  # fmt: skip
        rows.append(ui.Row(str(one.seq), cells, href))
    return ui.Table(columns, rows, "各稿", ui.Empty("尚未统稿。"))


def unit(request: HttpRequest, matter: int, row: int) -> HttpResponse:
    """One unit's part. POST sends its passages (`y_do=collect`) or confirms the figures ticked (`y_do=confirm`)."""
    found = reading(request, matter)
    units_ = found.rows("units")
    if row not in units_:
        raise PermissionDenied("没有这一参编单位。")
    organ = int(units_[row].get("unit") or 0)
    if request.method != "POST":
        return _unit_page(request, found, row, organ)
    doing = "confirm" if request.POST.get("y_do") == "confirm" else "collect"
    data = _ticked(request) if doing == "confirm" else _typed(request)
    try:
        if not next(iter(data.values())):
            message = "请先勾选核对无误的数字。" if doing == "confirm" else "请至少填写一章材料。"
            raise Refused(Refusal("data", message))
        perform(
            Order(
                doing, found.seen.person or 0, matter=matter, row=row, data=data, post=found.post,
                key=request.POST.get("y_key", "")[:80], account=found.seen.account.pk,
            )
        )
    except Refused as refused:
        return _unit_page(request, found, row, organ, refused.refusal, 422)
    messages.success(request, "已确认数字。" if doing == "confirm" else "已报送材料，编辑统稿时可以看到。")
    return HttpResponseRedirect(reverse("report_unit", args=[matter, row]))


def _ticked(request: HttpRequest) -> dict[str, Any]:
    return {"confirmations": [{"indicator": name, "shown": request.POST.get(f"shown.{name}", "")} for name in request.POST.getlist("confirm")]}


def _typed(request: HttpRequest) -> dict[str, Any]:
    typed = {chapter: request.POST.get(f"content.{chapter}", "").strip() for chapter in CHAPTER_NAMES}
    return {"passages": [{"chapter": chapter, "content": text} for chapter, text in typed.items() if text]}


def _unit_page(request: HttpRequest, found: Reading, row: int, organ: int, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    mine = found.mine(organ)
    closed = found.refusal("collect")
    may = "" if mine and not closed else closed or "只能查看；由该单位的供稿人员报送和确认。"
    own = [one for one in found.confirmed if one.unit == organ]
    states = [_figure(found, one, name=one.figure.indicator.id) for one in own]
    by_chapter: dict[int, list[ui.FigureState]] = {}
    for one, state in zip(own, states, strict=True):
        by_chapter.setdefault(one.figure.indicator.chapter, []).append(state)
    due = found.facts.get("collect_by")
    own_chapters, others = _chapters(request, found, organ, by_chapter, bool(may))
    page = ui.ReportUnitPage(
        title=f"{found.seen.staff.names.get(organ, '')}的材料和数字",
        crumbs=found.crumbs(ui.Link(str(found.facts.get("title") or ""), reverse("report", args=[found.matter]))),
        unit=found.seen.staff.names.get(organ, ""),
        action=reverse("report_unit", args=[found.matter, row]),
        chapters=own_chapters,
        others=others,
        figures=states,
        may_send=may,
        may_confirm=may,
        errors=[ui.FormError(str(refusal))] if refusal else [],
        hidden={"y_key": request.POST.get("y_key") or secrets.token_urlsafe(16)},
        draft=f"{found.matter}/collect/{row}",
        due=f"材料报送截止 {due}" if due else "",
        views=found.views(""),
    )
    return page.response(request, frame(request, "work", found.found.procedure.id), status=status)


def _chapters(
    request: HttpRequest, found: Reading, organ: int, figures: dict[int, list[ui.FigureState]], closed: bool
) -> tuple[list[Chapter], list[Chapter]]:
    """The chapters in which the unit has figures or sent something, and the others."""
    sent = {str(p.get("chapter")): str(p.get("content") or "") for p in found.rows("passages").values() if p.get("unit") == organ}
    own: list[Chapter] = []
    others: list[Chapter] = []
    for chapter, name in CHAPTER_NAMES.items():
        text = request.POST.get(f"content.{chapter}", sent.get(chapter, ""))
        field = ui.FormField(name=f"content.{chapter}", label="材料", kind="textarea", value=text, wide=True, maxlength=8000, readonly=closed)
        (own if int(chapter) in figures or text else others).append((name, field, figures.get(int(chapter), [])))
    return own, others

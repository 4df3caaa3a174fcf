"""Reconsideration and litigation: the board of clocks, the analysis of several years with the cases behind it, persons and acts with many cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, viewer_of, year_of
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.identity import masking
from yuheng.kernel.records.models import Clock
from yuheng.systems.disputes.litigation import choices as of
from yuheng.systems.disputes.litigation.analysis import (
    DIMENSIONS,
    PROCEDURES,
    Attendance,
    Cell,
    Line,
    attendance,
    attendance_by_unit,
    behind,
    by_year,
    cube,
    matrix,
    total,
    years,
)
from yuheng.systems.disputes.litigation.facts import Contest
from yuheng.systems.disputes.litigation.lawsuit import LAWSUIT
from yuheng.systems.disputes.litigation.network import Group, one_act, one_person
from yuheng.systems.disputes.litigation.reconsideration import RECONSIDERATION

CASES = ("litigation.reconsideration", "litigation.lawsuit")
STATES = (
    ("未当日转办", ("hand_over",), "收文须当日移交承办单位并当面签收。"), ("待答复、答辩", ("prepare", "sign", "answer", "answer_appeal", "retrial_opinion"), ""), ("待开庭、听证", ("appear",), "负责人应当出庭；不能出庭的书面说明。"),
    ("上诉期内", ("consider", "appeal"), ""), ("等待结果", ("result", "first", "second"), "期限是复议机关、人民法院的审理期限。"), ("待履行", ("perform",), ""),
    ("待剖析、追责", ("analyse", "review_analysis", "account"), "败诉案件没有查明原因、落实整改和追责的，不能办结。"), ("待答复建议书", ("reply",), ""), ("待办结", ("close", "effective", "lift"), ""),
)  # fmt: skip
"""Where cases stand: the steps owed, and what to know of them."""

MOST, PAGE = 40, 100
"""Lines of one group of the board, and cases of one page of the list behind a number."""
LABELS: dict[str, Mapping[str, str]] = {
    "route": dict(of.ROUTES), "sort": dict(of.SORTS), "applicant_kind": dict(of.APPLICANTS), "result": dict(of.RESULTS), "cause": dict(of.CAUSES),
}  # fmt: skip
WITHOUT = ("cause", "result")
"""Dimensions of which a share lost says nothing."""
TITLES = {"unit": "按被诉单位", "sort": "按被诉行为", "applicant_kind": "按申请人", "cause": "败诉原因", "result": "按结果", "route": "按类型"}


def _reader(request: HttpRequest) -> Viewer:
    seen = viewer_of(request)
    if LAWSUIT.id not in seen.reads:
        raise PermissionDenied("您的岗位没有这一项功能。")
    return seen


def units_of(seen: Viewer) -> list[int] | None:
    """The units whose cases the viewer counts; None for all of them."""
    roots = {int(grant.token[1:]) for grant in seen.grants if grant.token.startswith("o") and LAWSUIT.id in grant.procedures}
    if any(seen.staff.parents.get(root, root) is None for root in roots):
        return None
    return [organ for organ in seen.staff.parents if roots & set(seen.staff.line(organ))]


def _links(seen: Viewer, current: str) -> list[ui.Link]:
    pages = [("期限看板", "contest_board"), ("五年分析", "contest_analysis"), ("一案多诉、一人多诉", "contest_persons")]
    found = [ui.Link(name, reverse(address)) for name, address in pages if address != current]
    return [*found, ui.Link("案件台账", reverse("roll", args=["litigation.cases"])), *([ui.Link("败诉台账", reverse("list", args=["disputes.lost_case"]))] if "disputes.lost_case" in seen.reads else [])]


# -- the board -------------------------------------------------------------------------------------------------------------------------


def board(request: HttpRequest) -> HttpResponse:
    """What is owed in open cases, by where they stand, the earliest first; the attendance of heads in the year."""
    seen = _reader(request)
    units, unit = units_of(seen), request.GET.get("unit", "")
    owed = Clock.objects.filter(ended=0, asleep=False, matter__in=visible(seen, CASES))
    if unit.isdecimal():
        owed = owed.filter(matter__lead=int(unit[:18]))
    numbers = dict(owed.values_list("step").annotate(n=Count("pk")).order_by())
    late = dict(owed.filter(due_on__lt=seen.day, suspended=False).values_list("step").annotate(n=Count("pk")).order_by())
    year = year_of(request)
    present = attendance(year, units)
    groups = [(name, steps, note) for name, steps, note in STATES if any(numbers.get(step) for step in steps)]
    page = ui.AuthorityPage(
        title="复议应诉",
        lead="收文当日转办；答复、答辩、上诉、履行、剖析、答复建议书各按其期限。",
        asking=[_units(seen, units, unit)],
        counts=[
            *((name, f"{sum(numbers.get(s, 0) for s in steps):,}", "overdue" if any(late.get(s) for s in steps) else "soon" if any(numbers.get(s) for s in steps) else "fine") for name, steps, _note in STATES[:8]),
            (f"{year}年负责人出庭率（{present.present}/{present.held}）", present.share or "—", "none"),
        ],
        tables=[
            *((name, _owed(owed.filter(step__in=steps).select_related("matter").order_by("due_on", "pk")[:MOST], seen), note) for name, steps, note in groups),
            *([] if groups else [("待办", ui.Table([], [], empty=ui.Empty("没有在办的复议、诉讼案件。")), "")]),
            (f"{year}年负责人出庭", _attendance(attendance_by_unit(year, units), seen), "按开庭（听证）场次统计，未开庭的不计；各审级分别计算。"),
        ],
        links=[*_links(seen, "contest_board"), *([ui.Link("收文登记（诉讼）", reverse("open", args=[LAWSUIT.id]))] if may_open(seen, LAWSUIT) else [])],
        act=ui.Act("收文登记（复议）", reverse("open", args=[RECONSIDERATION.id]), primary=True) if may_open(seen, RECONSIDERATION) else None,
    )  # fmt: skip
    return page.response(request, frame(request, "work", LAWSUIT.id))


def _units(seen: Viewer, units: list[int] | None, chosen: str) -> ui.FormField:
    known = Contest.objects.filter(unit__isnull=False) if units is None else Contest.objects.filter(unit__in=units)
    options = [(str(pk), seen.staff.names.get(pk, "")) for pk in known.values_list("unit", flat=True).distinct().order_by("unit")[:200]]
    found = [ui.Option("", "全部", not chosen), *(ui.Option(value, text, value == chosen) for value, text in options)]
    return ui.FormField(name="unit", label="被诉单位", kind="select", options=found, prefix="ask_")


def _owed(clocks: Iterable[Clock], seen: Viewer) -> ui.Table:
    columns = [ui.ListColumn("case", "案件"), ui.ListColumn("unit", "承办单位"), ui.ListColumn("act", "待办"), ui.ListColumn("due", "期限", "date"), ui.ListColumn("light", "状态")]
    rows = []
    names = {procedure.id: procedure.names for procedure in (RECONSIDERATION, LAWSUIT)}
    for one in clocks:
        href = reverse("matter", args=[one.matter_id])
        light = showing.light(one.due_on, one.warn_on, seen.day, suspended=one.suspended, provisional=one.provisional)
        rows.append(ui.Row(f"{one.matter_id}-{one.seq}-{one.no}", [
            ui.Cell(one.matter.title, href, title=one.matter.title), ui.Cell(seen.staff.names.get(one.matter.lead_id, "")), ui.Cell(names.get(one.matter.procedure, {}).get(one.step, one.step)),
            ui.Cell(str(one.due_on or "—"), kind="date"), ui.Cell(part=light),
        ], href))  # fmt: skip
    return ui.Table(columns, rows, empty=ui.Empty("没有待办。"))


def _attendance(found: Mapping[int, Attendance], seen: Viewer) -> ui.Table:
    columns = [ui.ListColumn("unit", "单位"), ui.ListColumn("held", "开庭", "number", unit="场"), ui.ListColumn("present", "负责人出庭", "number", unit="场"), ui.ListColumn("share", "出庭率", "number")]
    rows = [ui.Row(str(unit), [ui.Cell(seen.staff.names.get(unit, "")), ui.Cell(str(one.held), kind="number"), ui.Cell(str(one.present), kind="number"), ui.Cell(one.share, kind="number")]) for unit, one in found.items()]
    return ui.Table(columns, rows, empty=ui.Empty("这一年没有开庭记录。"))


# -- the analysis ----------------------------------------------------------------------------------------------------------------------


def _until(request: HttpRequest, seen: Viewer) -> int:
    asked = request.GET.get("until", "")
    return int(asked) if asked.isdecimal() and 2000 <= int(asked[:5]) <= seen.day.year else year_of(request)


def analysis(request: HttpRequest) -> HttpResponse:
    """Several years side by side: lost of ended, by unit, act, applicant, cause and result. Every number opens its cases."""
    seen = _reader(request)
    until, units = _until(request, seen), units_of(seen)
    told = years(until)
    lines = cube(told, units)
    cells = by_year(lines)
    whole = total(cells.values())
    page = ui.AuthorityPage(
        title="复议应诉分析",
        lead=f"{told[0]}年至{told[-1]}年结果生效的案件；每格为败诉（被纠错）数／结案数，点击查看案件。",
        asking=[ui.FormField(name="until", label="截至年份", kind="number", value=str(until), prefix="ask_")],
        counts=[
            ("结案", f"{whole.ended:,}", "none"), ("败诉（被纠错）", f"{whole.lost:,}", "overdue" if whole.lost else "fine"), ("败诉率", whole.share or "—", "none"), ("化解", f"{whole.settled:,}", "none"),
        ],
        tables=[
            ("各年情况", _yearly(told, cells, until), ""),
            *((TITLES[by], _matrix(by, lines, told, seen, until), "" if by != "cause" else "只计败诉（被纠错）的案件。") for by in DIMENSIONS),
        ],
        links=_links(seen, "contest_analysis"),
    )  # fmt: skip
    return page.response(request, frame(request, "work", LAWSUIT.id))


def _yearly(told: Sequence[int], cells: Mapping[int, Cell], until: int) -> ui.Table:
    columns = [ui.ListColumn("what", "指标"), *(ui.ListColumn(str(year), f"{year}年", "number") for year in told)]
    asked: tuple[tuple[str, str, dict[str, object] | None], ...] = (("结案", "ended", {}), ("败诉（被纠错）", "lost", {"lost": "1"}), ("败诉率", "share", None), ("化解", "settled", {"settled": "1"}))
    rows = []
    for name, what, query in asked:
        values = [ui.Cell(str(getattr(cells.get(year, Cell()), what) or ("—" if query is None else 0)), _behind(until, {"year": year, **query}) if query is not None else "", kind="number") for year in told]
        rows.append(ui.Row(what, [ui.Cell(name), *values]))
    return ui.Table(columns, rows)


def _behind(until: int, query: Mapping[str, object]) -> str:
    return f"{reverse('contest_cases')}?{urlencode({'until': until, **query})}"


def _matrix(by: str, lines: Sequence[Line], told: Sequence[int], seen: Viewer, until: int) -> ui.Table:
    columns = [ui.ListColumn("name", TITLES[by].removeprefix("按")), *(ui.ListColumn(str(year), f"{year}年", "number") for year in told), ui.ListColumn("sum", "合计", "number"), *([ui.ListColumn("share", "败诉率", "number")] if by not in WITHOUT else [])]
    rows = []
    for key, row in matrix(lines, by).items():
        name = seen.staff.names.get(int(str(key)), "") if by == "unit" else LABELS[by].get(str(key), str(key))
        whole = total(row.values())
        values = [ui.Cell(_words(by, row.get(year)), _behind(until, {by: key, "year": year}) if year in row else "", kind="number") for year in told]
        rows.append(ui.Row(str(key), [ui.Cell(name, title=name), *values, ui.Cell(_words(by, whole), _behind(until, {by: key}), kind="number"), *([ui.Cell(whole.share, kind="number")] if by not in WITHOUT else [])]))
    return ui.Table(columns, rows, empty=ui.Empty("这些年没有这样的案件。"))


def _words(by: str, cell: Cell | None) -> str:
    if cell is None:
        return "—"
    return f"{cell.lost:,}" if by == "cause" else f"{cell.ended:,}" if by == "result" else f"{cell.lost:,}／{cell.ended:,}"


def cases(request: HttpRequest) -> HttpResponse:
    """The cases behind a number of the analysis, newest first, of those that the viewer may open."""
    seen = _reader(request)
    until = _until(request, seen)
    asked = {name: request.GET[name] for name in (*DIMENSIONS, "year", "lost", "settled") if request.GET.get(name)}
    if not all(asked[name].isdecimal() and len(asked[name]) < 19 for name in ("year", "unit") if name in asked) or not 1900 <= int(asked.get("year", until)) <= 2100:
        asked = {}
    found = behind(dict(asked), years(until), units_of(seen)).filter(matter__in=visible(seen, PROCEDURES))
    before = _key(request.GET.get("before", ""))
    if before:
        found = found.filter(Q(ended_on__lt=before[0]) | Q(ended_on=before[0], pk__lt=before[1]))
    listed = list(found.select_related("matter", "unit")[: PAGE + 1])
    more = [ui.Link("更早的案件", _behind(until, {**asked, "before": f"{listed[PAGE - 1].ended_on}.{listed[PAGE - 1].pk}"}))] if len(listed) > PAGE else []
    told = "、".join(_said(name, value, seen) for name, value in asked.items()) or f"{years(until)[0]}年至{until}年"
    page = ui.AuthorityPage(
        title="复议应诉案件", lead=f"{told}的案件，按结果生效日期排列；只列您可以打开的。", asking=[], counts=[], tables=[("案件", _cases(listed[:PAGE]), "")],
        links=[*more, ui.Link("返回分析", f"{reverse('contest_analysis')}?until={until}")],
    )  # fmt: skip
    return page.response(request, frame(request, "work", LAWSUIT.id))


def _key(text: str) -> tuple[date, int] | None:
    day, _dot, number = text.partition(".")
    try:
        return (date.fromisoformat(day), int(number)) if number.isdecimal() and len(number) < 19 else None
    except ValueError:
        return None


def _said(name: str, value: str, seen: Viewer) -> str:
    if name == "unit":
        return seen.staff.names.get(int(value), "")
    if name == "year":
        return f"{value}年"
    return {"lost": "败诉（被纠错）", "settled": "化解"}.get(name) or LABELS[name].get(value, "")


def _cases(found: Sequence[Contest]) -> ui.Table:
    columns = [
        ui.ListColumn("docket", "案号"), ui.ListColumn("body", "复议机关（法院）"), ui.ListColumn("unit", "被诉单位"), ui.ListColumn("sort", "被诉行为"), ui.ListColumn("result", "结果"),
        ui.ListColumn("on", "生效日期", "date"), ui.ListColumn("cause", "败诉原因"),
    ]  # fmt: skip
    rows = []
    for one in found:
        href = reverse("matter", args=[one.pk])
        rows.append(ui.Row(str(one.pk), [
            ui.Cell(one.docket or one.matter.number or "（没有案号）", href), ui.Cell(one.body or "", title=one.body or ""), ui.Cell(str(one.unit or "")), ui.Cell(LABELS["sort"].get(one.sort or "", "")),
            ui.Cell(LABELS["result"].get(one.result or "", "正在审理")), ui.Cell(str(one.ended_on or ""), kind="date"), ui.Cell(LABELS["cause"].get(one.cause or "", "")),
        ], href))  # fmt: skip
    return ui.Table(columns, rows, empty=ui.Empty("没有这样的案件，或者您不能打开。"))


# -- persons and acts ------------------------------------------------------------------------------------------------------------------


def persons(request: HttpRequest) -> HttpResponse:
    """Persons with several cases and acts over which there are several, with the cases. A name joins nobody."""
    seen = _reader(request)
    mine, units = visible(seen, PROCEDURES), units_of(seen)
    people, acts = one_person(seen.day, mine, units), one_act(seen.day, mine, units)
    page = ui.AuthorityPage(
        title="一案多诉、一人多诉",
        lead="同一人按证件号码、统一社会信用代码认定，同名不合并，没有证件号码的不合并；同一行为按单位和文号认定。",
        asking=[],
        counts=[("一人多诉", f"{len(people):,}", "none"), ("涉及案件", f"{sum(len(one.cases) for one in people):,}", "none"), ("一案多诉", f"{len(acts):,}", "none"), ("涉及案件", f"{sum(len(one.cases) for one in acts):,}", "none")],
        tables=[
            ("一人多诉", _groups(people, "申请人（原告）", True), "另有同名而证件号码不同的，不在一组。" if people else ""),
            ("一案多诉", _groups(acts, "被诉行为", False), "先复议后起诉的，复议和诉讼各计一件。" if acts else ""),
        ],
        links=_links(seen, "contest_persons"),
    )  # fmt: skip
    return page.response(request, frame(request, "work", LAWSUIT.id))


def _groups(found: Sequence[Group], label: str, person: bool) -> ui.Table:
    columns = [ui.ListColumn("who", label), ui.ListColumn("n", "案件", "number"), ui.ListColumn("acts", "行为", "number"), ui.ListColumn("lost", "败诉", "number"), ui.ListColumn("case", "案号"), ui.ListColumn("result", "结果")]
    rows = []
    for group in found:
        name = masking.masked("name", group.name) if person else group.name
        for place, one in enumerate(group.cases):
            first = place == 0
            rows.append(ui.Row(f"{group.key[:20]}-{one.pk}", [
                ui.Cell(name if first else "〃", title=name), ui.Cell(str(len(group.cases)) if first else "", kind="number"), ui.Cell(str(group.acts) if first else "", kind="number"),
                ui.Cell(str(group.lost) if first else "", kind="number"), ui.Cell(one.docket or one.matter.number or "（没有案号）", reverse("matter", args=[one.pk])),
                ui.Cell(f"{one.received_on or one.ended_on or ''} {LABELS['result'].get(one.result or '', '正在审理')}"),
            ]))  # fmt: skip
    return ui.Table(columns, rows, empty=ui.Empty("没有这样的案件。"))

"""Inspections at work: what is to be done, what could be one visit, what goes beyond the limits; one enterprise's visits; the sheet with the code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import segno
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import administering as adm
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, organ_of, post_of, viewer_of, year_of
from yuheng.faces.workbench.views.inspection_public import grouped, parts, standing
from yuheng.faces.workbench.views.step import refused_now
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.access.matters import published, visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.orders import Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.kernel.records.models import StepState
from yuheng.systems.enforcement.inspection.choices import WAYS
from yuheng.systems.enforcement.inspection.frequency import Frequency, Limits, Visit, frequency, limits, visits
from yuheng.systems.enforcement.inspection.held import items, progress
from yuheng.systems.enforcement.inspection.merging import Mergeable, joined, leading, mergeable, to_come
from yuheng.systems.enforcement.inspection.plan_facts import EnterpriseCall
from yuheng.systems.enforcement.inspection.plan_procedure import CALL, PLAN, RATING, STANDARD
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask
from yuheng.systems.enforcement.inspection.task_procedure import TASK
from yuheng.systems.enforcement.items.choices import FIELD_NAMES

MOST = 60
"""Rows of one table; the counts above are of all."""

FIGURES = (("inspection.all", "次"), ("inspection.joint", "次"), ("inspection.coded_rate", "%"), ("inspection.found_rate", "%"), ("inspection.over", "次"), ("inspection.calls", "次"))


def _must_read(seen: Viewer) -> None:
    if TASK.id not in seen.reads:
        raise PermissionDenied("您的岗位没有这一项功能。")


def _columns(*titles: str) -> list[ui.ListColumn]:
    return [ui.ListColumn(f"c{n}", title, "date" if title in ("检查时间", "检查日期") else "text") for n, title in enumerate(titles)]


def desk(request: HttpRequest) -> HttpResponse:
    """The desk of inspections for whoever takes part in them."""
    seen = viewer_of(request)
    _must_read(seen)
    asked = request.GET.get("uscc", "").strip().upper()
    if asked:
        return HttpResponseRedirect(reverse("inspection_enterprise", args=[asked[:40]]))
    mine = visible(seen, [TASK.id])
    every = to_come(seen.day)
    own = set(mine.filter(pk__in=[one.pk for one in every]).values_list("pk", flat=True))
    coming = [one for one in every if one.pk in own]
    begun = list(InspectionTask.objects.filter(matter__in=mine.filter(status="open"), entered_on__isnull=False).select_related("matter__lead").order_by("entered_on", "pk")[:MOST])
    over = list(InspectionTask.objects.filter(matter__in=mine, exceeded=True, dropped=None, visit_on__year=year_of(request)).select_related("matter__lead").order_by("-visit_on", "-pk")[:MOST])
    # Whoever has one of the two sees that another unit plans to go there: its name, item and days, and no more.
    pairs = [one for one in mergeable(every) if one.leads.pk in own or one.other.pk in own]
    year, organ = year_of(request), organ_of(request)
    known = all_indicators()
    told = [(known[name].caption, value(known[name], Period.year(year), organ, seen.staff).exact(), unit) for name, unit in FIGURES]
    page = ui.AuthorityPage(
        title="涉企检查",
        lead="检查的事项须已公布、有标准；先核验频次，能合并的合并，批准后凭任务码和执法证件入企。",
        asking=[ui.FormField(name="uscc", label="查一家企业的检查（统一社会信用代码）", prefix="ask_", maxlength=18)],
        counts=[
            ("待检查", f"{len(coming):,}", "soon" if coming else "fine"), ("检查未办结", f"{len(begun):,}", "none"), ("可以合并", f"{len(pairs):,}", "soon" if pairs else "fine"),
            *((f"{year} 年{name}", "—" if number is None else f"{number:,}{unit if unit == '%' else ''}", "none") for name, number, unit in told),
        ],
        tables=[
            ("待检查", _tasks(coming, "没有待检查的任务。"), ""),
            ("可以合并", _pairs(pairs, own), "同一企业、检查时间重叠、不同单位的任务。由一个单位牵头，另一单位并入，一次入企；是否合并由承办人员决定。"),
            ("检查未办结", _tasks(begun, "没有。"), ""),
            ("超频次检查", _over(over), "超过频次的须经行政机关负责人批准，告知司法所。"),
            (f"{year} 年检查计划", _plans(seen, year), "没有列入计划的双随机、专项检查不能提出任务。"),
            *_published(seen),
        ],
        links=_links(seen),
        act=ui.Act("提出检查任务", reverse("open", args=[TASK.id]), primary=True) if may_open(seen, TASK) else None,
    )  # fmt: skip
    return page.response(request, frame(request, "work", TASK.id))


def _links(seen: Viewer) -> list[ui.Link]:
    pages = [
        (STANDARD.id, "检查标准", reverse("list", args=[STANDARD.id])), (PLAN.id, "检查计划", reverse("list", args=[PLAN.id])), (TASK.id, "检查台账", reverse("roll", args=["inspection.tasks"])),
        (RATING.id, "检查评价", reverse("inspection_ratings")), (CALL.id, "走访台账", reverse("list", args=[CALL.id])),
    ]  # fmt: skip
    return [ui.Link(name, href) for procedure, name, href in pages if procedure in seen.reads]


def _tasks(found: Sequence[InspectionTask], empty: str) -> ui.Table:
    rows = []
    for one in found[:MOST]:
        href = reverse("matter", args=[one.pk])
        joint = "牵头" if one.joint else "并入" if one.joint_with_id else ""
        days = f"{one.entered_on}" if one.entered_on else f"{one.planned_on} 至 {one.window_to}"
        cells = [ui.Cell(one.target or "", reverse("inspection_enterprise", args=[one.uscc])), ui.Cell(one.item or ""), ui.Cell(days), ui.Cell(one.matter.lead.name), ui.Cell(one.matter.stage + (f" · {joint}" if joint else ""), href)]
        rows.append(ui.Row(str(one.pk), cells, href))
    return ui.Table(_columns("企业", "事项", "检查时间", "单位", "办理"), rows, empty=ui.Empty(empty))


def _pairs(found: Iterable[Mergeable], own: set[int]) -> ui.Table:
    rows = []
    for pair in found:
        step, matter = ("join", pair.other.pk) if pair.leads.joint else ("lead_joint", pair.leads.pk)
        act = ui.Cell("并入" if step == "join" else "牵头", reverse("step", args=[matter, step])) if matter in own else ui.Cell("待对方牵头" if step == "lead_joint" else "待对方并入")
        cells = [ui.Cell(pair.leads.target or "", reverse("inspection_enterprise", args=[pair.leads.uscc])), *(_part(one, own) for one in (pair.leads, pair.other)), ui.Cell(f"{pair.first} 至 {pair.last}"), act]
        rows.append(ui.Row(f"{pair.leads.pk}-{pair.other.pk}", cells))
    return ui.Table(_columns("企业", "任务", "另一任务", "检查时间", "办理"), rows, empty=ui.Empty("没有可以合并的任务。"))


def _part(one: InspectionTask, own: set[int]) -> ui.Cell:
    return ui.Cell(f"{one.matter.lead.name}：{one.item}", reverse("matter", args=[one.pk]) if one.pk in own else "")


def join(request: HttpRequest, matter: int) -> HttpResponse:
    """并入综合查一次: the visits of others that this task could be part of. They are offered although their files are another unit's."""
    seen = viewer_of(request)
    head, state, law = core(seen, matter)
    task = InspectionTask.objects.filter(pk=matter).select_related("matter").first() if head.procedure == TASK.id else None
    if task is None:
        raise PermissionDenied("这一事项不是检查任务。")
    options = [(str(one.pk), f"{one.matter.lead.name}：{one.item}，{one.planned_on} 至 {one.window_to}（{one.matter.number}）") for one in leading(task)]

    def do() -> str:
        chosen = adm.number(request, "joint_with", "牵头的任务")
        perform(Order("join", seen.person or 0, matter=matter, data={"joint_with": chosen}, post=post_of(request), account=seen.account.pk, key=f"join:{matter}:{chosen}"))
        return "已并入综合查一次，与牵头单位一次入企。"

    def groups() -> list[ui.Group]:
        note = "" if options else "没有其他单位牵头、时间重叠的任务；可以由本任务牵头。"
        return [ui.Group("综合查一次", [adm.select(request, "joint_with", "牵头的任务", options, required=True)], note)]

    refusal = refused_now(seen, state.procedure.by_id["join"], 0, state, law, post_of(request))
    lead = str(refusal) if refusal else state.procedure.by_id["join"].help
    return adm.asked(request, "并入综合查一次", reverse("matter", args=[matter]), groups, do, subject=head.number, lead=lead, crumbs=[ui.Link("涉企检查", reverse("inspections"))])


def _over(found: Sequence[InspectionTask]) -> ui.Table:
    approved = set(StepState.objects.filter(matter__in=[one.pk for one in found], step="approve_over", done=True).values_list("matter_id", flat=True))
    rows = []
    for one in found:
        fate = "已批准" if one.pk in approved else "待批准"
        fate += "，司法所已知悉" if one.noted else ""
        cells = [ui.Cell(one.target or "", reverse("inspection_enterprise", args=[one.uscc])), ui.Cell(str(one.visit_on)), ui.Cell(one.matter.lead.name), ui.Cell((one.limit_words or "").rpartition("；")[2], title=one.over_why or ""), ui.Cell(fate, reverse("matter", args=[one.pk]))]
        rows.append(ui.Row(str(one.pk), cells))
    return ui.Table(_columns("企业", "检查日期", "单位", "频次", "办理"), rows, empty=ui.Empty("没有超频次的检查。"))


def _plans(seen: Viewer, year: int) -> ui.Table:
    """Plans are public (level 0): every unit sees what is planned; the file opens for who may read it."""
    rows = []
    found = progress(year, published(PLAN.id).values("pk"))
    mine = set(visible(seen, [PLAN.id]).filter(pk__in=[plan.pk for plan, _lines in found]).values_list("pk", flat=True))
    for plan, lines in found:
        for one in lines:
            months = f"{one.line.from_month}—{one.line.to_month} 月"
            cells = [ui.Cell(plan.name or "", reverse("matter", args=[plan.pk]) if plan.pk in mine else ""), ui.Cell(plan.matter.lead.name), ui.Cell(one.line.item_code or ""), ui.Cell(dict(WAYS).get(one.line.way or "", "")), ui.Cell(months), ui.Cell(f"{one.used} / {one.most}", kind="number")]
            rows.append(ui.Row(f"{plan.pk}-{one.line.row}", cells))
    return ui.Table(_columns("计划", "单位", "事项", "方式", "月份", "已安排 / 计划"), rows, empty=ui.Empty("还没有检查计划。"))


def _published(seen: Viewer) -> list[tuple[str, ui.Table, str]]:
    """What the viewer's organ may inspect today, with the codes that a proposal asks for."""
    unit = next((post.organ for post in seen.staff.posts_on(seen.person or 0, seen.day)), None)
    organ = seen.staff.power_of(unit) if unit else None
    if organ is None:
        return []
    rows = [ui.Row(one.code, [ui.Cell(one.code, kind="code"), ui.Cell(one.name), ui.Cell(FIELD_NAMES.get(one.field, ""))]) for one in items(organ, seen.day)[:MOST]]
    return [("本机关公布的检查事项", ui.Table(_columns("编码", "事项", "领域"), rows, empty=ui.Empty("还没有公布检查事项，不能提出检查任务。")), "没有公布的事项不能检查；提出任务时填写编码。")]


def enterprise(request: HttpRequest, uscc: str) -> HttpResponse:
    """How often one enterprise was visited: the meter of today and a year's calendar. Who led is told, what was found only where one may read it."""
    seen = viewer_of(request)
    _must_read(seen)
    code = uscc.strip().upper()
    if not re.fullmatch(r"[0-9A-Z]{18}", code):
        raise PermissionDenied("统一社会信用代码是 18 位数字和大写字母，请核对。")
    record(seen, f"查看企业检查频次 {code}", address=request.META.get("REMOTE_ADDR", ""))
    year = year_of(request)
    known = visits(code, date(year, 1, 1), date(year, 12, 31))
    lead = next((post.organ for post in seen.staff.posts_on(seen.person or 0, seen.day)), 0)
    meter = frequency(code, seen.day, lead)
    mine = set(visible(seen, [TASK.id, "enforcement.inspection"]).filter(pk__in=[one.matter for one in known]).values_list("pk", flat=True))
    name = InspectionTask.objects.filter(matter__in=mine, uscc=code).values_list("target", flat=True).first() or code
    page = ui.AuthorityPage(
        title=str(name),
        crumbs=[ui.Link("涉企检查", reverse("inspections"))],
        lead=f"{code} · 今日再检查一次：{meter.words}",
        asking=[],
        counts=_meter(meter, limits(seen.day)),
        tables=[(f"{year} 年检查日历", _calendar(known, mine, seen), "同一天几个单位综合查一次的，只计一次。"), *_calls(seen, code, year)],
        links=[ui.Link("检查台账", reverse("roll", args=["inspection.tasks"]))],
        act=ui.Act("提出检查任务", reverse("open", args=[TASK.id]), primary=True) if may_open(seen, TASK) else None,
    )
    return page.response(request, frame(request, "work", TASK.id))


def _meter(one: Frequency, most: Limits) -> list[tuple[str, str, str]]:
    """What stands already, of what may: one less than with the visit in question."""
    found = []
    for name, count, limit in (("今日", one.day, most.day), ("本周", one.week, most.week), ("本月", one.month, most.month), ("本机关本年", one.year, most.year)):
        had = count - 1
        found.append((name, f"{had} / {limit}", "overdue" if had > limit else "soon" if had == limit else "fine"))
    return found


def _calendar(known: Sequence[Visit], mine: set[int], seen: Viewer) -> ui.Table:
    rows = []
    for month in range(1, 13):
        there = [one for one in known if one.on.month == month]
        for one in there:
            words = ("已检查" if one.done else "待检查") + ("，不受频次限制" if one.exempt else "")
            href = reverse("matter", args=[one.matter]) if one.matter in mine else ""
            rows.append(ui.Row(f"{one.on}-{one.matter}", [ui.Cell(f"{month} 月"), ui.Cell(str(one.on), href, kind="date"), ui.Cell(seen.staff.names.get(one.lead, "")), ui.Cell(words)], href))
    return ui.Table(_columns("月份", "检查日期", "单位", "情况"), rows, empty=ui.Empty("本年没有检查。"))


def _calls(seen: Viewer, code: str, year: int) -> list[tuple[str, ui.Table, str]]:
    found = EnterpriseCall.objects.filter(matter__in=visible(seen, [CALL.id]), uscc=code, called_on__year=year).select_related("matter__lead").order_by("called_on", "pk")[:MOST]
    rows = [ui.Row(str(one.pk), [ui.Cell(str(one.called_on), kind="date"), ui.Cell(one.matter.lead.name), ui.Cell(one.purpose or "")]) for one in found]
    return [("走访服务", ui.Table(_columns("检查日期", "单位", "事由"), rows), "走访没有检查的权力，不计入频次。")] if rows else []


def sheet(request: HttpRequest, matter: int) -> HttpResponse:
    """The task with its QR code: on the officers' phone, or printed."""
    seen = viewer_of(request)
    head = core(seen, matter)[0]
    found = InspectionTask.objects.filter(pk=matter).select_related("matter__lead").first() if head.procedure == TASK.id else None
    if found is None or not found.task_code:
        raise PermissionDenied("这一事项没有任务码。")
    state, said = standing(found)
    address = request.build_absolute_uri(reverse("inspection_public", args=[found.task_code]))
    whole = joined(matter)
    page = ui.InspectionSheetPage(
        title="检查任务单",
        matter=ui.Link(f"{head.number} {head.title}".strip(), reverse("matter", args=[matter])),
        facts=[("检查对象", found.target or ""), ("检查地点", found.place or ""), ("检查时间", f"{found.planned_on} 至 {found.window_to}"), ("频次", found.limit_words or "")],
        parts=parts(whole or [found]),
        code=grouped(found.task_code),
        address=address,
        image=segno.make(address, error="m").svg_data_uri(scale=6, border=2),
        warning="" if state == "valid" else said,
        acts=_acts(found),
    )
    return page.response(request, frame(request, "work", TASK.id))


def _acts(found: InspectionTask) -> list[ui.Link]:
    """What comes next on the spot."""
    if found.dropped or found.told_on:
        return []
    names = {"enter": "亮证入企", "check": "填写检查单", "record": "现场检查记录", "tell": "告知检查结果"}
    done = set(StepState.objects.filter(matter=found.pk, step__in=names, done=True).values_list("step", flat=True))
    step = next((one for one in names if one not in done), "")
    return [ui.Link(names[step], reverse("step", args=[found.pk, step]))] if step else []

"""Style of work: problem, measure and rule in one table; the two texts of a rule side by side."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import get, visible
from yuheng.kernel.access.seats import may_open
from yuheng.systems.oversight.integrity.facts import RuleImproved
from yuheng.systems.oversight.style.facts import CLASSES, EFFECTS, MEETINGS, StyleMeeting, StyleProblem
from yuheng.systems.oversight.style.procedure import CHECK, MEETING, PLAN, PROBLEM
from yuheng.systems.oversight.style.redline import redline

MOST = 60
"""Rows of one table; the counts above are of all."""

RULE = "oversight.rule"
_CLASSES, _EFFECTS, _MEETINGS = dict(CLASSES), dict(EFFECTS), dict(MEETINGS)


def board(request: HttpRequest) -> HttpResponse:
    """问题—措施—制度. A department sees its own problems; the rules that it may read."""
    seen = viewer_of(request)
    if PROBLEM.id not in seen.reads:
        raise PermissionDenied("您的岗位没有这一项功能。")
    asked = {name: request.GET.get(name, "") for name in ("category", "year")}
    year = int(asked["year"]) if asked["year"].isdigit() and len(asked["year"]) == 4 and int(asked["year"]) >= 1900 else seen.day.year if seen.day.month > 3 else seen.day.year - 1
    problems = StyleProblem.objects.filter(matter__in=visible(seen, [PROBLEM.id]), found_on__year=year)
    if asked["category"] in _CLASSES:
        problems = problems.filter(category=asked["category"])
    counted = problems.aggregate(n=Count("pk"), open=Count("pk", filter=Q(evaluated_on=None)), verified=Count("pk", filter=Q(verified_on__isnull=False)))
    rules = RuleImproved.objects.filter(matter__in=visible(seen, [RULE]), improved_on__year=year) if RULE in seen.reads else RuleImproved.objects.none()
    meetings = StyleMeeting.objects.filter(matter__in=visible(seen, [MEETING.id]), held_on__year=year)
    held = meetings.count()
    page = ui.AuthorityPage(
        title="作风建设",
        lead="问题只登记类别，整改只写措施。具体人员、举报内容和线索不进入本平台，请按规定渠道反映。",
        asking=[
            ui.FormField(name="year", label="年度", kind="number", value=str(year), prefix="ask_", inputmode="numeric"),
            _select("category", "类别", asked["category"], CLASSES),
        ],
        counts=[
            ("问题", f"{counted['n']:,}", "none"), ("未销号", f"{counted['open']:,}", "soon" if counted["open"] else "fine"), ("已核实整改", f"{counted['verified']:,}", "fine"),
            ("完善制度", f"{rules.count():,}", "none"), ("会议", f"{held:,}", "none"),
        ],
        tables=[
            ("问题、措施、制度", _problems(problems, set(rules.values_list("pk", flat=True))), _rest(counted["n"])), ("完善的制度", _rules(rules), "点击制度名称，查看新旧条文对照。"),
            ("会议", _meetings(meetings), _rest(held)),
        ],
        links=_links(seen),
        act=ui.Act("登记问题", reverse("open", args=[PROBLEM.id]), primary=True) if may_open(seen, PROBLEM) else None,
    )  # fmt: skip
    return page.response(request, frame(request, "work", PROBLEM.id))


def _rest(count: int) -> str:
    return f"另有 {count - MOST:,} 行，请按类别查看，或者打开台账。" if count > MOST else ""


def _select(name: str, label: str, chosen: str, options: Iterable[tuple[str, str]]) -> ui.FormField:
    found = [ui.Option("", "全部", not chosen), *(ui.Option(value, text, value == chosen) for value, text in options)]
    return ui.FormField(name=name, label=label, kind="select", options=found, prefix="ask_")


def _links(seen: Viewer) -> list[ui.Link]:
    pages = [
        (PROBLEM.id, "问题台账", reverse("roll", args=["conduct.problems"])), (RULE, "新旧条文对照表", reverse("roll", args=["conduct.rules"])), (PLAN.id, "监督计划", reverse("list", args=[PLAN.id])),
        (CHECK.id, "检查", reverse("list", args=[CHECK.id])), (MEETING.id, "会议", reverse("list", args=[MEETING.id])),
    ]  # fmt: skip
    return [ui.Link(name, href) for procedure, name, href in pages if procedure in seen.reads]


def _problems(found: QuerySet[StyleProblem], rules: set[int]) -> ui.Table:
    columns = [
        ui.ListColumn("found", "发现", "date"), ui.ListColumn("unit", "责任单位"), ui.ListColumn("category", "问题类别"), ui.ListColumn("measure", "整改措施"), ui.ListColumn("rule", "完善的制度"),
        ui.ListColumn("stage", "状态"), ui.ListColumn("effect", "评估"),
    ]  # fmt: skip
    rows = []
    names = dict(RuleImproved.objects.filter(pk__in=found.exclude(rule=None).values("rule")).values_list("pk", "name"))
    for one in found.select_related("unit", "matter").order_by("-found_on", "-pk")[:MOST]:
        measure, href = one.measure or "", reverse("matter", args=[one.pk])
        rule = names.get(one.rule_id or 0, "需要，尚未完善" if one.needs_rule else "—")
        cells = [
            ui.Cell(str(one.found_on), kind="date"), ui.Cell(str(one.unit)), ui.Cell(_CLASSES.get(one.category, ""), href), ui.Cell(measure if len(measure) <= 60 else measure[:59] + "…", title=measure),
            ui.Cell(rule, reverse("style_rule", args=[one.rule_id]) if one.rule_id in rules else ""), ui.Cell(one.matter.stage or ""), ui.Cell(_EFFECTS.get(one.effect, "")),
        ]  # fmt: skip
        rows.append(ui.Row(str(one.pk), cells, href))
    return ui.Table(columns, rows, empty=ui.Empty("这一年没有登记问题。"))


def _rules(found: QuerySet[RuleImproved]) -> ui.Table:
    columns = [ui.ListColumn("on", "完善日期", "date"), ui.ListColumn("name", "制度"), ui.ListColumn("unit", "责任单位"), ui.ListColumn("problem", "针对的问题"), ui.ListColumn("paper", "印发文号")]
    rows = []
    for one in found.select_related("unit").order_by("-improved_on", "-pk")[:MOST]:
        href, problem = reverse("style_rule", args=[one.pk]), one.problem or ""
        cells = [ui.Cell(str(one.improved_on), kind="date"), ui.Cell(one.name or "", href), ui.Cell(str(one.unit)), ui.Cell(problem[:60], title=problem), ui.Cell(one.paper or "—")]
        rows.append(ui.Row(str(one.pk), cells, href))
    return ui.Table(columns, rows, empty=ui.Empty("这一年没有登记完善的制度。"))


def _meetings(found: QuerySet[StyleMeeting]) -> ui.Table:
    columns = [ui.ListColumn("on", "日期", "date"), ui.ListColumn("sort", "类型"), ui.ListColumn("topic", "议题"), ui.ListColumn("people", "人次", "number")]
    rows = []
    for one in found.order_by("-held_on", "-pk")[:MOST]:
        href = reverse("matter", args=[one.pk])
        cells = [ui.Cell(str(one.held_on), kind="date"), ui.Cell(_MEETINGS.get(one.sort, "")), ui.Cell(one.topic or "", href), ui.Cell(f"{one.people or 0:,}", kind="number")]
        rows.append(ui.Row(str(one.pk), cells, href))
    return ui.Table(columns, rows, empty=ui.Empty("这一年没有登记会议。"))


def rule(request: HttpRequest, matter: int) -> HttpResponse:
    """One rule that was improved: what went and what came, and the problems that it answers, of those that the viewer may see."""
    seen = viewer_of(request)
    found = get(seen, matter)
    one = RuleImproved.objects.filter(pk=found.pk).select_related("unit").first() if found.procedure == RULE else None
    if one is None:
        raise PermissionDenied("没有这一制度，或者您没有查看的权限。")
    old, new = redline(one.old_text or "", one.new_text or "")
    problems = StyleProblem.objects.filter(rule=matter, matter__in=visible(seen, [PROBLEM.id])).order_by("pk") if PROBLEM.id in seen.reads else []
    page = ui.RedlinePage(
        title=f"{one.name}：新旧条文对照", matter=ui.Link(found.title, reverse("matter", args=[matter])), lead=one.problem or "",
        facts=[("责任单位", str(one.unit)), ("完善日期", str(one.improved_on)), ("印发文号", one.paper or "—"), ("整改措施", one.measure or "—")], old=old, new=new,
        problems=[ui.Link(f"{p.found_on} {_CLASSES.get(p.category, '')}", reverse("matter", args=[p.pk])) for p in problems], crumbs=[ui.Link("作风建设", reverse("style_board"))],
    )  # fmt: skip
    return page.response(request, frame(request, "work", RULE))

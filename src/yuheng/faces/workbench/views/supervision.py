"""Supervision of enforcement: the clue desk, the plan of the year, and a paper drafted from a clue."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import administering as adm
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open, may_take_part
from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.records.models import Organ
from yuheng.systems.oversight.clues import found as _models  # noqa: F401  (registers them)
from yuheng.systems.oversight.clues.facts import FORMS, SEVERITIES, Clue
from yuheng.systems.oversight.clues.model import all_models
from yuheng.systems.oversight.clues.procedure import CLUE, COMPLAINT, LETTER
from yuheng.systems.oversight.clues.standing import Quality, countable_on, quality, ready, repeated, still_shown
from yuheng.systems.oversight.supervision.facts import KeyPoint, SupervisionRound
from yuheng.systems.oversight.supervision.plan import plan as plan_of

FEW, MANY = 5, 60
"""Lines of a group, among all and asked for by itself; the counts above are of all."""
STATES = {"ready": "待认定", "shown": "先示单位", "counted": "已计入", "dropped": "不予计入"}
NOTES = {
    "ready": "先示期间已满：计入，或者写明理由不予计入。", "shown": "在所列日期以前由单位说明，不计入统计。", "counted": "可以据以起草监督文书。", "dropped": "理由见各条线索。",
}  # fmt: skip
LEVELS = {"grave": "overdue", "common": "soon", "slight": "none"}
WORDS = dict(SEVERITIES)


def _must_read(seen: Viewer, procedure: str) -> None:
    if procedure not in seen.procedures:
        raise PermissionDenied("您的岗位没有这一项功能。")


def desk(request: HttpRequest) -> HttpResponse:
    """Clues that the viewer may see, by where they stand: the squad explains, the supervisor counts or drops."""
    seen = viewer_of(request)
    _must_read(seen, CLUE.id)
    clues = Clue.objects.filter(matter__in=visible(seen, [CLUE.id]))
    judged = quality(clues)
    units = list(clues.order_by("unit__code").values_list("unit", "unit__name").distinct())
    model, unit, state = (request.GET.get(name, "") for name in ("model", "unit", "state"))
    known = {one.id: one for one in all_models()}
    chosen = clues
    if model in known:
        chosen = chosen.filter(model=model)
    if unit in {str(pk) for pk, _name in units}:
        chosen = chosen.filter(unit=int(unit))
    states = {"shown": still_shown(seen.day), "ready": ready(seen.day), "counted": Q(verdict="counted"), "dropped": Q(verdict="dropped")}
    numbers = chosen.aggregate(**{name: Count("pk", filter=where) for name, where in states.items()})
    page = ui.ClueDeskPage(
        title="执法监督线索",
        lead="线索由模型从办案记录中自动发现，先示所涉单位说明，期满由监督人员认定；已经复议、诉讼的，不重复监督。",
        asking=[
            _select("state", "状态", state, STATES.items()),
            _select("model", "模型", model, [(one.id, one.name) for one in known.values() if one.id in judged]),
            _select("unit", "单位", unit, [(str(pk), name) for pk, name in units]),
        ],
        counts=[(STATES[name], f"{numbers[name]:,}", _urgency(name, numbers[name])) for name in STATES],
        groups=[
            _group(name, chosen.filter(states[name]), numbers[name], seen, _all_of(name, model, unit) if state not in STATES else "")
            for name in ([state] if state in STATES else STATES)
        ],
        repeated=[(unit_name, name, n, f"?model={of}&unit={pk}") for pk, unit_name, of, name, n in repeated(clues, seen.day)],
        models=[_model(one, judged.get(one.id, Quality())) for one in known.values()],
        links=_links(seen),
    )  # fmt: skip
    return page.response(request, frame(request, "work", CLUE.id))


def _links(seen: Viewer) -> list[ui.Link]:
    """The pages beside the desk, of those that the viewer may read."""
    pages = [
        (CLUE.id, "线索台账", reverse("roll", args=["supervision.clues"])), (LETTER.id, "监督文书", reverse("list", args=[LETTER.id])),
        (COMPLAINT.id, "投诉", reverse("list", args=[COMPLAINT.id])), ("oversight.key_point", "工作重点", reverse("supervision_plan")),
    ]  # fmt: skip
    return [ui.Link(name, href) for procedure, name, href in pages if procedure in seen.procedures]


def _urgency(state: str, count: int) -> str:
    return {"ready": "overdue" if count else "fine", "shown": "fine"}.get(state, "none")


def _all_of(state: str, model: str, unit: str) -> str:
    """The address of one group by itself, asked as the page is."""
    return "?" + urlencode({"state": state, "model": model, "unit": unit})


def _select(name: str, label: str, chosen: str, options: Iterable[tuple[str, str]]) -> ui.FormField:
    found = [ui.Option("", "全部", not chosen), *(ui.Option(value, text, value == chosen) for value, text in options)]
    return ui.FormField(name=name, label=label, kind="select", options=found, prefix="ask_")


def _model(one, judged: Quality) -> ui.ModelLine:
    return ui.ModelLine(one.name, one.words, one.basis, f"?model={one.id}", judged.found, judged.counted, judged.dropped, judged.share)


def _group(state: str, found: QuerySet[Clue], count: int, seen: Viewer, whole: str) -> ui.ClueGroup:
    """One group: the newest few with the address of the whole, or, asked for by itself, as many as a page bears."""
    most = FEW if whole else MANY
    rows = found.select_related("unit").order_by("-found_on", "-pk")[:most] if count else []
    return ui.ClueGroup(STATES[state], NOTES[state], max(count - most, 0), whole, [_line(one, STATES[state], seen) for one in rows])


def _line(one: Clue, group: str, seen: Viewer) -> ui.ClueLine:
    words = f"{one.found_on} 发现" + (f"，{countable_on(one.found_on)} 起可以认定" if group == "先示单位" else "")
    sees_file = one.file_id and any(name.startswith("penalty.") for name in seen.reads)
    return ui.ClueLine(
        ui.Link(one.name or "", reverse("matter", args=[one.pk])), one.unit.name, LEVELS.get(one.severity, "none"), WORDS.get(one.severity, ""), one.content or "", words,
        ui.Link(one.subject or "案件", reverse("matter", args=[one.file_id])) if sees_file else None, one.explanation or one.reason or one.judgement or "", _acts(one, group, seen),
    )  # fmt: skip


def _acts(one: Clue, group: str, seen: Viewer) -> list[ui.Link]:
    def step(name: str) -> list[ui.Link]:
        declared = CLUE.by_id[name]
        return [ui.Link(declared.name, reverse("step", args=[one.pk, name]))] if may_take_part(declared, seen.roles) else []

    if group == "先示单位":
        return [*step("explain"), *step("drop")]
    if group == "待认定":
        return [*step("explain"), *step("count"), *step("drop")]
    if group == "已计入" and may_open(seen, LETTER):
        return [ui.Link("起草文书", reverse("letter_from", args=[one.pk]))]
    return []


def plan(request: HttpRequest) -> HttpResponse:
    """The key points of a year, and which have no check yet."""
    seen = viewer_of(request)
    _must_read(seen, "oversight.key_point")
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 2000 <= int(asked[:5]) <= 2100 else seen.day.year
    mine = visible(seen, ["oversight.key_point"]), visible(seen, ["oversight.supervision"])
    lines = plan_of(year, KeyPoint.objects.filter(matter__in=mine[0]), SupervisionRound.objects.filter(matter__in=mine[1]))
    bare = sum(not line.checks for line in lines)
    page = ui.SupervisionPlanPage(
        title="执法监督工作重点",
        year=year,
        before=f"?year={year - 1}",
        after=f"?year={year + 1}",
        counts=[("工作重点", str(len(lines)), "none"), ("还没有检查", str(bare), "overdue" if bare else "fine")],
        points=[
            (line.number, ui.Link(line.content, reverse("matter", args=[line.matter])), [ui.Link(one.name, reverse("matter", args=[one.pk])) for one in line.checks])
            for line in lines
        ],
    )  # fmt: skip
    return page.response(request, frame(request, "work", "oversight.key_point"))


def letter_new(request: HttpRequest, clue: int = 0) -> HttpResponse:
    """Drafts a paper, from a counted clue or freely. It belongs to the squad addressed and issues in the zone's (or a higher organ's) name."""
    seen = viewer_of(request)
    if not may_open(seen, LETTER):
        raise PermissionDenied("您的岗位不能起草监督文书。")
    found = _clue(clue, seen)
    units = _units(found)

    def do() -> str:
        unit = adm.number(request, "unit", "受文单位")
        if str(unit) not in {value for value, _name in units}:
            raise refuse("data", "受文单位不在可选范围内。", "请从列表中选择。")
        data: dict[str, Any] = {name: request.POST.get(name, "").strip() for name in ("form", "subject", "findings", "demand")}
        data |= {"unit": unit, "answer_by": adm.day(request, "answer_by", "反馈期限"), **({"clues": [{"clue": found.pk}]} if found else {})}
        # The paper issues above the squad: its number bears the zone's prefix, not the squad's.
        opening = Opening(LETTER.id, lead=unit, power=seen.staff.line(unit)[-1])
        # A second click sends the same draft and finds the first.
        key = "letter-" + sm3(json.dumps(data, default=str, sort_keys=True).encode()).hex()[:40]
        done = perform(Order("prepare", seen.person or 0, opening=opening, data=data, post=post_of(request), account=seen.account.pk, key=key))
        return f"已起草“{data['subject'] or '监督文书'}”，请由司法所所长签发或者登记制发（事项 {done.matter}）。"

    def groups() -> list[ui.Group]:
        fields = [
            adm.select(request, "form", "文书种类", FORMS, required=True, help="督办函、意见书由司法局制发，决定书由本级人民政府制发；区内自行制发的是内部整改通知"),
            adm.select(request, "unit", "受文单位", units, required=True),
            adm.text(request, "subject", "事由", found.name or "" if found else "", required=True, maxlength=200, wide=True),
            adm.text(request, "findings", "发现的问题", _findings(found), kind="textarea", required=True, wide=True),
            adm.text(request, "demand", "监督要求", kind="textarea", required=True, wide=True),
            adm.text(request, "answer_by", "反馈期限", kind="date", required=True, help="没有法定天数，由制发机关写明"),
        ]
        return [ui.Group("监督文书", fields)]

    lead = "被监督单位须在反馈期限以前报送整改情况；不得以监督代替行政执法。"
    return adm.asked(request, "起草", reverse("list", args=[LETTER.id]), groups, do, subject="监督文书", lead=lead, crumbs=[ui.Link("执法监督线索", reverse("clue_desk"))])


def _clue(asked: int, seen: Viewer) -> Clue | None:
    if not asked:
        return None
    found = Clue.objects.filter(matter__in=visible(seen, [CLUE.id]), pk=asked).select_related("unit").first() if asked < 2**63 else None
    if found is None or found.verdict != "counted":
        raise PermissionDenied("没有这条线索，或者它还没有计入。")
    return found


def _units(clue: Clue | None) -> list[tuple[str, str]]:
    if clue:
        return [(str(clue.unit_id), clue.unit.name)]
    found = Organ.objects.filter(Q(holds_power=True) | Q(parent__holds_power=True), to_on=None).order_by("code")
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def _findings(clue: Clue | None) -> str:
    if clue is None:
        return ""
    return f"{clue.subject}：{clue.content}\n依据：{clue.basis}。"

"""行政检查任务: proposed, counted, approved, coded, entered with the certificate shown, checked point by point, recorded, told, put right or handed on.

Two versions of one procedure: the steps are the same, what they rest on is not. Until the opinion of 2024 an approval before an inspection
and a limit of frequency were the house's own rule; since then they bind.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Excludes, Procedure, Step, Without, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.inspection import questions as _questions  # noqa: F401  (registers them)
from yuheng.systems.enforcement.inspection.filling import PROCEDURE, register_all
from yuheng.systems.enforcement.inspection.rules import (
    ACT,
    BINDING,
    BUSINESS,
    OPINION,
    THREE_SYSTEMS,
    exceeded,
    to_correct,
    to_hand,
    to_refer,
    urgent,
)
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask
from yuheng.systems.roles import (
    BUREAU_LEADER,
    ENFORCER,
    JUSTICE_CLERK,
    JUSTICE_HEAD,
    ORGAN_HEAD,
    SQUAD_HEAD,
    SUPERVISOR,
)

TWO = (ENFORCER, ENFORCER)
LEADERS = ((BUREAU_LEADER, ORGAN_HEAD),)
RECORDED = (f"{ACT}#55", f"{THREE_SYSTEMS}#（七）")

STEPS = (
    Step(
        "propose", "提出检查任务", ((ENFORCER, SQUAD_HEAD),), (f"{THREE_SYSTEMS}#（四）",), "报批", opens=True, numbers="inspection",
        writes=(
            "target", "uscc", "place", "item_code", "item", "standard", "way", "plan", "exempt", "exempt_why", "urgent", "planned_on", "window_to", "team", "task_code", "visit_on",
            "day_count", "week_count", "month_count", "year_count", "exceeded", "limit_words",
        ),
        needs=("team",), asks=("published", "planned", "officers"), obliges=(Due("approve"), Due("approve_over")),
        help="事项须已公布、有检查标准；检查人员不少于两人并持证；频次由系统核验，超过的须经批准并告知司法所",
    ),
    Step(
        "replan", "调整时间和人员", ((ENFORCER, SQUAD_HEAD),), (f"{THREE_SYSTEMS}#（四）",), "报批", after=("propose",), repeat=True,
        writes=("planned_on", "window_to", "team", "item", "standard", "visit_on", "day_count", "week_count", "month_count", "year_count", "exceeded", "limit_words"),
        needs=("planned_on", "window_to"), asks=("published", "planned", "officers"), voids=("approve", "approve_over"), obliges=(Due("approve"), Due("approve_over")),
        help="重新核验频次，重新报批",
    ),
    Step("lead_joint", "牵头综合查一次", ((SQUAD_HEAD, ENFORCER),), (f"{BUSINESS}#54",), after=("propose",), writes=("joint",), needs=("joint",), help="同一企业有其他单位时间重叠的任务，由本任务牵头，一次入企"),
    Step(
        "join", "并入综合查一次", ((SQUAD_HEAD, ENFORCER),), (f"{BUSINESS}#54",), after=("propose",), writes=("joint_with", "exceeded", "limit_words"), needs=("joint_with", "exceeded"), asks=("mergeable",),
        excludes=("lead_joint",),
        help="与牵头任务一次入企，只计一次；本单位的检查单、记录和结果仍由本单位负责",
    ),
    Step(
        "approve_over", "批准超频次检查", (ORGAN_HEAD,), (f"{THREE_SYSTEMS}#（四）",), "报批", after=("propose",), when=exceeded, writes=("over_why",), needs=("over_why",), effect="approves",
        separate_from=("propose", "replan"), statutory=False, obliges=(Due("noted"),), help="批准后告知司法所",
    ),
    Step(
        "approve", "批准检查任务", (BUREAU_LEADER,), (f"{THREE_SYSTEMS}#（四）",), "待检查", after=("propose", "approve_over"), when=~urgent, effect="approves", separate_from=("propose", "replan"),
        produces=("approval", "notice"), statutory=False, obliges=(Due("enter", on="window_to"),),
    ),
    Step(
        "cancel", "取消任务", ((ENFORCER, SQUAD_HEAD, BUREAU_LEADER),), (), "取消", after=("propose",), statutory=False, writes=("dropped",), needs=("dropped",), asks=("alone",),
        closes=True, leaves=("approve", "approve_over", "enter", "noted"), excludes=("replan", "lead_joint", "join", "approve", "approve_over", "enter", "explain", "noted"),
    ),
    Step("explain", "说明情况", (ENFORCER,), (), after=("propose",), repeat=True, statutory=False, writes=("explained",), needs=("explained",), obliges=(Due("noted"),), help="对同一企业多次检查未发现问题的，说明再次检查的必要"),
    Step(
        "enter", "亮证入企", TWO, (f"{ACT}#55.1",), "检查", after=("propose", "approve", "approve_over"), asks=("published", "officers", "team", "within", "empty"),
        writes=("entered_at", "entered_on", "visit_on", "scanned", "coded", "uncoded_why", "received_by", "day_count", "week_count", "month_count", "year_count", "limit_words"),
        needs=("received_by",), excludes=("cancel", "replan", "lead_joint", "join"), obliges=(Due("check"), Due("record"), Due("ratify", within_by=("exempt", {"urgent": "inspection.ratify"}))),
        help="主动出示执法证件和任务码；不出示的，企业有权拒绝",
    ),
    Step(
        "ratify", "补办批准", LEADERS, (f"{THREE_SYSTEMS}#（四）",), after=("enter",), when=urgent, writes=("ratify_why",), needs=("ratify_why",), effect="approves", separate_from=("propose", "enter"),
        produces=("approval",), statutory=False, obliges=(Due("noted"),),
    ),
    Step("check", "填写检查单", TWO, RECORDED, "检查", after=("enter",), repeat=True, writes=("points",), needs=("points",), produces=("checklist",)),
    Step(
        "record", "现场检查记录", TWO, RECORDED, "检查", after=("check",), writes=("left_at", "found_words", "problems", "result", "referable", "signed", "unsigned_why"),
        needs=("left_at", "found_words", "result", "referable", "signed"), produces=("record",), excludes=("check", "explain"),
        obliges=(Due("tell", within="inspection.tell"), Due("order"), Due("refer"), Due("hand_over")),
    ),
    Step("tell", "告知检查结果", (ENFORCER,), (f"{THREE_SYSTEMS}#（六）",), "告知", after=("record",), writes=("told_on", "told_how"), needs=("told_on", "told_how"), produces=("result",), statutory=False, obliges=(Due("close"),)),
    Step(
        "order", "责令改正", TWO, (f"{ACT}#28.1",), "整改", after=("record",), when=to_correct, repeat=True, writes=("order", "correct_by"), needs=("order", "correct_by"), produces=("correct",),
        voids=("recheck",), obliges=(Due("recheck", on="correct_by"),),
    ),
    Step(
        "recheck", "整改复查", TWO, (f"{ACT}#28.1",), "整改", after=("order",), when=to_correct, writes=("rechecked_on", "put_right", "recheck_words", "referable"),
        needs=("rechecked_on", "put_right", "recheck_words", "referable"), produces=("recheck",), excludes=("order",), obliges=(Due("refer"),), help="没有改正的，转立案件",
    ),
    Step(
        "refer", "转立案件、免罚轻罚核验", (ENFORCER,), (f"{ACT}#54",), "转办", after=("record",), when=to_refer, writes=("refer_why", "case"), needs=("refer_why",),
        excludes=("order", "recheck"), obliges=(Due("filed"),), help="立案的，不填事项时系统同时登记普通程序线索；按免罚轻罚核验的，选择该事项",
    ),
    Step("filed", "登记所转事项", (ENFORCER,), (f"{ACT}#54",), "转办", after=(any_of("refer"),), writes=("case",), needs=("case",)),
    Step("hand_over", "移送其他机关", (ENFORCER,), (f"{ACT}#22",), "转办", after=("record",), when=to_hand, writes=("handed_to", "handed_on", "refer_why"), needs=("handed_to", "handed_on", "refer_why")),
    Step(
        "close", "办结", ((ENFORCER, SQUAD_HEAD),), (f"{THREE_SYSTEMS}#（九）",), "办结", after=("tell",), blocked_by=("order", "recheck", "refer", "filed", "hand_over", "ratify"), closes=True,
        leaves=("noted",), statutory=False,
    ),
    Step("noted", "司法所知悉", ((JUSTICE_CLERK, JUSTICE_HEAD, SUPERVISOR),), (), after=("propose",), after_close=True, repeat=True, statutory=False, writes=("noted",), needs=("noted",)),
)  # fmt: skip

SINCE = {
    "propose": ("三", "四"), "replan": ("五",), "lead_joint": ("四",), "join": ("四",), "approve_over": ("四",), "approve": ("五",), "enter": ("五",), "ratify": ("五",), "tell": ("五",),
}  # fmt: skip
"""Places of the opinion that steps rest on since it is in force, beside what they rested on before."""


def _since(step: Step) -> Step:
    more = tuple(f"{OPINION}#{place}" for place in SINCE.get(step.id, ()))
    return replace(step, cites=(*more, *step.cites), statutory=step.statutory or bool(more))


def _procedure(version: int, steps: tuple[Step, ...], in_force: date, ceased: date | None, basis: tuple[str, ...]) -> Procedure:
    return Procedure(
        id=PROCEDURE,
        name="行政检查任务",
        version=version,
        in_force=in_force,
        ceased=ceased,
        shape=shape_of(InspectionTask),
        steps=steps,
        never=(
            Without("enter", "approve", ~urgent, basis),
            Without("enter", "approve_over", exceeded, basis),
            Without("record", "check", cites=RECORDED),
            Without("close", "tell", cites=basis),
        ),
        given=(Excludes(to_correct, to_hand),),
        chapter=4,
        level=1,
        title="{item}（{target}）",
        stages=("报批", "待检查", "检查", "告知", "整改", "转办", "办结", "取消"),
        cites=basis,
        papers={
            "approval": "行政检查审批表", "notice": "行政检查通知书", "checklist": "行政检查单", "record": "现场检查笔录", "result": "行政检查结果告知书", "correct": "责令改正通知书",
            "recheck": "整改复查记录",
        },
        paper_numbers={"notice": "inspect_notice", "correct": "inspect_correct"},
        patterns={
            "inspection": "{prefix}检〔{year}〕{no:04d}号", "inspect_notice": "{prefix}检通〔{year}〕{no:04d}号", "inspect_correct": "{prefix}检改〔{year}〕{no:04d}号",
        },
    )  # fmt: skip


BEFORE = registry.register(_procedure(1, STEPS, date(2020, 1, 1), BINDING, (f"{BUSINESS}#54", f"{THREE_SYSTEMS}#（四）")))
TASK = registry.register(_procedure(2, tuple(_since(step) for step in STEPS), BINDING, None, (f"{OPINION}#四",)))

register_all()

"""培训计划: planned, signed up for, attended, held; the course register takes its numbers from the attendance."""

from __future__ import annotations

from datetime import date
from typing import Any

from yuheng.kernel.engine.completing import Completed
from yuheng.kernel.engine.completing import register as completes
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.training.exam_facts import Attendee, TrainingPlan
from yuheng.systems.enforcement.training.facts import Course
from yuheng.systems.roles import JUSTICE_CLERK, LEGAL_REVIEWER, TRAINEE, UNIT_CLERK

PLAN = "training.plan"
CLERKS = (UNIT_CLERK, LEGAL_REVIEWER, JUSTICE_CLERK)
_CLERKS = {role.id for role in CLERKS}

STEPS = (
    Step(
        "plan", "列入计划", (CLERKS,), stage="报名", opens=True, writes=("topic", "level", "planned_on", "sign_up_by", "teacher", "place", "hours", "places"), statutory=False,
    ),
    Step("sign_up", "报名", ((*CLERKS, TRAINEE),), stage="报名", after=("plan",), repeat=True, writes=("attendees",), needs=("attendees",), statutory=False, help="本人报名，或者由联络员统一报名"),
    Step("attend", "签到", (CLERKS,), stage="签到", after=("sign_up",), repeat=True, writes=("attendees",), needs=("attendees",), statutory=False),
    Step("hold", "举办", (CLERKS,), stage="已举办", after=("attend",), writes=("held_on",), needs=("held_on",), closes=True, excludes=("cancel",), produces=("roster",), statutory=False, help="签到齐全以后办理；随后登记法制培训台账"),
    Step("cancel", "取消培训", (CLERKS,), stage="已取消", after=("plan",), writes=("cancelled_why",), needs=("cancelled_why",), closes=True, excludes=("hold",), statutory=False),
)  # fmt: skip

TRAINING_PLAN = registry.register(
    Procedure(
        id=PLAN, name="法制培训计划", shape=shape_of(TrainingPlan), steps=STEPS, in_force=date(2019, 1, 1), chapter=4, title="{topic}", stages=("报名", "签到", "已举办", "已取消"),
        papers={"roster": "法制培训签到册"},
    )
)  # fmt: skip


def register_all() -> None:
    """Declares the completions; called once."""
    completes(PLAN, "sign_up", sign_up)
    completes(PLAN, "hold", hold)
    completes("training.course", "record", course)


def _no(field: str, message: str) -> Refusal:
    return Refusal("data", message, fields={field: message})


def sign_up(act: Act, state: Snapshot) -> Completed | Refusal:
    """In time; who is no clerk signs up nobody but himself. The unit is that of the post."""
    limit = state.facts.get("sign_up_by")
    if limit is not None and act.day > limit:
        return _no("attendees", f"报名已于 {limit} 截止，请与组织培训的人员联系。")
    items: list[dict[str, Any]] = []
    for item in act.data.get("attendees") or ():
        if not act.by.roles & _CLERKS and (str(item.get("attendee")) != str(act.by.person) or item.get("row") is not None):
            return _no("attendees", "只能为本人报名。")
        own = str(item.get("attendee")) == str(act.by.person)
        items.append({"attendee": item.get("attendee"), "unit": item.get("unit") or (act.by.organ if own else None)} if item.get("row") is None else item)
    return Completed({"attendees": items})


def hold(act: Act, state: Snapshot) -> Completed | Refusal:
    """Not before everybody who signed up was marked present, on leave or absent."""
    open_ = [row for row in state.rows.get("attendees", {}).values() if not row.get("voided") and not row.get("present")]
    if open_:
        return _no("held_on", f"还有 {len(open_)} 名报名人员没有签到结果，请先办理“签到”。")
    return Completed(act.data)


def course(act: Act, state: Snapshot) -> Completed | Refusal:
    """A course held by plan takes its numbers from the attendance; nobody types them, and no plan is counted twice."""
    plan = str(act.data.get("plan") or "")
    if not plan.isdecimal():
        return Completed(act.data)
    facts = TrainingPlan.objects.filter(pk=int(plan), held_on__isnull=False).first()
    if facts is None:
        return _no("plan", "没有这一培训计划，或者还没有办理“举办”。")
    if Course.objects.filter(plan=facts.pk).exclude(matter__status="void").exists():
        return _no("plan", "这一培训计划已经登记过台账。")
    rows = Attendee.objects.filter(matter=facts.pk, voided=False)
    told = {"held_on": facts.held_on, "level": facts.level, "hours": facts.hours, "people": rows.filter(present="present").count(), "should_attend": rows.count()}
    return Completed({**act.data, **told})

"""What a task must answer beyond its relations and fields: published item, plan, officers, frequency, joint visits."""

from __future__ import annotations

from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.office import office
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.records.models import Matter
from yuheng.systems.enforcement.inspection import held
from yuheng.systems.enforcement.inspection.filling import PROCEDURE
from yuheng.systems.enforcement.inspection.frequency import empty_visits, frequency
from yuheng.systems.enforcement.inspection.plan_facts import InspectionStandard
from yuheng.systems.enforcement.inspection.rules import ACT, BUSINESS, THREE_SYSTEMS, cites
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask
from yuheng.systems.enforcement.items.choices import FIELD_NAMES, GENERAL

TWO = 2
"""Officers of an inspection, as of an inquiry (行政处罚法 第四十二条第一款)."""


def _facts(state: Snapshot, outcome: Outcome) -> dict[str, Any]:
    return {**state.facts, **outcome.writes}


def _no(field: str, message: str, remedy: str, basis: tuple[str, ...], outcome: Outcome) -> Refusal:
    return Refusal("asked", message, basis, remedy, {field: message} if field else {}, outcome.act.step)


def _officers(state: Snapshot, outcome: Outcome) -> list[dict[str, Any]]:
    kept, written = state.rows.get("team", {}), outcome.row_writes.get("team", {})
    merged = [{**kept.get(n, {}), **written.get(n, {})} for n in {**kept, **written}]
    return [row for row in merged if not row.get("voided")]


@asks(f"{PROCEDURE}:published")
def published(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """An item that is not published is not inspected, on the day of the proposal or of the visit."""
    facts, organ = _facts(state, outcome), state.power or state.lead or 0
    basis = cites("三", outcome.act.day, (f"{THREE_SYSTEMS}#（四）",))
    days = [outcome.act.day] if outcome.act.step == "enter" else [outcome.act.day, facts["planned_on"]]
    for day in days:
        known = held.items(organ, day)
        if not any(one.code == facts["item_code"] for one in known):
            names = "、".join(f"{one.code} {one.name}" for one in known[:3])
            return _no("item_code", f"{facts['item_code']} 不在本机关 {day} 已经公布的检查事项中，不能检查。", f"本机关公布的事项有：{names}。" if names else "请先将检查事项列入权力事项清单并公布。", basis, outcome)
    if facts.get("standard") is None:
        return _no("item_code", f"{facts['item_code']} 没有公布的检查标准，不能检查。", "请先制定、公布检查标准。", cites("四", outcome.act.day, (f"{THREE_SYSTEMS}#（四）",)), outcome)
    return None


@asks(f"{PROCEDURE}:planned")
def planned(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A plan that is named was approved and published, holds the item in that month, and is not used up."""
    facts = _facts(state, outcome)
    plan = facts.get("plan")
    if plan is None:
        return None
    basis = cites("四", outcome.act.day)
    known = held.approved(plan)
    if known is None:
        return _no("plan", "所选的检查计划没有批准、公布，或者正在调整。", "请选择已经公布的计划。", basis, outcome)
    on = facts["planned_on"]
    lines = [one for one in held.planned(plan, facts["item_code"], state.matter) if one.line.way == facts["way"]]
    if known.year != on.year or not any(one.holds(on) for one in lines):
        return _no("plan", f"“{known.name}”没有在 {on:%Y年%m月}以这一方式检查这一事项。", "请核对计划的事项、方式和月份；需要增加的，先调整计划并报批。", basis, outcome)
    pending = said.setdefault("planned", {})
    used = sum(one.used for one in lines) + pending.get((plan, facts["item_code"], facts["way"]), 0)
    most = sum(one.most for one in lines)
    if used >= most:
        return _no("plan", f"计划的 {most} 次已经用完。", "请先调整计划并报批。", basis, outcome)
    if outcome.act.step == "propose":
        pending[plan, facts["item_code"], facts["way"]] = pending.get((plan, facts["item_code"], facts["way"]), 0) + 1
    return None


@asks(f"{PROCEDURE}:officers")
def officers(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """At least two, each with a certificate valid that day for this organ that covers the field of the item; nobody else inspects."""
    rows, organ, day = _officers(state, outcome), state.power or state.lead or 0, outcome.act.day
    people = {row["person"] for row in rows}
    basis = (f"{ACT}#42.1", f"{ACT}#55.1")
    if len(people) < TWO or len(people) < len(rows):
        return _no("team", f"检查人员不得少于 {TWO} 人，不能重复填写。", "请填写具有执法资格的检查人员。", basis, outcome)
    code = _facts(state, outcome)["item_code"]
    fields = {FIELD_NAMES.get(one.field, "") for one in held.items(organ, day) if one.code == code}
    for person in people:
        seats = office().seats(person, day)
        seat = next((one for one in seats if one.certified and organ in one.line and "enforcer" in one.roles), None)
        if seat is None:
            why = next((one.no_certificate for one in seats if one.no_certificate), "") or "不是本机关的执法人员"
            return _no("team", f"{seats[0].name}{why}，不能检查企业。", "网格员、辅助人员、第三方人员不能检查；请由持有有效行政执法证件的人员办理。", (*basis, *cites("二", day, ())), outcome)
        if fields and seat.certified_for and GENERAL not in seat.certified_for and not fields & seat.certified_for:
            return _no("team", f"{seat.name}的执法类别不包括{'、'.join(sorted(fields))}。", "请由执法类别相符的人员办理。", basis, outcome)
    return None


@asks(f"{PROCEDURE}:team")
def team(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Who enters is who was named, so that the enterprise sees beforehand who may come; and within the days that were approved."""
    facts, named = state.facts, {row["person"] for row in _officers(state, outcome)}
    other = next((seat for seat in outcome.act.seats[:TWO] if seat.person not in named), None)
    if other is not None:
        return _no("", f"{other.name}不是这一任务的检查人员。", "请由任务载明的人员入企；需要更换的，先办理“调整时间和人员”。", cites("五", outcome.act.day), outcome)
    if not facts["planned_on"] <= outcome.act.day <= facts["window_to"]:
        return _no("", f"任务的检查日期是 {facts['planned_on']} 至 {facts['window_to']}。", "请办理“调整时间和人员”，重新报批。", cites("五", outcome.act.day), outcome)
    if not outcome.writes.get("coded") and not outcome.writes.get("uncoded_why"):
        return _no("uncoded_why", "没有扫到本企业的执照或者任务码，请写明原因。", "扫企业营业执照，或者照执照输入统一社会信用代码。", cites("八", outcome.act.day), outcome)
    return None


@asks(f"{PROCEDURE}:within")
def within(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Visits made since may have made this one too many: then it is counted anew and approved, or not made. What is only planned stops nobody who was approved."""
    facts, day = state.facts, outcome.act.day
    if facts.get("exempt") or facts.get("joint_with") or facts.get("exceeded"):
        return None
    yearly = InspectionStandard.objects.filter(pk=facts.get("standard")).values_list("yearly", flat=True).first()
    now = frequency(facts["uscc"], day, state.lead or 0, matter=state.matter, item=facts["item_code"], yearly=yearly, done=True)
    if not now.over:
        return None
    return _no("", f"现在入企将超过频次：{'，'.join(now.over)}。", "请办理“调整时间和人员”重新核验，经批准后再检查。", cites("四", day), outcome)


@asks(f"{PROCEDURE}:empty")
def empty(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """An officer who found nothing here again and again explains first."""
    if state.facts.get("explained"):
        return None
    people = {seat.person: seat.name for seat in outcome.act.seats}
    many = empty_visits(people, state.facts["uscc"], outcome.act.day, state.matter)
    if not many:
        return None
    words = "、".join(f"{people[person]}（{count} 次）" for person, count in sorted(many.items()))
    return _no("", f"本年对这一企业多次检查未发现问题：{words}，须先说明。", "请办理“说明情况”，或者更换检查人员。", cites("四", outcome.act.day), outcome)


@asks(f"{PROCEDURE}:mergeable")
def mergeable(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """One enterprise, overlapping days, two units, and a task that leads and was not begun."""
    target = outcome.writes["joint_with"]
    basis = cites("四", outcome.act.day, (f"{BUSINESS}#54",))
    other = InspectionTask.objects.filter(pk=target, joint=True, dropped=None, joint_with=None).exclude(matter__status="void").exclude(pk=state.matter).select_related("matter").first()
    if other is None:
        return _no("joint_with", "所选任务没有牵头综合查一次，或者已经取消。", "请由牵头单位先办理“牵头综合查一次”。", basis, outcome)
    if other.uscc != state.facts["uscc"]:
        return _no("joint_with", "两项任务不是同一企业。", "请核对统一社会信用代码。", basis, outcome)
    if other.matter.lead_id == state.lead:
        return _no("joint_with", "两项任务由同一单位承办，请合并为一项任务。", "取消一项，在另一项中一并检查。", basis, outcome)
    if other.entered_on is not None or other.planned_on > state.facts["window_to"] or state.facts["planned_on"] > other.window_to:
        return _no("joint_with", "两项任务的检查时间不重叠，或者牵头任务已经检查。", "请先调整检查日期。", basis, outcome)
    return None


@asks(f"{PROCEDURE}:alone")
def alone(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A task that others joined is not dropped under them."""
    joined = Matter.objects.filter(pk__in=InspectionTask.objects.filter(joint_with=state.matter, dropped=None).values("matter")).exclude(status="void")
    if not joined.exists():
        return None
    numbers = "、".join(joined.values_list("number", flat=True)[:5])
    return _no("", f"{numbers} 已经并入这一任务，不能取消。", "请先取消并入的任务。", cites("四", outcome.act.day), outcome)

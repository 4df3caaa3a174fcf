"""What plans and published ratings fill in and must answer."""

from __future__ import annotations

from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.office import office
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Act, LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.enforcement.inspection import rating
from yuheng.systems.enforcement.inspection.held import INSPECTION
from yuheng.systems.enforcement.inspection.rating_facts import RatingMonth
from yuheng.systems.enforcement.inspection.rules import HOUSE, THREE_SYSTEMS, cites
from yuheng.systems.enforcement.items.held import powers

PLAN = "enforcement.inspection_plan"


@asks(f"{PLAN}:items")
def items(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Only published items are planned, in the year of the plan."""
    facts = {**state.facts, **outcome.writes}
    known = powers(state.power or state.lead or 0, INSPECTION).items
    for row in outcome.row_writes.get("lines", {}).values():
        if row.get("voided"):
            continue
        named = [one for one in known if one.code == row["item_code"]]
        if not any(one.from_on.year <= facts["year"] and (one.back_on is None or one.back_on.year >= facts["year"]) for one in named):
            message = f"{row['item_code']} 不是本机关 {facts['year']} 年已经公布的检查事项，不能列入计划。"
            return Refusal("asked", message, cites("三", outcome.act.day, (f"{THREE_SYSTEMS}#（四）",)), "请先将检查事项列入权力事项清单并公布。", {"lines": message}, outcome.act.step)
        if facts["sort"] == "special" and row["way"] != "special":
            message = "专项检查计划的检查方式须是“专项检查”。"
            return Refusal("asked", message, (), "日常检查、双随机检查列入年度计划。", {"lines": message}, outcome.act.step)
    return None


@asks(f"{PLAN}:authority")
def authority(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A special campaign is approved by a government of county level or above; the paper is named here."""
    if state.facts.get("sort") != "special" or outcome.writes.get("approved_by"):
        return None
    message = "专项检查须经县级以上人民政府（或者实行垂直管理的县级以上机关）批准，请填写批准机关和文号。"
    return Refusal("asked", message, cites("六", outcome.act.day, (HOUSE,)), "先报批，收到批准文件后办理。", {"approved_by": message}, outcome.act.step)


def publish_month(act: Act, state: Snapshot) -> Completed | Refusal:
    """What the tallies say of one organ in one month that is over; below the least number nothing but that it is so. Once, and for good."""
    fields = state.procedure.shape.fields
    try:
        month, organ = (fields[name].clean(act.data.get(name)) for name in ("month", "rated"))
    except BadValue:
        return Completed(act.data)
    if month is None or organ is None:
        return Completed(act.data)
    month = month.replace(day=1)
    if not rating.over(month, act.day):
        return _no("month", f"{month:%Y年%m月}还没有结束，不能公布评价。", "请在次月公布。", act)
    if state.lead not in office().line(organ) and organ not in office().line(state.lead):
        return _no("rated", "承办单位须是被评价机关。", "请在“检查评价”页面公布。", act)
    if RatingMonth.objects.filter(month=month, rated=organ).exclude(matter__status="void").exclude(matter=state.matter).exists():
        return _no("month", f"{month:%Y年%m月}的评价已经公布，不再改变。", "请核对月份和机关。", act)
    told: dict[str, Any] = rating.totals(organ, month, act.day)
    return Completed({"month": month, "rated": organ, **told})


def _no(field: str, message: str, remedy: str, act: Act) -> Refusal:
    return Refusal("data", message, (HOUSE,), remedy, {field: message}, act.step)


def register_all() -> None:
    register("enforcement.inspection_rating", "record", publish_month, final="评价已经公布，不能撤销。")

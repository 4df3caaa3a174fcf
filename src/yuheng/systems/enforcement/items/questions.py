"""What the list of items must answer: an organ that acts in its own name, and no item twice at one time."""

from __future__ import annotations

from datetime import date
from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.office import office
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.enforcement.items.facts import PowerItem, Subject

CITES = ("行政处罚法(2021-01-22)#17",)


def _no(field: str, message: str, remedy: str, outcome: Outcome) -> Refusal:
    return Refusal("asked", message, CITES, remedy, {field: message}, outcome.act.step)


@asks("enforcement.item:holder")
def holder(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Items belong to an organ that acts in its own name, never to a section or a squad."""
    if office().powers.get(outcome.writes["holder"]):
        return None
    return _no("holder", "行使机关须是以自己名义行使职权的机关。", "请选择机关本身，不选内设机构、中队。", outcome)


@asks("enforcement.item:once")
def once(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """One code of one organ names one item at a time."""
    told = outcome.writes
    pending: list[dict[str, Any]] = said.setdefault("items", [])
    ends: list[date | None] = [None for one in pending if (one["code"], one["holder"]) == (told["code"], told["holder"])]
    ends += PowerItem.objects.filter(code=told["code"], holder=told["holder"]).exclude(matter__status="void").values_list("back_on", flat=True)
    if any(_stands(back_on, told["from_on"]) for back_on in ends):
        return _no("code", f"编码 {told['code']} 的事项已经在本机关的清单中。", "请核对编码；收回以后再次下放的，起始日期不早于收回日期。", outcome)
    pending.append(dict(told))
    return None


def _stands(back_on: date | None, from_on: date) -> bool:
    return back_on is None or from_on < back_on


@asks("enforcement.subject:once")
def confirmed_once(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """An organ acts in its own name and is confirmed once until it ends."""
    unit = outcome.writes["unit"]
    if not office().powers.get(unit):
        return _no("unit", "执法主体须是以自己名义行使职权的单位。", "请先由系统管理员登记该单位以自己名义行使职权。", outcome)
    if unit in said.setdefault("subjects", set()) or Subject.objects.filter(unit=unit, ended_on=None).exclude(matter__status="void").exists():
        return _no("unit", "该单位的主体资格已经确认，没有终止。", "请核对执法主体名录。", outcome)
    said["subjects"].add(unit)
    return None

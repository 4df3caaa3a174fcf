"""听证: told in time, at a place that is free, held by somebody who did not investigate (行政处罚法 第六十四条)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.office import office
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.state import Act, LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.records.models import StepState
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.enforcement.penalty.rules import ACT

NOTICE = "penalty.hearing.notify"
INVESTIGATED = ("investigate", "conclude")


def _no(outcome: Outcome, field: str, message: str, remedy: str, item: str = "") -> Refusal:
    return Refusal("asked", message, (f"{ACT}#64{item}",), remedy, {field: message} if field else {}, outcome.act.step)


def notify(act: Act, state: Snapshot) -> Completed | Refusal:
    """Whoever gives notice holds the hearing unless another is named."""
    return Completed(act.data if act.data.get("hearing_host") else {**act.data, "hearing_host": act.by.person})


register("penalty.ordinary", "notify_hearing", notify)


@asks("penalty.ordinary:hearing_set")
def hearing_set(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    facts: dict[str, Any] = {**state.facts, **outcome.writes}
    on: datetime = facts["hearing_on"].astimezone(CHINA)
    if on <= outcome.act.at:
        return _no(outcome, "hearing_on", f"听证时间 {on:%Y-%m-%d %H:%M} 不晚于通知的时间。", "请填写将要举行听证的时间。")
    last = law.reckon(NOTICE, on.date()).due
    if last is not None and outcome.act.day > last:
        return _no(outcome, "hearing_on", f"{on:%Y-%m-%d} 举行听证的，最迟应于 {last} 通知（{law.source(NOTICE, on.date())}）。", "请推迟听证日期。", "（二）")
    until = facts.get("hearing_until")
    if until is not None and until <= on:
        return _no(outcome, "hearing_until", "预计结束时间不晚于听证时间。", "请核对时间。")
    if not facts["hearing_public"] and not facts.get("hearing_closed"):
        return _no(outcome, "hearing_closed", "听证公开举行；不公开的，须属于国家秘密、商业秘密或者个人隐私。", "请选择不公开听证的理由，或者改为公开听证。", "（三）")
    host = facts["hearing_host"]
    if any(host in state.performers.get(step, ()) for step in INVESTIGATED):
        return _no(outcome, "hearing_host", f"{office().people.get(host, '听证主持人')}是本案调查人员，不能主持听证。", "请指定非本案调查人员主持。", "（四）")
    taken = _taken(state.matter, facts, on, until or on)
    if taken is not None:
        what = f"听证主持人{office().people.get(host, '')}" if taken.hearing_host_id == host else f"“{taken.hearing_place}”"
        return _no(outcome, "hearing_on", f"{what}在 {taken.hearing_on.astimezone(CHINA):%Y-%m-%d %H:%M} 已有另一场听证。", "请调整时间、地点或者主持人。")
    return None


def _taken(matter: int, facts: dict[str, Any], on: datetime, until: datetime) -> Any:
    """Another hearing that is still to be held at the time, in the room or by the host."""
    held = StepState.objects.filter(matter=OuterRef("matter_id"), step="hearing", done=True)
    same = Q(hearing_host=facts["hearing_host"]) | Q(hearing_place=facts["hearing_place"])
    found = Penalty.objects.filter(same, ~Exists(held), hearing_on__lte=until, matter__status="open").exclude(pk=matter)
    return found.annotate(ends=Coalesce("hearing_until", "hearing_on")).filter(ends__gte=on).order_by("hearing_on").first()


@asks("penalty.ordinary:host")
def host(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """The hearing is held by whom the notice named: a party could ask that person to stand aside."""
    named = state.facts.get("hearing_host")
    if named is None or named == outcome.act.by.person:
        return None
    return _no(outcome, "", f"听证通知书写明的主持人是{office().people.get(named, '另一人')}。", "请由其办理；变更主持人的，先再次通知听证。", "（四）")

"""What a certificate must answer: a number of its own, an approved application, days that follow each other, and nobody's own hand."""

from __future__ import annotations

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.office import office
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.records.models import Certificate, StepState
from yuheng.systems.enforcement.officers.facts import OfficerCard, Qualification

CITES = ("行政处罚法(2021-01-22)#42.1",)


def _no(field: str, message: str, remedy: str, outcome: Outcome) -> Refusal:
    return Refusal("asked", message, CITES, remedy, {field: message} if field else {}, outcome.act.step)


@asks("enforcement.certificate:fresh")
def fresh(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A number names one certificate; it belongs to an organ that acts in its own name; nobody enters their own."""
    told = outcome.writes
    if any(seat.person == told["holder"] for seat in outcome.act.seats):
        return _no("holder", "不能登记自己的证件。", "请由其他工作人员登记。", outcome)
    if not office().powers.get(told["unit"]):
        return _no("unit", "所属执法机关须是以自己名义行使职权的机关。", "请选择机关本身，不选内设机构、中队。", outcome)
    numbers = said.setdefault("numbers", set())
    known = Certificate.objects.filter(number=told["number"]).exclude(matter=None, person=told["holder"])
    if told["number"] in numbers or known.exists():
        return _no("number", f"证号 {told['number']} 已经登记。", "请核对证号；换发新证的，填写新证号，并注销旧证。", outcome)
    numbers.add(told["number"])
    return None


@asks("enforcement.certificate:approved")
def approved(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A new certificate rests on an application of the same person and kind that was approved, and on each application one certificate."""
    told = outcome.writes
    application = told.get("application")
    if application is None:
        return None
    found = Qualification.objects.filter(pk=application, applicant=told["holder"], grade=told["grade"]).exists()
    if not found or not StepState.objects.filter(matter=application, step="approve", times__gt=0).exists():
        return _no("application", "执法资格申领不是本人的、不是这一种证件的，或者还没有同意。", "请核对申领事项；没有通过的，先办理资格审核、考试。", outcome)
    if application in said.setdefault("used", set()) or OfficerCard.objects.filter(application=application).exclude(matter__status="void").exists():
        return _no("application", "这一申领已经发过证件。", "补发、换发的，发证事由选择“换发”。", outcome)
    said["used"].add(application)
    return None


@asks("enforcement.certificate:others")
def others(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Nobody suspends, restores, renews or ends their own certificate."""
    if any(seat.person == state.facts["holder"] for seat in outcome.act.seats):
        return _no("", "不能办理自己的证件。", "请由其他工作人员办理。", outcome)
    return None


@asks("enforcement.certificate:later")
def later(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A suspension begins after the one before it ended."""
    before = state.facts.get("restored_on")
    if before is None or outcome.writes["suspended_on"] >= before:
        return None
    return _no("suspended_on", f"暂扣日期不能早于前一次恢复的日期 {before}。", "请核对日期。", outcome)


@asks("enforcement.certificate:after_pause")
def after_pause(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A certificate is restored on a day after it was suspended."""
    if outcome.writes["restored_on"] > state.facts["suspended_on"]:
        return None
    return _no("restored_on", f"恢复日期须晚于暂扣日期 {state.facts['suspended_on']}。", "请核对日期；暂扣登记错误的，当日撤回。", outcome)


@asks("enforcement.certificate:longer")
def longer(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A renewal ends later, and is no way to revive what has long ended."""
    old, new = state.facts["valid_to"], outcome.writes["valid_to"]
    if new <= old:
        return _no("valid_to", f"延期后的有效期止须晚于 {old}。", "缩短有效期的，办理“注销”或者“暂扣”。", outcome)
    if outcome.act.day > old:
        return _no("valid_to", f"证件已于 {old} 到期，不能延期。", "请注销旧证，换发新证。", outcome)
    return None

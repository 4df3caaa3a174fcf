"""What triage, joining and urging must answer besides: no accusation to the accused, no joining in a circle, nothing ended too early."""

from __future__ import annotations

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.office import office
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.records.models import Matter
from yuheng.systems.disputes.desk.choices import PETITIONS, WAYS
from yuheng.systems.disputes.desk.facts import Intake
from yuheng.systems.disputes.mediation.facts import Dispute

JOINED = ("desk.intake", "mediation.", "petition.")
"""Procedures whose matters another report may be joined to."""
URGED = ("desk.intake", "mediation.", "petition.")


def _no(outcome: Outcome, field: str, message: str, remedy: str, *cites: str) -> Refusal:
    return Refusal("asked", message, cites, remedy, {field: message} if field else {}, outcome.act.step)


@asks("desk.intake:not_to_them")
def not_to_them(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A route within the zone has its unit; and what is said about a unit never goes to it, nor to anybody under it."""
    facts = {**state.facts, **outcome.writes}
    unit, about = facts.get("unit"), facts.get("about")
    if outcome.act.step == "triage" and WAYS[facts["route"]].opens and not unit:
        return _no(outcome, "unit", "没有选择承接单位。", "请选择由哪一单位承接。")
    if unit and about and int(about) in office().line(int(unit)):
        message = "不得将反映事项转给被反映的单位或者其下属机构办理。"
        return _no(outcome, "unit", message, "请选择其上级机关或者有权处理的其他机关。", f"{PETITIONS}#30.3")
    return None


@asks("desk.intake:leads_on")
def leads_on(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """The matter that follows is of the route chosen, and follows one item only."""
    way, follow = WAYS[state.facts["route"]], outcome.writes["follow"]
    procedure = _procedure(follow)
    if not procedure.startswith(way.opens):
        return _no(outcome, "follow", f"后续事项不是按“{way.name}”登记的。", "请填写按这一途径登记的事项，或者退回重新分类。")
    other = Intake.objects.filter(follow=follow).exclude(matter=state.matter).exclude(matter__status="void").first()
    if other is not None:
        return _no(outcome, "follow", "这一后续事项已经承接了另一来件。", "同一件事的，请先办理“认定为同一件事”。")
    return None


@asks("desk.intake:joinable")
def joinable(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """One is joined to a matter that stands by itself; what others were joined to stays where it is."""
    other = outcome.writes["same_as"]
    if other == state.matter:
        return _no(outcome, "same_as", "不能并入本件自己。", "请选择另一事项。")
    if not _procedure(other).startswith(JOINED):
        return _no(outcome, "same_as", "只能并入来件、矛盾纠纷或者信访事项。", "请选择另一事项。")
    if Intake.objects.filter(matter=other, same_as__isnull=False).exists() or Dispute.objects.filter(matter=other, outcome="merged").exists():
        return _no(outcome, "same_as", "所选事项已经并入其他事项。", "请并入它所并入的那一件。")
    if Intake.objects.filter(same_as=state.matter).exists():
        return _no(outcome, "same_as", "已有其他来件并入本件。", "请将另一件并入本件，或者先撤销那些合并。")
    return None


@asks("desk.intake:ended")
def ended(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """An item ends with the matter that it led to, or that it was joined to."""
    facts = {**state.facts, **outcome.writes}
    waits = facts.get("same_as") or (facts.get("follow") if WAYS[facts["route"]].opens else None)
    if waits and Matter.objects.filter(pk=waits, status="open").exists():
        return _no(outcome, "", "后续事项（并入的事项）还没有办结。", "请在它办结以后办理；要催办的，请办理“催办、督办”。")
    return None


@asks("desk.urging:urgeable")
def urgeable(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Only what is still open is urged, by a day that is still to come."""
    if outcome.writes["answer_by"] < outcome.act.day:
        return _no(outcome, "answer_by", "反馈期限早于今天。", "请填写今天或者以后的日期。")
    if not _procedure(outcome.writes["file"]).startswith(URGED):
        return _no(outcome, "file", "只催办来件、矛盾纠纷和信访事项。", "其他事项请由其主管单位督促。")
    file = Matter.objects.filter(pk=outcome.writes["file"], status="open").first()
    if file is None:
        return _no(outcome, "file", "所催事项已经办结。", "已经办结的不再催办。")
    if file.lead_id != state.lead:
        return _no(outcome, "file", "催办应当发给事项的承办单位。", "请在“一个窗口”的列表中，从该事项办理催办、督办。")
    return None


def _procedure(matter: int) -> str:
    return str(Matter.objects.filter(pk=matter).values_list("procedure", flat=True).first() or "")

"""What the steps of credit repair fill in from the records, so that nobody types it: the decision and its fine, what was paid, the
dates of the notice, what the records say of an enterprise."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from yuheng.kernel.documents import money_text
from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.procedure.state import Act, LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.records.models import Matter, Paper
from yuheng.systems.enforcement.credit import ending
from yuheng.systems.enforcement.credit.ending import refusal
from yuheng.systems.enforcement.credit.facts import Repair, RepairNotice
from yuheng.systems.enforcement.penalty.facts import Instalment, Penalty, SummaryPenalty

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals that nobody takes for one another on paper."""

CODE = 16
"""Characters of a verification code: thirty to the sixteenth, which nobody can try out."""


def verification_code() -> str:
    """A new code that says nothing of what it verifies."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE))


def _id(given: Any) -> int | None:
    text = str(given or "").strip()
    return int(text) if text.isdigit() else None


def penalty_of(matter: int) -> dict[str, Any] | None:
    """What the file of a penalty says of its decision; None where the matter is no penalty that was imposed."""
    one = Penalty.objects.filter(pk=matter, outcome="penalised").first()
    if one is not None:
        paper = Paper.objects.filter(matter_id=matter, kind="decision").exclude(number="").order_by("-pk").first()
        return {
            "decision_number": paper.number if paper else None, "decided_on": one.decided_on, "kinds": one.decided_kinds, "fine": one.decided_fine or 0,
            "paid": one.paid or _instalments(matter), "uscc": one.uscc, "enterprise": one.party_name, "party_kind": one.party_kind, "summary": False, "lasts_until": one.effective_until,
        }  # fmt: skip
    spot = SummaryPenalty.objects.filter(pk=matter, outcome="penalised").first()
    if spot is None:
        return None
    return {
        "decision_number": spot.book_number, "decided_on": spot.decided_on, "kinds": [spot.proposed_kind] if spot.proposed_kind else None, "fine": spot.fine or 0,
        "paid": (spot.fine or 0) if spot.paid_on else 0, "uscc": spot.uscc, "enterprise": spot.party_name, "party_kind": spot.party_kind, "summary": True, "lasts_until": None,
    }  # fmt: skip


def _instalments(matter: int) -> int:
    """What was paid so far of a fine in instalments."""
    return sum(Instalment.objects.filter(matter=matter, voided=False, paid_on__isnull=False).values_list("sum", flat=True))


def give(act: Act, state: Snapshot) -> Completed | Refusal:
    """The decision as its file has it; a natural person is as a rule not shown and gets no such notice."""
    matter = _id(act.data.get("penalty"))
    if matter is None:
        return Completed(act.data)
    known = penalty_of(matter)
    if known is None:
        return refusal("penalty", "所选案件没有作出行政处罚决定。", "请选择已经作出处罚决定的案件。")
    if known["party_kind"] == "person":
        return refusal("penalty", "当事人是自然人，信用网站原则上不公示，不发信用修复告知书。", "请核对当事人。")
    if ending.notice_of(matter) is not None:
        return refusal("penalty", "该处罚决定已经发过信用修复告知书。", "请在原告知中继续办理。")
    names = ("decision_number", "decided_on", "kinds", "fine", "uscc", "enterprise", "summary", "lasts_until")
    return Completed({**act.data, **{name: known[name] for name in names if known[name] is not None}})


def stop(act: Act, state: Snapshot) -> Completed | Refusal:
    """Publication ends for a repair only where that very record was repaired, and for a change only where the file tells of it."""
    how, penalty = act.data.get("ended_how"), state.facts.get("penalty")
    why = _not_repaired(act, state) if how == "repaired" else _not_overturned(penalty) if how == "withdrawn" else None
    return why or ending.with_file(act, dict(act.data), penalty)


def _not_repaired(act: Act, state: Snapshot) -> Refusal | None:
    repair = Repair.objects.filter(pk=_id(act.data.get("repair")) or 0).first()
    if repair is None or repair.result != "repaired":
        return refusal("repair", "所选事项没有准予修复的决定。", "请选择准予修复的信用修复申请。")
    if repair.notice_id != state.matter and repair.decision_number != state.facts.get("decision_number"):
        return refusal("repair", "所选修复决定针对的是另一处罚决定。", "请选择本处罚决定的修复申请。")
    return None


def _not_overturned(penalty: int | None) -> Refusal | None:
    if Penalty.objects.filter(pk=penalty or 0, overturned_on=None).exists():
        return refusal("ended_how", "处罚案件没有登记决定被变更、撤销、确认违法或者无效。", "请先在处罚案件中登记，再停止公示。")
    return None


def apply(act: Act, state: Snapshot) -> Completed | Refusal:
    """The application bears what its notice says; the notice is found by the penalty or by the number of the decision."""
    notice = _notice(act.data)
    if notice is None:
        return Completed(act.data)
    if notice.period in ("none", "grave"):
        why = "依规定不予公示，无须修复。" if notice.period == "none" else "属于特定严重失信，不予修复。"
        return refusal("notice", f"该处罚信息{why}", "请将情况告知申请人。")
    if notice.stopped_on:
        return refusal("notice", f"该处罚信息已于 {notice.stopped_on} 停止公示，无须修复。", "请将情况告知申请人。")
    pending = Repair.objects.filter(notice=notice.pk, matter__status="open").select_related("matter").first()
    if pending is not None:
        return refusal("notice", f"该处罚决定的修复申请（{pending.matter.number}）正在办理。", "请在原申请中继续办理。")
    known = {
        "notice": notice.pk, "uscc": notice.uscc, "enterprise": notice.enterprise, "decision_number": notice.decision_number, "penalty": notice.penalty_id,
        "earliest_on": notice.earliest_on, "fine": notice.fine,
    }  # fmt: skip
    return Completed({**act.data, **{name: value for name, value in known.items() if value is not None}})


def _notice(given: Mapping[str, Any]) -> RepairNotice | None:
    chosen = _id(given.get("notice"))
    if chosen is not None:
        return RepairNotice.objects.filter(pk=chosen).first()
    found = ending.notice_of(_id(given.get("penalty")))
    number, uscc = given.get("decision_number"), given.get("uscc")
    if found is not None or not number or not uscc:
        return found
    return RepairNotice.objects.filter(uscc=uscc, decision_number=number).exclude(matter__status="void").order_by("-matter").first()


def check(act: Act, state: Snapshot) -> Completed | Refusal:
    """What was to be paid and was paid, from the file of the penalty where the platform has it."""
    matter = state.facts.get("penalty")
    known = penalty_of(matter) if matter else None
    if known is None:
        return Completed(act.data)
    return Completed({**act.data, "fine": known["fine"], "paid": known["paid"]})


def decide(act: Act, state: Snapshot) -> Completed | Refusal:
    """A decision grants or refuses; every receiver begins as one that has not answered."""
    if act.data.get("result") not in ("repaired", "refused"):
        return refusal("result", "修复决定只能是准予修复或者不予修复。", "不予受理、撤回申请另有环节。")
    rows = [{**row, "state": "waiting", "answered_on": None, "message": None} for row in act.data.get("told") or () if isinstance(row, dict)]
    return Completed({**act.data, **({"told": rows} if rows else {})})


def acknowledge(act: Act, state: Snapshot) -> Completed | Refusal:
    """The receiver has stopped showing the record."""
    return _answer(act, state, "stopped")


def returned(act: Act, state: Snapshot) -> Completed | Refusal:
    """The receiver sent it back: it must be sent again."""
    return _answer(act, state, "rejected")


def _answer(act: Act, state: Snapshot, how: str) -> Completed | Refusal:
    """An answer changes the row of the receiver that gave it and no other, whatever was sent along."""
    if act.row not in state.rows.get("told", {}):
        return Completed({})
    given = next((row for row in act.data.get("told") or () if isinstance(row, dict) and row.get("row") in (act.row, str(act.row))), {})
    mine = {"row": act.row, "state": how, "answered_on": given.get("answered_on") or act.day}
    return Completed({"told": [{**mine, **({"message": given["message"]} if given.get("message") else {})}]})


def issue(act: Act, state: Snapshot) -> Completed | Refusal:
    """What the records say of the enterprise in the period, and the code by which anybody may check it."""
    facts = state.facts
    found = decisions(str(facts.get("uscc") or ""), facts["from_on"], facts["to_on"])
    data = {key: value for key, value in act.data.items() if key not in ("clean", "records", "found", "verification")}
    return Completed({**data, "clean": "some" if found else "none", "records": "\n".join(found) or None, "found": len(found), "verification": verification_code()})


def decisions(uscc: str, first: date, last: date) -> list[str]:
    """The penalties imposed on an enterprise in a period and not struck down since, one line each, oldest first."""
    kept = Penalty.objects.exclude(overturned_how__in=("annulled", "unlawful", "void"))
    mine = kept.filter(uscc=uscc, outcome="penalised", decided_on__range=(first, last)).values_list("decided_on", "cause", "decided_fine", "pk")
    spots = SummaryPenalty.objects.exclude(overturned_how__in=("annulled", "unlawful", "void")).filter(uscc=uscc, outcome="penalised", decided_on__range=(first, last)).values_list("decided_on", "cause", "fine", "pk")
    standing = set(Matter.objects.filter(pk__in=[row[3] for row in (*mine, *spots)]).exclude(status="void").values_list("pk", flat=True))
    return [f"{on} {cause}，罚款 {money_text(fine or 0)} 元" for on, cause, fine, pk in sorted((*mine, *spots), key=lambda row: (row[0], row[3])) if pk in standing]


def answered(act: Act, state: Snapshot) -> Completed | Refusal:
    """How many records of a delivery stand as returned once these answers are in."""
    states = {row: item.get("state") for row, item in state.rows.get("items", {}).items() if not item.get("voided")}
    given = act.data.get("items")
    for item in given if isinstance(given, list) else ():
        if isinstance(item, dict) and isinstance(item.get("row"), int) and item.get("state"):
            states[item["row"]] = item["state"]
    return Completed({**act.data, "rejected": sum(one == "rejected" for one in states.values())})


@asks("credit.publicity:followed")
def followed(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """What was returned goes out again in another delivery, or it is said why it does not."""
    if outcome.writes.get("follow_up") == state.matter or not (outcome.act.data.get("follow_up") or outcome.act.data.get("follow_note")):
        message = "请选择重新报送的批次，或者写明不再报送的原因。"
        return Refusal("asked", message, ("国办发〔2018〕118号(2018-12-05)#（六）",), "在“双公示对账”页面改正后可以直接生成。", {"follow_up": message}, outcome.act.step)
    return None


def register_all() -> None:
    register("credit.publicity", "answer", answered)
    register("credit.notice", "give", give)
    register("credit.notice", "stop", stop, final=ending.FINAL)
    register("credit.repair", "apply", apply)
    register("credit.repair", "check", check)
    register("credit.repair", "decide", decide)
    register("credit.repair", "acknowledge", acknowledge)
    register("credit.repair", "returned", returned)
    register("credit.repair", "close", ending.with_repair, final=ending.FINAL)
    register("credit.certificate", "issue", issue)
    ending.register_file()

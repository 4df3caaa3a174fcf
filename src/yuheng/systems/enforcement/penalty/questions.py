"""What a performance must answer besides: limitation, electronic service, instalments, surcharge, meetings, numbers of books."""

from __future__ import annotations

from datetime import date
from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.time.surcharge import surcharge
from yuheng.systems.enforcement.meetings.choices import MEETINGS
from yuheng.systems.enforcement.meetings.facts import Meeting, MeetingOpinion
from yuheng.systems.enforcement.penalty.rules import ACT


def _refused(state: Snapshot, outcome: Outcome, field: str, message: str, remedy: str, *places: str) -> Refusal:
    cites = tuple(f"{ACT}#{place}" for place in places)
    return Refusal("asked", message, cites, remedy, fields={field: message} if field else {}, step=outcome.act.step)


def _facts(state: Snapshot, outcome: Outcome) -> dict[str, Any]:
    return {**state.facts, **outcome.writes}


def _rows(state: Snapshot, outcome: Outcome, kind: str) -> list[dict[str, Any]]:
    """The rows of a kind as the act leaves them, without those that were voided."""
    numbers = {**state.rows.get(kind, {}), **outcome.row_writes.get(kind, {})}
    merged = [{**state.rows.get(kind, {}).get(n, {}), **outcome.row_writes.get(kind, {}).get(n, {})} for n in numbers]
    return [row for row in merged if not row.get("voided")]


@asks("penalty.ordinary:in_time")
def in_time(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """No file and no decision where the act had ended too long before it was found (第三十六条)."""
    facts = _facts(state, outcome)
    ended, found = facts.get("ended_on"), facts.get("found_on")
    if ended is None or found is None:
        return None
    last = law.reckon("penalty.limitation.long" if facts.get("long_limit") else "penalty.limitation", ended).due
    if last is None or found <= last:
        return None
    message = f"违法行为于 {ended} 终了，追责期限至 {last}，{found} 才发现，不再给予行政处罚。"
    remedy = "请办理“不予立案”。" if outcome.act.step == "file" else "请办理“销案”。"
    return _refused(state, outcome, "", message, remedy, "36")


@asks("penalty.ordinary:as_notified")
def as_notified(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """New facts and another basis need a new notice, also where a correction brought them (第四十四条)."""
    facts = _facts(state, outcome)
    for now_, then, what in (("facts_found", "notified_facts", "违法事实"), ("proposed_basis", "notified_basis", "处罚依据")):
        if facts.get(then) is not None and facts.get(now_) != facts.get(then):
            return _refused(state, outcome, "", f"认定的{what}与告知的不同，不能据以决定。", "请重新告知当事人，听取陈述、申辩后再决定。", "44", "62")
    return None


@asks("penalty.ordinary:after_order")
def after_order(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Where the article punishes only who does not correct, no fine before a re-check found so (第二十八条第一款)."""
    facts = _facts(state, outcome)
    if not facts.get("order_first") or not facts.get("decided_fine"):
        return None
    ordered, checked = state.step(("order_correct", 0)), state.step(("recheck", 0))
    if ordered.done and checked.done and checked.last_seq > ordered.last_seq and facts.get("corrected") is False:
        return None
    told = "复查确认已经改正" if facts.get("corrected") and checked.last_seq > ordered.last_seq else "没有责令改正并复查确认未改正"
    return _refused(state, outcome, "", f"处罚依据以逾期不改正或者拒不改正为条件，本案{told}，不能罚款。", "请责令限期改正，到期复查；已经改正的，不予处罚或者销案。", "28.1")


@asks("penalty.ordinary:electronic")
def electronic(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Electronic service only where the party has agreed and confirmed (第六十一条第二款)."""
    if _facts(state, outcome).get("electronic") or all(row.get("way") != "electronic" for row in _rows(state, outcome, "addressees")):
        return None
    return _refused(state, outcome, "addressees", "当事人没有签订送达地址（电子送达）确认书，不能电子送达。", "请先办理“确认送达地址”，或者改用其他送达方式。", "61.2")


@asks("penalty.ordinary:evidence")
def evidence(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Electronic evidence bears its digest, and nothing is taken before the inquiry or recorded backwards (第四十六条、第四十七条)."""
    for row in outcome.row_writes.get("evidence", {}).values():
        if not row.get("voided") and row.get("sort") in ("video", "data") and not row.get("file_digest"):
            return _refused(state, outcome, "evidence", f"“{row.get('name')}”是视听资料、电子数据，没有填写文件摘要。", "请计算文件的 SM3 或者 SHA-256 摘要后填写。", "46")
    for row in outcome.row_writes.get("recordings", {}).values():
        if not row.get("voided") and row["ended_at"] <= row["started_at"]:
            return _refused(state, outcome, "recordings", f"记录仪 {row['device']} 的结束时间不晚于开始时间。", "请按记录仪的时间填写。", "47")
    return None


@asks("penalty.ordinary:instalments")
def instalments(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """The parts make the whole fine, no more and no less (第六十六条第二款)."""
    fine = _facts(state, outcome).get("decided_fine") or 0
    total = sum(row.get("sum") or 0 for row in _rows(state, outcome, "instalments"))
    if total == fine:
        return None
    return _refused(state, outcome, "instalments", f"各期合计 {total / 100:.2f} 元，与罚款 {fine / 100:.2f} 元不符。", "请核对各期金额；暂缓缴纳的填一期。", "66.2")


@asks("penalty.ordinary:surcharge")
def surcharge_due(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """All of the fine, and never more surcharge than the article gives (第七十二条)."""
    facts = _facts(state, outcome)
    fine, paid, extra = (facts.get(name) or 0 for name in ("decided_fine", "paid", "surcharge"))
    day: date = facts.get("paid_on") or outcome.act.day
    if paid < fine:
        return _refused(state, outcome, "paid", f"已缴 {paid / 100:.2f} 元，罚款 {fine / 100:.2f} 元没有缴清。", "请在缴清后登记；分期的办理“缴纳一期”。", "67")
    most = due_surcharge(state, fine, day, law)
    if extra > most:
        return _refused(state, outcome, "surcharge", f"加处罚款 {extra / 100:.2f} 元超过应加处的 {most / 100:.2f} 元。", "请按每日百分之三、不超过罚款数额计算。", "72.1（一）")
    return None


def due_surcharge(state: Snapshot, fine: int, day: date, law: LegalDay) -> int:
    """The surcharge in 分 on a fine paid on a day: from the first day after the last day of payment; nothing while that is put off."""
    last = [clock.due for clock in state.clocks if clock.open and clock.step == "pay" and clock.due is not None and not clock.suspended]
    if not last:
        return 0
    return surcharge(fine, max(last), day, int(law.value("penalty.surcharge.rate", day)), int(law.value("penalty.surcharge.cap", day)))


@asks("penalty.ordinary:meeting")
def meeting(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """The meeting is a 集体讨论 of that day at which this case was spoken of."""
    facts = _facts(state, outcome)
    return _met(state, outcome, said, "discussed_at", "decision", facts.get("meeting_on"))


@asks("penalty.ordinary:study_meeting")
def study_meeting(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    return _met(state, outcome, said, "study", "study", None)


def _met(state: Snapshot, outcome: Outcome, said: Said, field: str, sort: str, day: date | None) -> Refusal | None:
    found = said.get("meetings", {}).get(_facts(state, outcome)[field]) or _stored(_facts(state, outcome)[field])
    if found is None:
        return _refused(state, outcome, field, "没有这一次会议的台账。", "请先登记会议。", "57.2")
    facts, opinions = found
    if facts.get("sort") != sort:
        name, wanted = dict(MEETINGS).get(str(facts.get("sort")), ""), dict(MEETINGS)[sort]
        return _refused(state, outcome, field, f"所选会议登记为{name}，不是{wanted}。", f"请选择{wanted}的会议；告知、审核以前的会议只是研究意见。", "57.2")
    if day is not None and facts.get("held_on") != day:
        return _refused(state, outcome, "meeting_on", f"会议台账载明 {facts.get('held_on')} 召开，与所填的 {day} 不符。", "请核对会议和日期。", "57.2")
    if not any(row.get("case") == state.matter for row in opinions):
        return _refused(state, outcome, field, "会议台账没有对本案发表的意见。", "请在会议台账中逐人登记对本案的意见。", "57.2")
    return None


def _stored(matter: int) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    facts = Meeting.objects.filter(pk=matter).values("sort", "held_on").first()
    if facts is None:
        return None
    return dict(facts), [{"case": case} for case in MeetingOpinion.objects.filter(matter=matter, voided=False).values_list("case", flat=True)]


@asks("penalty.summary:on_spot")
def on_spot(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Collected on the spot only up to the small sum, or where it could hardly be collected later (第六十八条、第六十九条)."""
    facts = _facts(state, outcome)
    least = int(law.value("penalty.collect_on_spot.small", outcome.act.day)) * 100
    if not facts.get("on_spot") or (facts.get("fine") or 0) <= least or facts.get("on_spot_why"):
        return None
    return _refused(state, outcome, "on_spot_why", f"罚款超过 {least // 100} 元，当场收缴须写明理由。", "请填写当场收缴的理由，或者改为到银行缴纳。", "68", "69")

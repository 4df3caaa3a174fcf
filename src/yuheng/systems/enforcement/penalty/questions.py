"""What a performance must answer besides: electronic service, instalments, surcharge, meetings, numbers of books."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.time.surcharge import surcharge
from yuheng.systems.enforcement.meetings.choices import MEETINGS
from yuheng.systems.enforcement.meetings.facts import Meeting, MeetingOpinion
from yuheng.systems.enforcement.penalty.rules import ACT
from yuheng.systems.enforcement.penalty.shown import kinds_of, way_of


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


@asks("penalty.ordinary:as_notified")
def as_notified(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """New facts and another basis need a new notice, also where a correction brought them (第四十四条)."""
    facts = _facts(state, outcome)
    for now_, then, what in (("facts_found", "notified_facts", "违法事实"), ("proposed_basis", "notified_basis", "处罚依据")):
        if facts.get(then) is not None and facts.get(now_) != facts.get(then):
            return _refused(state, outcome, "", f"认定的{what}与告知的不同，不能据以决定。", "请重新告知当事人，听取陈述、申辩后再决定。", "44", "62")
    return None


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


def due_surcharge(state: Snapshot, fine: int, day: date, law: LegalDay, left_out: Sequence[tuple[date, date]] = ()) -> int:
    """The surcharge in 分 on a fine paid on a day: from the first day after the last day of payment; nothing while that is put off.

    `left_out`: days of reconsideration and litigation, which do not count (第七十三条第三款).
    """
    last = [clock.due for clock in state.clocks if clock.open and clock.step == "pay" and clock.due is not None and not clock.suspended]
    if not last:
        return 0
    return surcharge(fine, max(last), day, int(law.value("penalty.surcharge.rate", day)), int(law.value("penalty.surcharge.cap", day)), left_out)


def reshown(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """What was published is published anew only with the reason: that is its correction (国办发〔2018〕118号（六）). A sector may show less."""
    facts, rule = _facts(state, outcome), "disclosure.scope"
    if facts.get("shown_record") and law.value(rule, outcome.act.day) != "全部" and (way_of(facts) == "简易程序" or kinds_of(facts) == ["warning"]):
        message = f"本领域只公示适用普通程序、不只是警告的决定（{law.source(rule, outcome.act.day)}）。"
        return _refused(state, outcome, "shown", message, "请选择“不予公开”。", "48.1")
    if not state.step(("publish", 0)).done or outcome.act.data.get("reshown_why"):
        return None
    return _refused(state, outcome, "reshown_why", "这一决定已经公示。", "内容不准确、不应当公开的，请写明更正的理由。", "48.1")


asks("penalty.ordinary:reshown")(reshown)
asks("penalty.summary:reshown")(reshown)


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
    """Taken on the spot only in the cases of the law, against the treasury's own receipt (第六十八条 to 第七十条)."""
    facts = _facts(state, outcome)
    ground, why = facts.get("on_spot_ground"), (facts.get("on_spot_why") or "").strip()
    if not facts.get("on_spot"):
        given = next((name for name in ("on_spot_ground", "spot_receipt", "landed_on") if facts.get(name)), None)
        message = "没有当场收缴的，不填当场收缴的情形、专用票据号码和抵岸日期。"
        return _refused(state, outcome, given, message, "请核对收缴方式。", "67") if given else None
    least = int(law.value("penalty.collect_on_spot.small", outcome.act.day)) * 100
    if not ground:
        return _refused(state, outcome, "on_spot_ground", "当场收缴须属于法定的情形。", "请选择当场收缴的情形，或者改为到银行缴纳。", "68", "69")
    if ground == "small" and (facts.get("fine") or 0) > least:
        return _refused(state, outcome, "on_spot_ground", f"罚款超过 {least // 100} 元，不属于法定小额罚款。", "请改选当场收缴的其他情形并写明理由，或者改为到银行缴纳。", "68.1（一）")
    if ground != "small" and len(why) < 2:
        told = "不当场收缴事后难以执行的情形" if ground == "hard" else "当事人缴纳确有困难和提出的请求"
        return _refused(state, outcome, "on_spot_why", f"当场收缴须写明{told}。", "请填写当场收缴的理由，或者改为到银行缴纳。", "68", "69")
    if not facts.get("spot_receipt"):
        return _refused(state, outcome, "spot_receipt", "当场收缴须出具财政部门统一制发的专用票据，没有填写号码。", "请填写专用票据号码；没有出具的，当事人有权拒绝缴纳。", "70")
    landed = facts.get("landed_on")
    if landed is not None and landed < facts["paid_on"]:
        return _refused(state, outcome, "landed_on", f"抵岸日期 {landed} 早于收缴日期 {facts['paid_on']}。", "请核对日期。", "71")
    return None

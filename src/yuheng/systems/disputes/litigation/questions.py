"""What the steps must answer besides: evidence that may be handed in, who may be entrusted, results that the law knows, appeals in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.law import LawError
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.disputes.litigation.choices import RESULTS, ROUTES
from yuheng.systems.disputes.litigation.rules import (
    HEADS,
    INTERPRETATION,
    NEW,
    OLD,
    RULES_2007,
    RULES_2026,
    SUIT,
    places,
)

BOTH = ("litigation.reconsideration", "litigation.lawsuit")
NAMES = dict(RESULTS)


def _no(outcome: Outcome, field: str, message: str, remedy: str, *cites: str) -> Refusal:
    return Refusal("asked", message, cites, remedy, {field: message} if field else {}, outcome.act.step)


def _facts(state: Snapshot, outcome: Outcome) -> dict[str, Any]:
    return {**state.facts, **outcome.writes}


def _rows(state: Snapshot, outcome: Outcome, kind: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a kind that stand once the act is done, in their order."""
    before, written = state.rows.get(kind, {}), outcome.row_writes.get(kind, {})
    for number in sorted({**before, **written}):
        row = {**before.get(number, {}), **written.get(number, {})}
        if not row.get("voided"):
            yield row


def _sued(facts: Mapping[str, Any]) -> bool:
    return facts.get("route") == "lawsuit"


def evidence(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Pages follow each other without a gap, each piece bears its digest, and nothing was collected after the act."""
    facts = _facts(state, outcome)
    collected = f"{SUIT}#35" if _sued(facts) else f"{NEW}#46" if state.procedure.version > 1 else f"{OLD}#24"
    following = 1
    for row in sorted(_rows(state, outcome, "exhibits"), key=lambda row: row["first_page"]):
        if row["first_page"] != following:
            message = f"“{row['name']}”从第 {row['first_page']} 页起，前一件到第 {following - 1} 页：页码应当连续，不重不漏。"
            return _no(outcome, "exhibits", message, "请重新编页。")
        if not row.get("digest"):
            return _no(outcome, "exhibits", f"“{row['name']}”没有文件摘要。", "请填写 SM3 或者 SHA-256 摘要；取自案卷的填案卷文书编号，由系统带入。")
        made, act = row.get("made_on"), facts.get("act_on")
        if made and act and made > act and not row.get("supplement"):
            message = f"“{row['name']}”形成于 {made}，晚于被诉行为（{act}）；不得自行向对方和证人收集证据。"
            return _no(outcome, "exhibits", message, "经准许补充的，请选择补充证据的情形；否则请删去。", collected)
        following = row["last_page"] + 1
    return None


def agents(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """One or two agents, and never lawyers alone."""
    facts, found = _facts(state, outcome), list(_rows(state, outcome, "agents"))
    most = int(law.value("litigation.head.agents", outcome.act.day))
    if len(found) > most:
        message = f"代理人不能超过 {most} 名，现有 {len(found)} 名。"
        return _no(outcome, "agents", message, "请减少代理人。", f"{INTERPRETATION}#128.2" if _sued(facts) else _respondent(outcome.act.day))
    if all(row.get("sort") == "lawyer" for row in found):
        message = "不能只委托律师，应当有本单位工作人员。"
        return _no(outcome, "agents", message, "请加上一名工作人员。", f"{INTERPRETATION}#128.2" if _sued(facts) else _respondent(outcome.act.day))
    return None


def _respondent(on: date) -> str:
    """Where the law speaks of the respondent's agents; before the regulation of 2026 only by its counterpart in court."""
    return f"{RULES_2026}#18.2" if on >= date(2026, 7, 1) else f"{INTERPRETATION}#128.2"


def sessions(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A session is of this procedure, and not held before its summons came."""
    for row in outcome.row_writes.get("hearings", {}).values():
        if row.get("voided"):
            continue
        if (row.get("stage") == "reconsideration") == _sued(_facts(state, outcome)):
            return _no(outcome, "hearings", "程序与案件类型不符：复议案件选“复议听证”，诉讼案件选审级。", "请改选程序。")
        if row.get("presence"):
            return _no(outcome, "hearings", "收到通知时不填出庭情况。", "开庭以后分别办理“负责人出庭”“不能出庭的说明”或者“未开庭”。")
    return None


def mediable(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A court mediates only over compensation and discretion; so did reconsideration until 2023. Anything may be settled and withdrawn."""
    facts = _facts(state, outcome)
    if facts.get("settled") != "mediated" or facts.get("mediable") != "other":
        return None
    if _sued(facts) or state.procedure.version == 1:
        cites = (f"{SUIT}#60",) if _sued(facts) else (f"{RULES_2007}#50",)
        message = "只有行政赔偿、补偿和行使自由裁量权的案件可以调解。"
        return _no(outcome, "settled", message, "可以和解，由对方撤回。", *cites)
    return None


def simple(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Only what is heard in the simplified procedure can be moved out of it."""
    if state.facts.get("track") == "simple":
        return None
    return _no(outcome, "", "本案没有适用简易程序。", "请核对适用程序。", f"{NEW}#55")


def results(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A result that the law of its day knows, for this way and in the right kind of paper."""
    facts = _facts(state, outcome)
    field, day = ("first_result", "first_on") if outcome.act.step == "first" else ("result", "ended_on")
    result, on = facts[field], facts[day]
    if on > outcome.act.day:
        return _no(outcome, day, f"日期 {on} 晚于登记之日。", "请核对日期。")
    try:
        known = places(facts["route"], on)
    except LawError:
        return _no(outcome, day, f"没有 {on} 的法律规定。", "请核对日期。")
    if result not in known:
        names = "、".join(NAMES[name] for name in known)
        message = f"{on} 的{dict(ROUTES)[facts['route']]}没有“{NAMES[result]}”这一结果。"
        return _no(outcome, field, message, f"可以选择：{names}。", *sorted({known[name].partition("#")[0] + "#1" for name in known})[:1])
    return _paper(outcome, facts, result, known[result]) or _mutual(outcome, facts, result)


def _paper(outcome: Outcome, facts: Mapping[str, Any], result: str, cite: str) -> Refusal | None:
    if outcome.act.step != "first":
        return None
    wanted = {"dismissed": "ruling", "withdrawn": "ruling", "ended": "ruling", "mediated": "mediation"}.get(result, "judgment")
    if facts["paper"] == wanted:
        return None
    word = {"ruling": "裁定书", "mediation": "调解书", "judgment": "判决书"}[wanted]
    return _no(outcome, "paper", f"“{NAMES[result]}”应当用{word}。", "请核对文书种类。", cite)


def _mutual(outcome: Outcome, facts: Mapping[str, Any], result: str) -> Refusal | None:
    """Only what was withdrawn can have been withdrawn because the act was changed."""
    if facts.get("after_change") and result != "withdrawn":
        return _no(outcome, "after_change", "只有撤回（撤诉）的案件才填“被诉行为改变后撤回”。", "请核对结果。")
    return None


def explained(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """An old case that was lost is entered with cause and remedy, like one that is closed here."""
    facts = _facts(state, outcome)
    if not facts.get("lost"):
        return None
    missing = {name: word for name, word in (("cause", "败诉原因"), ("remedy", "整改措施")) if not facts.get(name)}
    if not missing:
        return None
    told = {name: f"败诉的案件，请填写{word}。" for name, word in missing.items()}
    return Refusal("asked", next(iter(told.values())), (), "没有剖析的，请先剖析。", told, outcome.act.step)


def postponed(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Asked for in writing within the term of defence."""
    facts = _facts(state, outcome)
    last = law.reckon("litigation.defence", facts["received_on"]).due
    if last is None or facts["asked_on"] <= last:
        return None
    message = f"申请延期提供证据应当在 {last} 以前书面提出，现为 {facts['asked_on']}。"
    return _no(outcome, "asked_on", message, "逾期提供的，视为没有相应的证据；请尽快提交答辩和证据。", f"{INTERPRETATION}#34")


def appeal(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """The right to appeal ends with its term; a judgment that nobody appealed in time stands."""
    last = _appeal_ends(_facts(state, outcome), law)
    if last is None or outcome.act.day <= last:
        return None
    return _no(outcome, "", f"上诉期限已于 {last} 届满，一审裁判发生法律效力。", "请办理“研究是否上诉”的更正，或者办理“裁判生效”。", f"{SUIT}#85")


def altered(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """What the second instance made of it is a judgment that the law knows."""
    facts = _facts(state, outcome)
    known = places("lawsuit", facts["second_on"])
    if facts.get("second_result") != "altered" or facts.get("altered_to") in known:
        return None
    return _no(outcome, "altered_to", f"行政诉讼没有“{NAMES.get(facts.get('altered_to') or '', '')}”这一结果。", "请核对改判的结果。", f"{SUIT}#89.1（二）")


def _appeal_ends(facts: Mapping[str, Any], law: LegalDay) -> date | None:
    keys = {"judgment": "litigation.appeal.judgment", "ruling": "litigation.appeal.ruling"}
    key, start = keys.get(str(facts.get("paper"))), facts.get("first_received_on")
    return law.reckon(key, start).due if key and start else None


def effective(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A first judgment stands once nobody can appeal any more; a second one, a withdrawal and a mediation at once."""
    facts, on = _facts(state, outcome), outcome.writes["ended_on"]
    if on > outcome.act.day:
        return _no(outcome, "ended_on", f"生效日期 {on} 晚于登记之日。", "请在裁判生效以后登记。")
    may = facts.get("paper") == "judgment" or facts.get("first_result") == "dismissed"
    last = _appeal_ends(facts, law)
    if facts.get("second_result") or not may or last is None or on > last:
        return None
    return _no(outcome, "ended_on", f"上诉期限至 {last}，此前一审裁判没有生效。", "请在上诉期限届满以后登记；已经上诉的，登记二审裁判。", f"{SUIT}#85")


def advices(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Every letter has a day of answer: the law's, or the one it bears."""
    for row in outcome.row_writes.get("advices", {}).values():
        if not row.get("voided") and not row.get("answer_by"):
            return _no(outcome, "advices", f"{row.get('sender') or ''}的建议书没有答复期限。", "请按建议书所定填写答复期限。", f"{HEADS}#12")
    return None


for _procedure in BOTH:
    for _question in (evidence, agents, sessions, mediable, results, advices):
        asks(f"{_procedure}:{_question.__name__}")(_question)
asks("litigation.reconsideration:simple")(simple)
for _question in (postponed, appeal, altered, effective):
    asks(f"litigation.lawsuit:{_question.__name__}")(_question)
for _question in (results, explained):
    asks(f"litigation.past:{_question.__name__}")(_question)

"""What the steps fill in from the records, and what follows from a result: the penalty's file, the register of lost cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.trial import trial
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.kernel.records.models import Matter, Paper, StepState
from yuheng.systems.disputes.litigation import against
from yuheng.systems.disputes.litigation.choices import ADVICE_PERIODS, OVERTURNS, RESULTS
from yuheng.systems.disputes.litigation.facts import Contest, LostCase

NAMES = dict(RESULTS)
REGISTERED = {"no_evidence": "revoked", "part_revoked": "revoked", "remedied": "paid", "agreement": "ordered", "compensated": "paid"}
"""Results as the register of lost cases names them, where it has a wider word."""
FINAL = "结果已经登记并带入有关案件，不能撤销；确有错误的，请办理更正。"


def refusal(field: str, message: str, remedy: str, *cites: str) -> Refusal:
    return Refusal("data", message, cites, remedy, {field: message} if field else {})


def _cleaned(state: Snapshot, data: Mapping[str, Any], name: str) -> Any:
    """A value as it would be stored; none where it is missing or bad, which the engine says itself."""
    try:
        return state.procedure.shape.fields[name].clean(data[name]) if data.get(name) not in (None, "") else None
    except BadValue:
        return None


def _given(data: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    return [dict(row) for row in data.get(kind) or () if isinstance(row, dict)]


def receive(act: Act, state: Snapshot) -> Completed | Refusal:
    """The unit is the organ in whose name the leading unit acts, the kind of applicant that of the first; nobody types either."""
    first = next(iter(_given(act.data, "applicants")), {})
    file, number = _cleaned(state, act.data, "act_file"), act.data.get("act_number")
    known = _paper_of(file) if file and not number else numbered(str(number or ""))
    return Completed({**act.data, "unit": state.power or state.lead, "applicant_kind": first.get("sort"), **({"act_number": known} if known else {})})


def numbered(text: str) -> str:
    """The number of an act as it is written officially: 昆高执罚决〔2023〕12号, whatever brackets and blanks were typed."""
    return re.sub(r"[\[［【(（〔]([0-9]{4})[\]］】)）〕]", r"〔\1〕", re.sub(r"\s+", "", text))


def _paper_of(file: int) -> str:
    found = Paper.objects.filter(matter=file, kind__in=("decision", "no_penalty")).exclude(number="").order_by("-pk").first()
    return found.number if found else ""


def prepare(act: Act, state: Snapshot) -> Completed | Refusal:
    """Evidence taken from the file of the act bears the digest that the file has of it."""
    rows, file = _given(act.data, "exhibits"), state.facts.get("act_file")
    wanted = {str(row["paper"]).strip() for row in rows if row.get("paper") and not row.get("digest") and not row.get("voided")}
    known = {paper.number: paper for paper in Paper.objects.filter(matter=file or 0, number__in=wanted)} if wanted else {}
    for row in rows:
        number = str(row.get("paper") or "").strip()
        if number not in wanted or row.get("digest"):
            continue
        paper = known.get(number)
        if paper is None:
            return refusal("exhibits", f"被诉行为案件没有编号为“{number}”的文书。", "请核对文书编号，或者直接填写文件摘要。")
        digest = paper.file or paper.pdf
        if not digest:
            return refusal("exhibits", f"文书“{number}”还没有定稿，没有摘要。", "请先在案件中打开这份文书，或者上传签收件。")
        row["digest"] = digest
    return Completed({**act.data, "exhibits": rows} if "exhibits" in act.data else act.data)


def _presence(*allowed: str):
    """Who came is written into the row of that session and no other."""

    def fill(act: Act, state: Snapshot) -> Completed | Refusal:
        session = state.rows.get("hearings", {}).get(act.row)
        if session is None:
            return Completed({})
        given = next((row for row in _given(act.data, "hearings") if row.get("row") in (act.row, str(act.row))), {})
        kept = {name: given.get(name) for name in ("head", "rank", "excuse", "absent_why", "staff") if given.get(name) not in (None, "")}
        presence = given.get("presence") if given.get("presence") in allowed else allowed[0]
        if session["on"] > act.day and presence != "staff":
            return refusal("", f"开庭日期是 {session['on']}，还没有到。", "请在开庭以后登记。")
        return Completed({"hearings": [{"row": act.row, "presence": presence, **kept}]})

    return fill


def advised(act: Act, state: Snapshot) -> Completed | Refusal:
    """Where the law gives the days of an answer, its day follows from the day of receipt."""
    rows, law = _given(act.data, "advices"), legal_day("", "", "")
    received = state.procedure.shape.rows["advices"].fields["received_on"]
    for row in rows:
        key = ADVICE_PERIODS.get(str(row.get("sort")))
        try:
            on = received.clean(row.get("received_on")) if row.get("received_on") else None
        except BadValue:
            on = None
        if key and on:
            row["answer_by"] = law.reckon(key, on).due
    return Completed({**act.data, "advices": rows} if "advices" in act.data else act.data)


def reply(act: Act, state: Snapshot) -> Completed | Refusal:
    if act.row not in state.rows.get("advices", {}):
        return Completed({})
    given = next((row for row in _given(act.data, "advices") if row.get("row") in (act.row, str(act.row))), {})
    if not given.get("answer"):
        return refusal("advices", "请填写答复内容。", "逐项说明采纳和整改的情况。")
    return Completed({"advices": [{"row": act.row, "answered_on": given.get("answered_on") or act.day, "answer": given["answer"]}]})


# -- what follows from a result ----------------------------------------------------------------------------------------------------


def result(act: Act, state: Snapshot) -> Completed | Refusal:
    """A decision of reconsideration stands when it is served: what it struck is struck in the penalty's file by the same act."""
    return _struck(act, state, str(act.data.get("result") or ""), _cleaned(state, act.data, "ended_on"), act.data.get("result_number"))


def effective(act: Act, state: Snapshot) -> Completed | Refusal:
    facts = state.facts
    stands = facts.get("altered_to") if facts.get("second_result") == "altered" else "mediated" if facts.get("second_result") == "mediated" else facts.get("first_result")
    return _struck(act, state, str(stands or ""), _cleaned(state, act.data, "ended_on"), facts.get("result_number"))


def _struck(act: Act, state: Snapshot, result: str, on: date | None, number: Any) -> Completed | Refusal:
    file, how = state.facts.get("act_file"), OVERTURNS.get(result)
    if file is None or how is None or on is None or _done(file, "overturned") or not Matter.objects.filter(pk=file, procedure__in=("penalty.ordinary", "penalty.summary")).exists():
        return Completed(act.data)
    by = f"{state.facts.get('body') or ''}{number or ''}"[:200]
    order = Order(
        "overturned", act.by.person, matter=file, data={"overturned_how": how, "overturned_on": on, "overturned_by": by}, at=act.at, recorded=act.recorded, post=act.by.post, account=act.account,
    )  # fmt: skip
    found = trial(order)
    if isinstance(found, Refusal):
        message = f"“{NAMES[result]}”的结果要同时登记到处罚案件：{found.message}"
        return Refusal(found.code, message, (*found.cites, "行政处罚法(2021-01-22)#48.2"), "请由作出处罚的机关的法制审核人员登记结果。", step=act.step)
    return Completed(act.data, lambda _matter: _perform(order))


def _perform(order: Order) -> None:
    perform(order)


def _done(matter: int, step: str) -> bool:
    return StepState.objects.filter(matter=matter, step=step, done=True).exists()


def review_analysis(act: Act, state: Snapshot) -> Completed | Refusal:
    """An analysis that was approved stands in the register of lost cases, written by the same act."""
    facts, day = state.facts, act.day
    same = Q(case=state.matter) | Q(case_number=facts.get("docket"), kind=facts.get("route"))
    if LostCase.objects.filter(same).exclude(matter__status="void").exists():
        return Completed(act.data)
    row = {
        "case_number": facts.get("docket") or facts.get("result_number") or "未编号", "kind": facts.get("route"), "ended_year": facts["ended_on"].year, "unit": facts.get("unit"),
        "cause": facts.get("cause"), "reviewed_on": day, "measure": facts.get("remedy"), "ended_on": facts.get("ended_on"),
        "result": REGISTERED.get(str(facts.get("result")), facts.get("result")), "act_number": facts.get("act_number"), "case": state.matter, **_head(state.rows.get("hearings", {}).values()),
    }  # fmt: skip

    def then(matter: int) -> None:
        opening = Opening("disputes.lost_case", lead=state.lead or 0)
        perform(Order("record", act.by.person, opening=opening, data={k: v for k, v in row.items() if v is not None}, at=act.at, recorded=act.recorded, post=act.by.post, account=act.account))

    return Completed(act.data, then)


def _head(sessions: Any) -> dict[str, Any]:
    """Whether the head came, and if never, why; nothing where no session was held."""
    held = [row for row in sessions if row.get("presence") not in (None, "not_held") and not row.get("voided")]
    if not held:
        return {}
    present = any(row["presence"] == "head" for row in held)
    return {"head_present": present, "absent_why": None if present else str(held[-1].get("absent_why") or "")[:200] or "未说明"}


def past(act: Act, state: Snapshot) -> Completed | Refusal:
    """An old case is entered once: its number and route are looked for among those that are here."""
    filled = receive(act, state)
    number, route = str(act.data.get("docket") or "").strip(), act.data.get("route")
    if number and Contest.objects.filter(docket=number, route=route).exclude(matter__status="void").exists():
        return refusal("docket", f"案号“{number}”已经登记。", "请核对，避免重复登记。")
    return filled


def register_all() -> None:
    for procedure in ("litigation.reconsideration", "litigation.lawsuit"):
        register(procedure, "receive", receive)
        register(procedure, "prepare", prepare)
        register(procedure, "appear", _presence("head"))
        register(procedure, "absent", _presence("staff", "lawyer", "absent"))
        register(procedure, "not_held", _presence("not_held"))
        register(procedure, "advised", advised)
        register(procedure, "reply", reply)
        register(procedure, "review_analysis", review_analysis, final="剖析已经列入败诉案件分析台账，不能撤销；确有错误的，请办理更正。")
    register("litigation.reconsideration", "result", result, final=FINAL)
    register("litigation.lawsuit", "effective", effective, final=FINAL)
    register("litigation.past", "record", past)
    against.register_all()


"""What the steps of lenient enforcement fill in from the records and the lists, and the case that follows where nothing is spared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.orders import Opening, Order, Part
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.law.citation import Citation
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.kernel.records.models import Matter, MatterParty
from yuheng.systems.enforcement.leniency.assess import Assessment, Case, assess, code_of
from yuheng.systems.enforcement.leniency.choices import RESULTS, SPARED
from yuheng.systems.enforcement.leniency.facts import Leniency
from yuheng.systems.enforcement.leniency.lookback import Party
from yuheng.systems.enforcement.leniency.table import ASKED, LENIENCY

PROCEDURE = "leniency.spot"
LATE = "责令改正期限届满没有改正"
DAYS_WORDS = "清单规定的改正期限是 {days} 日，最迟到 {last}。"


def refusal(fields: Mapping[str, str], message: str, remedy: str) -> Refusal:
    return Refusal("data", message, ("行政处罚法(2021-01-22)#33.1",), remedy, fields=dict(fields))


def case_of(facts: Mapping[str, Any], matter: int) -> Case:
    """The case as its facts tell it."""
    return Case(
        str(facts["violation"]), facts["happened_on"], Party(str(facts.get("uscc") or ""), str(facts.get("id_number") or "")), str(facts.get("place") or ""),
        str(facts.get("signboard") or ""), matter,
    )  # fmt: skip


def seen_facts(one: Assessment) -> dict[str, Any]:
    """What the look-back found, as the record keeps it."""
    return {
        "item": one.item, "first": one.seen.first, "seen_from": one.seen.since, "earlier": "\n".join(one.seen.earlier) or None,
        "hints": "\n".join(one.seen.hints) or None,
    }  # fmt: skip


def _cleaned(state: Snapshot, data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """What was given under these names, as it would be stored. Raises BadValue."""
    fields = state.procedure.shape.fields
    return {name: fields[name].clean(data[name]) for name in names if data.get(name) not in (None, "")}


def find(act: Act, state: Snapshot) -> Completed | Refusal:
    """The item of the list by its code, and what is on file of the same party."""
    return _looked(act, state, ("happened_on", "violation", "place", "signboard", "uscc", "id_number"), {})


def identify(act: Act, state: Snapshot) -> Completed | Refusal:
    """Whoever was not known when the violation was found is looked for again."""
    return _looked(act, state, ("uscc", "id_number"), state.facts)


def _looked(act: Act, state: Snapshot, names: tuple[str, ...], known: Mapping[str, Any]) -> Completed | Refusal:
    try:
        facts = {**known, **_cleaned(state, act.data, names)}
    except BadValue:
        return Completed(act.data)  # the engine says what is wrong with the field itself
    if not facts.get("violation") or not isinstance(facts.get("happened_on"), date):
        return Completed(act.data)
    try:
        facts["violation"] = code_of(str(facts["violation"]), facts["happened_on"], act.day)
        one = assess(case_of(facts, state.matter), {}, act.day)
    except BadValue as error:
        return refusal({"violation": str(error)}, str(error), "清单在“裁量基准和清单”中查看。")
    code = {} if known else {"violation": facts["violation"]}
    return Completed({**act.data, **code, **seen_facts(one)})


def judge(act: Act, state: Snapshot) -> Completed | Refusal:
    """What the list says to the answers; refused while something must still be asked."""
    facts = {**state.facts}
    try:
        answers = _cleaned(state, act.data, ASKED)
        one = assess(case_of(facts, state.matter), answers, act.day)
    except BadValue as error:
        return refusal({}, str(error), "请核对所填的条件。")
    if one.result is None:
        return _unanswered(one)
    asked = {name: answers.get(name) for name in ASKED}
    return Completed({**asked, **seen_facts(one), **_told(one)})


def _unanswered(one: Assessment) -> Refusal:
    if one.open[:1] == ("first",) or set(one.open) == {"first"}:
        message = "没有统一社会信用代码或者证件号码，不能核验是否初次违法。"
        return refusal({}, message, "请先办理“补充当事人身份”。")
    named = {name: f"请回答：{LENIENCY.by_name[name].question}" for name in one.open if name != "first"}
    words = "、".join(LENIENCY.by_name[name].label for name in named)
    return refusal(named, f"清单的条件还没有问完，须先回答：{words}。", "请逐项回答后再核对。")


def _told(one: Assessment) -> dict[str, Any]:
    then, row = one.receipt.then or {}, one.spoke
    return {
        "result": one.result, "ground": then.get("ground"), "line": row.id if row else "otherwise",
        "basis": "、".join(Citation.parse(cite).zh for cite in one.receipt.cites)[:500], "measures": then.get("measures"), "days": then.get("days"),
        "list_used": one.list_words[:500], "list_why": one.why or None, "version": one.version.matter,
        "receipt": json.dumps(one.receipt.to_json(), ensure_ascii=False, sort_keys=True),
    }  # fmt: skip


def promise(act: Act, state: Snapshot) -> Completed | Refusal:
    """The day by which it is put right lies within the days of the list."""
    days = state.facts.get("days")
    try:
        by = _cleaned(state, act.data, ("correct_by",)).get("correct_by")
    except BadValue:
        return Completed(act.data)
    last = act.day + timedelta(days=days) if days is not None else None
    if by is not None and last is not None and by > last:
        message = DAYS_WORDS.format(days=days, last=last)
        return refusal({"correct_by": message}, message, "请缩短改正期限。")
    return Completed(act.data)


def check(act: Act, state: Snapshot) -> Completed | Refusal:
    """Not put right: the matter becomes a case at once, by the same act."""
    try:
        right = _cleaned(state, act.data, ("put_right",)).get("put_right")
    except BadValue:
        return Completed(act.data)
    if right is not False:
        return Completed(act.data)
    return Completed(act.data, lambda matter: _do(act, "refer", matter, {"refer_why": LATE}))


def refer(act: Act, state: Snapshot) -> Completed | Refusal:
    """A case that exists is tied; where none is named one is opened, with what is known."""
    given = act.data.get("case")
    if given in (None, ""):
        return Completed(act.data, lambda matter: _do(act, "filed", matter, {"case": _opened(act, matter)}))
    data = {key: value for key, value in act.data.items() if key != "case"}
    return Completed(data, lambda matter: _do(act, "filed", matter, {"case": given}))


def _do(act: Act, step: str, matter: int, data: dict[str, Any]) -> None:
    perform(_order(act, step, data, matter=matter))


def _order(act: Act, step: str, data: dict[str, Any], **more: Any) -> Order:
    others = tuple(seat.person for seat in act.with_)
    return Order(step, act.by.person, data=data, at=act.at, recorded=act.recorded, post=act.by.post, with_=others, account=act.account, **more)


def _opened(act: Act, matter: int) -> int:
    """The clue of the case that this became: same party, same finding, with the number of this record as its source."""
    head, facts = Matter.objects.get(pk=matter), Leniency.objects.get(pk=matter)
    parties = tuple(Part(one.party_id, one.part, one.hidden) for one in MatterParty.objects.filter(matter=matter))
    opening = Opening("penalty.ordinary", lead=head.lead_id, area=head.area_id, field=head.field, region=head.region, power=head.power_id, parties=parties)
    clue = {
        "found_on": facts.happened_on, "source": "patrol", "source_number": head.number, "cause": facts.item, "place": facts.place,
        "basis": (facts.basis or facts.item or "")[:500], "party_kind": facts.party_kind, "party_name": facts.party_name, "uscc": facts.uscc,
        "id_number": facts.id_number, "phone": facts.phone,
    }  # fmt: skip
    return perform(_order(act, "clue", {name: value for name, value in clue.items() if value is not None}, opening=opening)).matter


def result_words(code: str | None) -> str:
    return dict(RESULTS).get(code or "", "")


def spared(code: str | None) -> bool:
    return code in SPARED


def register_all() -> None:
    register(PROCEDURE, "find", find)
    register(PROCEDURE, "identify", identify)
    register(PROCEDURE, "judge", judge)
    register(PROCEDURE, "promise", promise)
    register(PROCEDURE, "check", check, final="改正核查已经决定案件的去向，不能撤销；确有错误的，请办理更正。")
    register(PROCEDURE, "refer", refer, final="已经转立案件，不能撤销。")

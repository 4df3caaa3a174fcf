"""What of a decision the public may see: exactly these fields, worked out from the facts when it is published, never typed.

Natural persons are told by surname only, and not at all where nothing says that they are of age; free text goes out only of bodies and without
whatever names a person. A minor's decision does not go out (行政处罚法 第四十八条、第五十条, 个人信息保护法 第二十八条).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.identity import names, resident_id
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.identity.scrubbing import scrubbed
from yuheng.kernel.law import law
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.procedure.agreement import Agreement, needed
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.systems.enforcement.penalty.choices import KINDS, PARTIES

ACT = "行政处罚法(2021-01-22)"

UNNAMED = "某自然人"
"""A natural person of whom nothing says that they are of age."""

AGREEMENTS: tuple[Agreement, ...] = (
    needed("not_shown_ground", "shown", lambda shown: shown == "none", "不予公开的，请选择依法不予公开的情形。"),
    Agreement(("shown", "party_kind"), lambda shown, kind: shown != "full" or kind != "person", "当事人是自然人的，只公开信息摘要。", at="shown"),
    needed("masked", "shown", lambda shown: shown == "full", "公开全文的，请写明公示前隐去了什么。"),
)


def record_of(facts: Mapping[str, Any], on: date) -> str | None:
    """The record of a decision as it goes out; None where it does not. Raises BadValue where it may not."""
    shown = facts.get("shown") or "summary"
    if shown == "none":
        return None
    person = facts.get("party_kind") == "person"
    of_age = _of_age(facts, on) if person else None
    if of_age is False:
        raise BadValue("当事人不满十八周岁，决定不予公开，请选择“不予公开”。")
    party, kinds = _party(facts, of_age), kinds_of(facts)
    known = (str(facts.get(name) or "") for name in ("party_name", "party_head", "reporter"))
    people = tuple(one for one in known if one and (one != facts.get("party_name") or party != one))
    fine, income = facts.get("decided_fine") or facts.get("fine") or 0, facts.get("decided_income") or 0

    def clean(name: str) -> str:
        return scrubbed(str(facts.get(name) or ""), people)

    words = {
        "当事人": party, "当事人类型": dict(PARTIES).get(str(facts.get("party_kind")), ""), "统一社会信用代码": None if person else facts.get("uscc"), "案由": clean("cause"),
        "违法事实": clean("facts_found") if shown == "full" else None, "处罚依据": clean("basis"), "处罚种类": "、".join(dict(KINDS).get(kind, kind) for kind in kinds),
        "处罚内容": content(kinds, fine, income), "暂扣、吊销的证照": None if person else clean("licence"), "处罚有效期": str(facts.get("effective_until") or ""),
        "适用程序": way_of(facts), "决定日期": str(facts["decided_on"]),
    }  # fmt: skip
    return json.dumps({name: value for name, value in words.items() if value}, ensure_ascii=False, separators=(",", ":"))


def kinds_of(facts: Mapping[str, Any]) -> list[str]:
    """The kinds of the decision; on the spot it is a fine or a warning."""
    return list(facts.get("decided_kinds") or ()) if "decided_kinds" in facts else ["fine" if facts.get("fine") else "warning"]


def way_of(facts: Mapping[str, Any]) -> str:
    return "普通程序" if "decided_kinds" in facts else "简易程序"


def _party(facts: Mapping[str, Any], of_age: bool | None) -> str:
    name, kind = str(facts.get("party_name") or ""), facts.get("party_kind")
    if kind == "person":
        return masked("name", name) if of_age else UNNAMED
    # A stall without a signboard is entered under its operator's name.
    own = name == facts.get("party_head") or not names.is_body(name)
    return masked("name", name) if kind == "individual" and own else name


def _of_age(facts: Mapping[str, Any], on: date) -> bool | None:
    """Whether the person was of age on the day of the decision; None where the number does not say."""
    day = facts["decided_on"]
    try:
        known = resident_id.checked(str(facts.get("id_number") or ""), day)
    except resident_id.BadId:
        return None
    return known.age_on(day) >= int(law("person.of_age", on=on).value)


def publish(act: Act, state: Snapshot) -> Completed | Refusal:
    """What goes out is worked out from the file, whichever door the act comes through."""
    facts = {**state.facts, "shown": act.data.get("shown") or state.facts.get("shown")}
    if facts.get("decided_on") is None:
        return Completed(act.data)  # the engine says why nothing can be published
    try:
        record = record_of(facts, act.day)
    except BadValue as error:
        return Refusal("data", str(error), (f"{ACT}#50",), "请选择依法不予公开的情形。", {"shown": str(error)}, act.step)
    digest = None if record is None else sm3(record.encode()).hex()
    return Completed({**act.data, "shown_record": record, "shown_digest": digest})


for _procedure in ("penalty.ordinary", "penalty.summary"):
    register(_procedure, "publish", publish)


def content(kinds: list[str], fine: int, income: int) -> str:
    """What was given, in one line."""
    sums = {"fine": fine, "confiscate_income": income}
    labels = dict(KINDS)
    return "；".join(labels.get(kind, kind) + (f"{sums[kind] // 100:,}.{sums[kind] % 100:02d}元" if sums.get(kind) else "") for kind in kinds)


def fields(record: str) -> dict[str, str]:
    """The fields of a record that went out, in the order in which they are shown."""
    told: dict[str, Any] = json.loads(record)
    return {name: str(told[name]) for name in ORDER if name in told}


ORDER = (
    "当事人", "当事人类型", "统一社会信用代码", "案由", "违法事实", "处罚依据", "处罚种类", "处罚内容", "暂扣、吊销的证照", "处罚有效期", "适用程序", "决定日期",
)  # fmt: skip
"""All that can ever go out, in the order of the page."""

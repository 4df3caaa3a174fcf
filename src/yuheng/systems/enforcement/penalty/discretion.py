"""裁量基准: the range of the fine is asked of the published table, with its receipt; what goes beyond it needs a reason and a legal review.

The table of the day of the act applies, and the one in force now where it is milder (行政处罚法 第三十四条、第三十七条); whoever departs from it says why, and the head of the
organ decides or a collective discussion does (国办发〔2022〕27号（十二）). Such a case is reviewed, so that the reviewer sees the reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.kernel.tables import schema as tables
from yuheng.kernel.tables.evaluate import Receipt, evaluate
from yuheng.kernel.tables.published import Version, in_force
from yuheng.kernel.tables.schema import BadTable, Input, Output, Schema
from yuheng.systems.enforcement.penalty.choices import ATTITUDE, CORRECTED, GRADES, HARM, PARTIES

ACT = "行政处罚法(2021-01-22)"

DISCRETION = tables.register(
    Schema(
        "discretion",
        "行政处罚裁量基准",
        (
            Input("violation", "违法行为", own_choices=True, question="是裁量基准中的哪一种违法行为？"),
            Input("party_kind", "当事人类型", choices=PARTIES, question="当事人是公民、个体工商户还是单位？"),
            Input("harm", "危害后果", choices=HARM, question="造成的危害后果如何？"),
            Input("put_right", "改正情况", choices=CORRECTED, question="违法行为改正了吗？"),
            Input("times", "被查处次数", "int", unit="次", least=1, question="连同本次，第几次被查处？"),
            Input("attitude", "配合调查", choices=ATTITUDE, question="当事人配合调查吗？"),
            Input("value", "货值（涉及的金额）", "money", least=0, question="货值（涉及的金额）是多少？"),
            Input("area", "面积", "int", unit="平方米", least=0, question="涉及的面积有多大？"),
        ),
        (
            Output("grade", "裁量档次", choices=GRADES),
            Output("least", "罚款下限", "money"),
            Output("most", "罚款上限", "money"),
            Output("besides", "其他处罚", "text", required=False),
        ),
        cites=(f"{ACT}#34",),
        help="按违法行为的事实、性质、情节和危害后果分档。没有罚款的，上限、下限填 0。",
    )
)

ASKED = tuple(one.name for one in DISCRETION.inputs if one.name != "party_kind")
GIVEN = (*ASKED, "proposed_fine", "proposed_kinds", "deviation", "discretion")
NOTHING = {"grade": None, "fine_least": None, "fine_most": None, "discretion_version": None, "discretion_receipt": None}


@dataclass(frozen=True)
class Weighed:
    """What one version of the table says of a case."""

    version: Version
    receipt: Receipt

    @property
    def least(self) -> int:
        return int((self.receipt.then or {})["least"])

    @property
    def most(self) -> int:
        return int((self.receipt.then or {})["most"])

    def words(self) -> str:
        """一般（昆高执规〔2023〕1号 裁量基准，罚款 1,000—3,000 元）."""
        then, version = self.receipt.then or {}, self.version
        span = f"{self.least // 100:,}—{self.most // 100:,}"
        besides = f"，{then['besides']}" if then.get("besides") else ""
        return f"{dict(GRADES)[str(then['grade'])]}（{version.title}{version.number}，罚款{span}元{besides}）"


def weigh(facts: Mapping[str, Any], on: date) -> Weighed | None:
    """What the tables say of the case; None where no table in force names the violation. Raises BadTable where an answer cannot be."""
    found = [one for one in (_by(version, facts) for version in _versions(facts.get("ended_on") or facts.get("found_on") or on, on)) if one is not None]
    if not found:
        return None
    if len(found) == 2 and all(one.receipt.determined for one in found):
        older, newer = found
        return newer if (newer.most, newer.least) < (older.most, older.least) else older
    return found[0]


def _versions(act: date, on: date) -> list[Version]:
    found: list[Version] = []
    for day in (act, on):
        try:
            version = in_force(DISCRETION.id, day)
        except BadTable:
            continue
        if all(version.matter != other.matter for other in found):
            found.append(version)
    return found


def _by(version: Version, facts: Mapping[str, Any]) -> Weighed | None:
    options = version.compiled.table.choices("violation")
    given = facts.get("violation") or next((code for code, label in options.items() if label == facts.get("cause")), None)
    if given not in options:
        return None
    inputs = {name: facts[name] for name in (*ASKED, "party_kind") if facts.get(name) is not None} | {"violation": given}
    return Weighed(version, evaluate(version.compiled, inputs))


def conclude(act: Act, state: Snapshot) -> Completed | Refusal:
    """The range from the table; the lower end where no sum was proposed; outside it only with a reason, which makes the case one to be reviewed."""
    fields, given = state.procedure.shape.fields, {}
    try:
        for name in GIVEN:
            if act.data.get(name) not in (None, "", []):
                given[name] = fields[name].clean(act.data[name])
        facts = {**state.facts, **given}
        one = weigh(facts, act.day)
    except BadTable as error:
        return _refused(act, "violation", str(error), "请核对裁量因素。")
    except BadValue:
        return Completed(act.data)  # the engine says what is wrong with the field itself
    if one is None:
        if given.get("violation"):
            return _refused(act, "violation", "现行裁量基准没有这一事项。", "请从裁量基准所列的违法行为中选择，或者留空。")
        return Completed({**act.data, **NOTHING})
    if not one.receipt.determined:
        asked = {name: f"请填写：{DISCRETION.by_name[name].question}" for name in one.receipt.needs}
        labels = "、".join(DISCRETION.by_name[name].label for name in asked)
        return _refused(act, "", f"裁量基准（{one.version.title}）的因素还不齐，须先填写：{labels}。", "请填写裁量因素。", asked)
    return _judged(act, given, one)


def _judged(act: Act, given: Mapping[str, Any], one: Weighed) -> Completed | Refusal:
    then = one.receipt.then or {}
    fine = given.get("proposed_fine", one.least)
    if not one.least <= fine <= one.most and not given.get("deviation"):
        span = f"{one.least // 100:,}—{one.most // 100:,} 元"
        remedy = "请调整金额，或者写明偏离裁量基准的理由，送法制审核，由行政机关负责人批准或者集体讨论决定。"
        return _refused(act, "deviation", f"拟罚款 {fine // 100:,} 元不在裁量基准的幅度（{span}）内。", remedy)
    filled: dict[str, Any] = {
        "grade": then["grade"], "fine_least": one.least, "fine_most": one.most, "discretion_version": one.version.matter, "violation": one.receipt.inputs["violation"],
        "discretion_receipt": json.dumps(one.receipt.to_json(), ensure_ascii=False, sort_keys=True), "proposed_fine": fine,
        "discretion": given.get("discretion") or one.words()[:500], "proposed_kinds": given.get("proposed_kinds") or (["fine"] if fine else ["warning"]),
    }  # fmt: skip
    return Completed({**act.data, **filled})


def _refused(act: Act, field: str, message: str, remedy: str, fields: Mapping[str, str] | None = None) -> Refusal:
    return Refusal("data", message, (f"{ACT}#34",), remedy, dict(fields or ({field: message} if field else {})), act.step)


register("penalty.ordinary", "conclude", conclude)

"""What a pending case does to the act that it is about: no application to the court for its enforcement, no surcharge for its days."""

from __future__ import annotations

from yuheng.kernel.documents import money_text
from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.systems.disputes.litigation.pending import left_out, pending, suable_until, told
from yuheng.systems.disputes.litigation.rules import SUIT
from yuheng.systems.enforcement.penalty.questions import due_surcharge

ENFORCED = "行政强制法(2011-06-30)#53"


def apply_court(act: Act, state: Snapshot) -> Completed | Refusal:
    """The court is asked only of a party that neither applied for reconsideration nor sued in time (行政强制法 第五十三条)."""
    open_ = pending(state.matter)
    if open_ is not None:
        message = f"本案的处罚决定正在{told(open_)}，不能申请人民法院强制执行。"
        return Refusal("asked", message, (ENFORCED,), "请在复议、诉讼结束、决定发生法律效力以后申请。", step=act.step)
    last = suable_until(state.matter)
    if last is not None and act.day <= last:
        message = f"当事人对复议决定可以起诉至 {last}，期限届满以前不能申请人民法院强制执行。"
        return Refusal("asked", message, (ENFORCED, f"{SUIT}#45"), "请在期限届满以后申请。", step=act.step)
    return Completed(act.data)


def pay(act: Act, state: Snapshot) -> Completed | Refusal:
    """No surcharge for the days of reconsideration and litigation (行政处罚法 第七十三条第三款)."""
    fields = state.procedure.shape.fields
    try:
        extra = fields["surcharge"].clean(act.data["surcharge"]) if act.data.get("surcharge") not in (None, "") else 0
        day = fields["paid_on"].clean(act.data["paid_on"]) if act.data.get("paid_on") else act.day
    except BadValue:
        return Completed(act.data)
    spans = left_out(state.matter, day) if extra else []
    if not spans:
        return Completed(act.data)
    most = due_surcharge(state, state.facts.get("decided_fine") or 0, day, legal_day("", "", ""), spans)
    if extra <= most:
        return Completed(act.data)
    message = f"加处罚款 {money_text(extra)} 元超过 {money_text(most)} 元：行政复议、行政诉讼期间不予计算。"
    return Refusal("asked", message, ("行政处罚法(2021-01-22)#73.3",), "请扣除复议、诉讼期间后计算。", {"surcharge": message}, act.step)


def register_all() -> None:
    register("penalty.ordinary", "apply_court", apply_court)
    register("penalty.ordinary", "pay", pay)

"""Conditions of the penalty procedures: what may be heard, must be reviewed, must be discussed are three different questions."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure.conditions import Condition, View
from yuheng.systems.enforcement.penalty.choices import HEARD

ACT = "行政处罚法(2021-01-22)"
MARKET = "市场监督管理行政处罚程序规定(2022-09-29)"
OPENNESS = "国办发〔2018〕118号(2018-12-05)#（六）"


def _threshold(f: View) -> int:
    kind = "person" if f.party_kind == "person" else "organisation"
    return int(f.law(f"penalty.hearing.threshold.{kind}")) * 100


may_be_heard = Condition(
    "may_be_heard",
    "属于可以要求听证的处罚",
    ("party_kind", "proposed_kinds", "proposed_fine", "proposed_income"),
    lambda f: bool(HEARD & set(f.proposed_kinds)) or max(f.proposed_fine, f.proposed_income) >= _threshold(f),
    (f"{ACT}#63",),
    ("penalty.hearing.threshold.person", "penalty.hearing.threshold.organisation"),
)

must_review = Condition(
    "must_review",
    "应当法制审核",
    ("proposed_kinds", "proposed_fine", "complex"),
    lambda f: (
        f.complex
        or bool(HEARD & set(f.proposed_kinds))
        or f.proposed_fine >= int(f.law("penalty.review.threshold")) * 100
        or bool(f.deviation)
    ),
    (f"{ACT}#58", "国办发〔2022〕27号(2022-07-29)#（十二）"),
    ("penalty.review.threshold",),
    optional=("deviation",),
)
"""A fine outside the table is reviewed whatever its sum, so that somebody else sees the reason."""

review_first = Condition(
    "review_first",
    "本领域规定先审核后告知",
    (),
    lambda f: f.law("penalty.review.place") == "告知以前",
    (f"{ACT}#58", f"{MARKET}#56"),
    ("penalty.review.place",),
)
"""A sector rule may put the review before the notice. A hearing still comes before the review (市场监管规定 第五十条第二款)."""

must_discuss = Condition(
    "must_discuss",
    "应当集体讨论",
    ("proposed_fine", "complex"),
    lambda f: f.complex or f.proposed_fine >= int(f.law("penalty.discussion.threshold")) * 100,
    (f"{ACT}#57.2",),
    ("penalty.discussion.threshold",),
)

within_notice = Condition(
    "within_notice",
    "拟作决定不超出告知内容",
    ("decided_kinds", "decided_fine", "decided_income", "notified_kinds", "notified_fine", "notified_income"),
    lambda f: (
        set(f.decided_kinds) <= set(f.notified_kinds)
        and f.decided_fine <= f.notified_fine
        and f.decided_income <= f.notified_income
    ),
    (f"{ACT}#44", f"{ACT}#62"),
)

"""Kinds and sums. Facts and basis change only with a new conclusion, which voids the notice; what a correction could change
besides, the question `as_notified` compares with what the notice kept."""


def _last_day(f: View) -> date | None:
    """The last day on which an act that has ended may still be found out; None for one that goes on."""
    return None if f.ended_on is None else f.last_day("penalty.limitation.long" if f.long_limit else "penalty.limitation", f.ended_on)


def _too_late(f: View) -> str:
    return f"违法行为于 {f.ended_on} 终了，追责期限至 {_last_day(f)}，{f.found_on} 才发现，不再给予行政处罚"


def _in_time(f: View) -> bool:
    last = _last_day(f)
    return last is None or f.found_on <= last


in_time = Condition(
    "in_time",
    "没有超过追责期限",
    ("found_on",),
    _in_time,
    (f"{ACT}#36",),
    ("penalty.limitation", "penalty.limitation.long"),
    optional=("ended_on", "long_limit"),
    why=_too_late,
    remedy="没有立案的，请办理“不予立案”；已经立案的，请办理“销案”。",
)
"""An act without an end goes on, and is always in time."""


def _not_checked(f: View) -> str:
    told = "复查确认已经改正" if f.corrected else "没有责令改正并复查确认未改正"
    return f"处罚依据以逾期不改正或者拒不改正为条件，本案{told}，不能罚款"


may_fine = Condition(
    "may_fine",
    "不以逾期不改正为处罚条件，或者复查确认没有改正",
    (),
    lambda f: not f.order_first or not f.decided_fine or f.corrected is False,
    (f"{ACT}#28.1",),
    optional=("order_first", "decided_fine", "corrected"),
    why=_not_checked,
    remedy="请责令限期改正，到期复查；已经改正的，不予处罚或者销案。",
)
"""What a re-check found is empty until there was one, and empty again after another order."""

fined = Condition("fined", "决定罚款", ("decided_fine",), lambda f: f.decided_fine > 0, (f"{ACT}#67",))

def _limit(f: View) -> int:
    kind = "citizen" if f.party_kind == "person" else "organisation"
    return int(f.law(f"penalty.summary.threshold.{kind}")) * 100


within_limits = Condition(
    "within_limits",
    "属于当场处罚的范围",
    ("party_kind", "proposed_kind", "proposed_fine"),
    lambda f: f.proposed_fine <= _limit(f),
    (f"{ACT}#51",),
    ("penalty.summary.threshold.citizen", "penalty.summary.threshold.organisation"),
)

spot_fined = Condition(
    "spot_fined", "当场决定罚款", ("proposed_kind",), lambda f: f.proposed_kind == "fine", (f"{ACT}#51",)
)

on_spot = Condition("on_spot", "当场收缴罚款", (), lambda f: f.on_spot is True, (f"{ACT}#68", f"{ACT}#69"), optional=("on_spot",))


def collected_on(f: View) -> date | None:
    """The day from which a fine taken on the spot must be handed in: of landing, where it was taken on the water (第七十一条)."""
    return (f.landed_on or f.paid_on) if f.on_spot else None

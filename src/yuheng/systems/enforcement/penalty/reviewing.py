"""法制审核: every point answered, and no decision on a review that found something wrong (行政处罚法 第五十八条, 国办发〔2018〕118号（十三）)."""

from __future__ import annotations

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.enforcement.penalty.choices import POINTS
from yuheng.systems.enforcement.penalty.rules import ACT

CITES = (f"{ACT}#58", "国办发〔2018〕118号(2018-12-05)#（十三）")


def _no(outcome: Outcome, field: str, message: str, remedy: str) -> Refusal:
    return Refusal("asked", message, CITES, remedy, {field: message} if field else {}, outcome.act.step)


@asks("penalty.ordinary:points")
def points(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Each point stands on one of the two lists, and the conclusion follows from them."""
    good, bad = (set(outcome.act.data.get(name) or ()) for name in ("review_ok", "review_bad"))
    open_ = "、".join(name for code, name in POINTS if code not in good | bad)
    if open_:
        return _no(outcome, "review_ok", f"还没有审核：{open_}。", "请逐项给出审核结果。")
    both = "、".join(name for code, name in POINTS if code in good & bad)
    if both:
        return _no(outcome, "review_bad", f"{both}同时列为没有问题和存在问题。", "请逐项只给出一个结果。")
    if bool(bad) != (outcome.writes.get("review_result") == "problem"):
        told = "有事项存在问题，审核结论不能是“审核通过”。" if bad else "各项都没有问题，审核结论不能是“存在问题”。"
        return _no(outcome, "review_result", told, "请核对逐项结果和审核结论。")
    return None


@asks("penalty.ordinary:passed")
def passed(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A review that found something wrong is no review passed; a later one is."""
    reviewed = state.step(("review", 0)).done or state.step(("pre_review", 0)).done
    if not reviewed or state.facts.get("review_result") != "problem":
        return None
    wrong = "、".join(name for code, name in POINTS if code in (state.facts.get("review_bad") or ()))
    return _no(outcome, "", f"法制审核未通过（{wrong}），不能作出决定。", "请按审核意见改正后重新审核，或者退回补充调查。")

"""The credit channel of a penalty ends once: in the notice that follows its publication and in the penalty's own file, by one act.

A repair that every receiver has answered ends the publication of the notice, and that end is written into the penalty's file, all in one
transaction and in the name of the person who acted. The publicity of enforcement is another channel, which a repair leaves alone
(行政处罚法 第四十八条). Matters are locked in one order: repair, notice, penalty.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.orders import Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.trial import trial
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.kernel.records.models import Matter, StepState
from yuheng.systems.enforcement.credit.facts import RepairNotice

GROUNDS = {"repaired": "repaired", "term": "expired", "withdrawn": "overturned"}
"""How a notice's publication ended → the ground in the penalty's file. What was never shown ends nothing there."""


def refusal(field: str, message: str, remedy: str) -> Refusal:
    return Refusal("data", message, remedy=remedy, fields={field: message})


def notice_of(penalty: int | None) -> RepairNotice | None:
    """The notice that follows the publication of a penalty; None where the penalty has none."""
    if penalty is None:
        return None
    standing = Matter.objects.filter(procedure="credit.notice").exclude(status="void").values("pk")
    return RepairNotice.objects.filter(penalty=penalty, matter__in=standing).select_related("matter").first()


def _order(act: Act, step: str, matter: int, data: dict[str, Any]) -> Order:
    return Order(step, act.by.person, matter=matter, data=data, at=act.at, recorded=act.recorded, post=act.by.post, account=act.account)


def _in_file(act: Act, penalty: int | None, how: str) -> Order | None:
    """The end of the channel in the penalty's own file; None where nothing is shown there."""
    if penalty is None or how not in GROUNDS:
        return None
    done = set(StepState.objects.filter(matter=penalty, step__in=("credit", "overturned", "credit_end"), done=True).values_list("step", flat=True))
    if "credit_end" in done or not done:
        return None
    return _order(act, "credit_end", penalty, {"credit_end_ground": GROUNDS[how]})


def with_file(act: Act, data: dict[str, Any], penalty: int | None) -> Completed | Refusal:
    """The act that ends a notice's publication, and with it the file's."""
    order = _in_file(act, penalty, str(data.get("ended_how") or ""))
    return _together(data, order, order)


def with_repair(act: Act, state: Snapshot) -> Completed | Refusal:
    """The closing of a repair: every receiver has answered, so nothing is shown any more on any credit site."""
    if state.facts.get("result") != "repaired":
        return Completed(act.data)
    penalty = state.facts.get("penalty")
    in_file = _in_file(act, penalty, "repaired")
    notice = RepairNotice.objects.filter(pk=state.facts.get("notice") or 0, stopped_on=None).first() or _open_notice(penalty)
    if notice is None:
        return _together(dict(act.data), in_file, in_file)
    answered = [row["answered_on"] for row in state.rows.get("told", {}).values() if row.get("answered_on") and not row.get("voided")]
    data = {"ended_how": "repaired", "stopped_on": max(answered, default=act.day), "repair": state.matter}
    return _together(dict(act.data), _order(act, "stop", notice.pk, data), in_file)


def _open_notice(penalty: int | None) -> RepairNotice | None:
    notice = notice_of(penalty)
    return notice if notice is not None and notice.stopped_on is None else None


def _together(data: dict[str, Any], order: Order | None, last: Order | None) -> Completed | Refusal:
    """The act with what is done beside it; refused where any link of the chain, down to the `last`, would be."""
    for link in (order, last):
        found = trial(link) if link is not None else None
        if isinstance(found, Refusal):
            return found
    if order is None:
        return Completed(data)

    def then(_matter: int) -> None:
        perform(order)

    return Completed(data, then)


# -- the same channel, seen from the penalty's file ---------------------------------------------------------------------------------


def show(act: Act, state: Snapshot) -> Completed | Refusal:
    """信用公示 in the file: until the day that the notice has, and never again once it was stopped."""
    notice = notice_of(state.matter)
    if notice is None:
        return Completed(act.data)
    if notice.stopped_on is not None:
        return refusal("credit_receipt", f"该处罚决定的信用公示已于 {notice.stopped_on} 停止（{notice.matter.number or '信用修复告知'}），不能再公示。", "请核对信用修复告知。")
    until: date | None = notice.ends_on
    return Completed({**act.data, "credit_until": until} if until else act.data)


def end(act: Act, state: Snapshot) -> Completed | Refusal:
    """终止信用公示 in the file follows from the notice, where there is one."""
    notice = notice_of(state.matter)
    if notice is None:
        return Completed(act.data)
    if notice.stopped_on is None:
        message = "本案的信用公示由信用修复告知管理，尚未停止。"
        return refusal("credit_end_ground", message, f"请打开信用修复告知“{notice.matter.title}”办理“停止公示”，本案的信用公示随之终止。")
    ground = GROUNDS.get(notice.ended_how or "")
    return Completed({**act.data, "credit_end_ground": ground} if ground else act.data)


FINAL = "信用公示已经随之终止，不能撤销；确有错误的，请办理更正。"


def register_file() -> None:
    register("penalty.ordinary", "credit", show)
    register("penalty.ordinary", "credit_end", end)

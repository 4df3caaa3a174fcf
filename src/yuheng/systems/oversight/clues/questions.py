"""What a performance must answer besides: nothing supervised twice, no complaint in the hands of those it is about."""

from __future__ import annotations

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.office import office
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.disputes.litigation.pending import pending, told
from yuheng.systems.oversight.clues.rules import REGULATION, THREE_SYSTEMS, in_force


@asks("oversight.clue:not_twice")
def not_twice(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """What is before a reconsideration organ or a court is not supervised a second time; the records say whether it is."""
    open_ = pending(state.facts.get("file"))
    if open_ is None and not outcome.writes.get("disputed"):
        return None
    message = f"已经进入行政复议、行政诉讼的，不重复监督{f'：{told(open_)}' if open_ else ''}。"
    return Refusal("asked", message, in_force((f"{REGULATION}#33.3",), outcome.act.day), "请办理“不予计入”。", {"disputed": message}, "count")


@asks("oversight.complaint:apart")
def apart(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Whoever leads a complaint reads its original: never the unit complained of, nor any unit of the organ that it acts for."""
    unit = outcome.writes["unit"]
    power = office().power_of(unit)
    if unit not in state.lead_line and (power is None or power not in state.lead_line):
        return None
    message = "被反映单位及其所属机关不能登记和办理反映自己的投诉。"
    return Refusal("asked", message, (f"{THREE_SYSTEMS}#（十六）",), "请由司法所登记，转办时隐去反映人。", {"unit": message}, "receive")

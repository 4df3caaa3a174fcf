"""Everybody who gave an opinion was there."""

from __future__ import annotations

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot

MESSAGE = "发表意见的人员不在参加人员名单中。"


@asks("penalty.meeting:held")
def held(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """What was held is remembered for the cases that the same transaction decides."""
    attendees, opinions = ([row for row in outcome.row_writes.get(kind, {}).values() if not row.get("voided")] for kind in ("attendees", "opinions"))
    there = {row["person"] for row in attendees}
    if any(row["person"] not in there for row in opinions):
        remedy = "请先登记参加人员，再逐案登记各人的意见。"
        return Refusal("asked", MESSAGE, ("行政处罚法(2021-01-22)#57.2",), remedy, fields={"opinions": MESSAGE}, step=outcome.act.step)
    said.setdefault("meetings", {})[state.matter] = (outcome.writes, opinions)
    return None

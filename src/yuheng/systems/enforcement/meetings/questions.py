"""Everybody who gave an opinion was there, and whoever decides spoke of every case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot

DECIDING = frozenset({"chair", "member"})
MESSAGE = "发表意见的人员不在参加人员名单中。"


@asks("penalty.meeting:held")
def held(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """What was held is remembered for the cases that the same transaction decides."""
    attendees, opinions = ([row for row in outcome.row_writes.get(kind, {}).values() if not row.get("voided")] for kind in ("attendees", "opinions"))
    there = {row["person"] for row in attendees}
    if any(row["person"] not in there for row in opinions):
        remedy = "请先登记参加人员，再逐案登记各人的意见。"
        return Refusal("asked", MESSAGE, ("行政处罚法(2021-01-22)#57.2",), remedy, fields={"opinions": MESSAGE}, step=outcome.act.step)
    silent = _silent(outcome.writes, attendees, opinions)
    if silent:
        message = f"有 {silent} 处缺少参加人员对案件的意见。"
        remedy = "集体讨论须逐案记载主持人和每名参加人员的意见；列席、记录人员不发表意见。"
        return Refusal("asked", message, ("行政处罚法(2021-01-22)#57.2",), remedy, fields={"opinions": message}, step=outcome.act.step)
    said.setdefault("meetings", {})[state.matter] = (outcome.writes, opinions)
    return None


def _silent(facts: Mapping[str, Any], attendees: Sequence[Mapping[str, Any]], opinions: Sequence[Mapping[str, Any]]) -> int:
    """How many opinions of those who decide are missing; a meeting that only studies a case needs none of each."""
    if facts.get("sort") != "decision":
        return 0
    deciding = {row["person"] for row in attendees if row["part"] in DECIDING}
    given = {(row["case"], row["person"]) for row in opinions}
    return sum((case, person) not in given for case in {row["case"] for row in opinions} for person in deciding)

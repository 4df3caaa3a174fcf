"""Reconsideration and litigation as the unit complained of lives them, and the registers of old cases and of lost ones."""

from __future__ import annotations

from yuheng.systems.disputes.litigation import filling, questions
from yuheng.systems.disputes.litigation.facts import LostCase
from yuheng.systems.disputes.litigation.lawsuit import LAWSUIT
from yuheng.systems.disputes.litigation.past import PAST
from yuheng.systems.disputes.litigation.reconsideration import RECONSIDERATION, RECONSIDERATION_2017
from yuheng.systems.registers import register
from yuheng.systems.roles import JUSTICE_CLERK, JUSTICE_HEAD

register(
    "disputes.lost_case",
    "复议诉讼败诉案件分析台账",
    LostCase,
    (JUSTICE_CLERK, JUSTICE_HEAD),
    chapter=6,
    title="{case_number}",
)

filling.register_all()

__all__ = ["LAWSUIT", "PAST", "RECONSIDERATION", "RECONSIDERATION_2017", "questions"]

"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.disputes.litigation.facts import LostCase
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

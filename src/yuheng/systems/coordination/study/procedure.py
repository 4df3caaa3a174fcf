"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.coordination.study.facts import StudySession
from yuheng.systems.registers import register
from yuheng.systems.roles import JUSTICE_CLERK, UNIT_CLERK

register(
    "study.session",
    "中心组专题学法台账",
    StudySession,
    (JUSTICE_CLERK, UNIT_CLERK),
    chapter=1,
    title="{topic}（{held_on}）",
)

"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.coordination.counsel.facts import Advice, Engagement
from yuheng.systems.registers import register
from yuheng.systems.roles import ADVISER, JUSTICE_CLERK, JUSTICE_HEAD, UNIT_CLERK

register(
    "counsel.engagement",
    "法律顾问聘任台账",
    Engagement,
    (JUSTICE_CLERK, JUSTICE_HEAD),
    chapter=1,
    title="{firm}（{dimension}）",
)

register(
    "counsel.advice", "法律顾问意见台账", Advice, (JUSTICE_CLERK, ADVISER, UNIT_CLERK), chapter=1, title="{subject}"
)

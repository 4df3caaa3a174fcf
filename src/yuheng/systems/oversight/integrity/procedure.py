"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.oversight.integrity.facts import Pledge, RuleImproved
from yuheng.systems.registers import register
from yuheng.systems.roles import COMMUNITY_CLERK, JUSTICE_CLERK, UNIT_CLERK, UNIT_LEADER

register(
    "oversight.rule",
    "作风建设完善制度台账",
    RuleImproved,
    (UNIT_CLERK, JUSTICE_CLERK, UNIT_LEADER),
    chapter=5,
    title="{name}",
)

register(
    "oversight.pledge",
    "政务诚信承诺书台账",
    Pledge,
    (UNIT_CLERK, COMMUNITY_CLERK, JUSTICE_CLERK),
    chapter=5,
    title="{year}年度承诺",
)

"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.coordination.decisions.facts import DecisionItem
from yuheng.systems.registers import register
from yuheng.systems.roles import JUSTICE_CLERK, UNIT_CLERK

register(
    "decisions.item",
    "重大行政决策目录台账",
    DecisionItem,
    (JUSTICE_CLERK, UNIT_CLERK),
    chapter=1,
    title="{name}",
    cites=("重大行政决策程序暂行条例(2019-04-20)#3",),
)

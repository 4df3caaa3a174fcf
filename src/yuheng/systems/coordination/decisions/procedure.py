"""Registers: one step each."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Step
from yuheng.kernel.records.facts import shape_of
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
    later=(
        Step(
            "progress", "登记进展", ((JUSTICE_CLERK, UNIT_CLERK),), ("重大行政决策程序暂行条例(2019-04-20)#3",), after=("record",),
            after_close=True, repeat=True, writes=tuple(name for name in shape_of(DecisionItem).fields if name not in ("name", "catalogued_on")),
        ),
    ),
)  # fmt: skip

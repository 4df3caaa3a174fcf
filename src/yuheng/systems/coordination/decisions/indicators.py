"""Figures over these registers."""

from __future__ import annotations

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.coordination.decisions.facts import DecisionItem

register(
    Indicator(
        "decisions.catalogued",
        1,
        "纳入重大行政决策目录的项目",
        "项",
        "当年列入重大行政决策目录的事项数。",
        Records(DecisionItem, "catalogued_on"),
        calibre="以列入目录日期为准。",
        confirms="party-office",
        cites=("重大行政决策程序暂行条例(2019-04-20)#3",),
    ),
)

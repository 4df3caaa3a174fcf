"""Figures over these registers."""

from __future__ import annotations

from yuheng.kernel.indicators.declare import Count, Indicator, Records, register
from yuheng.systems.disputes.litigation.facts import LostCase

register(
    Indicator(
        "litigation.lost_cases_reviewed_years",
        6,
        "复议诉讼败诉案件分析年限",
        "年",
        "期内剖析的败诉案件所涉的结案年份数。",
        Records(LostCase, "reviewed_on"),
        Count("ended_year"),
        confirms="justice-office",
    ),
)

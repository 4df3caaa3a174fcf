"""Figures over these registers."""

from __future__ import annotations

from yuheng.kernel.indicators.declare import Indicator, Records, Shown, Sum, register
from yuheng.systems.culture.publicity.facts import Activity, Community, Site

register(
    Indicator(
        "communities.built",
        3,
        "法治小区",
        "个",
        "期内建成的法治小区数。",
        Records(Community, "built_on"),
        shown=Shown(chinese=True),
        confirms="justice-office",
    ),
    Indicator(
        "publicity.activities",
        3,
        "法治宣传活动",
        "场",
        "开展法治宣传“五进”等活动的场数；几个单位合办的计一场。",
        Records(Activity, "held_on"),
        shown=Shown("more_than", 10),
        confirms="justice-office",
    ),
    Indicator(
        "publicity.items_given",
        3,
        "发放宣传材料及文创产品",
        "件",
        "活动中发放的材料和文创产品件数之和。",
        Records(Activity, "held_on"),
        Sum("items"),
        shown=Shown("more_than", 1000),
        confirms="justice-office",
    ),
    Indicator(
        "sites.total",
        3,
        "法治文化阵地",
        "处",
        "期末在用的法治文化阵地数。",
        Records(Site, "opened_on", until="closed_on"),
        calibre="以期末在用为准。",
        confirms="justice-office",
    ),
)

"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.culture.publicity.facts import Activity, Community, Site
from yuheng.systems.registers import register
from yuheng.systems.roles import COMMUNITY_CLERK, JUSTICE_CLERK, UNIT_CLERK

register(
    "culture.community", "法治小区建设台账", Community, (JUSTICE_CLERK, COMMUNITY_CLERK), chapter=3, title="{name}"
)

register(
    "culture.activity",
    "法治宣传活动台账",
    Activity,
    (JUSTICE_CLERK, COMMUNITY_CLERK, UNIT_CLERK),
    chapter=3,
    title="{theme}（{place}）",
    cites=("法治政府建设实施纲要（2021－2025年）(2021-08-02)#（三十）",),
)

register("culture.site", "法治文化阵地台账", Site, (JUSTICE_CLERK, COMMUNITY_CLERK), chapter=3, title="{name}")

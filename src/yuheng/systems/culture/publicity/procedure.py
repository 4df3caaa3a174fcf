"""Registers: one step each."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Step
from yuheng.systems.culture.publicity.facts import Activity, Community, Site
from yuheng.systems.registers import register
from yuheng.systems.roles import COMMUNITY_CLERK, JUSTICE_CLERK, UNIT_CLERK

register(
    "culture.community", "法治小区建设台账", Community, (JUSTICE_CLERK, COMMUNITY_CLERK), chapter=3, title="{name}",
    later=(
        Step(
            "discuss", "登记援法议事", ((JUSTICE_CLERK, COMMUNITY_CLERK),), after=("record",), after_close=True, repeat=True,
            writes=("topics", "last_topic_on"), needs=("topics", "last_topic_on"), statutory=False,
        ),
    ),
)  # fmt: skip

register(
    "culture.activity",
    "法治宣传活动台账",
    Activity,
    (JUSTICE_CLERK, COMMUNITY_CLERK, UNIT_CLERK),
    chapter=3,
    title="{theme}（{place}）",
    cites=("法治政府建设实施纲要（2021－2025年）(2021-08-02)#（三十）",),
)

register(
    "culture.site", "法治文化阵地台账", Site, (JUSTICE_CLERK, COMMUNITY_CLERK), chapter=3, title="{name}",
    later=(
        Step(
            "patrol", "巡查", ((JUSTICE_CLERK, COMMUNITY_CLERK),), after=("record",), after_close=True, repeat=True,
            writes=("patrolled_on", "condition", "visits"), needs=("patrolled_on", "condition"), statutory=False,
        ),
        Step("remove", "撤销", ((JUSTICE_CLERK,),), after=("record",), after_close=True, writes=("closed_on",), needs=("closed_on",), statutory=False),
    ),
)  # fmt: skip

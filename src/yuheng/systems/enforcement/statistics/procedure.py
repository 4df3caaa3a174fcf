"""行政执法统计年报: published, and reported to the government and the department above, by 31 January of the year after."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Procedure, Stale, Step, Without
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.statistics.facts import AnnualStatistics
from yuheng.systems.roles import BUREAU_LEADER, JUSTICE_HEAD, LEGAL_REVIEWER, ORGAN_HEAD

RULE = "国办发〔2018〕118号(2018-12-05)#（六）"
TERM = "three_systems.annual_statistics.term"
COMPILED = ("taken_on", "cells", "digest")

ANNUAL_STATISTICS = registry.register(
    Procedure(
        id="enforcement.statistics",
        name="行政执法统计年报",
        shape=shape_of(AnnualStatistics),
        in_force=date(2019, 1, 1),
        title="{year}年度行政执法统计年报",
        chapter=4,
        stages=("编制", "审核", "公布报送", "办结"),
        cites=(RULE,),
        steps=(
            Step(
                "compile", "编制", (LEGAL_REVIEWER,), (RULE,), "编制", opens=True, writes=("year", "period_end", "unit", *COMPILED), needs=("unit",),
                obliges=(Due("review"), Due("publish", within=TERM, starts="period_end"), Due("send", within=TERM, starts="period_end")),
            ),
            Step(
                "revise", "重新编制", (LEGAL_REVIEWER,), (RULE,), "编制", after=("compile",), blocked_by=(), repeat=True, writes=COMPILED, needs=COMPILED,
                voids=("review",), obliges=(Due("review"),),
            ),
            Step(
                "review", "审核", ((BUREAU_LEADER, ORGAN_HEAD, JUSTICE_HEAD),), (RULE,), "审核", after=("compile",), writes=("opinion",), needs=("opinion",),
                separate_from=("compile", "revise"), effect="reviews",
            ),
            Step(
                "publish", "公布", (LEGAL_REVIEWER,), (RULE,), "公布报送", after=("review",), writes=("published_on", "place"), needs=("published_on", "place"),
                excludes=("revise",), obliges=(Due("close"),),
            ),
            Step(
                "send", "报送", (LEGAL_REVIEWER,), (RULE,), "公布报送", after=("review",), writes=("sent_on", "sent_to"), needs=("sent_on", "sent_to"),
                excludes=("revise",),
            ),
            Step("close", "办结", (LEGAL_REVIEWER,), (RULE,), "办结", after=("publish", "send"), closes=True),
        ),
        never=(
            Without("publish", "review", cites=(RULE,)),
            Stale("publish", "review", "revise", (RULE,)),
            Without("send", "review", cites=(RULE,)),
        ),
    )
)  # fmt: skip

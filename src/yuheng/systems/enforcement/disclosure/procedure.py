"""执法公开事项: written by one, checked and made public by another, taken down with a reason."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.engine.mirroring import mirrors
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.disclosure.facts import OpenItem
from yuheng.systems.enforcement.disclosure.keeping import keep
from yuheng.systems.roles import BUREAU_LEADER, JUSTICE_CLERK, JUSTICE_HEAD, LEGAL_REVIEWER, ORGAN_HEAD

RULE = "国办发〔2018〕118号(2018-12-05)#（四）"
ACT = "行政处罚法(2021-01-22)"
WRITERS = ((LEGAL_REVIEWER, JUSTICE_CLERK),)
CHECKERS = ((BUREAU_LEADER, ORGAN_HEAD, JUSTICE_HEAD, LEGAL_REVIEWER),)
TOLD = ("title", "content", "from_on", "to_on")

OPEN_ITEM = registry.register(
    Procedure(
        id="enforcement.open_item",
        name="执法公开事项",
        shape=shape_of(OpenItem),
        in_force=date(2019, 1, 1),
        chapter=4,
        level=0,
        title="{title}",
        stages=("拟定", "公开中", "停止公开"),
        cites=(f"{ACT}#39", RULE),
        steps=(
            Step("draft", "拟定公开事项", WRITERS, (f"{ACT}#39", RULE), "拟定", opens=True, writes=("sort", "unit", *TOLD)),
            Step("amend", "修改", WRITERS, (RULE,), after=("draft",), repeat=True, writes=TOLD, needs=("title", "content", "from_on"), voids=("open",), help="已经公开的，修改后须重新公开，其间停止显示"),
            Step(
                "open", "公开", CHECKERS, (f"{ACT}#39", RULE), "公开中", after=("draft",), repeat=True, writes=("opinion",), needs=("opinion",), separate_from=("draft", "amend"),
                effect="reviews",
            ),
            Step("end", "停止公开", CHECKERS, (RULE,), "停止公开", after=("draft",), closes=True, writes=("ended_on", "ended_why"), needs=("ended_on", "ended_why")),
        ),
    )
)  # fmt: skip

for _procedure in ("penalty.ordinary", "penalty.summary"):
    mirrors(_procedure, keep, begins="publish")

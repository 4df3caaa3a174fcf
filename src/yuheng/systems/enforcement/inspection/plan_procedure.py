"""Standards of inspection, plans and special campaigns; what is published of ratings; calls without power."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Derived, Due, Procedure, Step
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.inspection.plan_facts import EnterpriseCall, InspectionPlan, InspectionStandard
from yuheng.systems.enforcement.inspection.planning import register_all
from yuheng.systems.enforcement.inspection.rating_facts import RatingMonth
from yuheng.systems.enforcement.inspection.rules import BUSINESS, THREE_SYSTEMS
from yuheng.systems.registers import register
from yuheng.systems.roles import (
    BUREAU_LEADER,
    COMMUNITY_CLERK,
    GRID_WORKER,
    JUSTICE_CLERK,
    JUSTICE_HEAD,
    LEGAL_REVIEWER,
    ORGAN_HEAD,
    SQUAD_HEAD,
    UNIT_CLERK,
    WINDOW_CLERK,
)

OPENNESS = f"{THREE_SYSTEMS}#（四）"
LEADERS = ((BUREAU_LEADER, ORGAN_HEAD),)

STANDARD = registry.register(
    Procedure(
        id="enforcement.inspection_standard", name="检查标准", shape=shape_of(InspectionStandard), in_force=date(2019, 1, 1), chapter=4, level=0, title="{item_code} {name}",
        stages=("起草", "适用中", "停止适用"), cites=(OPENNESS,),
        steps=(
            Step("draft", "起草检查标准", ((LEGAL_REVIEWER, SQUAD_HEAD),), (OPENNESS,), "起草", opens=True, writes=("item_code", "name", "scope", "yearly", "source", "from_on", "points"), needs=("points",), obliges=(Due("publish"),)),
            Step("revise", "修改", ((LEGAL_REVIEWER, SQUAD_HEAD),), (OPENNESS,), "起草", after=("draft",), repeat=True, writes=("name", "scope", "yearly", "source", "from_on", "points"), needs=("points",)),
            Step(
                "publish", "批准并公布", LEADERS, (OPENNESS,), "适用中", after=("draft",), writes=("published_on", "place"), needs=("published_on", "place"), effect="approves",
                separate_from=("draft", "revise"), excludes=("revise",), help="标准变更的，停止适用原标准，另行公布新标准",
            ),
            Step(
                "end", "停止适用", LEADERS, (OPENNESS,), "停止适用", after=("draft",), writes=("ended_on", "ended_why"), needs=("ended_on", "ended_why"), closes=True,
                leaves=("publish",), excludes=("publish", "revise"),
            ),
        ),
    )
)  # fmt: skip

PLAN = registry.register(
    Procedure(
        id="enforcement.inspection_plan", name="检查计划", shape=shape_of(InspectionPlan), in_force=date(2020, 1, 1), chapter=4, level=0, title="{name}",
        stages=("拟订", "已批准", "已公布", "完成"), cites=(f"{BUSINESS}#54",),
        steps=(
            Step("draft", "拟订计划", ((SQUAD_HEAD, LEGAL_REVIEWER, UNIT_CLERK),), (f"{BUSINESS}#54",), "拟订", opens=True, writes=("sort", "name", "year", "purpose", "lines"), needs=("lines",), asks=("items",), obliges=(Due("approve"),)),
            Step(
                "revise", "调整计划", ((SQUAD_HEAD, LEGAL_REVIEWER, UNIT_CLERK),), (f"{BUSINESS}#54",), "拟订", after=("draft",), repeat=True, writes=("name", "purpose", "lines"), needs=("lines",), asks=("items",),
                # Another plan is another approval: what stood of the one before says nothing of it.
                derives=(Derived("approved_on", (), lambda _f: None), Derived("published_on", (), lambda _f: None)),
                voids=("approve", "publish"), obliges=(Due("approve"),), help="调整后重新批准、公布；期间不能依据本计划提出新任务",
            ),
            Step(
                "approve", "批准计划", LEADERS, (f"{BUSINESS}#54",), "已批准", after=("draft",), writes=("approved_by", "approved_on"), needs=("approved_on",), asks=("authority",), effect="approves",
                separate_from=("draft", "revise"), obliges=(Due("publish"),),
            ),
            Step("publish", "公布并报司法所备案", ((LEGAL_REVIEWER, UNIT_CLERK, SQUAD_HEAD),), (f"{BUSINESS}#54", OPENNESS), "已公布", after=("approve",), writes=("published_on", "place"), needs=("published_on", "place")),
            Step("complete", "完成", ((SQUAD_HEAD, LEGAL_REVIEWER, UNIT_CLERK),), (), "完成", after=("publish",), statutory=False, writes=("ended_on", "summary"), needs=("ended_on", "summary"), closes=True, excludes=("revise",)),
        ),
    )
)  # fmt: skip

RATING = register("enforcement.inspection_rating", "检查评价月度公布", RatingMonth, (JUSTICE_CLERK, JUSTICE_HEAD), chapter=4, title="{month} 检查评价", level=1)

CALL = register(
    "services.call", "走访服务企业台账", EnterpriseCall, (GRID_WORKER, COMMUNITY_CLERK, UNIT_CLERK, WINDOW_CLERK), chapter=2, title="{sort}（{called_on}）",
)  # fmt: skip

register_all()

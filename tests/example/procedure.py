"""The example permit. Its periods and articles are those of the licensing act, so that the law is real."""

from datetime import date

from tests.example.facts import Permit
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Due, Forbidden, Procedure, Role, Stale, Step, Without
from yuheng.kernel.records.facts import shape_of

CLERK = Role("example_clerk", "经办人", "unit")
REVIEWER = Role("example_reviewer", "审查人", "organ")
HEAD = Role("example_head", "负责人", "organ")
INSPECTOR = Role("example_inspector", "踏勘人员", "unit", certified=True)

ACT = "行政许可法(2019-04-23)"

risky = Condition("risky", "存在安全风险", ("risky",), lambda f: f.risky, (f"{ACT}#36",))
large = Condition("large", "占地面积较大", ("area",), lambda f: f.area > 1000, (f"{ACT}#36",))

PERMIT = registry.register(
    Procedure(
        id="example.permit",
        name="示例许可程序",
        shape=shape_of(Permit),
        in_force=date(2019, 4, 23),
        title="{applicant}申请{subject}",
        papers={"notice": "受理通知书", "decision": "许可决定书"},
        paper_numbers={"notice": "accept", "decision": "decide"},
        patterns={
            "case": "{prefix}受〔{year}〕{no:04d}号",
            "accept": "{prefix}理〔{year}〕{no:03d}号",
            "decide": "{prefix}许〔{year}〕{no:03d}号",
        },
        stages=("受理", "审查", "决定"),
        steps=(
            Step(
                "accept",
                "受理",
                (CLERK,),
                (f"{ACT}#32",),
                "受理",
                opens=True,
                writes=("applicant", "phone", "subject", "area"),
                produces=("notice",),
                numbers="case",
                obliges=(Due("decide", within="licence.decide"),),
            ),
            Step(
                "visit",
                "实地核查",
                (INSPECTOR, INSPECTOR),
                (f"{ACT}#34.3",),
                "审查",
                after=("accept",),
                repeat=True,
                writes=("visits", "risky"),
            ),
            Step(
                "review",
                "审查",
                (REVIEWER,),
                (f"{ACT}#34.1",),
                "审查",
                after=("accept",),
                writes=("opinion",),
                separate_from=("visit", "accept"),
                effect="reviews",
                when=risky | large,
            ),
            Step(
                "return",
                "退回补充",
                (REVIEWER,),
                (f"{ACT}#34.1",),
                "受理",
                after=("review",),
                repeat=True,
                voids=("review",),
            ),
            Step(
                "pause",
                "中止",
                (CLERK,),
                (f"{ACT}#45",),
                after=("accept",),
                repeat=True,
                suspends=("decide",),
                statutory=True,
            ),
            Step("resume", "恢复", (CLERK,), (f"{ACT}#45",), after=("pause",), repeat=True, resumes=("decide",)),
            Step(
                "decide",
                "决定",
                (HEAD,),
                (f"{ACT}#37",),
                "决定",
                after=("visit", "review"),
                writes=("result", "fee"),
                needs=("result",),
                produces=("decision",),
                separate_from=("review",),
                effect="grants",
                obliges=(Due("close", within="licence.deliver"),),
            ),
            Step(
                "close",
                "办结",
                (CLERK,),
                (f"{ACT}#44",),
                "决定",
                after=("decide",),
                closes=True,
                leaves=("archive",),
                obliges=(Due("archive"),),
            ),
            Step("archive", "归档", (CLERK,), (), after=("close",), after_close=True, statutory=False),
        ),
        never=(
            Without("decide", "review", risky | large, (f"{ACT}#34.1",)),
            Stale("decide", "review", "visit", (f"{ACT}#34.1",)),
            Forbidden("close", Condition("unpaid", "未作决定", ("result",), lambda f: not f.result), (f"{ACT}#42",)),
        ),
        cites=(f"{ACT}#1",),
    )
)

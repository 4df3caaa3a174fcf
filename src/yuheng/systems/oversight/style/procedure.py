"""作风监督: plan, check, problem → measure → correction → rule → evaluation; meetings."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.engine.completing import Completed
from yuheng.kernel.engine.completing import register as complete
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Due, Procedure, Role, Step, Without
from yuheng.kernel.procedure.state import Act, Snapshot
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.oversight.style import questions as _questions  # noqa: F401  (registers them)
from yuheng.systems.oversight.style.facts import StyleCheck, StyleMeeting, StylePlan, StyleProblem
from yuheng.systems.registers import register
from yuheng.systems.roles import DISCIPLINE_CLERK, JUSTICE_CLERK, UNIT_CLERK, UNIT_LEADER

OFFICE: tuple[Role, ...] = (DISCIPLINE_CLERK, JUSTICE_CLERK)
WATCH = ((DISCIPLINE_CLERK,),)
UNIT = ((UNIT_CLERK, UNIT_LEADER),)

needs_rule = Condition("needs_rule", "需要完善制度", ("needs_rule",), lambda f: f.needs_rule)

PLAN = register(
    "style.plan", "作风监督计划", StylePlan, (DISCIPLINE_CLERK,), chapter=5, title="{name}", asks=("no_names",), without=("evaluation", "evaluated_on"),
    later=(Step("evaluate", "评估计划", WATCH, after=("record",), after_close=True, repeat=True, writes=("evaluation", "evaluated_on"), needs=("evaluation", "evaluated_on"), asks=("no_names",), statutory=False),),
)  # fmt: skip
CHECK = register("style.check", "作风检查台账", StyleCheck, (DISCIPLINE_CLERK,), chapter=5, title="{unit}{checked_on}检查")
MEETING = register("style.meeting", "作风建设会议台账", StyleMeeting, OFFICE, chapter=5, title="{topic}", asks=("no_names",))

PROBLEM = registry.register(
    Procedure(
        id="style.problem",
        name="作风问题整改",
        shape=shape_of(StyleProblem),
        in_force=date(2019, 1, 1),
        chapter=5,
        level=1,
        for_any_unit=True,
        title="{category}",
        stages=("待定措施", "整改中", "待核实", "已核实", "已销号"),
        never=(Without("evaluate", "verify"), Without("evaluate", "revise", needs_rule)),
        steps=(
            Step(
                "record", "登记问题", WATCH, (), "待定措施", statutory=False, opens=True, writes=("unit", "came_from", "doubt", "category", "found_on", "needs_rule"),
                obliges=(Due("plan", within="style.problem.correct", starts="found_on"), Due("correct", within="style.problem.correct", starts="found_on")),
                help="只登记类别，不写问题内容；线索和案件材料不进入本平台",
            ),
            Step("plan", "制定措施", UNIT, (), "整改中", statutory=False, after=("record",), repeat=True, writes=("measure", "correct_by"), needs=("measure", "correct_by"), asks=("no_names",)),
            Step(
                "correct", "整改完成", UNIT, (), "待核实", statutory=False, after=("plan",), repeat=True, writes=("result", "corrected_on"), needs=("result", "corrected_on"), asks=("no_names",),
                obliges=(Due("verify", within="style.problem.verify"),),
            ),
            Step(
                "send_back", "退回整改", WATCH, (), "整改中", statutory=False, after=("correct",), repeat=True, writes=("back_why",), needs=("back_why",), asks=("no_names",), voids=("correct",),
                separate_from=("correct",), obliges=(Due("correct", within="style.problem.correct"),),
            ),
            Step(
                "verify", "核实整改", WATCH, (), "已核实", statutory=False, after=("correct",), writes=("verified_on",), needs=("verified_on",), separate_from=("correct",), effect="reviews",
                excludes=("plan", "correct", "send_back"), obliges=(Due("revise", within="style.problem.evaluate"), Due("evaluate", within="style.problem.evaluate")),
            ),
            Step(
                "revise", "完善制度", (OFFICE + UNIT[0],), (), statutory=False, after=("record",), when=needs_rule, writes=("rule",), needs=("rule",), asks=("both_texts",),
                help="登记本单位制度的新旧条文对照以后，在这里关联",
            ),
            Step("evaluate", "评估销号", WATCH, (), "已销号", statutory=False, after=("verify", "revise"), writes=("effect", "evaluated_on"), needs=("effect", "evaluated_on"), closes=True),
        ),
    )
)  # fmt: skip


def _unit(act: Act, state: Snapshot) -> Completed:
    """The problem belongs to the unit that must act; only its people, and who watches over all, see it."""
    return Completed({**act.data, "unit": state.lead})


complete("style.problem", "record", _unit)

"""Questions, rounds and results of online examinations. Office practice: no article orders them, so no step claims one."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Procedure, Stale, Step, Without, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.training.exam_facts import ExamRound, Question
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.registers import register
from yuheng.systems.roles import EXAMINEE, JUSTICE_CLERK, JUSTICE_HEAD, LEGAL_REVIEWER, UNIT_CLERK

CLERKS = (UNIT_CLERK, LEGAL_REVIEWER, JUSTICE_CLERK)
CHECKERS = (LEGAL_REVIEWER, JUSTICE_CLERK, JUSTICE_HEAD)

QUESTION = "training.question"
ROUND = "training.exam_round"
RESULT = "training.exam"

register(
    QUESTION, "法制考核题库", Question, CLERKS, chapter=4, title="{topic}：{stem}",
    later=(
        Step(
            "recheck", "按现行条文复核", (CLERKS,), after=("record",), after_close=True, repeat=True, writes=("cite", "rechecked_on"), needs=("cite", "rechecked_on"),
            statutory=False, help="条文已变化而答案仍然正确的，改写出题依据；答案不再正确的，停用后另出新题",
        ),
        Step(
            "retire", "停用", (CLERKS,), after=("record",), after_close=True, writes=("retired_on", "retired_why"), needs=("retired_on", "retired_why"), statutory=False,
        ),
    ),
)  # fmt: skip

PLANNED = ("name", "resit_of", "opens_at", "closes_at", "minutes", "grace", "pass_mark", "attempts", "rules")

STEPS = (
    Step("plan", "安排考核", (CLERKS,), stage="安排", opens=True, writes=PLANNED, needs=("rules",), statutory=False),
    Step("enrol", "确定应考人员", (CLERKS,), after=("plan",), repeat=True, writes=("candidates",), needs=("candidates",), statutory=False),
    Step(
        "assemble", "组卷", (CLERKS,), stage="组卷", after=("plan",), repeat=True, writes=("seed", "paper", "digest", "questions"), voids=("approve",), statutory=False,
        help="按组卷规则从题库取题；依据已经变化的题不取",
    ),
    Step(
        "approve", "审定试卷", (CHECKERS,), stage="待考", after=("assemble",), repeat=True, writes=("opinion",), needs=("opinion",), separate_from=("assemble",),
        effect="reviews", statutory=False, help="由组卷人以外的人员审定",
    ),
    Step(
        "collect", "收卷", (CLERKS,), stage="已收卷", after=(any_of("approve"), "enrol"), writes=("should_sit", "sat", "passed"), closes=True, excludes=("cancel",),
        statutory=False, help="截止以后办理；没有交卷的按已保存的作答交卷，没有参加的登记缺考",
    ),
    Step("cancel", "取消考核", (CLERKS,), stage="已取消", after=("plan",), writes=("cancelled_why",), needs=("cancelled_why",), closes=True, excludes=("collect",), statutory=False),
)  # fmt: skip

EXAM_ROUND = registry.register(
    Procedure(
        id=ROUND,
        name="线上法制考核",
        shape=shape_of(ExamRound),
        steps=STEPS,
        never=(Without("collect", "approve"), Stale("collect", "approve", "assemble")),
        in_force=date(2019, 1, 1),
        chapter=4,
        level=2,
        title="{name}",
        stages=("安排", "组卷", "待考", "已收卷", "已取消"),
    )
)

PASSED = Condition("exam_passed", "考核合格", ("passed",), lambda f: f.passed is True)

# 3: a score is seen by its person and by those whose post gives the reading of scores; everybody else reads the figures.
register(
    RESULT, "线上法制考核台账", ExamResult, (*CLERKS, EXAMINEE), chapter=4, title="{round}", level=3,
    later=(
        Step(
            "outdo", "由较好成绩替代", ((*CLERKS, EXAMINEE),), after=("record",), after_close=True, writes=("superseded",), needs=("superseded",), statutory=False,
            help="补考成绩更好时由平台办理",
        ),
        Step(
            "certify", "发放合格证书", (CLERKS,), after=("record",), after_close=True, when=PASSED, produces=("certificate",), statutory=False,
            help="一场一人一证；由组织考核的人员按场次统一发放，本人在“考核”页面打开、打印",
        ),
    ),
    papers={"certificate": "法制考核合格证书"}, paper_numbers={"certificate": "exam_certificate"}, patterns={"exam_certificate": "{prefix}法考证〔{year}〕{no:05d}号"},
)  # fmt: skip

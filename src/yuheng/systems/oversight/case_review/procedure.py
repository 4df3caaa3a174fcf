"""The review, its sheets, and what becomes of each file: told to the unit, objected to, its problems given out, corrected, verified."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Procedure, Step, Until, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.oversight.case_review import rules
from yuheng.systems.oversight.case_review.facts import ReviewSheet
from yuheng.systems.oversight.supervision.facts import ReviewedFile, ReviewRound
from yuheng.systems.registers import register
from yuheng.systems.roles import CASE_REVIEWER, ENFORCER, JUSTICE_HEAD, LEGAL_REVIEWER, SQUAD_HEAD, SUPERVISOR

RULE = "国办发〔2018〕118号(2018-12-05)#（十六）"
OFFICE = (SUPERVISOR, JUSTICE_HEAD)
OPENERS = (CASE_REVIEWER, *OFFICE)
"""Who may open by role; assigning sheets is refused by a rule to who only reviews."""
UNIT = (SQUAD_HEAD, ENFORCER, LEGAL_REVIEWER)

PLANNED = ("name", "method", "standard", "from_on", "to_on", "cases", "size", "reviewers", "tolerance", "supervised", "panel")

REVIEW = registry.register(
    Procedure(
        id="oversight.review",
        name="案卷评查",
        shape=shape_of(ReviewRound),
        in_force=date(2019, 1, 1),
        chapter=5,
        title="{name}",
        stages=("方案", "抽样", "评查", "已通报", "已终止"),
        cites=(RULE,),
        papers={"sample": "案卷抽样记录", "bulletin": "案卷评查通报"},
        steps=(
            Step("plan", "制定评查方案", (OPENERS,), (RULE,), "方案", opens=True, writes=PLANNED),
            Step(
                "draw", "抽样", (OFFICE,), (RULE,), "抽样", after=("plan",), writes=("seed", "frame_kept", "frame_digest", "frame", "sample", "sampled"), produces=("sample",),
                excludes=("offline",), help="抽样范围和种子都保存，任何人可以据此重新抽出同一批案卷；抽样以后不能重抽",
            ),
            Step("assign", "分派", (OFFICE,), (RULE,), "评查", after=("draw",), help="按种子分派，回避本单位、本人办理的案卷；每份案卷的评查人互不知道对方的评分"),
            Step("offline", "登记线下评查", (OPENERS,), (RULE,), "评查", after=("plan",), writes=("frame", "sample"), needs=("sample",), excludes=("draw", "assign"), help="评查在纸面上进行的，结果在评查案卷台账中逐份登记或者导入"),
            Step("publish", "通报", (OPENERS,), (RULE,), "已通报", after=(any_of("assign", "offline"),), writes=("held_on", "quarter", "notice", "by_unit"), closes=True, excludes=("stop",), produces=("bulletin",)),
            Step("stop", "终止评查", (OFFICE,), (RULE,), "已终止", after=("plan",), writes=("stopped_why",), needs=("stopped_why",), closes=True, excludes=("draw", "assign", "offline", "publish")),
        ),
    )
)  # fmt: skip

# 2: a sheet is read by its reviewer, who takes part in it, and by the office; no reviewer reads another's.
SHEET = registry.register(
    Procedure(
        id="case_review.sheet",
        name="案卷评查评分表",
        shape=shape_of(ReviewSheet),
        in_force=date(2019, 1, 1),
        chapter=5,
        level=2,
        title="{file_number}",
        stages=("待评", "已评", "已撤回"),
        cites=(RULE,),
        steps=(
            Step("assign", "分派评分表", (OPENERS,), (RULE,), "待评", opens=True, writes=("round", "file", "file_number", "unit", "reviewer", "turn"), obliges=(Due("score", within="case_review.score"),)),
            Step(
                "score", "评分", (CASE_REVIEWER,), (RULE,), "已评", after=("assign",), writes=("fatal", "fatal_page", "deductions", "opinion", "score", "grade", "scored_on"), closes=True,
                excludes=("withdraw",), help="先看致命项，再按实体和文书扣分；每一处扣分写明证据页码。交出以后不能再改",
            ),
            Step("withdraw", "撤回分派", (OFFICE,), (RULE,), "已撤回", after=("assign",), writes=("withdrawn_why",), needs=("withdrawn_why",), closes=True, excludes=("score",), leaves=("score",)),
        ),
    )
)  # fmt: skip

register(
    "oversight.reviewed_file",
    "评查案卷台账",
    ReviewedFile,
    OPENERS,
    chapter=5,
    title="{file_number}",
    without=("fed_back_on", "objection", "objection_result", "objection_answer"),
    papers={"opinion": "案卷评查意见书"},
    paper_numbers={"opinion": "review_opinion"},
    patterns={"review_opinion": "{prefix}评查意〔{year}〕{no:04d}号"},
    later=(
        Step("feed_back", "反馈评查意见", (OPENERS,), after=("record",), after_close=True, writes=("fed_back_on",), produces=("opinion",), statutory=False),
        Step(
            "object", "提出异议", (UNIT,), after=("feed_back",), after_close=True, writes=("objection",), needs=("objection",), until=Until("feed_back", "case_review.object"),
            obliges=(Due("answer", within="case_review.answer"),), statutory=False,
        ),
        Step(
            "answer", "答复异议", (OFFICE,), after=("object",), after_close=True, writes=("objection_result", "objection_answer", "score", "grade"),
            needs=("objection_result", "objection_answer"), separate_from=("object",), statutory=False, help="由没有评查过这份案卷的人员答复；变更的，填写变更后的得分和等次",
        ),
        Step(
            "give", "交办问题", (OPENERS,), after=("record",), after_close=True, for_each="problems", none_ok="没有发现问题的案卷不交办", writes=("problems",),
            obliges=(Due("correct", within="case_review.correct"),), statutory=False,
        ),
        Step(
            "correct", "整改", (UNIT,), after=("give",), after_close=True, for_each="problems", none_ok="没有发现问题的案卷不整改", writes=("problems",),
            obliges=(Due("verify", within="case_review.verify"),), statutory=False,
        ),
        Step(
            "verify", "复核通过", (OPENERS,), after=("correct",), after_close=True, for_each="problems", none_ok="没有发现问题的案卷不复核", writes=("problems",), separate_from=("correct",),
            statutory=False,
        ),
        Step(
            "send_back", "退回重新整改", (OPENERS,), after=("correct",), after_close=True, for_each="problems", none_ok="没有发现问题的案卷不退回", repeat=True, writes=("problems",),
            voids=("correct", "verify"), separate_from=("correct",), obliges=(Due("correct", within="case_review.correct"),), statutory=False,
        ),
    ),
)  # fmt: skip

rules.register_all()

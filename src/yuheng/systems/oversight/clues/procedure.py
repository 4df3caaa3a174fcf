"""Clue: found, shown to the squad first, counted or not. Complaint: cut, handed on, answered. Paper: drafted, issued, answered, checked."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.engine.completing import Completed
from yuheng.kernel.engine.completing import register as complete
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Forbidden, Procedure, Step, Wait, Without, any_of
from yuheng.kernel.procedure.state import SYSTEM, Act, Refusal, Snapshot
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.oversight.clues import questions as _questions  # noqa: F401  (registers them)
from yuheng.systems.oversight.clues.facts import Clue, Complaint, Letter
from yuheng.systems.oversight.clues.rules import ISSUER, REGULATION, SENT, THREE_SYSTEMS, formal
from yuheng.systems.roles import (
    BUREAU_LEADER,
    ENFORCER,
    JUSTICE_CLERK,
    JUSTICE_HEAD,
    LEGAL_REVIEWER,
    ORGAN_HEAD,
    SQUAD_HEAD,
    SUPERVISOR,
)

RULE = f"{THREE_SYSTEMS}#（十六）"
OFFICE = ((SUPERVISOR, JUSTICE_CLERK, JUSTICE_HEAD),)
SUPERVISORS = ((SUPERVISOR, JUSTICE_HEAD),)
SQUAD = ((SQUAD_HEAD, ENFORCER, LEGAL_REVIEWER, BUREAU_LEADER, ORGAN_HEAD),)

CLUE = registry.register(
    Procedure(
        id="oversight.clue",
        name="执法监督线索",
        shape=shape_of(Clue),
        in_force=date(2019, 1, 1),
        chapter=5,
        level=1,
        title="{name}（{subject}）",
        stages=("先示单位", "已计入", "不予计入"),
        cites=(RULE,),
        steps=(
            Step(
                "find", "发现线索", (), (RULE,), "先示单位", opens=True,
                writes=("mark", "model", "name", "subject", "file", "unit", "found_on", "since", "severity", "content", "proof", "basis"),
                obliges=(Due("explain", within="supervision.clue.shown"), Due("count", within="supervision.clue.judge")),
                help="线索由模型从办案记录中自动发现，不由人填写",
            ),
            Step("explain", "说明情况", SQUAD, (RULE,), after=("find",), repeat=True, writes=("explanation",), needs=("explanation",)),
            Step(
                "count", "计入", SUPERVISORS, (RULE,), "已计入", after=("find",), wait=(Wait("find", "supervision.clue.shown"),), closes=True,
                writes=("verdict", "judgement", "disputed"), needs=("verdict", "judgement"), excludes=("explain", "drop"), leaves=("explain",), separate_from=("explain",),
                asks=("not_twice",),
            ),
            Step(
                "drop", "不予计入", SUPERVISORS, (RULE,), "不予计入", after=("find",), closes=True, writes=("verdict", "reason"),
                needs=("verdict", "reason"), excludes=("explain", "count"), leaves=("explain", "count"), separate_from=("explain",),
            ),
        ),
    )
)  # fmt: skip

COMPLAINT = registry.register(
    Procedure(
        id="oversight.complaint",
        name="行政执法投诉",
        shape=shape_of(Complaint),
        in_force=date(2019, 1, 1),
        chapter=5,
        level=2,
        title="行政执法投诉（{received_on}）",
        stages=("登记", "已转办", "已答复", "不予受理"),
        cites=("行政处罚法(2021-01-22)#75.2",),
        steps=(
            Step(
                "receive", "登记投诉", OFFICE, ("行政处罚法(2021-01-22)#75.2",), "登记", opens=True,
                writes=("received_on", "source", "number", "complainant", "phone", "hide", "unit", "file", "content"), derives=SENT, asks=("apart",),
                obliges=(Due("reply", within="supervision.complaint.reply", starts="received_on"),),
            ),
            Step("hide_more", "补充隐去", OFFICE, (RULE,), after=("receive",), repeat=True, writes=("hide",), needs=("hide",), derives=SENT),
            Step("refer", "转办", SUPERVISORS, (RULE,), "已转办", after=("receive",), excludes=("hide_more", "refuse"), help="请先核对转办内容：从中不能看出是谁反映的"),
            Step("reply", "答复反映人", OFFICE, ("行政处罚法(2021-01-22)#75.2",), "已答复", after=(any_of("refer"),), writes=("reply",), needs=("reply",), closes=True, excludes=("hide_more", "refuse")),
            Step("refuse", "不予受理", SUPERVISORS, (RULE,), "不予受理", after=("receive",), writes=("refused_why",), needs=("refused_why",), closes=True, excludes=("hide_more", "refer", "reply"), leaves=("reply",)),
        ),
    )
)  # fmt: skip

ISSUED = any_of("issue_internal", "issue_formal")

LETTER = registry.register(
    Procedure(
        id="oversight.letter",
        name="执法监督文书",
        shape=shape_of(Letter),
        in_force=date(2019, 1, 1),
        chapter=5,
        level=1,
        title="{subject}",
        stages=("起草", "待整改", "已反馈", "办结"),
        cites=(RULE,),
        papers={"internal": "内部整改通知", "proposal": "执法监督文书代拟稿", "reply": "整改情况报告", "check": "整改复核表"},
        paper_numbers={"internal": "rectify"},
        patterns={"rectify": "{prefix}执监改〔{year}〕{no:03d}号"},
        never=(
            Without("check", "answer", cites=(RULE,)),
            Forbidden("issue_internal", formal, (f"{REGULATION}#26",)),
        ),
        steps=(
            Step(
                "prepare", "起草", OFFICE, (RULE,), "起草", opens=True,
                writes=("form", "unit", "subject", "findings", "demand", "answer_by", "before", "clues"),
                needs=("form", "unit", "subject", "findings", "demand", "answer_by"),
            ),
            Step(
                "issue_internal", "制发内部整改通知", (JUSTICE_HEAD,), (RULE,), "待整改", after=("prepare",), when=~formal, writes=("issued_on", "answer_by"),
                needs=("issued_on", "answer_by"), derives=ISSUER, produces=("internal",), excludes=("cancel", "issue_formal"), separate_from=("prepare",), effect="approves",
                obliges=(Due("answer", on="answer_by"),),
            ),
            Step(
                "issue_formal", "登记制发", SUPERVISORS, (f"{REGULATION}#26",), "待整改", after=("prepare",), when=formal, writes=("issued_on", "number", "answer_by"),
                needs=("issued_on", "number", "answer_by"), derives=ISSUER, produces=("proposal",), excludes=("cancel", "issue_internal"),
                obliges=(Due("answer", on="answer_by"),),
                help="督办函、意见书由司法局制发，决定书由本级人民政府制发；司法所代拟，制发后登记文号和日期",
            ),
            Step("cancel", "不制发", SUPERVISORS, (RULE,), "办结", after=("prepare",), writes=("ended_why",), needs=("ended_why",), closes=True, excludes=("issue_internal", "issue_formal")),
            Step(
                "answer", "反馈整改情况", SQUAD, (RULE,), "已反馈", after=(ISSUED,), repeat=True, writes=("answer", "answered_on"),
                needs=("answer", "answered_on"), produces=("reply",), obliges=(Due("check"),),
            ),
            Step("object", "提出异议", SQUAD, (RULE,), after=(ISSUED,), repeat=True, writes=("objection",), needs=("objection",), obliges=(Due("settle"),)),
            Step("settle", "处理异议", SUPERVISORS, (RULE,), after=("object",), repeat=True, writes=("reply",), needs=("reply",), separate_from=("object",)),
            Step(
                "send_back", "退回重改", SUPERVISORS, (RULE,), "待整改", after=("answer",), repeat=True, writes=("back_why", "answer_by"), needs=("back_why", "answer_by"),
                voids=("answer",), obliges=(Due("answer", on="answer_by"),), separate_from=("answer",),
            ),
            Step(
                "check", "复核办结", SUPERVISORS, (RULE,), "办结", after=("answer",), blocked_by=("settle",), writes=("checked", "checked_on"), needs=("checked", "checked_on"),
                produces=("check",), separate_from=("answer",), closes=True, effect="reviews",
            ),
            Step(
                "escalate", "提请升级处理", SUPERVISORS, (RULE,), "办结", after=(ISSUED,), blocked_by=("settle",), writes=("ended_why",), needs=("ended_why",), closes=True,
                excludes=("answer", "check", "object", "send_back"), leaves=("answer", "check"), help="未按内部整改通知整改的，报司法局处理；未按督办函、意见书办理的，提出处理建议，报本级人民政府决定。另行起草文书，并填写前一文书",
            ),
        ),
    )
)  # fmt: skip


def _only_found(act: Act, state: Snapshot) -> Completed | Refusal:
    """Clues come from the records alone: nobody writes one about a squad, and nobody can write one away."""
    if act.by is SYSTEM:
        return Completed(act.data)
    return Refusal("role", "线索由模型从办案记录中自动发现，不由人填写。", remedy="群众反映的问题请登记为“行政执法投诉”，转办后自动生成线索。")


complete("oversight.clue", "find", _only_found)


def _verdict(value: str):
    def fill(act: Act, state: Snapshot) -> Completed | Refusal:
        return Completed({**act.data, "verdict": value})

    return fill


complete("oversight.clue", "count", _verdict("counted"))
complete("oversight.clue", "drop", _verdict("dropped"))

"""Steps that reconsideration and litigation have in common, each with the articles of its own procedure."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Due, Step, any_of
from yuheng.systems.disputes.litigation.rules import bound, lost
from yuheng.systems.roles import (
    BUREAU_LEADER,
    JUSTICE_CLERK,
    JUSTICE_HEAD,
    LEGAL_REVIEWER,
    ORGAN_HEAD,
    UNIT_CLERK,
    UNIT_LEADER,
)

RECEIVERS = (JUSTICE_CLERK, JUSTICE_HEAD, UNIT_CLERK, LEGAL_REVIEWER)
TAKERS = (LEGAL_REVIEWER, UNIT_CLERK, UNIT_LEADER, BUREAU_LEADER, ORGAN_HEAD)
UNIT = (LEGAL_REVIEWER, UNIT_CLERK)
LEADERS = (BUREAU_LEADER, ORGAN_HEAD, UNIT_LEADER)
OFFICE = (JUSTICE_CLERK, JUSTICE_HEAD)

RECEIVED = ("received_on", "way", "docket", "body", "accepted_on", "sort", "act_number", "act_on", "act_file", "before", "claims", "unit", "applicant_kind", "applicants")
MUST = ("received_on", "body", "sort", "claims", "unit", "applicant_kind", "applicants")


def hand_over(cite: str) -> Step:
    """Received and taken by two different persons: a paper that nobody took lies on a desk, and the clock says so the same day."""
    return Step(
        "hand_over", "当日转办", (RECEIVERS, TAKERS), (cite,), "转办", after=("receive",), writes=("handler",), needs=("handler",), produces=("handover",),
        obliges=(Due("prepare"),), help="收文人和接收人当面交接，两人共同办理；收到当日没有转办的，收文人和司法所所长同时收到提醒",
    )  # fmt: skip


def defence(cites: tuple[str, ...], paper: str) -> tuple[Step, ...]:
    """Evidence and answer: prepared, signed by a leader who did not write it, handed in."""
    return (
        Step(
            "prepare", f"编制证据目录、拟写{paper}", (UNIT,), cites, paper, after=("hand_over",), writes=("statement", "exhibits", "agents"),
            needs=("statement", "exhibits", "agents"), produces=("evidence",), asks=("evidence", "agents"), obliges=(Due("sign"),),
            help="证据逐件编页；不得自行向对方和证人收集证据，被诉行为作出以后形成的证据须经准许",
        ),
        Step("sign", f"审签{paper}", (LEADERS,), cites, paper, after=("prepare",), separate_from=("prepare",), effect="approves", obliges=(Due("answer"),)),
        Step("send_back", "退回修改", (LEADERS,), cites, paper, after=("prepare",), repeat=True, voids=("prepare", "sign"), obliges=(Due("prepare"),)),
        Step(
            "answer", f"提交{paper}和证据", (UNIT,), cites, paper, after=("sign",), writes=("answered_on",), needs=("answered_on",), produces=("answer", "catalogue", "attorney"),
            excludes=("prepare", "sign", "send_back"),
        ),
    )  # fmt: skip


def sessions(cites: tuple[str, ...], word: str) -> tuple[Step, ...]:
    """Summoned, and who came: the head, or whoever was entrusted, with the reason in writing."""
    kept = ("hearings",)
    return (
        Step("summon", f"收到{word}通知", (UNIT,), cites, word, after=("hand_over",), repeat=True, writes=("hearings",), needs=("hearings",), asks=("sessions",), obliges=(Due("appear", on="hearings.on"),)),
        Step("appear", f"负责人{word}", (UNIT,), cites, word, for_each="hearings", after=("summon",), writes=kept, excludes=("absent", "not_held"), produces=("identity",)),
        Step(
            "absent", f"负责人不能{word}的说明", (UNIT,), cites, word, for_each="hearings", after=("summon",), writes=kept, excludes=("appear", "not_held"), produces=("absence",),
            help="负责人应当出庭；不能出庭的，委托相应的工作人员并书面说明理由",
        ),
        Step("not_held", "未开庭", (UNIT,), cites, word, for_each="hearings", after=("summon",), writes=kept, excludes=("appear", "absent")),
    )  # fmt: skip


def settling(cites: tuple[str, ...], clock: str) -> tuple[Step, ...]:
    """Court and government together at the station; the days of it do not count in the term of the hearing body."""
    return (
        Step(
            "mediate", "进入调解、协同化解", (UNIT,), cites, "化解", after=("hand_over",), repeat=True, writes=("station", "mediable", "taking_part"), needs=("station", "mediable"),
            suspends=(clock,),
        ),
        Step(
            "settle", "达成调解、和解", (UNIT,), cites, "化解", after=("mediate",), repeat=True, outside="当事人", writes=("settled", "terms"), needs=("settled", "terms"), produces=("settlement",),
            asks=("mediable",), resumes=(clock,),
        ),
        Step("unsettled", "化解不成", (UNIT,), cites, "化解", after=("mediate",), repeat=True, resumes=(clock,), voids=("mediate",)),
        Step(
            "own_change", "自行改变被诉行为", (LEADERS,), cites, "化解", after=("hand_over",), repeat=True, writes=("own_change",), needs=("own_change",), produces=("changed",),
            help="发现被诉行为违法或者不当的，自行纠正并书面告知复议机关（人民法院）和对方",
        ),
    )  # fmt: skip


def staying(cites: tuple[str, ...]) -> tuple[Step, ...]:
    return (
        Step("stay", "停止执行", (UNIT,), cites, after=("receive",), repeat=True, writes=("stayed",), needs=("stayed",), obliges=(Due("lift"),)),
        Step("lift", "恢复执行", (UNIT,), cites, after=("stay",), repeat=True, after_close=True),
    )


def suspending(cites: tuple[str, ...], clock: str, body: str) -> tuple[Step, ...]:
    return (
        Step("suspend", "案件中止", (UNIT,), cites, after=("receive",), repeat=True, outside=body, writes=("suspended",), needs=("suspended",), suspends=(clock,)),
        Step("resume", "恢复审理", (UNIT,), cites, after=("suspend",), repeat=True, outside=body, resumes=(clock,)),
    )


def afterwards(ended: str, performing: tuple[str, ...], advising: tuple[str, ...]) -> tuple[Step, ...]:
    """Performed, analysed where lost, accounted for, advice answered, closed. `ended`: the step with which the result stands."""
    return (
        Step("perform", "履行", (UNIT,), performing, "履行", after=(any_of(ended),), when=bound, after_close=True, writes=("performed_on", "performed"), needs=("performed_on", "performed")),
        Step(
            "analyse", "败诉剖析", (TAKERS,), (), "剖析", after=(any_of(ended),), when=lost, repeat=True, statutory=False, writes=("cause", "defects", "remedy", "responsible", "rule_fix"),
            needs=("cause", "defects", "remedy", "responsible"), produces=("analysis",), voids=("review_analysis",), obliges=(Due("review_analysis", within="litigation.analysis.review"),),
        ),
        Step(
            "review_analysis", "审定剖析", (OFFICE,), (), "剖析", after=("analyse",), when=lost, repeat=True, statutory=False, writes=("analysis_opinion",), needs=("analysis_opinion",),
            separate_from=("analyse",), effect="reviews", excludes=("analyse",), obliges=(Due("account", within="litigation.account"),), help="审定以后自动列入败诉案件分析台账",
        ),
        Step(
            "account", "追责", (LEADERS,), (), "追责", after=("review_analysis",), when=lost, statutory=False, writes=("accountable", "account_why"), needs=("accountable", "account_why"),
            separate_from=("prepare",),
        ),
        Step(
            "advised", "收到建议书", (RECEIVERS,), advising, after=("receive",), after_close=True, repeat=True, outside="法院、检察院、复议机关", writes=("advices",), needs=("advices",),
            asks=("advices",), obliges=(Due("reply", on="advices.answer_by"),),
        ),
        Step("reply", "答复建议书", (UNIT,), advising, for_each="advices", after=("advised",), after_close=True, writes=("advices",), produces=("reply",)),
        Step(
            "close", "办结", (UNIT,), performing, "办结", after=(any_of(ended), "review_analysis", "account", "perform"), closes=True, leaves=("reply", "lift"),
            excludes=("stay", "suspend", "resume", "summon", "mediate", "settle", "unsettled", "own_change", "analyse"),
            help="败诉的案件，没有查明原因、落实整改和追责的，不能办结",
        ),
    )  # fmt: skip

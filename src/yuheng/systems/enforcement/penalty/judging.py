"""调查终结、告知、听证、审核、讨论、决定."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Due, Step, Until, Wait, any_of
from yuheng.systems.enforcement.penalty.inquiry import FILED, HANDLED, LEADERS
from yuheng.systems.enforcement.penalty.intake import TWO
from yuheng.systems.enforcement.penalty.rules import (
    ACT,
    in_time,
    may_be_heard,
    may_fine,
    must_discuss,
    must_review,
    review_first,
    within_notice,
)
from yuheng.systems.roles import DISCUSSION_CLERK, ENFORCER, HEARING_OFFICER, LEGAL_REVIEWER, ORGAN_HEAD

TRANSFER = "行政执法机关移送涉嫌犯罪案件的规定(2020-08-07)"

# What ends the case's own road: after one of these nothing more is decided.
ROADS = ("decide", "no_penalty", "drop", "not_file", "transfer")

# What is pending on one notice falls asleep with a new conclusion or notice, and wakes when the party acts again.
PENDING = ("re_examine", "notify_hearing", "hearing", "report_hearing")
JUDGED = ("review", "discuss", "approve")
WEIGHED = ("grade", "fine_least", "fine_most", "discretion_version", "discretion_receipt")
REVIEWED = ("review_ok", "review_bad", "review_result", "review_opinion")
ON_NOTICE = ("defend", "waive", "request_hearing", "notify_hearing", "hearing", "report_hearing")


def _others(kept: str, *more: str) -> tuple[str, ...]:
    """What a road that was taken ends: the other roads, what the party could ask on the notice, and `more`."""
    return (
        *(name for name in ROADS if name != kept), "defend", "waive", "request_hearing", *PENDING, "pre_review", "review", "return", "discuss", "approve", *more,
    )  # fmt: skip


JUDGING = (
    Step(
        "conclude", "调查终结", TWO, (f"{ACT}#57.1",), "调查终结", after=("investigate",), repeat=True,
        writes=(
            "facts_found", "order_first", "violation", "harm", "put_right", "times", "attitude", "value", "area", "discretion", "proposed_basis", "proposed_kinds", "proposed_fine",
            "proposed_income", "complex", "deviation", *WEIGHED,
        ),
        needs=("facts_found", "discretion", "proposed_basis", "proposed_kinds", "proposed_fine", "proposed_income", "complex"), produces=("conclusion",),
        asks=("covered",), voids=("pre_review", "notify", *ON_NOTICE, *JUDGED), excludes=PENDING, obliges=(Due("notify"),),
    ),
    Step(
        "pre_review", "告知前法制审核", (LEGAL_REVIEWER,), (f"{ACT}#58",), "审核讨论", after=(any_of("conclude"),), when=must_review & review_first, repeat=True,
        blocked_by=("hearing", "report_hearing"), writes=REVIEWED, needs=("review_result", "review_opinion"), asks=("points",), produces=("review",), separate_from=HANDLED, effect="reviews",
        voids=("discuss", "approve"), help="本领域的规定把审核放在告知以前；举行听证的，听证以后重新审核。",
    ),
    Step(
        "notify", "告知", TWO, (f"{ACT}#44", f"{ACT}#62", f"{ACT}#63"), "告知听证", after=("conclude", "pre_review"), repeat=True,
        writes=("notified_on", "notified_kinds", "notified_fine", "notified_income", "notified_basis", "notified_facts"), needs=("notified_on", "notified_kinds", "notified_fine", "notified_income"), produces=("notice",),
        asks=("covered",), voids=(*ON_NOTICE, *JUDGED), excludes=PENDING,
    ),
    Step(
        "defend", "陈述、申辩", (ENFORCER,), (f"{ACT}#45",), "告知听证", after=("notify",), repeat=True, citizen=True, outside="当事人", writes=("defence",),
        needs=("defence",), produces=("statement",), obliges=(Due("re_examine"),), voids=("discuss", "approve"), includes=("re_examine",),
    ),
    Step("re_examine", "复核", (LEGAL_REVIEWER,), (f"{ACT}#45.1",), "告知听证", starts_out=True, after=("defend",), repeat=True, writes=("re_examination",), needs=("re_examination",), produces=("re_examination",)),
    Step("waive", "放弃陈述申辩和听证", (ENFORCER,), (f"{ACT}#64",), "告知听证", after=("notify",), citizen=True, outside="当事人"),
    Step(
        "request_hearing", "要求听证", (ENFORCER,), (f"{ACT}#63", f"{ACT}#64"), "告知听证", after=("notify",), when=may_be_heard, citizen=True, outside="当事人",
        until=Until("notify", "penalty.hearing.request", late=(Due("answer_late"),)), obliges=(Due("notify_hearing"), Due("hearing")),
        includes=("notify_hearing", "hearing", "report_hearing"),
    ),
    Step("answer_late", "答复逾期听证要求", (LEGAL_REVIEWER,), (f"{ACT}#64",), "告知听证", after=("conclude",)),
    Step(
        "notify_hearing", "通知听证", (HEARING_OFFICER,), (f"{ACT}#64",), "告知听证", starts_out=True, after=(any_of("request_hearing"),), repeat=True,
        writes=("hearing_on", "hearing_until", "hearing_place", "hearing_host", "hearing_public", "hearing_closed"), needs=("hearing_on", "hearing_place", "hearing_public"),
        produces=("hearing_notice",), asks=("hearing_set",), help="改期、变更地点或者主持人的，再次通知；通知和听证之间须满法定日数",
    ),
    Step(
        "hearing", "听证", (HEARING_OFFICER,), (f"{ACT}#64",), "告知听证", starts_out=True, after=(any_of("notify_hearing"),), writes=("hearing_record", "recordings"), needs=("hearing_record",),
        produces=("hearing_record",), asks=("host",), separate_from=HANDLED, voids=("pre_review", "review", "discuss", "approve"), obliges=(Due("report_hearing"),),
    ),
    Step("report_hearing", "听证报告", (HEARING_OFFICER,), (f"{ACT}#65",), "告知听证", starts_out=True, after=(any_of("hearing"),), writes=("hearing_report",), needs=("hearing_report",), produces=("hearing_report",)),
    Step(
        "review", "法制审核", (LEGAL_REVIEWER,), (f"{ACT}#58",), "审核讨论", after=(any_of("conclude"), "notify"), when=must_review & ~review_first, repeat=True,
        blocked_by=("re_examine", "hearing", "report_hearing"), writes=REVIEWED, needs=("review_result", "review_opinion"), asks=("points",), produces=("review",), separate_from=HANDLED,
        effect="reviews", voids=("discuss", "approve"),
    ),
    Step(
        "return", "退回补充调查", (LEGAL_REVIEWER,), (f"{ACT}#58",), "调查取证", after=(any_of("review", "pre_review"),), repeat=True, voids=("pre_review", *JUDGED), obliges=(Due("conclude"),),
    ),
    Step(
        "discuss", "集体讨论", (DISCUSSION_CLERK,), (f"{ACT}#57.2",), "审核讨论", after=("notify", "pre_review", "review"), when=must_discuss, repeat=True,
        wait=(Wait("notify", "penalty.hearing.request", unless="waive"),), blocked_by=("re_examine", "hearing", "report_hearing", "conclude"),
        writes=("discussed_at", "meeting_on", "discussion"), needs=("discussed_at", "meeting_on", "discussion"), produces=("discussion",), asks=("meeting",), voids=("approve",),
    ),
    Step(
        "approve", "决定审批", (LEADERS,), (f"{ACT}#57.1",), "决定", after=("notify", "pre_review", "review", "discuss"), when=may_fine, repeat=True,
        wait=(Wait("notify", "penalty.hearing.request", unless="waive"),), blocked_by=("re_examine", "hearing", "report_hearing", "conclude"),
        writes=("decided_kinds", "decided_fine", "decided_income", "licence", "effective_until"), needs=("decided_kinds", "decided_fine", "decided_income"), produces=("approval",),
        approval="penalty.decision", effect="approves", separate_from=HANDLED, asks=("passed",),
    ),
    Step(
        "decide", "行政处罚决定", (ORGAN_HEAD,), (f"{ACT}#57.1", f"{ACT}#59"), "决定", after=(any_of("approve"), "pre_review", "review", "discuss"), when=within_notice & in_time,
        blocked_by=("re_examine", "hearing", "report_hearing", "conclude"), writes=("decided_on", "outcome", "addressees", "payment_code"),
        needs=("decided_on", "outcome", "addressees"), produces=("decision",), asks=("as_notified", "electronic", "passed"), effect="penalises", separate_from=HANDLED,
        excludes=_others("decide", "investigate", "sample", "approve_preserve", "preserve", "study", "extend", "appraise", "conclude", "notify"),
        includes=("instalment", "pay", "demand", "apply_court", "carry_out", "publish", "credit", "overturned"),
        obliges=(
            Due("serve", within="penalty.serve"), Due("publish", within="three_systems.publish.licence_penalty"),
            Due("credit", within="standard.double_publicity.days"),
        ),
    ),
    Step(
        "no_penalty", "不予行政处罚决定", (ORGAN_HEAD,), (f"{ACT}#33", f"{ACT}#57.1"), "决定", after=("conclude", "pre_review", "review", "discuss"), blocked_by=("re_examine", "conclude"),
        writes=("ground", "education", "outcome", "decided_on", "addressees", "closed_ground"), needs=("ground", "outcome", "decided_on", "addressees", "closed_ground"),
        produces=("approval", "no_penalty"), approval="penalty.decision", asks=("electronic",), separate_from=HANDLED,
        excludes=_others("no_penalty", "investigate", "sample", "approve_preserve", "preserve", "study", "notify", "extend", "appraise"), obliges=(Due("serve", within="penalty.serve"), Due("close", within="penalty.close")),
    ),
    Step(
        "drop", "销案", (ORGAN_HEAD,), (f"{ACT}#36", f"{ACT}#57.1"), "决定", after=FILED, writes=("drop_ground", "drop_reason", "outcome", "closed_ground"),
        needs=("drop_ground", "drop_reason", "outcome", "closed_ground"), produces=("dropping",), approval="penalty.decision", obliges=(Due("close", within="penalty.close"),), effect="approves", separate_from=HANDLED,
        excludes=_others("drop", "investigate", "sample", "approve_preserve", "preserve", "study", "conclude", "notify", "extend", "appraise", "serve"),
    ),
    Step(
        "transfer", "移送公安机关", (ORGAN_HEAD,), (f"{ACT}#27", f"{TRANSFER}#5"), "决定", after=FILED, writes=("transferred_to", "outcome", "closed_ground"),
        needs=("transferred_to", "outcome", "closed_ground"), produces=("transfer",), approval="penalty.decision", obliges=(Due("close", within="penalty.close"),),
        excludes=_others("transfer", "investigate", "sample", "approve_preserve", "preserve", "study", "conclude", "notify", "extend", "appraise", "serve"),
    ),
)  # fmt: skip

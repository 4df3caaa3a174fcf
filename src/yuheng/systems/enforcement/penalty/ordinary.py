"""行政处罚普通程序: steps and the relations that the law puts between them."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import (
    Beyond,
    Due,
    Extend,
    Procedure,
    Stale,
    Step,
    Until,
    Wait,
    Without,
    any_of,
)
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.enforcement.penalty.papers import ORDINARY, ORDINARY_NUMBERS, PATTERNS
from yuheng.systems.enforcement.penalty.rules import ACT, fined, may_be_heard, must_discuss, must_review, within_notice
from yuheng.systems.roles import (
    ARCHIVIST,
    BUREAU_LEADER,
    CASHIER,
    CREDIT_CLERK,
    DISCUSSION_CLERK,
    ENFORCER,
    HEARING_OFFICER,
    LEGAL_REVIEWER,
    ORGAN_HEAD,
)

COERCION = "行政强制法(2011-06-30)"
TRANSFER = "行政执法机关移送涉嫌犯罪案件的规定(2020-08-07)"
TWO = (ENFORCER, ENFORCER)
LEADERS = (BUREAU_LEADER, ORGAN_HEAD)
HANDLED = ("investigate", "conclude")

# What ends the case's own road: after one of these nothing more is decided.
ROADS = ("decide", "no_penalty", "drop", "not_file", "transfer")


# What is pending on one notice falls asleep with a new conclusion or notice, and wakes when the party acts again.
PENDING = ("re_examine", "notify_hearing", "hearing", "report_hearing")


def _others(kept: str, *more: str) -> tuple[str, ...]:
    """What a road that was taken ends: the other roads, what the party could ask on the notice, and `more`."""
    return (*(name for name in ROADS if name != kept), "defend", "waive", "request_hearing", *PENDING, "review", "return", "discuss", "approve", *more)


STEPS = (
    Step(
        "clue", "登记线索", (ENFORCER,), (f"{ACT}#54",), "线索核查", opens=True, numbers="case",
        writes=("found_on", "source", "source_number", "reporter", "cause", "place", "item_code", "basis", "party_kind", "party_name", "uscc", "id_number", "phone"),
        produces=("source",), obliges=(Due("verify", within="penalty.verify", starts="found_on"),),
    ),
    Step("verify", "核查", (ENFORCER,), (f"{ACT}#54",), "线索核查", after=("clue",), writes=("verification",), needs=("verification",)),
    Step(
        "file", "立案", (BUREAU_LEADER,), (f"{ACT}#54.2",), "立案", after=("verify",), writes=("filed_on",), needs=("filed_on",), produces=("filing",),
        effect="approves", separate_from=("verify",), excludes=("not_file",), obliges=(Due("decide", within="penalty.decide"),),
    ),
    Step(
        "not_file", "不予立案", (BUREAU_LEADER,), (f"{ACT}#54.2",), "立案", after=("verify",), writes=("not_filed_reason", "outcome", "closed_ground"),
        needs=("not_filed_reason", "outcome", "closed_ground"), produces=("not_filed",), effect="approves", separate_from=("verify",), excludes=("file", "order_correct", "close"), closes=True, leaves=("archive", "recheck", "close"), obliges=(Due("archive"),),
    ),
    Step(
        "order_correct", "责令改正", TWO, (f"{ACT}#28",), after=("clue",), repeat=True, writes=("order", "correct_by"), needs=("order", "correct_by"),
        produces=("correct",), obliges=(Due("recheck", on="correct_by"),),
    ),
    Step("recheck", "复查", TWO, (f"{ACT}#28",), after=("order_correct",), repeat=True, after_close=True, writes=("corrected",), needs=("corrected",), produces=("recheck",)),
    Step(
        "investigate", "调查取证", TWO, (f"{ACT}#42.1", f"{ACT}#54.1", f"{ACT}#55"), "调查取证", after=(any_of("file"),), repeat=True,
        writes=("finding", "evidence"), needs=("finding",), produces=("inquiry",),
    ),
    Step(
        "preserve", "先行登记保存", TWO, (f"{ACT}#56",), "调查取证", after=(any_of("file"),), repeat=True, produces=("preserve", "preserve_list"),
        obliges=(Due("preserve_decide", within="penalty.preserve"),),
    ),
    Step("preserve_decide", "处理先行登记保存物品", (LEADERS,), (f"{ACT}#56",), "调查取证", after=("preserve",), repeat=True, produces=("preserve_decision",)),
    Step(
        "seize", "查封、扣押", TWO, (f"{COERCION}#18", f"{COERCION}#24"), "调查取证", after=(any_of("file"),), produces=("seizure",),
        obliges=(Due("release", within="coercion.seize.term"),),
    ),
    Step(
        "extend_seize", "延长查封、扣押", (LEADERS,), (f"{COERCION}#25",), after=("seize",), extends=(Extend("release", "coercion.seize.extension"),),
        produces=("extension",), effect="approves", separate_from=("seize",),
    ),
    Step("release", "解除或者处理查封、扣押", (LEADERS,), (f"{COERCION}#27", f"{COERCION}#28"), after=("seize",)),
    Step("appraise", "委托鉴定", (ENFORCER,), (f"{ACT}#60",), "调查取证", after=(any_of("file"),), repeat=True, suspends=("decide",), obliges=(Due("appraised"),)),
    Step("appraised", "收到鉴定意见", (ENFORCER,), (f"{ACT}#60",), "调查取证", after=("appraise",), repeat=True, resumes=("decide",), outside="鉴定机构"),
    Step(
        "extend", "延长办案期限", (ORGAN_HEAD,), (f"{ACT}#60",), after=(any_of("file"),), extends=(Extend("decide", "penalty.decide.extension"),), produces=("extension",),
        effect="approves", separate_from=HANDLED,
    ),
    Step(
        "conclude", "调查终结", TWO, (f"{ACT}#57.1",), "调查终结", after=("investigate",), repeat=True,
        writes=("facts_found", "discretion", "proposed_kinds", "proposed_fine", "complex"),
        needs=("facts_found", "discretion", "proposed_kinds", "proposed_fine", "complex"), produces=("conclusion",),
        voids=("notify", "defend", "waive", "request_hearing", "notify_hearing", "hearing", "report_hearing", "review", "discuss", "approve"), excludes=PENDING,
        obliges=(Due("notify"),),
    ),
    Step(
        "notify", "告知", TWO, (f"{ACT}#44", f"{ACT}#62", f"{ACT}#63"), "告知听证", after=("conclude",), repeat=True,
        writes=("notified_on", "notified_kinds", "notified_fine"), needs=("notified_on", "notified_kinds", "notified_fine"), produces=("notice",),
        voids=("defend", "waive", "request_hearing", "notify_hearing", "hearing", "report_hearing", "review", "discuss", "approve"), excludes=PENDING,
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
    Step("notify_hearing", "通知听证", (HEARING_OFFICER,), (f"{ACT}#64",), "告知听证", starts_out=True, after=(any_of("request_hearing"),), writes=("hearing_on", "hearing_public"), needs=("hearing_on", "hearing_public"), produces=("hearing_notice",)),
    Step(
        "hearing", "听证", (HEARING_OFFICER,), (f"{ACT}#64",), "告知听证", starts_out=True, after=(any_of("notify_hearing"),), writes=("hearing_record",), needs=("hearing_record",),
        produces=("hearing_record",), separate_from=HANDLED, voids=("discuss", "approve"), obliges=(Due("report_hearing"),),
    ),
    Step("report_hearing", "听证报告", (HEARING_OFFICER,), (f"{ACT}#65",), "告知听证", starts_out=True, after=(any_of("hearing"),), writes=("hearing_report",), needs=("hearing_report",), produces=("hearing_report",)),
    Step(
        "review", "法制审核", (LEGAL_REVIEWER,), (f"{ACT}#58",), "审核讨论", after=(any_of("conclude"), "notify"), when=must_review, repeat=True,
        blocked_by=("re_examine", "hearing", "report_hearing"), writes=("review_opinion",), needs=("review_opinion",), produces=("review",), separate_from=HANDLED,
        effect="reviews", voids=("discuss", "approve"),
    ),
    Step(
        "return", "退回补充调查", (LEGAL_REVIEWER,), (f"{ACT}#58",), "调查取证", after=(any_of("review"),), repeat=True, voids=("review", "discuss", "approve"), obliges=(Due("conclude"),),
    ),
    Step(
        "discuss", "集体讨论", (DISCUSSION_CLERK,), (f"{ACT}#57.2",), "审核讨论", after=("notify", "review"), when=must_discuss, repeat=True,
        wait=(Wait("notify", "penalty.hearing.request", unless="waive"),), blocked_by=("re_examine", "hearing", "report_hearing", "conclude"),
        writes=("meeting", "meeting_on", "discussion"), needs=("meeting", "meeting_on", "discussion"), produces=("discussion",), voids=("approve",),
    ),
    Step(
        "approve", "决定审批", (BUREAU_LEADER,), (f"{ACT}#57.1",), "决定", after=("notify", "review", "discuss"), repeat=True,
        wait=(Wait("notify", "penalty.hearing.request", unless="waive"),), blocked_by=("re_examine", "hearing", "report_hearing", "conclude"),
        writes=("decided_kinds", "decided_fine"), needs=("decided_kinds", "decided_fine"), produces=("approval",), effect="approves", separate_from=HANDLED,
    ),
    Step(
        "decide", "行政处罚决定", (ORGAN_HEAD,), (f"{ACT}#57.1", f"{ACT}#59"), "决定", after=(any_of("approve"), "review", "discuss"), when=within_notice,
        blocked_by=("re_examine", "hearing", "report_hearing", "conclude"), writes=("decided_on", "outcome", "addressees", "payment_code"),
        needs=("decided_on", "outcome", "addressees"), produces=("decision",), effect="penalises", separate_from=HANDLED, excludes=_others("decide", "investigate", "extend", "appraise", "conclude", "notify"), includes=("instalment", "pay", "demand", "apply_court", "carry_out", "publish", "credit"),
        obliges=(
            Due("serve", within="penalty.serve"), Due("publish", within="three_systems.publish.licence_penalty"),
            Due("credit", within="standard.double_publicity.days"),
        ),
    ),
    Step(
        "no_penalty", "不予行政处罚决定", (ORGAN_HEAD,), (f"{ACT}#33", f"{ACT}#57.1"), "决定", after=("conclude", "review", "discuss"), blocked_by=("re_examine", "conclude"),
        writes=("ground", "outcome", "decided_on", "addressees", "closed_ground"), needs=("ground", "outcome", "decided_on", "addressees", "closed_ground"),
        produces=("no_penalty",), separate_from=HANDLED, excludes=_others("no_penalty", "investigate", "notify", "extend", "appraise"), obliges=(Due("serve", within="penalty.serve"), Due("close", within="penalty.close")),
    ),
    Step(
        "drop", "销案", (ORGAN_HEAD,), (f"{ACT}#36", f"{ACT}#57.1"), "决定", after=(any_of("file"),), writes=("drop_reason", "outcome", "closed_ground"),
        needs=("drop_reason", "outcome", "closed_ground"), obliges=(Due("close", within="penalty.close"),), effect="approves", separate_from=HANDLED, excludes=_others("drop", "investigate", "conclude", "notify", "extend", "appraise", "serve"),
    ),
    Step(
        "transfer", "移送公安机关", (ORGAN_HEAD,), (f"{ACT}#27", f"{TRANSFER}#5"), "决定", after=(any_of("file"),), writes=("transferred_to", "outcome", "closed_ground"),
        needs=("transferred_to", "outcome", "closed_ground"), produces=("transfer",), obliges=(Due("close", within="penalty.close"),), excludes=_others("transfer", "investigate", "conclude", "notify", "extend", "appraise", "serve"),
    ),
    Step(
        "serve", "送达", (ENFORCER,), (f"{ACT}#61",), "送达执行", for_each="addressees", after=(any_of("decide", "no_penalty"),), produces=("receipt",),
        obliges=(Due("pay", within="penalty.pay"),),
    ),
    Step("instalment", "批准分期（延期）缴纳", (BUREAU_LEADER,), (f"{ACT}#66.2",), "送达执行", starts_out=True, after=("decide",), when=fined, writes=("instalments",), needs=("instalments",), produces=("instalment",), effect="approves", separate_from=HANDLED),
    Step("pay", "缴清罚款", (CASHIER,), (f"{ACT}#67", f"{ACT}#72"), "送达执行", starts_out=True, after=("decide",), when=fined, outside="银行", writes=("paid", "surcharge"), needs=("paid",), excludes=("demand", "apply_court"), obliges=(Due("close", within="penalty.close"),)),
    Step("demand", "催告", (ENFORCER,), (f"{COERCION}#54",), "送达执行", starts_out=True, after=("decide", "serve"), when=fined, produces=("demand",)),
    Step(
        "apply_court", "申请强制执行", (ORGAN_HEAD,), (f"{COERCION}#53", f"{COERCION}#54"), "送达执行", starts_out=True, after=("demand",), when=fined,
        # Nobody applies before the party's time to sue is over; the law's own period of three months runs from there.
        wait=(Wait("demand", "enforcement.court.demand"), Wait("serve", "litigation.sue.direct")), writes=("court",), needs=("court",), produces=("enforcement",), excludes=("pay",),
    ),
    Step("ruling", "法院裁定", (ENFORCER,), (f"{COERCION}#57",), "送达执行", after=(any_of("apply_court"),), outside="法院", writes=("ruling",), needs=("ruling",), obliges=(Due("close", within="penalty.close"),)),
    Step("carry_out", "非罚款处罚执行完毕", (ENFORCER,), (f"{ACT}#66.1",), "送达执行", starts_out=True, after=("decide", "serve"), when=~fined, obliges=(Due("close", within="penalty.close"),)),
    Step(
        "close", "结案", (BUREAU_LEADER,), (f"{ACT}#60",), "结案归档", after=(any_of("pay", "ruling", "carry_out", "no_penalty", "drop", "transfer"), "serve"),
        closes=True, leaves=("archive", "publish", "credit", "recheck"), writes=("closed_ground",), needs=("closed_ground",), produces=("closing",),
        effect="approves", separate_from=HANDLED, obliges=(Due("archive"),),
    ),
    Step("archive", "归档", (ARCHIVIST,), (f"{ACT}#47",), "结案归档", after=(any_of("close", "not_file"),), after_close=True, writes=("volume",), needs=("volume",), produces=("cover", "contents", "back")),
    Step("publish", "执法公示", (LEGAL_REVIEWER,), (f"{ACT}#48",), starts_out=True, after=("decide",), after_close=True),
    Step("credit", "信用公示", (CREDIT_CLERK,), (f"{ACT}#48.1",), starts_out=True, after=("decide",), after_close=True),
    Step(
        "withdraw", "撤回公示", (LEGAL_REVIEWER,), (f"{ACT}#48.2",), after=(any_of("publish"),), after_close=True, writes=("withdrawn_why",), needs=("withdrawn_why",),
    ),
)  # fmt: skip

ORDINARY_PENALTY = registry.register(
    Procedure(
        id="penalty.ordinary",
        name="行政处罚普通程序",
        shape=shape_of(Penalty),
        steps=STEPS,
        never=(
            Without("decide", "notify", cites=(f"{ACT}#44", f"{ACT}#62")),
            Without("decide", "review", must_review, (f"{ACT}#58",)),
            Without("decide", "discuss", must_discuss, (f"{ACT}#57.2",)),
            Beyond("decide", "notify", within_notice, (f"{ACT}#44", f"{ACT}#62")),
            Stale("decide", "discuss", "defend", (f"{ACT}#45", f"{ACT}#57.2")),
            Stale("decide", "discuss", "hearing", (f"{ACT}#65",)),
            Stale("decide", "review", "conclude", (f"{ACT}#58",)),
            Stale("decide", "notify", "conclude", (f"{ACT}#44",)),
        ),
        in_force=date(2022, 5, 1),
        chapter=4,
        level=2,
        title="{cause}（{party_name}）",
        stages=("线索核查", "立案", "调查取证", "调查终结", "告知听证", "审核讨论", "决定", "送达执行", "结案归档"),
        cites=(f"{ACT}#54",),
        papers=ORDINARY,
        paper_numbers=ORDINARY_NUMBERS,
        patterns=PATTERNS,
    )
)

"""送达、缴款、强制执行、结案、归档, and the two channels of publicity, each with its own end."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Due, Step, Wait, any_of
from yuheng.systems.enforcement.penalty.inquiry import COERCION, HANDLED
from yuheng.systems.enforcement.penalty.rules import ACT, OPENNESS, fined
from yuheng.systems.roles import (
    ARCHIVIST,
    BUREAU_LEADER,
    CASHIER,
    CREDIT_CLERK,
    ENFORCER,
    LEGAL_REVIEWER,
    ORGAN_HEAD,
)

RESHOWN = "公开的内容由系统从案件得出；公示后发现不准确、不应当公开的，再次办理并写明理由，原内容随即撤下。"

PERFORMING = (
    Step(
        "serve", "送达", (ENFORCER,), (f"{ACT}#61",), "送达执行", for_each="addressees", after=(any_of("decide", "no_penalty"),), produces=("receipt",), serves=("decision", "no_penalty"), writes=("recordings",),
        obliges=(Due("pay", within="penalty.pay"),),
    ),
    Step(
        "instalment", "批准分期（延期）缴纳", (BUREAU_LEADER,), (f"{ACT}#66.2",), "送达执行", starts_out=True, after=("decide",), when=fined,
        writes=("hardship", "instalments"), needs=("instalments",), produces=("instalment",), approval="penalty.instalment", asks=("instalments",),
        effect="approves", separate_from=HANDLED,
        # What was put off runs no longer from the service: each part falls due on its own day.
        suspends=("pay",), obliges=(Due("pay_part", on="instalments.due_on"),),
    ),
    Step(
        "pay_part", "缴纳一期", (CASHIER,), (f"{ACT}#66.2",), "送达执行", for_each="instalments", after=("instalment",), outside="银行", writes=("instalments",),
    ),
    Step(
        "pay", "缴清罚款", (CASHIER,), (f"{ACT}#67", f"{ACT}#72"), "送达执行", starts_out=True, after=("decide",), when=fined, outside="银行",
        writes=("paid", "paid_on", "surcharge", "waived", "bank_receipt"), needs=("paid",), asks=("surcharge",), excludes=("pay_part", "instalment", "demand", "apply_court"),
        obliges=(Due("close", within="penalty.close"),),
    ),
    Step("demand", "催告", (ENFORCER,), (f"{COERCION}#54",), "送达执行", starts_out=True, after=("decide", "serve"), when=fined, produces=("demand",)),
    Step(
        "apply_court", "申请强制执行", (ORGAN_HEAD,), (f"{COERCION}#53", f"{COERCION}#54"), "送达执行", starts_out=True, after=("demand",), when=fined,
        # Nobody applies before the party's time to sue is over; the law's own period of three months runs from there.
        wait=(Wait("demand", "enforcement.court.demand"), Wait("serve", "litigation.sue.direct")), writes=("court",), needs=("court",), produces=("enforcement",),
        excludes=("pay", "pay_part", "instalment"),
    ),
    Step(
        "ruling", "法院裁定", (ENFORCER,), (f"{COERCION}#57",), "送达执行", after=(any_of("apply_court"),), outside="法院", writes=("ruling", "ruling_number"), needs=("ruling",),
        obliges=(Due("close", within="penalty.close"),),
    ),
    Step("carry_out", "非罚款处罚执行完毕", (ENFORCER,), (f"{ACT}#66.1",), "送达执行", starts_out=True, after=("decide", "serve"), when=~fined, obliges=(Due("close", within="penalty.close"),)),
    Step(
        "close", "结案", (BUREAU_LEADER,), (f"{ACT}#60",), "结案归档", after=(any_of("pay", "ruling", "carry_out", "no_penalty", "drop", "transfer"), "serve"),
        closes=True, leaves=("archive", "publish", "credit", "recheck", "withdraw", "credit_end", "help_answered"), writes=("closed_ground",), needs=("closed_ground",), produces=("closing",),
        approval="penalty.closing", effect="approves", separate_from=HANDLED, obliges=(Due("archive"),),
    ),
    Step("archive", "归档", (ARCHIVIST,), (f"{ACT}#47",), "结案归档", after=(any_of("close", "not_file"),), after_close=True, writes=("volume",), needs=("volume",), produces=("cover", "contents", "back")),
    Step(
        "publish", "执法公示", (LEGAL_REVIEWER,), (f"{ACT}#48.1", OPENNESS), starts_out=True, after=("decide",), after_close=True, repeat=True,
        writes=("shown", "not_shown_ground", "masked", "reshown_why", "publish_receipt", "shown_record", "shown_digest"), asks=("reshown",), help=RESHOWN,
    ),
    Step(
        "credit", "信用公示", (CREDIT_CLERK,), (f"{ACT}#48.1",), starts_out=True, after=("decide",), after_close=True, writes=("credit_receipt", "credit_until"),
    ),
    Step(
        "overturned", "决定被变更、撤销、确认违法或者无效", (LEGAL_REVIEWER,), (f"{ACT}#48.2",), starts_out=True, after=("decide",), after_close=True, outside="复议机关、法院、上级机关",
        writes=("overturned_how", "overturned_on", "overturned_by"), needs=("overturned_how", "overturned_on", "overturned_by"), excludes=("publish", "credit"),
        obliges=(Due("withdraw", within="standard.penalty_publicity.withdraw", starts="overturned_on"), Due("credit_end")),
    ),
    Step(
        "withdraw", "撤回公示", (LEGAL_REVIEWER,), (f"{ACT}#48.2",), after=(any_of("overturned"),), after_close=True, writes=("withdrawn_why",), needs=("withdrawn_why",),
        help="执法公示只因决定被变更、撤销、确认违法或者无效而撤回，并公开说明理由；信用修复不撤回执法公示。",
    ),
    Step(
        "credit_end", "终止信用公示", (CREDIT_CLERK,), (f"{ACT}#48",), after=(any_of("credit", "overturned"),), after_close=True, writes=("credit_end_ground",), needs=("credit_end_ground",),
        help="信用修复只终止信用公示，执法公示不受影响。",
    ),
)  # fmt: skip

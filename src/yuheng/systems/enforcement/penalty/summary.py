"""行政处罚简易程序: on the spot, two certified officers always, warning or a small fine, never confiscation."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Derived, Due, Forbidden, Procedure, Step, Without, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.penalty.facts import SummaryPenalty
from yuheng.systems.enforcement.penalty.papers import PATTERNS, SUMMARY
from yuheng.systems.enforcement.penalty.performing import RESHOWN
from yuheng.systems.enforcement.penalty.rules import ACT, OPENNESS, collected_on, on_spot, spot_fined, within_limits
from yuheng.systems.roles import ARCHIVIST, CASHIER, ENFORCER, LEGAL_REVIEWER, SQUAD_HEAD

TWO = (ENFORCER, ENFORCER)

STEPS = (
    Step(
        "discover", "当场查获", TWO, (f"{ACT}#51", f"{ACT}#52"), "查处", opens=True, numbers="spot",
        writes=("happened_on", "cause", "place", "item_code", "basis", "facts_found", "party_kind", "party_name", "uscc", "id_number", "phone", "party_address", "party_head", "proposed_kind", "proposed_fine", "recordings"),
        needs=("proposed_kind", "proposed_fine"), asks=("held", "covered"),
    ),
    Step("inform", "口头告知", TWO, (f"{ACT}#44", f"{ACT}#52"), "查处", after=("discover",), writes=("informed", "defence"), needs=("informed",)),
    Step(
        "decide", "当场处罚决定", TWO, (f"{ACT}#51", f"{ACT}#52"), "决定", after=("inform",), when=within_limits,
        writes=("book_number", "decided_on", "fine", "outcome"), needs=("book_number", "decided_on", "fine", "outcome"), produces=("spot_decision",),
        asks=("number", "covered"), excludes=("not_punish", "promise", "convert"), includes=("pay", "publish", "overturned"), effect="penalises",
        obliges=(Due("record", within="penalty.summary_record"), Due("pay", within="penalty.pay"), Due("publish", within="three_systems.publish.licence_penalty")),
    ),
    Step(
        "promise", "责令改正、教育和承诺", TWO, (f"{ACT}#28", f"{ACT}#33.3"), "查处", after=("inform",), writes=("promise",), needs=("promise",), produces=("promise",),
    ),
    Step(
        "not_punish", "不予处罚", TWO, (f"{ACT}#33",), "决定", after=("inform",), writes=("ground", "decided_on", "outcome"), needs=("ground", "decided_on", "outcome"),
        produces=("no_penalty",), excludes=("decide", "convert"), obliges=(Due("record", within="penalty.summary_record"),),
    ),
    Step("convert", "转为普通程序", TWO, (f"{ACT}#51", f"{ACT}#54"), "决定", after=("discover",), writes=("outcome", "converted_to"), needs=("outcome",), excludes=("decide", "not_punish", "promise", "inform"), obliges=(Due("close"),)),
    Step("record", "报所属机关备案", (SQUAD_HEAD,), (f"{ACT}#52.3",), "备案", after=(any_of("decide", "not_punish"),), produces=("record",), obliges=(Due("close"),)),
    Step(
        "pay", "缴纳罚款", ((CASHIER, ENFORCER),), (f"{ACT}#67", f"{ACT}#68"), "执行", starts_out=True, after=("decide",), when=spot_fined, outside="银行", after_close=True,
        writes=("paid_on", "on_spot", "on_spot_ground", "on_spot_why", "spot_receipt", "landed_on"), needs=("paid_on",),
        derives=(Derived("collected_on", ("on_spot", "paid_on", "landed_on"), collected_on),), asks=("on_spot",), produces=("receipt",),
        obliges=(Due("hand_in", within="penalty.collected.hand_in", starts="collected_on"),),
    ),
    Step(
        "hand_in", "当场收缴的罚款交至机关", ((ENFORCER, CASHIER),), (f"{ACT}#71",), "执行", after=("pay",), when=on_spot, after_close=True,
        writes=("handed_on",), needs=("handed_on",), obliges=(Due("bank_in", within="penalty.collected.bank_in", starts="handed_on"),),
    ),
    Step(
        "bank_in", "当场收缴的罚款缴付银行", (CASHIER,), (f"{ACT}#71",), "执行", after=("hand_in",), when=on_spot, after_close=True,
        writes=("banked_on", "bank_receipt"), needs=("banked_on", "bank_receipt"), separate_from=("pay",),
    ),
    Step(
        "publish", "执法公示", (LEGAL_REVIEWER,), (f"{ACT}#48.1", OPENNESS), starts_out=True, after=("decide",), after_close=True, repeat=True,
        writes=("shown", "not_shown_ground", "masked", "reshown_why", "publish_receipt", "shown_record", "shown_digest"), asks=("reshown",), help=RESHOWN,
    ),
    Step(
        "overturned", "决定被变更、撤销、确认违法或者无效", (LEGAL_REVIEWER,), (f"{ACT}#48.2",), starts_out=True, after=("decide",), after_close=True, outside="复议机关、法院、上级机关",
        writes=("overturned_how", "overturned_on", "overturned_by"), needs=("overturned_how", "overturned_on", "overturned_by"), excludes=("publish",),
        obliges=(Due("withdraw", within="standard.penalty_publicity.withdraw", starts="overturned_on"),),
    ),
    Step(
        "withdraw", "撤回公示", (LEGAL_REVIEWER,), (f"{ACT}#48.2",), after=(any_of("overturned"),), after_close=True, writes=("withdrawn_why",), needs=("withdrawn_why",),
    ),
    Step(
        "close", "结案", (SQUAD_HEAD,), (f"{ACT}#52",), "归档", after=(any_of("record", "convert"),), closes=True, leaves=("archive", "publish", "withdraw", "pay", "hand_in", "bank_in"),
        obliges=(Due("archive"),),
    ),
    Step("archive", "归档", ((ARCHIVIST, SQUAD_HEAD),), (f"{ACT}#47",), "归档", after=("close",), after_close=True, writes=("volume",), needs=("volume",)),
)  # fmt: skip

SUMMARY_PENALTY = registry.register(
    Procedure(
        id="penalty.summary",
        name="行政处罚简易程序",
        shape=shape_of(SummaryPenalty),
        steps=STEPS,
        never=(
            Without("decide", "inform", cites=(f"{ACT}#44",)),
            Forbidden("decide", ~within_limits, (f"{ACT}#51",)),
        ),
        in_force=date(2022, 5, 1),
        chapter=4,
        level=1,
        title="{cause}（{party_name}）",
        stages=("查处", "决定", "备案", "执行", "归档"),
        cites=(f"{ACT}#51",),
        papers=SUMMARY,
        patterns=PATTERNS,
    )
)

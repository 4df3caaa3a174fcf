"""人民调解程序. Mediation is barred only by an express refusal of a party, which may come at any time (第十七条)."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Derived, Due, Forbidden, Procedure, Step, Until, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.disputes.mediation.facts import Dispute
from yuheng.systems.disputes.mediation.rules import ACT, held_elsewhere, unconfirmable
from yuheng.systems.roles import COMMITTEE_HEAD, COMMUNITY_CLERK, DISPUTE_CLERK, GRID_WORKER, MEDIATOR

MEDIATORS = (MEDIATOR, COMMITTEE_HEAD)
REPORT_BACK = (
    "source",
    {
        "12345": "dispute.report.12345",
        "police": "dispute.report.police",
        "grid": "dispute.report.grid",
        "court": "court.delegated",
        "visit": "dispute.report.visit",
        "scan": "dispute.report.scan",
    },
)

# `any_of("accept")`: where a court holds the dispute, acceptance does not exist, and what does not exist would block nothing.
STEPS = (
    Step(
        "register", "登记", ((DISPUTE_CLERK, GRID_WORKER, COMMUNITY_CLERK, *MEDIATORS),), (f"{ACT}#17",), "登记", opens=True, numbers="dispute",
        writes=("received_on", "source", "source_number", "referral", "kind", "summary", "address", "persons", "minor", "urgent", "risk", "disputants"),
        needs=("disputants", "referral"), produces=("register",),
        obliges=(Due("dispatch", within="dispute.dispatch"), Due("report_back", within_by=REPORT_BACK)),
    ),
    Step(
        "merge", "确认并案", ((DISPUTE_CLERK, *MEDIATORS),), (), "分流", after=("register",), writes=("same_as", "outcome"), needs=("same_as", "outcome"),
        excludes=("dispatch", "accept", "decline", "settle", "agree_written", "agree_oral", "fail", "refuse"), obliges=(Due("close"),), statutory=False,
    ),
    Step(
        "distinguish", "判定不是同一纠纷", ((DISPUTE_CLERK, *MEDIATORS),), (), "", after=("register",), repeat=True, writes=("distinct",), needs=("distinct",),
        statutory=False,
    ),
    Step(
        "dispatch", "分派", ((DISPUTE_CLERK, *MEDIATORS),), (), "分流", after=("register",), writes=("committee", "risk"), needs=("committee",),
        obliges=(Due("accept", within="dispute.accept"),), excludes=("merge",), statutory=False,
    ),
    Step(
        "return", "退回分派", (MEDIATORS,), (), "分流", after=("dispatch",), writes=("return_ground",), needs=("return_ground",), voids=("dispatch",),
        obliges=(Due("dispatch", within="dispute.dispatch"),), includes=("merge",), statutory=False,
    ),
    Step(
        "accept", "受理", (MEDIATORS,), (f"{ACT}#17", f"{ACT}#18"), "受理", after=("dispatch",), writes=("start_mode",),
        needs=("start_mode",), when=~held_elsewhere, produces=("acceptance",), excludes=("decline", "return", "merge", "settle"),
        obliges=(Due("close", within="mediation.limit.month"),),
    ),
    Step(
        "decline", "不予受理并告知途径", (MEDIATORS,), (f"{ACT}#18",), "受理", after=("dispatch",), writes=("decline_reason", "routed_to", "outcome"),
        needs=("decline_reason", "outcome"), produces=("declined",), excludes=("accept", "return", "merge", "settle"), obliges=(Due("close"),),
    ),
    # What is settled at the door or the kitchen table needs neither dispatch nor a day of mediation: one page, one entry 简易登记.
    Step(
        "settle", "当场调结（简易登记）", (MEDIATORS,), (f"{ACT}#17", f"{ACT}#28", f"{ACT}#30"), "协议", after=("register",), when=~held_elsewhere, closes=True,
        writes=("start_mode", "agreed_on", "agreement", "amount", "perform_by", "performed"), needs=("start_mode", "agreed_on", "agreement"), produces=("oral",),
        derives=(Derived("oral", (), lambda _f: True), Derived("outcome", (), lambda _f: "agreed")),
        excludes=("dispatch", "return", "accept", "decline", "merge", "fail", "refuse", "close"),
        obliges=(Due("performance", on="perform_by"),), leaves=("dispatch", "accept", "performance", "report_back"),
        help="双方当场达成口头协议的，登记后直接办理，不经分派、受理；办理后即结案，登记表即是案卷。",
    ),
    # A party may refuse from the first day on, before a committee has taken the dispute up as well as after.
    Step(
        "refuse", "当事人明确拒绝调解", ((*MEDIATORS, DISPUTE_CLERK),), (f"{ACT}#17",), "调解", after=("register",), citizen=True, outside="当事人",
        excludes=("dispatch", "return", "accept", "decline", "merge", "settle", "mediate", "agree_written", "agree_oral"), includes=("fail",), obliges=(Due("fail"),),
    ),
    Step("recuse", "更换调解员", (COMMITTEE_HEAD,), (f"{ACT}#19",), after=(any_of("accept"),), repeat=True),
    Step("investigate", "调查", (MEDIATORS,), (f"{ACT}#20",), "调解", after=(any_of("accept"),), repeat=True, writes=("finding",), needs=("finding",), produces=("inquiry",)),
    Step(
        "mediate", "调解", (MEDIATORS,), (f"{ACT}#21", f"{ACT}#22"), "调解", after=(any_of("accept"),), repeat=True, writes=("session",), needs=("session",),
        produces=("session",),
    ),
    Step(
        "agree_written", "达成书面协议", (MEDIATORS,), (f"{ACT}#28", f"{ACT}#29"), "协议", after=("mediate",),
        writes=("agreed_on", "agreement", "amount", "perform_by", "cautions", "instalments", "oral", "outcome"),
        needs=("agreed_on", "agreement", "oral", "outcome"), produces=("agreement",), excludes=("agree_oral", "fail", "refuse"),
        obliges=(Due("visit", within="dispute.visit"), Due("performance", on="perform_by")),
    ),
    Step(
        "agree_oral", "口头协议登记", (MEDIATORS,), (f"{ACT}#28", f"{ACT}#30"), "协议", after=("mediate",),
        writes=("agreed_on", "agreement", "amount", "perform_by", "oral", "outcome"), needs=("agreed_on", "agreement", "oral", "outcome"),
        produces=("oral",), excludes=("agree_written", "fail", "refuse", "apply_confirm", "ruling"),
        obliges=(Due("visit", within="dispute.visit"), Due("performance", on="perform_by")),
    ),
    Step(
        "fail", "终止调解并告知途径", ((*MEDIATORS, DISPUTE_CLERK),), (f"{ACT}#26",), "调解", after=(any_of("accept", "refuse"),), writes=("failure", "routed_to", "outcome"),
        needs=("failure", "routed_to", "outcome"), produces=("failed",), excludes=("agree_written", "agree_oral", "mediate", "refuse"),
    ),
    Step(
        "performance", "履行情况", (MEDIATORS,), (f"{ACT}#31",), "履行", after=(any_of("agree_written", "agree_oral", "settle"),), repeat=True, after_close=True,
        writes=("performed",), needs=("performed",),
    ),
    Step(
        "visit", "回访", (MEDIATORS,), (f"{ACT}#31",), "回访", after=(any_of("agree_written", "agree_oral", "settle"),), repeat=True, after_close=True,
        writes=("visit_note", "content_with"), needs=("visit_note",), produces=("visit",),
    ),
    Step(
        "apply_confirm", "共同申请司法确认", (MEDIATORS,), (f"{ACT}#33.1", "民事诉讼法(2021-12-24)#201"), "履行", after=("agree_written",), citizen=True,
        outside="当事人", after_close=True, when=~unconfirmable, writes=("court",), needs=("court",), produces=("confirmation", "certificate"),
        until=Until("agree_written", "mediation.confirm.apply", late=(Due("ruling"),)), obliges=(Due("ruling"),),
    ),
    Step(
        "ruling", "人民法院裁定", (MEDIATORS,), ("民事诉讼法(2021-12-24)#202",), "履行", after=("agree_written",), outside="法院", after_close=True,
        writes=("ruling",), needs=("ruling",),
    ),
    Step("report_back", "回告来源单位", ((DISPUTE_CLERK, *MEDIATORS),), (), after=("register",), after_close=True, writes=("reported",), needs=("reported",), statutory=False),
    Step(
        "close", "结案", ((*MEDIATORS, DISPUTE_CLERK),), (f"{ACT}#27",), "归档", after=(any_of("agree_written", "agree_oral", "fail", "decline", "merge"),), closes=True,
        leaves=("archive", "visit", "performance", "ruling", "report_back"), obliges=(Due("archive"),),
    ),
    Step("archive", "归档", ((*MEDIATORS, DISPUTE_CLERK),), (f"{ACT}#27",), "归档", after=("close",), after_close=True, produces=("cover", "note", "back")),
)  # fmt: skip

DISPUTE = registry.register(
    Procedure(
        id="mediation.dispute",
        name="人民调解程序",
        shape=shape_of(Dispute),
        steps=STEPS,
        never=tuple(Forbidden(step, held_elsewhere, held_elsewhere.cites) for step in ("accept", "settle")),
        in_force=date(2022, 1, 1),
        chapter=6,
        level=2,
        title="{kind}纠纷（{address}）",
        stages=("登记", "分流", "受理", "调解", "协议", "履行", "回访", "归档"),
        cites=(f"{ACT}#2",),
        papers={
            "register": "人民调解受理登记表", "acceptance": "人民调解申请书", "declined": "不予受理告知书", "inquiry": "人民调解调查记录", "session": "人民调解记录",
            "agreement": "人民调解协议书", "oral": "人民调解口头协议登记表", "failed": "终止调解告知书", "visit": "人民调解回访记录", "confirmation": "司法确认申请书", "certificate": "主持调解证明",
            "cover": "卷宗封面", "contents": "卷内目录", "rights": "当事人权利义务告知书", "note": "卷宗情况说明", "back": "封底",
        },
        paper_numbers={"agreement": "agreement"},
        patterns={"dispute": "({year}){prefix}调字第{no:05d}号", "agreement": "({year}){prefix}调协字第{no:05d}号"},
    )
)  # fmt: skip

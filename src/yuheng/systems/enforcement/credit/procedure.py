"""Credit repair: the notice that comes with a penalty and the publication that follows it, the repair, certificates; and the delivery of
双公示 records with its answers."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Derived, Due, Extend, Forbidden, Procedure, Step, Without, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.credit.facts import NoViolation, PublicityBatch, Repair, RepairNotice
from yuheng.systems.enforcement.credit.filling import register_all
from yuheng.systems.enforcement.credit.rules import (
    CHECKED,
    CLASSED,
    CLEARED,
    LEAST,
    MOST,
    ORDER_36,
    ORDER_58,
    PLAN,
    ready,
    repairable,
)
from yuheng.systems.roles import BUREAU_LEADER, CREDIT_CLERK, LEGAL_REVIEWER, UNIT_CLERK, UNIT_LEADER


def _notice(version: int, in_force: date, ceased: date | None, cites: tuple[str, ...]) -> Procedure:
    """Notice and publication. Until the plan of 2025 no rule asked for a notice: offices gave one all the same, and cite nothing for it."""
    ruled = bool(cites)
    steps = (
        Step(
            "give", "送达告知书", ((CREDIT_CLERK, UNIT_CLERK, LEGAL_REVIEWER),), cites, "公示中", opens=True, numbers="repair_notice", statutory=ruled,
            writes=(
                "given_on", "enterprise", "uscc", "way", "decision_number", "decided_on", "penalty", "summary", "kinds", "fine", "lasts_until", "fine_size", "field",
                "transition", "sector_class", "sector_standard", "listed", "necessary",
            ),
            derives=CLASSED, produces=("notice",),
            obliges=(
                Due("receipt"), Due("remind", within_by=("period", LEAST), starts="decided_on"), Due("stop", within_by=("period", MOST), starts="decided_on"),
                # What is slight is shown only where that is necessary; before 2025 the law knew no such period, so this clock names a date.
                Due("stop", on="slight_ends_on"),
            ),
            help="与处罚决定书同时送达；失信程度、最早可申请日期和公示期满日期由系统按决定之日的规则得出",
        ),
        Step(
            "receipt", "登记送达回证", ((CREDIT_CLERK, UNIT_CLERK, LEGAL_REVIEWER),), cites, after=("give",), after_close=True, statutory=ruled,
            writes=("receipt_on", "signed_by"), needs=("receipt_on",), produces=("receipt",),
        ),
        Step(
            "remind", "修复提醒", ((CREDIT_CLERK, UNIT_CLERK),), (), after=("give",), when=repairable, writes=("reminded_on", "reminded_how"),
            needs=("reminded_on", "reminded_how"), produces=("reminder",), statutory=False, help="在最早可申请修复日期以前提醒企业",
        ),
        Step(
            "stop", "停止公示", ((CREDIT_CLERK, UNIT_CLERK),), (f"{PLAN}#2",) if ruled else (), "已停止公示", after=("give",), closes=True, leaves=("receipt", "remind"),
            writes=("ended_how", "stopped_on", "repair", "stopped_why"), needs=("ended_how", "stopped_on"), excludes=("remind",), statutory=ruled,
            help="只停止信用公示；执法公示另依《行政处罚法》第四十八条办理，不因修复而撤回",
        ),
    )  # fmt: skip
    return Procedure(
        id="credit.notice", name="信用修复告知", shape=shape_of(RepairNotice), version=version, in_force=in_force, ceased=ceased, title="{enterprise}（{decision_number}）", chapter=4,
        stages=("公示中", "已停止公示"), cites=cites, papers={"notice": "信用修复告知书", "receipt": "送达回证", "reminder": "信用修复提醒函"},
        patterns={"repair_notice": "{prefix}信告〔{year}〕{no:04d}号"}, steps=steps,
    )  # fmt: skip


registry.register(_notice(1, date(2019, 7, 1), date(2025, 6, 22), ()))

NOTICE = registry.register(_notice(2, date(2025, 6, 22), None, (f"{PLAN}#8",)))


def _repair(accept: str, decide: str, more: tuple[Step, ...] = ()) -> tuple[Step, ...]:
    """The steps of a repair under one order: where it speaks of acceptance and of the decision."""
    clerks = ((CREDIT_CLERK, UNIT_CLERK),)
    return (
        Step(
            "apply", "收到修复申请", clerks, (accept,), "申请", opens=True, numbers="repair",
            writes=("applied_on", "notice", "enterprise", "uscc", "decision_number", "penalty", "materials", "earliest_on", "fine"), produces=("application",),
            obliges=(Due("accept", within="credit.repair.accept", starts="applied_on"), Due("check")),
        ),
        Step(
            "check", "材料核验", clerks, (accept,), "核验", after=("apply",), repeat=True, writes=("materials", "fine", "paid", "performed", "corrected", "promise"),
            needs=("fine", "paid", "performed", "corrected", "promise"), derives=CHECKED,
            help="本平台办理的处罚，应缴和已缴罚款由案件带入；缺什么由系统列出，一次告知",
        ),
        Step(
            "supplement", "一次性告知补正", clerks, (accept,), "核验", after=("check",), when=~ready, repeat=True, writes=("supplement_by",), needs=("supplement_by",),
            produces=("supplement",), obliges=(Due("check", on="supplement_by"),),
        ),
        Step(
            "accept", "受理", clerks, (accept,), "受理", after=("check",), when=ready, derives=CLEARED, produces=("accepted",),
            excludes=("check", "supplement", "reject", "drop"), obliges=(Due("decide", within="credit.repair.decide"), Due("review")),
        ),
        Step(
            "reject", "不予受理", clerks, (accept,), "办结", after=("check",), when=~ready, closes=True, leaves=("accept", "check"), writes=("refused_why",), needs=("refused_why",),
            derives=(Derived("result", (), lambda _f: "rejected"),), produces=("rejected",), excludes=("check", "supplement", "accept", "drop"),
        ),
        Step(
            "drop", "申请人撤回申请", clerks, (accept,), "办结", after=("apply",), closes=True, leaves=("accept", "check"), derives=(Derived("result", (), lambda _f: "dropped"),),
            excludes=("check", "supplement", "accept", "reject"),
        ),
        Step(
            "review", "审核", ((LEGAL_REVIEWER, CREDIT_CLERK),), (decide,), "审核", after=(any_of("accept"),), writes=("opinion",), needs=("opinion",), effect="reviews",
            separate_from=("check", "accept"),
        ),
        Step(
            "decide", "修复决定", ((BUREAU_LEADER, UNIT_LEADER),), (decide,), "决定", after=(any_of("review"),), writes=("repaired_on", "result", "refused_why", "told"),
            needs=("repaired_on", "result"), effect="approves", separate_from=("check", "accept", "review"), produces=("decision",),
            obliges=(Due("transmit", within="credit.receiver.send"), Due("close")),
        ),
        Step(
            "transmit", "送交接收单位", clerks, (), "传递", for_each="told", none_ok="不予修复的，没有接收单位", after=(any_of("decide"),), repeat=True, statutory=False,
            obliges=(Due("acknowledge", within="credit.receiver.answer"),),
        ),
        Step(
            "acknowledge", "登记停止公示回执", clerks, (), "传递", for_each="told", none_ok="不予修复的，没有接收单位", after=("transmit",), writes=("told",), statutory=False,
            excludes=("returned",), help="回执日期不填的，以办理之日为准",
        ),
        Step(
            "returned", "登记退回", clerks, (), "传递", for_each="told", none_ok="不予修复的，没有接收单位", after=("transmit",), repeat=True, writes=("told",), statutory=False,
            voids=("transmit",), obliges=(Due("transmit", within="credit.receiver.send"),), help="写明退回说明；改正后再次送交，直到停止公示",
        ),
        Step("close", "办结", clerks, (decide,), "办结", after=(any_of("decide"), "acknowledge"), closes=True),
        *more,
    )


PAPERS = {"application": "信用修复申请书", "supplement": "补正告知书", "accepted": "受理通知书", "rejected": "不予受理通知书", "decision": "信用修复决定书"}
PATTERNS = {
    "repair": "{prefix}信修〔{year}〕{no:04d}号", "repair_supplement": "{prefix}信补〔{year}〕{no:04d}号", "repair_accepted": "{prefix}信受〔{year}〕{no:04d}号",
    "repair_rejected": "{prefix}信不受〔{year}〕{no:04d}号", "repair_decision": "{prefix}信修决〔{year}〕{no:04d}号",
}  # fmt: skip


def _version(version: int, in_force: date, ceased: date | None, steps: tuple[Step, ...], cites: tuple[str, ...]) -> Procedure:
    return Procedure(
        id="credit.repair", name="信用修复", shape=shape_of(Repair), version=version, in_force=in_force, ceased=ceased, title="{enterprise}（{decision_number}）",
        chapter=4, stages=("申请", "核验", "受理", "审核", "决定", "传递", "办结"), cites=cites, papers=PAPERS,
        paper_numbers={name: f"repair_{name}" for name in PAPERS if name != "application"}, patterns=PATTERNS, steps=steps,
        never=(Without("decide", "review", cites=cites), Forbidden("accept", ~ready, cites)),
    )  # fmt: skip


REPAIR_2023 = registry.register(
    _version(1, date(2023, 5, 1), date(2026, 4, 1), _repair(f"{ORDER_58}#17", f"{ORDER_58}#17"), (f"{ORDER_58}#17",))
)

REPAIR = registry.register(
    _version(
        2, date(2026, 4, 1), None,
        _repair(
            f"{ORDER_36}#16.2", f"{ORDER_36}#16.3",
            (
                Step(
                    "extend", "延长办理期限", ((BUREAU_LEADER, UNIT_LEADER),), (f"{ORDER_36}#16.3",), after=(any_of("accept"),),
                    extends=(Extend("decide", "credit.repair.decide.extension"),), effect="approves", separate_from=("check", "accept", "review"),
                ),
                Step(
                    "object", "收到异议申诉", ((CREDIT_CLERK, UNIT_CLERK),), (f"{ORDER_36}#18",), after=(any_of("decide", "reject"),), citizen=True, outside="申请人",
                    repeat=True, after_close=True, writes=("objection",), needs=("objection",), obliges=(Due("answer", within="credit.repair.objection"),),
                ),
                Step(
                    "answer", "答复异议", ((LEGAL_REVIEWER, BUREAU_LEADER, UNIT_LEADER),), (f"{ORDER_36}#18",), after=(any_of("object"),), repeat=True, after_close=True,
                    writes=("objection_result",), needs=("objection_result",), separate_from=("check", "accept"),
                ),
            ),
        ),
        (f"{ORDER_36}#16",),
    )
)  # fmt: skip

CERTIFICATE = registry.register(
    Procedure(
        id="credit.certificate",
        name="无违法违规证明",
        shape=shape_of(NoViolation),
        in_force=date(2019, 1, 1),
        title="{enterprise}",
        chapter=4,
        stages=("申请", "已出具", "不予出具"),
        papers={"certificate": "无违法违规证明", "refused": "不予出具告知书"},
        patterns={"certificate": "{prefix}信证〔{year}〕{no:04d}号"},
        steps=(
            Step(
                "apply", "收到申请", ((CREDIT_CLERK, LEGAL_REVIEWER, UNIT_CLERK),), (), "申请", opens=True, statutory=False,
                writes=("sheet", "asked_on", "enterprise", "uscc", "sector", "from_on", "to_on", "purpose"), needs=("sheet", "asked_on", "from_on", "to_on"),
                obliges=(Due("issue", within="credit.certificate.issue", starts="asked_on"),),
            ),
            Step(
                "issue", "核查并出具", ((CREDIT_CLERK, LEGAL_REVIEWER),), (), "已出具", after=("apply",), closes=True, statutory=False, numbers="certificate",
                writes=("issued_on", "clean", "records", "found", "verification"), needs=("issued_on", "clean", "found", "verification"), produces=("certificate",),
                excludes=("refuse",), help="查询结果和核验码由系统从案件记录得出",
            ),
            Step(
                "refuse", "不予出具", ((CREDIT_CLERK, LEGAL_REVIEWER),), (), "不予出具", after=("apply",), closes=True, leaves=("issue",), statutory=False, writes=("refused_why",),
                needs=("refused_why",), produces=("refused",), excludes=("issue", "revoke"),
            ),
            Step(
                "revoke", "撤销证明", ((LEGAL_REVIEWER, BUREAU_LEADER),), (), after=(any_of("issue"),), after_close=True, statutory=False,
                writes=("revoked_on", "revoked_why"), needs=("revoked_on", "revoked_why"), separate_from=("issue",), help="核验页面随即显示已撤销",
            ),
        ),
    )
)  # fmt: skip

register_all()

RULE = "国办发〔2018〕118号(2018-12-05)#（六）"
returned = Condition("returned", "有退回的记录", ("rejected",), lambda f: f.rejected > 0, (RULE,))

PUBLICITY = registry.register(
    Procedure(
        id="credit.publicity",
        name="双公示报送",
        shape=shape_of(PublicityBatch),
        in_force=date(2019, 1, 1),
        title="{sort}信息 {from_on} 至 {to_on}",
        chapter=4,
        stages=("待报送", "待回执", "已对账"),
        cites=(RULE,),
        steps=(
            Step(
                "make", "生成批次", ((CREDIT_CLERK, UNIT_CLERK),), (RULE,), "待报送", opens=True,
                writes=("sort", "from_on", "to_on", "with_summary", "earliest_on", "count", "digest", "items"), needs=("items", "digest", "earliest_on"),
                obliges=(Due("send", within="standard.double_publicity.days", starts="earliest_on"),),
            ),
            Step(
                "send", "报送", ((CREDIT_CLERK, UNIT_CLERK),), (RULE,), "待回执", after=("make",), writes=("sent_on", "channel"), needs=("sent_on", "channel"),
                obliges=(Due("reconcile"),),
            ),
            Step(
                "answer", "登记回执", ((CREDIT_CLERK, UNIT_CLERK),), (RULE,), after=("send",), repeat=True, writes=("items", "rejected"), needs=("items",), voids=("resend",),
                obliges=(Due("resend", within="standard.double_publicity.days"),), help="在“双公示对账”页面导入回执文件",
            ),
            Step(
                "resend", "重新报送退回记录", ((CREDIT_CLERK, UNIT_CLERK),), (RULE,), after=("answer",), when=returned, repeat=True, writes=("follow_up", "follow_note"), asks=("followed",),
                help="在“双公示对账”页面改正后重新报送；不再报送的写明原因",
            ),
            Step(
                "reconcile", "对账办结", ((CREDIT_CLERK, UNIT_CLERK),), (RULE,), "已对账", after=("send", "resend"), closes=True, writes=("note",), needs=("note",),
                help="退回的改正后列入新的批次；没有回执的逐条写明去向",
            ),
        ),
    )
)  # fmt: skip

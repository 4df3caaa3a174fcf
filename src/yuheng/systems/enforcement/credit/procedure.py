"""Registers of credit repair, and the delivery of 双公示 records with its answers."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Procedure, Step
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.credit.facts import NoViolation, PublicityBatch, Repair, RepairNotice
from yuheng.systems.registers import register
from yuheng.systems.roles import CREDIT_CLERK, LEGAL_REVIEWER, UNIT_CLERK

register(
    "credit.notice",
    "信用修复告知台账",
    RepairNotice,
    (CREDIT_CLERK, UNIT_CLERK, LEGAL_REVIEWER),
    chapter=4,
    title="{enterprise}",
)

register("credit.repair", "信用修复台账", Repair, (CREDIT_CLERK, UNIT_CLERK), chapter=4, title="{enterprise}")

register(
    "credit.certificate",
    "无违法违规证明台账",
    NoViolation,
    (CREDIT_CLERK, LEGAL_REVIEWER, UNIT_CLERK),
    chapter=4,
    title="{enterprise}",
)

RULE = "国办发〔2018〕118号(2018-12-05)#（六）"

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
                "answer", "登记回执", ((CREDIT_CLERK, UNIT_CLERK),), (RULE,), after=("send",), repeat=True, writes=("items",), needs=("items",),
                help="在“双公示对账”页面导入回执文件",
            ),
            Step(
                "reconcile", "对账办结", ((CREDIT_CLERK, UNIT_CLERK),), (RULE,), "已对账", after=("send",), closes=True, writes=("note",), needs=("note",),
                help="退回的改正后列入新的批次；没有回执的逐条写明去向",
            ),
        ),
    )
)  # fmt: skip

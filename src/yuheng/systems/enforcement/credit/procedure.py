"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.enforcement.credit.facts import NoViolation, Repair, RepairNotice
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

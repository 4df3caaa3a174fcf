"""Figures of credit repair: notices given, applications, what became of them, certificates."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Records, Shown, register
from yuheng.systems.enforcement.credit.facts import NoViolation, Repair, RepairNotice

register(
    Indicator(
        "credit.notices", 4, "行政处罚信用修复告知书", "份", "发放的信用修复告知书份数。", Records(RepairNotice, "given_on"), shown=Shown("more_than", 10), confirms="enforcement",
    ),
    Indicator(
        "credit.repaired", 4, "帮助企业信用修复", "起", "期内完成的信用修复起数。", Records(Repair, "repaired_on", Q(result="repaired")), confirms="enforcement",
    ),
    Indicator(
        "credit.no_violation_certificates", 4, "出具无违法违规证明", "份", "出具的无违法违规证明份数。", Records(NoViolation, "issued_on"), confirms="enforcement",
    ),
    Indicator("credit.applied", 4, "信用修复申请", "件", "期内收到的信用修复申请。", Records(Repair, "applied_on"), figure=False),
    Indicator(
        "credit.refused", 4, "信用修复未准予", "件", "期内收到、不予受理或者不予修复的申请。", Records(Repair, "applied_on", Q(result__in=("rejected", "refused"))), figure=False,
    ),
)  # fmt: skip

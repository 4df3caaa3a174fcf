"""Publication of penalties, their repair, and certificates in the file of an enterprise."""

from __future__ import annotations

from yuheng.systems.enforcement.credit.facts import NoViolation, Repair, RepairNotice
from yuheng.systems.entries import Source, register

register(
    Source(
        ("credit.notice",), "credit", "处罚信息公示", RepairNotice, ("given_on", "decided_on"), title=("decision_number",), result=("seriousness", "earliest_on", "ends_on", "ended_how"),
        codes=("uscc",),
    ),
    Source(
        ("credit.repair",), "credit", "信用修复", Repair, ("repaired_on", "applied_on"), title=("decision_number",), result=("result", "lacking"), codes=("uscc",), problem=False,
    ),
    Source(
        ("credit.certificate",), "credit", "信用证明", NoViolation, ("issued_on", "asked_on"), title=("sheet", "purpose"), result=("clean",), number="number", codes=("uscc",),
        told=False, problem=False,
    ),
)  # fmt: skip

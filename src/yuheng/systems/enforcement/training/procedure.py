"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.enforcement.training.facts import CertificateReview, Course, ExamResult
from yuheng.systems.registers import register
from yuheng.systems.roles import JUSTICE_CLERK, LEGAL_REVIEWER, UNIT_CLERK

register(
    "training.course", "法制培训台账", Course, (UNIT_CLERK, LEGAL_REVIEWER, JUSTICE_CLERK), chapter=4, title="{topic}"
)

register(
    "training.exam",
    "线上法制考核台账",
    ExamResult,
    (UNIT_CLERK, LEGAL_REVIEWER, JUSTICE_CLERK),
    chapter=4,
    title="{round}",
)

register(
    "training.certificate_review",
    "执法证年审台账",
    CertificateReview,
    (UNIT_CLERK, LEGAL_REVIEWER, JUSTICE_CLERK),
    chapter=4,
    title="{number}",
    cites=("国办发〔2018〕118号(2018-12-05)#（四）",),
)

"""Registers of courses and annual reviews; plans and examinations are procedures of their own beside them."""

from __future__ import annotations

from yuheng.systems.enforcement.training import exam_procedure, plan_procedure, results
from yuheng.systems.enforcement.training import questions as _questions  # noqa: F401  (registers them)
from yuheng.systems.enforcement.training.facts import CertificateReview, Course
from yuheng.systems.registers import register
from yuheng.systems.roles import JUSTICE_CLERK, LEGAL_REVIEWER, UNIT_CLERK

register(
    "training.course", "法制培训台账", Course, (UNIT_CLERK, LEGAL_REVIEWER, JUSTICE_CLERK), chapter=4, title="{topic}"
)

register(
    "training.certificate_review",
    "执法证年审台账",
    CertificateReview,
    (UNIT_CLERK, LEGAL_REVIEWER, JUSTICE_CLERK),
    chapter=4,
    title="{number}",
    cites=("国办发〔2018〕118号(2018-12-05)#（四）",),
    asks=("as_filed",),
)

results.register_all()
plan_procedure.register_all()

__all__ = ["exam_procedure"]

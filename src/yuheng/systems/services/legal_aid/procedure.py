"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.registers import register
from yuheng.systems.roles import LEGAL_AID_CLERK
from yuheng.systems.services.legal_aid.facts import FirstReview

register(
    "legal_aid.review",
    "法律援助初审台账",
    FirstReview,
    (LEGAL_AID_CLERK,),
    chapter=2,
    title="{matter_kind}（{reviewed_on}）",
    level=3,
    cites=("法律援助法(2021-08-20)#43",),
)

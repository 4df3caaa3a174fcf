"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.registers import register
from yuheng.systems.roles import ADVISER, COMMUNITY_CLERK, JUSTICE_CLERK, LEGAL_AID_CLERK, UNIT_CLERK
from yuheng.systems.services.legal_service.facts import Consultation, Lecture

register(
    "services.lecture",
    "法治讲座台账",
    Lecture,
    (JUSTICE_CLERK, COMMUNITY_CLERK, UNIT_CLERK),
    chapter=2,
    title="{topic}（{place}）",
    cites=("法律援助法(2021-08-20)#10",),
)

register(
    "services.consultation",
    "法律咨询台账",
    Consultation,
    (JUSTICE_CLERK, COMMUNITY_CLERK, ADVISER, LEGAL_AID_CLERK),
    chapter=2,
    title="{topic}（{asked_on}）",
)

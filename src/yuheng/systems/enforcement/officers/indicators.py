"""Figures over certificates."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.enforcement.officers.facts import OfficerCard

OFFICER = Q(grade="officer")

register(
    Indicator("certificates.issued", 4, "登记的行政执法证", "件", "期内起始有效的行政执法证件数，不含辅助人员证件。", Records(OfficerCard, "valid_from", OFFICER), figure=False, confirms="justice-office"),
    Indicator(
        "certificates.standing", 4, "在册行政执法证", "件", "期末没有注销的行政执法证件数，不含辅助人员证件。", Records(OfficerCard, "valid_from", OFFICER, until="ended_on"), figure=False,
        confirms="justice-office",
    ),
    Indicator("certificates.suspended", 4, "暂扣的行政执法证", "件", "期内暂扣的行政执法证件数。", Records(OfficerCard, "suspended_on", OFFICER), calibre="一证几次暂扣的，按最后一次计。", figure=False, confirms="justice-office"),
    Indicator("certificates.ended", 4, "注销的行政执法证", "件", "期内注销的行政执法证件数。", Records(OfficerCard, "ended_on", OFFICER), figure=False, confirms="justice-office"),
)  # fmt: skip

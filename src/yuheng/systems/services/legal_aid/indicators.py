"""Figures over these registers."""

from __future__ import annotations

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.services.legal_aid.facts import FirstReview

register(
    Indicator(
        "legal_aid.first_reviews",
        2,
        "法律援助初审",
        "件",
        "法律援助工作站完成初审的申请数。",
        Records(FirstReview, "reviewed_on"),
        calibre="以初审日期为准。",
        confirms="justice-office",
        cites=("法律援助法(2021-08-20)#43",),
    ),
)

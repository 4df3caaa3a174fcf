"""Figures over these registers."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Count, Indicator, Records, Rows, Shown, register
from yuheng.systems.coordination.counsel.facts import AdvicePoint, Engagement

register(
    Indicator(
        "counsel.dimensions",
        1,
        "法律顾问聘任维度",
        "个",
        "年末在聘法律顾问所覆盖的维度数。",
        Records(Engagement, "from_on", until="to_on"),
        Count("dimension"),
        calibre="以期末在聘为准。",
        shown=Shown(chinese=True),
        confirms="justice-office",
    ),
    Indicator(
        "counsel.risks_resolved",
        1,
        "法律顾问化解法律风险",
        "项",
        "法律顾问指出并在期内化解的法律风险数。",
        Rows(AdvicePoint, "resolved_on", Q(sort="risk")),
        calibre="以化解日期为准。",
        confirms="justice-office",
    ),
    Indicator(
        "counsel.advice",
        1,
        "法律顾问提供法律建议",
        "条",
        "法律顾问意见书中的建议条数，一份意见书有几条计几条。",
        Rows(AdvicePoint, "given_on", Q(sort="advice")),
        calibre="以提出日期为准。",
        confirms="justice-office",
    ),
)

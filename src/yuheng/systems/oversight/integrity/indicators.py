"""Figures over these registers."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Ratio, Records, Shown, register
from yuheng.systems.oversight.integrity.facts import Pledge, RuleImproved

register(
    Indicator(
        "conduct.rules_improved",
        5,
        "推动相关部门完善制度",
        "项",
        "有新旧条文对照的制度完善项数。",
        Records(RuleImproved, "improved_on"),
        confirms="discipline",
    ),
    Indicator(
        "integrity.pledge_coverage",
        5,
        "《政务诚信承诺书》村(社区)覆盖率",
        "%",
        "签订承诺书的村（社区）占应签村（社区）的比例。",
        Records(Pledge, "listed_on"),
        Ratio(Q(signed=True), 0, "village"),
        calibre="分母为应签之日在册的村（社区）。",
        shown=Shown("percent"),
        confirms="party-office",
    ),
)

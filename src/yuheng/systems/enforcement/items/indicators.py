"""Figures over the list of items."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.enforcement.items.facts import PowerItem, Subject

register(
    Indicator(
        "items.held", 4, "行使的权力事项", "项", "期末行使的权力事项数。", Records(PowerItem, "from_on", until="back_on"), calibre="以期末在清单中为准，收回之日起不计。",
        figure=False, confirms="justice-office",
    ),
    Indicator("items.given", 4, "赋权下放的权力事项", "项", "期内起始行使的赋权下放事项数。", Records(PowerItem, "from_on", Q(way="given")), figure=False, confirms="justice-office"),
    Indicator("items.given_back", 4, "收回的权力事项", "项", "期内收回的权力事项数。", Records(PowerItem, "back_on"), figure=False, confirms="justice-office"),
    Indicator("subjects.confirmed", 4, "确认的行政执法主体", "个", "期内确认主体资格的行政执法主体数。", Records(Subject, "confirmed_on"), figure=False, confirms="justice-office"),
)  # fmt: skip

"""Figures over style: problems by state, meetings."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Ratio, Records, Shown, Sum, register
from yuheng.systems.oversight.style.facts import StyleCheck, StyleMeeting, StyleProblem

register(
    Indicator("conduct.checks", 5, "作风监督检查", "次", "开展的作风监督检查次数。", Records(StyleCheck, "checked_on"), figure=False, confirms="discipline"),
    Indicator("conduct.problems", 5, "作风问题", "个", "检查发现、交办整改的作风问题数，只按类别登记。", Records(StyleProblem, "found_on"), figure=False, confirms="discipline"),
    Indicator("conduct.corrected", 5, "作风问题整改率", "%", "经核实整改完成的问题占发现问题的比例。", Records(StyleProblem, "found_on"), Ratio(Q(verified_on__isnull=False), 2), figure=False, shown=Shown("percent"), confirms="discipline"),
    Indicator("conduct.meetings", 5, "作风建设会议", "次", "召开的警示教育会、联席会议等次数。", Records(StyleMeeting, "held_on"), figure=False, confirms="discipline"),
    Indicator("conduct.warned", 5, "警示教育", "人次", "参加警示教育会的人次。", Records(StyleMeeting, "held_on", Q(sort="warning")), Sum("people"), figure=False, confirms="discipline"),
)  # fmt: skip

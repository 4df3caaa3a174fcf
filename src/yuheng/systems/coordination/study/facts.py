"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, day, long_text, text, whole
from yuheng.kernel.records.facts import Facts


class StudySession(Facts):
    held_on = day("学习日期", index=True)
    topic = text("学习主题")
    form = choice(
        "学习形式", [("lecture", "专题讲座"), ("seminar", "专题研讨"), ("group", "集体学习"), ("court", "旁听庭审")]
    )
    list_item = text("应知应会清单项目", blank=True)
    lecturer = text("主讲人", personal="name", blank=True)
    should_attend = whole("应到人数", unit="人")
    attended = whole("实到人数", unit="人")
    made_up = whole("补学人数", unit="人", blank=True)
    absence = long_text("请假情况", blank=True)
    planned_month = whole("计划月份", least=1, most=12, blank=True)
    minutes = long_text("学习纪要", blank=True)

    class Meta:
        verbose_name = "中心组学法记录"

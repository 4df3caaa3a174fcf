"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
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
    test_average = whole("测试平均分", unit="分", most=100, blank=True)
    made_up_on = day("补学日期", blank=True)
    plan_year = whole("列入计划年度", least=2000, most=2100, blank=True)
    late_reason = text("补记理由", blank=True, help="学习日期不在所列计划年度内的，须说明理由")

    agreements = (
        Agreement(("should_attend", "attended"), lambda due, came: came <= due, "实到人数不能多于应到人数。"),
        Agreement(
            ("should_attend", "attended", "made_up"), lambda due, came, later: came + later <= due,
            "实到人数与补学人数之和不能多于应到人数。",
        ),
        Agreement(
            ("should_attend", "attended", "absence"), lambda due, came, why: not due or not came or came >= due or why,
            "有人缺席的，请填写请假情况。", empty=True,
        ),
        Agreement(
            ("held_on", "plan_year", "late_reason"), lambda held, year, why: not year or not held or held.year == year or why,
            "学习日期不在所列计划年度内，请填写补记理由；已公开的上一年度数字不变。", empty=True,
        ),
        needed("made_up_on", "made_up", lambda n: n, "有补学人数的，请填写补学日期。"),
        in_order("held_on", "made_up_on", "补学日期不能早于学习日期。"),
    )

    class Meta:
        verbose_name = "中心组学法记录"

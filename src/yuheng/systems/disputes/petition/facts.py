"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, day, long_text, organ, text, whole, yes_no
from yuheng.kernel.records.facts import Facts


class PetitionBatch(Facts):
    received_on = day("登记日期", index=True)
    form = choice("信访形式", [("visit", "来访"), ("letter", "来信"), ("online", "网上"), ("call", "来电")])
    persons = whole("人数", unit="人次", least=1)
    first = yes_no("初次", index=True)
    kind = choice("分类", [("advice", "建议意见"), ("accuse", "检举控告"), ("appeal", "申诉求决")])
    content = choice(
        "内容类别",
        [
            ("estate", "物业管理"),
            ("demolition", "征地拆迁"),
            ("labour", "劳动社保"),
            ("planning", "规划建设"),
            ("education", "教育"),
            ("environment", "环境保护"),
            ("other", "其他"),
        ],
    )
    petitioner = text("信访人", personal="name", blank=True)
    place = organ("问题属地", blank=True)
    unit = organ("责任单位", blank=True)
    accepted_on = day("受理告知日期", blank=True)
    answered_on = day("答复日期", blank=True)
    satisfied = yes_no("满意", blank=True)

    class Meta:
        verbose_name = "信访事项"


class JointConference(Facts):
    held_on = day("召开日期", index=True)
    topic = text("议题")
    chair = text("主持人", personal="name")
    units = text("参加单位")
    decisions = long_text("议定事项", blank=True)

    class Meta:
        verbose_name = "信访联席会议"

"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, day, long_text, text, whole
from yuheng.kernel.records.facts import Facts


class Lecture(Facts):
    held_on = day("举办日期", index=True)
    topic = text("主题")
    theme = choice(
        "类别",
        [
            ("fraud", "防范金融诈骗"),
            ("women", "维护妇女权益"),
            ("civil_code", "民法典"),
            ("labour", "劳动用工"),
            ("minors", "未成年人保护"),
            ("estate", "物业与业主自治"),
            ("other", "其他"),
        ],
    )
    place = text("地点")
    lecturer = text("主讲人", personal="name")
    audience = whole("听讲人数", unit="人")

    class Meta:
        verbose_name = "法治讲座"


class Consultation(Facts):
    asked_on = day("咨询日期", index=True)
    channel = choice("方式", [("desk", "现场"), ("phone", "电话"), ("lecture", "讲座现场"), ("online", "网上")])
    topic = choice(
        "事项",
        [
            ("labour", "劳动"),
            ("family", "婚姻家庭"),
            ("estate", "物业"),
            ("consumer", "消费"),
            ("injury", "人身损害"),
            ("contract", "合同借贷"),
            ("house", "房屋"),
            ("other", "其他"),
        ],
    )
    asker = text("咨询人", personal="name", blank=True)
    answer = long_text("解答摘要", blank=True)

    class Meta:
        verbose_name = "法律咨询"

"""Sheets of consultations and lectures, as the village advisers send them each month."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "consultations.answered", "法律咨询登记台账", "consultations.answered",
        (
            Head("咨询日期", "asked_on"), Head("村（社区）", "@lead"), Head("方式", "channel"), Head("咨询人", "asker"), Head("事项", "topic"), Head("解答日期", "answered_on"),
            Head("转办", "passed_to"), Head("满意程度", "satisfied"),
        ),
        sender="村（社区）法律顾问",
    ),
    Roll(
        "lectures.held", "法治讲座台账", "lectures.held",
        (Head("举办日期", "held_on"), Head("村（社区）", "@lead"), Head("主题", "topic", True), Head("类别", "theme"), Head("地点", "place", True), Head("主讲人", "lecturer"), Head("听讲人数", "audience")),
        sender="村（社区）",
    ),
)  # fmt: skip

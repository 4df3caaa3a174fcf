"""The sheet of publicity activities."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "publicity.activities", "法治宣传活动台账", "publicity.activities",
        (
            Head("活动日期", "held_on"), Head("主题", "theme", True), Head("地点", "place", True), Head("五进类别", "venue"), Head("承办单位", "@lead"), Head("协办单位", "co_hosts", True),
            Head("参加人数", "people"), Head("发放材料（件）", "items"),
        ),
        also=("publicity.items_given",), sender="各村（社区）、司法所",
    ),
)  # fmt: skip

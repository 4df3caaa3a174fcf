"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, day, long_text, text, whole
from yuheng.kernel.records.facts import Facts


class Community(Facts):
    name = text("小区名称")
    built_on = day("建成日期", index=True)
    households = whole("户数", unit="户", blank=True)
    last_topic_on = day("最近一次援法议事", blank=True)
    work = long_text("建设内容", blank=True)

    class Meta:
        verbose_name = "法治小区"


class Activity(Facts):
    held_on = day("活动日期", index=True)
    theme = text("主题")
    place = text("地点")
    venue = choice(
        "五进类别",
        [("office", "进机关"), ("village", "进乡村社区"), ("school", "进学校"), ("firm", "进企业"), ("unit", "进单位")],
    )
    people = whole("参加人数", unit="人", blank=True)
    items = whole("发放材料及文创产品", unit="件", blank=True)
    co_hosts = text("协办单位", blank=True)

    class Meta:
        verbose_name = "法治宣传活动"


class Site(Facts):
    name = text("阵地名称")
    kind = choice(
        "类型",
        [
            ("hall", "展馆"),
            ("gallery", "长廊"),
            ("park", "公园"),
            ("square", "广场"),
            ("corner", "法治角"),
            ("base", "基地"),
        ],
    )
    grade = choice("级别", [("town", "镇级"), ("city", "市级"), ("province", "省级")])
    opened_on = day("建成日期", index=True)
    closed_on = day("撤销日期", blank=True, index=True)
    manager = text("管理单位")
    patrolled_on = day("最近巡查", blank=True)

    class Meta:
        verbose_name = "法治文化阵地"

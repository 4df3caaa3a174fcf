"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, at_most, in_order
from yuheng.kernel.records.columns import choice, code, day, long_text, money, organ, text, whole
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import valid_position


class Community(Facts):
    name = text("小区名称")
    built_on = day("建成日期", index=True)
    households = whole("户数", unit="户", blank=True)
    last_topic_on = day("最近一次援法议事", blank=True)
    work = long_text("建设内容", blank=True)
    standard = text("建设标准", blank=True)
    score = whole("自评得分", unit="分", most=100, blank=True)
    accepted_on = day("验收日期", blank=True)
    named_on = day("挂牌日期", blank=True)
    adviser = text("驻点法律顾问", personal="name", blank=True)

    agreements = (
        in_order("accepted_on", "named_on", "挂牌日期不能早于验收日期。"),
        in_order("accepted_on", "built_on", "建成日期不能早于验收日期。"),
    )

    class Meta:
        verbose_name = "法治小区"


class CommunityTopic(Row):
    rows_of, kind = Community, "topics"
    held_on = day("议事日期", index=True)
    subject = text("议题")
    legal_hint = text("合法性提示", blank=True, max_length=500)
    households = whole("应参加户数", unit="户", blank=True)
    votes = whole("表决票数", unit="票", blank=True)
    in_favour = whole("赞成票数", unit="票", blank=True)
    result = choice("结果", [("adopted", "通过"), ("refused", "未通过"), ("postponed", "再议")], blank=True)
    done_on = day("落实日期", blank=True)

    agreements = (
        at_most("votes", "households", "表决票数不能多于户数，请核对重复投票。"),
        at_most("in_favour", "votes", "赞成票数不能多于表决票数。"),
        in_order("held_on", "done_on", "落实日期不能早于议事日期。"),
    )

    class Meta(Row.Meta):
        verbose_name = "援法议事"


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
    co_hosts = text("协办单位", blank=True, help="几个单位合办的只登记一次，合办单位都写在这里")
    host = organ("主办单位", blank=True)
    drawn = whole("领用材料及文创产品", unit="件", blank=True)
    cost = money("费用", blank=True)
    media = text("宣传报道", blank=True)

    agreements = (Agreement(("drawn", "items"), lambda drawn, given: given <= drawn, "发放数不能多于领用数。"),)

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
    condition = choice("状况", [("good", "完好"), ("repair", "待维修"), ("closed", "停用")], blank=True)
    theme = text("主题", blank=True)
    address = text("地址", blank=True)
    position = code("经纬度", blank=True, check=valid_position, help="经度,纬度，如 120.98,31.38")
    hours = text("开放时间", blank=True)
    visits = whole("本年参观人次", unit="人次", blank=True)

    agreements = (
        in_order("opened_on", "closed_on", "撤销日期不能早于建成日期。"),
        in_order("opened_on", "patrolled_on", "巡查日期不能早于建成日期。"),
    )

    class Meta:
        verbose_name = "法治文化阵地"

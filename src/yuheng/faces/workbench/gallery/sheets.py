"""Sample pages of sheets in the senders' columns and of 双公示."""

from __future__ import annotations

from ..components import (
    Act,
    DeliveriesPage,
    DeliveryPage,
    FormField,
    Link,
    Option,
    Page,
    RollLine,
    RollPage,
    RollRow,
    RollsPage,
)

ASKING = [
    FormField(name="year", label="年度", kind="select", options=[Option("2023", "2023 年", True)], prefix="ask_"),
    FormField(name="month", label="月份", kind="select", options=[Option("", "不限"), Option("3", "3 月", True)], prefix="ask_"),
    FormField(name="from_day", label="统计月起日", kind="select", options=[Option("21", "上月 21 日起", True)], prefix="ask_"),
]
HEADS = [("登记日期", False), ("来源渠道", False), ("当事人", True), ("承办调解组织", True), ("涉及金额（元）", False), ("履行情况", False)]
ROWS = [
    RollRow("#", ["2023-02-21", "网格", "阿*·买*、王*", "玉山镇皇仓社区人民调解委员会", "12,300.00", "已履行"]),
    RollRow("#", ["2023-03-20", "12345热线", "李*、昆山高新区鑫恒瑞丰精密模具制造有限公司", "区调委会", "", ""]),
]
ROLL = RollPage(
    title="矛盾纠纷排查化解台账", scope="2023年3月（统计期间 2023-02-21 至 2023-03-20）· 全区", heads=HEADS, kinds=["date", "text", "text", "text", "money", "text"], rows=ROWS,
    foot=[("调处各类矛盾纠纷", "912 件", "#"), ("调处纠纷涉及金额", "171.2 万元", "#")], asking=ASKING, notes=["计数日期：登记日期", "机关：按现承办单位"],
    exports=[Link("Excel", "#")], sender="矛调中心、各调委会",
)  # fmt: skip
EMPTY = RollPage(title="信访联席会议台账", scope="2023年1月 · 全区", heads=[("召开日期", False)], kinds=["date"], rows=[], foot=[("信访联席会议", "0 次", "#")])
ROLLS = RollsPage(title="台账报表", scope="2023年3月 · 全区", asking=ASKING, lines=[RollLine(Link("矛盾纠纷排查化解台账", "#"), "912", "件", "矛调中心"), RollLine(Link("信访事项登记台账", "#"), "0", "批", "信访办")])
DELIVERIES = DeliveriesPage(
    title="双公示报送", scope="行政处罚 · 决定日期 2023-12-01 至 2023-12-31", asking=ASKING, counts=[("可以报送", "38", "fine"), ("不能报送", "1", "overdue")],
    act=Act("生成批次（38 条）", "#", primary=True, note="封存报送文件，列入待报送"), exports=[Link("公开版 Excel", "#", "不含不公示的字段")],
    refused=[(Link("昆高执罚决〔2023〕118号", "#"), "自然人须有证件类型和证件号码（只报送，不公示）")], ready=[(Link("昆高执罚决〔2023〕88号", "#"), "2023-12-04")],
    before=[(Link("行政处罚信息 2023-11-01 至 2023-11-30", "#"), "41 条 · 已对账")],
)  # fmt: skip
DELIVERY = DeliveryPage(
    title="双公示对账", scope="行政处罚信息 2023-11-01 至 2023-11-30 · 待回执", matter=Link("打开批次事项", "#"), action="#",
    counts=[("报送", "41", "none"), ("待回执", "1", "none"), ("已接收", "39", "none"), ("退回", "1", "overdue")],
    rows=[(Link("昆高执罚决〔2023〕80号", "#"), "2023-11-03", "退回", "101", "行政相对人代码有误", "2023-12-06"), (Link("昆高执罚决〔2023〕81号", "#"), "2023-11-03", "已接收", "0", "", "2023-12-06")],
    upload=[FormField(name="answers", label="回执文件（xlsx、csv）", kind="file", required=True)], warnings=["生成批次以后有记录更正过。"], exports=[Link("报送文件 Excel", "#")],
    late=Act("其余标为逾期未回执", "#", post=True),
)  # fmt: skip

PAGES: dict[str, Page] = {"roll": ROLL, "roll-empty": EMPTY, "rolls": ROLLS, "deliveries": DELIVERIES, "delivery": DELIVERY}

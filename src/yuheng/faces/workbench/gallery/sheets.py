"""Sample pages of sheets in the senders' columns and of 双公示."""

from __future__ import annotations

from dataclasses import replace

from ..components import (
    Act,
    AuthorityPage,
    Cell,
    ClueDeskPage,
    ClueGroup,
    ClueLine,
    DeliveriesPage,
    DeliveryPage,
    Empty,
    FormField,
    Link,
    ListColumn,
    ModelLine,
    OfficerCheckPage,
    Option,
    Page,
    RollLine,
    RollPage,
    RollRow,
    RollsPage,
    Row,
    SupervisionPlanPage,
    Table,
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

CLUES = ClueDeskPage(
    title="执法监督线索", lead="线索先示所涉单位说明，期满由监督人员认定。", asking=ASKING[:1], counts=[("先示单位", "1", "fine"), ("待认定", "1", "overdue"), ("已计入", "0", "none")],
    groups=[
        ClueGroup("待认定", "先示期间已满。", 3, "#", [ClueLine(Link("超期未作决定", "#"), "一中队", "overdue", "严重", "逾期未作处罚决定：期限 2023-12-04 届满，至 2023-12-05 仍未办理。", "2023-12-05 发现", Link("昆高执案〔2023〕0012号", "#"), "等待鉴定意见", [Link("计入", "#"), Link("不予计入", "#")])]),
        ClueGroup("先示单位", "不计入统计。", 0, "", [ClueLine(Link("罚款未缴未催告", "#"), "二中队", "none", "轻微", "罚款逾期未缴，没有催告。", "2023-12-05 发现，2023-12-11 起可以认定")]),
    ],
    models=[ModelLine("超期未作决定", "立案后超过法定期限没有作出决定。", "《行政处罚法》第六十条", "#", 4, 3, 1, "75%"), ModelLine("一事再罚", "同一违法行为罚款两次以上。", "《行政处罚法》第二十九条", "#", 0, 0, 0, "")],
    repeated=[("一中队", "超期未作决定", 3, "#")], links=[Link("工作重点", "#")],
)  # fmt: skip
POINTS = SupervisionPlanPage(
    title="执法监督工作重点", year=2023, before="#", after="#", counts=[("工作重点", "2", "none"), ("还没有检查", "1", "overdue")],
    points=[(1, Link("行政执法公示", "#"), [Link("2023年第1次执法监督", "#")]), (2, Link("罚缴分离", "#"), [])],
)  # fmt: skip

def _roster(rows: list[Row]) -> Table:
    columns = [ListColumn("who", "持证人"), ListColumn("number", "证号", "code"), ListColumn("unit", "所在单位"), ListColumn("to", "有效期止", "date"), ListColumn("why", "情况")]
    return Table(columns, rows, empty=Empty("提前期内没有到期的证件。"))


OFFICERS = AuthorityPage(
    title="执法人员和证件", lead="2023-12-05 的情况。没有有效证件的人员，不能作为两名执法人员之一办理。", asking=ASKING[:1],
    counts=[("持有有效证件", "145", "fine"), ("应持未持", "1", "overdue"), ("即将到期", "1", "soon"), ("暂扣中", "0", "none")],
    tables=[
        ("即将到期", _roster([Row("1", [Cell("阿卜杜热西提·买买提", "#"), Cell("10320583000001", "#", kind="code"), Cell("综合行政执法局一中队（市容）"), Cell("2023-12-31", kind="date"), Cell("")], "#")]), "请办理延期或者换发。"),
        ("暂扣中", _roster([]), ""),
    ],
    links=[Link("证件名册", "#")], act=Act("登记发证", "#", primary=True),
)  # fmt: skip
CHECK = OfficerCheckPage(
    title="执法证件核验", action="#", fields=[FormField(name="number", label="证号", required=True), FormField(name="name", label="持证人姓名", required=True)],
    state="valid", said="行政执法证，2023-12-05 有效。", facts=[("姓名", "王建国"), ("证号", "10320583000001"), ("单位", "高新区综合行政执法局")],
)  # fmt: skip
INVALID = replace(CHECK, state="invalid", said="该证件 2023-12-05 无效，持证人不能凭此执法。", facts=[("证号", "10320583000001")])

PAGES: dict[str, Page] = {"officers": OFFICERS, "officer-check": CHECK, "officer-invalid": INVALID, "clue-desk": CLUES, "supervision-plan": POINTS, "roll": ROLL, "roll-empty": EMPTY, "rolls": ROLLS, "deliveries": DELIVERIES, "delivery": DELIVERY}

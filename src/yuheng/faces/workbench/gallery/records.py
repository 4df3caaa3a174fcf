"""Sample pages of records and figures: import, figure, all figures, search, organs, people, audit, outbox."""

from __future__ import annotations

from ..components import (
    Act,
    AlikePage,
    AuditPage,
    BatchLine,
    Calibre,
    Cell,
    Chart,
    Cite,
    Fact,
    FigurePage,
    FigureRow,
    FiguresPage,
    FormField,
    Hit,
    HitGroup,
    ImportPage,
    ImportRow,
    Light,
    Link,
    ListColumn,
    Notice,
    OrganNode,
    OrganPage,
    OutboxPage,
    Page,
    Pager,
    Pair,
    PartyPage,
    PersonPage,
    Quotient,
    Row,
    RowProblem,
    SearchPage,
    Series,
    Share,
    Side,
    Table,
    VerifyPage,
)  # fmt: skip
from .work import CAUSES, COLUMNS, COMPANY, FIGURES, PAGER, PEOPLE, RHYTHM, list_rows

MONTHS = [f"{month} 月" for month in range(1, 13)]


def _import_rows() -> list[ImportRow]:
    wrong = {
        7: [RowProblem("统一社会信用代码", "91320583MA1KGX100F", "校验位应为 E。请核对营业执照后改正。")],
        23: [RowProblem("日期", "2023年2月30日", "没有这一天。"), RowProblem("承办单位", "三中队", "没有这个单位；相近的有“综合行政执法局三中队”。")],
    }
    rows = []
    for number in range(2, 30):
        state = "refused" if number in wrong else "known" if number % 9 == 0 else "changed" if number % 11 == 0 else "new"
        cells = [f"2023-03-{number % 28 + 1:02d}", COMPANY if number == 7 else PEOPLE[number % 5], CAUSES[number % 5], f"{number * 50}"]
        rows.append(ImportRow(number, state, cells, wrong.get(number, [])))  # type: ignore[arg-type]
    return rows


IMPORT = ImportPage(
    title="导入简易程序处罚", file_name="2023年3月简易处罚台账.xlsx · 第 1 张表 · 63 行", template_href="#",
    counts=[("可导入", "52", "fine"), ("更新", "3", "paused"), ("已有，跳过", "6", "none"), ("退回", "2", "overdue")],
    columns=["日期", "当事人", "违法行为", "罚款（元）"], rows=_import_rows(), accept=Act("导入其中 55 行", "#", True, post=True), problems_href="#", pager=Pager("第 2–29 行，共 63 行", after="?"),
)  # fmt: skip
UPLOAD = ImportPage(
    title="导入普法活动", template_href="#", notes=["表头须与模板一致，列的次序可以不同。", "日期写作 2023-09-27、2023.9.27 或 2023年9月27日都可以。", "同一场活动再次导入不会重复。"],
    upload=[FormField(name="file", label="Excel 或 CSV 文件", kind="file", required=True, accept=".xlsx,.xls,.csv", wide=True)], action="#", batches=[BatchLine("#", "2023-12-20 09:30", "法治宣传活动台账", "12月活动.xlsx", "已导入", "导入 55，退回 2")],
)  # fmt: skip
FIGURE = FigurePage(
    title="调处矛盾纠纷", crumbs=[Link("指标", "/gallery/figures"), Link("矛盾化解", "#")], value="10,977", unit="件", scope="2023-01-01 至 2023-12-31 · 全区", before="上年 10,312 件", change="增加 6.4%", drift="发布后变动 +1",
    definition="本期内经人民调解委员会受理并调处终结的纠纷，以调处终结日期计。", cites=[Cite("《人民调解法》第二十八条", unchecked=True)], quotient=Quotient(Link("调解成功", "#", count=10582), Link("调处终结", "#", count=10977)),
    calibres=[Calibre("计数日期", "调处终结"), Calibre("期间", "自然年"), Calibre("单位", "件（一案一件）"), Calibre("机关", "按受理时所属"), Calibre("包括", "口头协议、书面协议、未达成"), Calibre("不包括", "转交法院、已撤回")], saved=[Link("规定口径", "#", current=True), Link("统计月 21 日起", "#")],
    explanation=["取“人民调解”程序的全部事项；", "只留已记录“调处终结”环节且未撤回的；", "按终结日期落在本期计数。"], confirmed="社会治理局 李雪梅 2024-02-20 确认",
    charts=[Chart("by-month", "按月", MONTHS, [Series("2023 年", [share * 110 for share in RHYTHM]), Series("2022 年", [share * 103 for share in reversed(RHYTHM)])], "件"), Chart("by-year", "按年", ["2019", "2020", "2021", "2022", "2023"], [Series("调处终结", [8012, 8540, 9402, 10312, 10977])], "件", "line")],
    shares=[Share(name, f"{value:,}", value, 2400, "#") for name, value in [("玉山镇人民调解委员会（驻派出所调解工作室）", 2400), ("皇仓社区", 1180), ("景枫社区", 960), ("娄北社区", 720), ("晨丰社区", 410)]],
    rows=Table(COLUMNS, list_rows(8)), pager=PAGER, exports=[Link("Excel", "#")], used_in=[Link("2023 年度报告 第五部分“化解矛盾纠纷”：10977 件", "/gallery/report"), Link("月报 2023-12", "#")],
    warnings=["其中 9,657 件没有填写涉及金额，平均金额不计入这些。"],
)  # fmt: skip
FIGURES_PAGE = FiguresPage(
    title="指标", scope="2023 年 · 全区", exports=[Link("Excel", "#")],
    chapters=[("四、严格规范公正文明执法", [FigureRow(Link(name, "/gallery/figure"), value, unit, "—", value + unit, "综合行政执法局", "两处用同一组记录" if index == 0 else "") for index, (name, value, unit, _) in enumerate(FIGURES)]), ("六、化解矛盾纠纷", [FigureRow(Link("调处纠纷", "#"), "10,977", "件", "10,312", "10977件", "社会治理局")])],
)  # fmt: skip
SEARCH = SearchPage(
    title="查询", query="扬尘", took="共 46 条，用时 12 毫秒",
    groups=[
        HitGroup("事项", 42, [Hit(f"昆高综罚〔2023〕{n}号 {COMPANY if n == 118 else PEOPLE[n % 5]}", "/gallery/matter", "综合行政执法局二中队 · 2023-09-20 立案", "违法行为", "工地", "扬尘", "措施不到位", Light("soon", "剩 9 日")) for n in (118, 121, 133)], Link("全部 42 件", "#")),
        HitGroup("文书", 3, [Hit("行政处罚决定书 昆高综罚决〔2023〕88号", "#", "2023-10-08", "正文", "未采取有效防治", "扬尘", "污染措施")]), HitGroup("指标", 1, [Hit("大气污染防治（扬尘）处罚", "/gallery/figure", "42 件 · 2023 年")]),
    ],
)  # fmt: skip
TREE = [OrganNode("高新区管委会", "#", people=6, below=[OrganNode("党政办公室", "#", people=8), OrganNode("依法治区办（司法所）", "#", people=5), OrganNode("综合行政执法局", "#", people=18, below=[OrganNode("法制科", "#", people=3), OrganNode("一中队", "#", people=5), OrganNode("二中队", "#", people=6, current=True)]), OrganNode("行政审批局", "#", people=9), OrganNode("社会治理局", "#", people=4, below=[OrganNode("皇仓社区人民调解委员会", "#", people=3)])])]  # fmt: skip
POSTS = Table(
    [ListColumn("p", "人员"), ListColumn("post", "岗位"), ListColumn("role", "角色"), ListColumn("from", "自", "date"), ListColumn("to", "至", "date"), ListColumn("paper", "任职文件")],
    [Row(str(i), [Cell(name, "/gallery/person"), Cell(["中队长", "承办人", "承办人（AB岗）", "辅助人员", "承办人"][i]), Cell(["审批人", "执法人员", "执法人员", "协助", "执法人员"][i]), Cell("2022-03-01", kind="date"), Cell("" if i else "2023-12-31", kind="date"), Cell("昆高人〔2022〕9号", kind="code")], "/gallery/person") for i, name in enumerate(PEOPLE)],
    "岗位",
)  # fmt: skip
ALIKE = AlikePage(
    title="疑似重复",
    here=Side(Link("（2023）昆高调字第00123号", "#"), [Fact("当事人", "王*、李*"), Fact("登记日期", "2023-03-01"), Fact("来源渠道", "网格"), Fact("发生地点", "新乐锦园***")]),
    pairs=[Pair(
        Side(Link("（2023）昆高调字第00125号", "#"), [Fact("当事人", "王*"), Fact("登记日期", "2023-03-02"), Fact("来源渠道", "12345热线"), Fact("发生地点", "新乐锦园***")]),
        ("当事人相同（1 人）", "发生地点相同"),
        [Act("同一纠纷，并入该件", "#", True, note="本件并入后不再计数"), Act("不是同一纠纷", "#")],
    )],
    views=[Link("事项", "#"), Link("疑似重复", "#", current=True)],
)  # fmt: skip
ORGAN = OrganPage(title="综合行政执法局二中队", tree=TREE, facts=[Calibre("处罚主体", "昆山高新技术产业开发区管理委员会"), Calibre("权力来源", "集中行使（2021-07-15 起）"), Calibre("负责人", PEOPLE[0]), Calibre("辖区", "皇仓、娄北、景枫、江浦里")], tables=[POSTS], acts=[Act("登记任免", "#", True)])  # fmt: skip
PERSON = PersonPage(title=PEOPLE[0], facts=[Calibre("单位", "综合行政执法局二中队"), Calibre("执法证", "10053200118，有效至 2025-06-30"), Calibre("在办事项", "22 件")], tables=[POSTS])  # fmt: skip
AUDIT = AuditPage(
    title="谁看过", lead="昆高综罚〔2023〕118号", count="共 31 次 · 2023 年", chips=[],
    table=Table([ListColumn("at", "时间", "date"), ListColumn("who", "人员"), ListColumn("post", "岗位"), ListColumn("what", "看了什么"), ListColumn("why", "事由")], [Row(str(i), [Cell(f"2023-12-22 {9 + i:02d}:12", kind="date"), Cell(PEOPLE[i % 5]), Cell("承办人"), Cell("手机（全文）" if i % 3 == 0 else "事项页"), Cell("电话通知听证时间" if i % 3 == 0 else "")]) for i in range(8)]), pager=Pager("第 1–8 次，共 31 次", after="?"),
)  # fmt: skip
OUTBOX = OutboxPage(
    title="通知发送", counts=[Link("全部", "#", count=412, current=True), Link("已送达", "#", count=398), Link("未回应", "#", count=11), Link("退回", "#", count=3)],
    notices=[Notice("2023-12-22 08:30", "短信", "138****8000", "您申请的听证定于 2023-12-28 9:00 在管委会三楼举行。", "● 已送达", "fine", Link("昆高综罚〔2023〕118号", "/gallery/matter")), Notice("2023-12-22 08:31", "政务微信", "欧阳**", "法制审核将于 3 个工作日后届满。", "▲ 未回应", "soon", None, Act("再发", "#", post=True)), Notice("2023-12-21 17:02", "文件", "市司法局", "12 月执法监督月报", "■ 退回", "overdue", None, Act("再发", "#", post=True))],
)  # fmt: skip
PARTY = PartyPage(
    title="苏州恒远建设工程有限公司昆山高新技术产业开发区第一分公司",
    facts=[Calibre("类型", "企业"), Calibre("统一社会信用代码", "91320583MA1KGX100E"), Calibre("法定代表人", "阿卜杜拉·买买提艾力")],
    tables=[Table([ListColumn("n", "名称"), ListColumn("from", "起", "date"), ListColumn("to", "止", "date")], [Row("1", [Cell("昆山恒远建设有限公司"), Cell("2019-05-06", kind="date"), Cell("2022-03-01", kind="date")])], "曾用名称")],
    acts=[Act("登记更名", "#")],
)  # fmt: skip
VERIFY = VerifyPage(
    title="回执核验", fields=[FormField(name="code", label="回执编码", value="YH1:AAAGIY3Y6F56FPMNEK2WGDD27Q", required=True)],
    said="这条记录已于 2023-05-04 10:00 以前记入总账，此后没有改动。",
)  # fmt: skip
PAGES: dict[str, Page] = {
    "import": IMPORT, "import-upload": UPLOAD, "figure": FIGURE, "figures": FIGURES_PAGE, "search": SEARCH, "alike": ALIKE, "organ": ORGAN, "person": PERSON,
    "audit": AUDIT, "outbox": OUTBOX, "party": PARTY, "verify": VERIFY,
}  # fmt: skip

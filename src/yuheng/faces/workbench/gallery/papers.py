"""Sample pages of what is read, printed and published: map, report, proof-reading, sheets, login, errors, calculator."""

from __future__ import annotations

from datetime import date

from django.utils.safestring import SafeString

from ..components import (
    Act,
    CalculatorPage,
    Cell,
    ChipPane,
    Cite,
    DerivationPage,
    Due,
    Edge,
    FigureState,
    FormError,
    FormField,
    Insertable,
    LawPage,
    LawsPage,
    Light,
    Link,
    ListColumn,
    LoginPage,
    MapPage,
    MorningPage,
    Node,
    Option,
    Page,
    PaperPage,
    Passage,
    ProofPage,
    ProofRow,
    ProvisionPart,
    ReportDraftPage,
    ReportPage,
    ReportUnitPage,
    ReportUnitsPage,
    Row,
    RuleLine,
    Run,
    SentPassage,
    StatisticsPage,
    Table,
    UnitState,
    WeeklyPage,
    error_page,
)  # fmt: skip
from .work import CLOCKS, COLUMNS, SHORT, list_rows, tiles, todos

STEPS: list[tuple[str, str, str, str]] = [
    ("clue", "登记线索", "done", "线索核查"), ("verify", "核查", "done", "线索核查"), ("refuse", "不予立案", "excluded", "线索核查"), ("file", "立案", "done", "立案"), ("order", "责令改正", "done", "调查取证"),
    ("investigate", "调查取证", "done", "调查取证"), ("evidence", "先行登记保存", "possible", "调查取证"), ("recheck", "复查", "ahead", "调查取证"), ("conclude", "调查终结", "done", "调查取证"), ("notify", "送达事先（听证）告知书", "done", "告知听证"),
    ("defend", "陈述申辩", "done", "告知听证"), ("hear", "举行听证", "done", "告知听证"), ("review", "法制审核", "possible", "法制审核"), ("discuss", "集体讨论", "ahead", "集体讨论"), ("decide", "作出处罚决定", "ahead", "决定"),
    ("drop", "不予处罚", "ahead", "决定"), ("transfer", "移送公安机关", "excluded", "决定"), ("serve", "送达决定书", "ahead", "执行"), ("pay", "缴纳罚款", "ahead", "执行"), ("instal", "分期缴纳", "unknown", "执行"), ("urge", "催告", "ahead", "执行"),
    ("court", "申请强制执行", "ahead", "执行"), ("publish", "公示", "ahead", "执行"), ("close", "结案", "ahead", "结案"), ("archive", "归档", "ahead", "结案"),
]  # fmt: skip
AFTER = "clue-verify verify-refuse verify-file file-order file-investigate investigate-evidence order-recheck investigate-conclude conclude-notify notify-defend notify-hear defend-review hear-review review-discuss discuss-decide review-drop discuss-drop investigate-transfer decide-serve serve-pay serve-instal pay-urge urge-court serve-publish pay-close drop-close close-archive"
MAP = MapPage(
    title="行政处罚普通程序", lead="2021-07-15 起施行 · 24 个环节 · 已检验：从任何状态都能办结", matter=Link("昆高综罚〔2023〕118号", "/gallery/matter"), versions=[Link("2021-07-15 起", "#", current=True), Link("此前", "#")],
    nodes=[Node(key, name, state, stage, "执法人员" if state != "excluded" else "", ["须先办上一环节", "重大案件须法制审核"] if key == "decide" else [], ["《行政处罚法》第五十七条"] if key in {"decide", "discuss"} else [], "2023-09-20" if state == "done" else "", owed=key == "review") for key, name, state, stage in STEPS],  # type: ignore[arg-type]
    edges=[Edge(source, target) for source, target in (pair.split("-") for pair in AFTER.split())] + [Edge("refuse", "file", "excludes"), Edge("review", "conclude", "voids", "退回补充调查")],
)  # fmt: skip
TEXT = [
    Passage([Run("三、严格规范公正文明执法")], 1, "s3"), Passage([Run("（一）落实行政执法三项制度")], 2),
    Passage([Run("全年依法组织集体讨论"), Run("30次", "penalty.collective_discussions", "/gallery/pane"), Run("，公开听证"), Run("5次", "penalty.hearings", "/gallery/pane"), Run("。组织案卷评查"), Run("4次", "case_review.rounds", "/gallery/pane"), Run("，评查案卷"), Run("3100份", "case_review.files", "/gallery/pane", "与“执法监督”一段的 3100余份 为同一组记录，写法不一致"), Run("，发现问题 "), Run("82个", "case_review.problems", "/gallery/pane"), Run("，已全部整改。")], 0, "p1", "#", "综合行政执法局", "已报送"),
    Passage([Run("（二）推行柔性执法")], 2),
    Passage([Run("对普通案件不予处罚"), Run("30起", "leniency.ordinary_not_punished", "/gallery/pane"), Run("，对小微违法简易案件不予处罚"), Run("523起", "leniency.summary_not_punished", "/gallery/pane"), Run("。送达信用修复告知书"), Run("280余份", "credit.notices", "/gallery/pane"), Run("。")], 0, "p2", "#", "行政审批局", "已合稿"),
]  # fmt: skip
REPORT = ReportPage(
    title="2023 年度法治政府建设情况报告", state="合稿中 · 应于 2024-03-01 前报送，2024-04-01 前公开", outline=[Link("一、统筹推进", "#"), Link("二、政务服务", "#"), Link("三、行政执法", "#s3", count=1, current=True), Link("四、执法监督", "#"), Link("五、矛盾化解", "#"), Link("六、不足与原因", "#"), Link("七、主要负责人履职", "#")],
    passages=TEXT, pane=ChipPane("评查案卷", "3,100", "份", "2023 年 · 全区", "本年各次评查抽取的案卷，一份一次。", "上年 2,840 份", Table(COLUMNS[:3], [type(r)(r.key, r.cells[:3], r.href) for r in list_rows(6)]), ["同一组记录另写作“3100余份”（执法监督一段）。"], Link("打开指标", "/gallery/figure"), [Link("第三部分：3100份", "#"), Link("第四部分：3100余份", "#")]),
    warnings=[("同一组记录两处写法不一：3100份、3100余份", "#p1"), ("“100%”没有写分母", "#p2"), ("缺少“主要负责人履职”一节", "#")], acts=[Act("提交审议", "#", True)], exports=[Link("Word（GB/T 9704）", "#"), Link("PDF/A", "#"), Link("网页", "#")],
)  # fmt: skip
VIEWS = [Link("正文", "/gallery/report"), Link("单位和数字", "/gallery/report-units"), Link("事项", "/gallery/matter")]
DRAFTING = ReportDraftPage(
    title="统稿", act="统稿", action="#", cancel_href="/gallery/report", lead="标题以“# ”开头；数字写作 {指标编号}，由记录生成。", draft="1/join/0", views=VIEWS,
    text="# 2023年法治政府建设年度报告\n## 行政执法\n全年依法组织集体讨论{penalty.collective_discussion}。", error="第 3 行的指标“penalty.collective_discussion”没有定义，是否为 penalty.collective_discussions（重大行政处罚决定集体讨论），请核对编号。",
    chapters=[("四、行政执法", [Insertable("{penalty.collective_discussions}", "重大行政处罚决定集体讨论", "30次", True), Insertable("{penalty.hearings}", "依法组织公开听证", "5场")])],
    sent=[SentPassage("综合行政执法局", "行政执法", "执行行政执法“三项制度”，重大行政处罚决定集体讨论。")],
)  # fmt: skip
STATES = [
    FigureState(Link("公开听证", "/gallery/report"), "5场", "4 场", "confirmed", "综合行政执法局欧阳修远 2024-01-02 08:40 确认为5场", "综合行政执法局", "penalty.hearings", "5场"),
    FigureState(Link("集体讨论", "/gallery/report"), "30次", "—", "changed", "综合行政执法局欧阳修远 2024-01-02 08:40 确认为29次，此后有变动，现为30次，须重新确认", "综合行政执法局", "penalty.collective_discussions", "30次"),
    FigureState(Link("法治讲座", "/gallery/report"), "380余场", "—", "missing", "尚未经综合行政执法局确认", "综合行政执法局", "lectures.held", "380余场"),
]  # fmt: skip
UNITS = ReportUnitsPage(
    title="单位和数字", summary="已确认 1 个，须重新确认 1 个，待确认 1 个", figures=STATES, versions=Table(COLUMNS[:3], [type(r)(r.key, r.cells[:3], r.href) for r in list_rows(2)], "各稿"), views=VIEWS,
    units=[UnitState("综合行政执法局", "/gallery/report-unit", "已报送 1 章", "1 / 3", Light("soon", "剩 3 日"), Act("提请补报", "#", post=True)), UnitState("信访办", "/gallery/report-unit", "待报送", "0 / 3", Light("overdue", "逾期 2 日"))],
)  # fmt: skip
UNIT = ReportUnitPage(
    title="综合行政执法局的材料和数字", unit="综合行政执法局", action="#", due="材料报送截止 2024-01-12", figures=STATES, views=VIEWS, draft="1/collect/3",
    chapters=[("行政执法", FormField(name="content.4", label="材料", kind="textarea", value="执行行政执法“三项制度”。", wide=True), STATES)],
    others=[("公共服务", FormField(name="content.2", label="材料", kind="textarea", wide=True), [])],
)  # fmt: skip
PROOF = ProofPage(
    title="校核", file_name="法治政府建设报告（送审稿）.docx · 46 个数字", counts=[("matches", 38), ("differs", 3), ("untraceable", 2), ("not_a_result", 3)], exports=[Link("校核结果 Excel", "#")],
    passages=[Passage([Run("依法组织集体讨论"), Run("30次", verdict="matches", id="q1"), Run("，公开听证"), Run("6次", verdict="differs", note="记录为 5 次", id="q2"), Run("。"), Run("2023年", verdict="not_a_result"), Run("化解矛盾纠纷"), Run("10977件", verdict="matches"), Run("，服务群众满意率"), Run("99.2%", verdict="untraceable", note="没有相应记录", id="q3"), Run("。")])],
    rows=[ProofRow("30次", "依法组织集体讨论30次", "matches", "30 次", Link("集体讨论", "/gallery/figure"), "q1"), ProofRow("6次", "公开听证6次", "differs", "5 次", Link("公开听证", "/gallery/figure"), "q2"), ProofRow("99.2%", "满意率99.2%", "untraceable", "—", None, "q3"), ProofRow("2023年", "2023年", "not_a_result")],
    findings=[("缺节", "没有写主要负责人履行推进法治建设第一责任人职责的情况（法治政府建设与责任落实督察工作规定）"), ("原因", "“不足”一节没有写原因")],
)  # fmt: skip
MORNING = MorningPage(title="晨会单", organ="综合行政执法局二中队", on=date(2023, 12, 22), people=[("阿卜杜拉·买买提艾力", todos("soon", ["今日届满", "剩 1 个工作日", "剩 3 日"])), ("欧阳修远", todos("overdue", ["逾期 2 日"]))], notes=["今日 9:30 法制科集中签署审批表。", "两名队员执法证 2024-01-10 到期。"], hearings=[("09:00", "听证 昆高综罚〔2023〕118号 管委会三楼"), ("14:00", "集体讨论 3 件")])  # fmt: skip
WEEKLY = WeeklyPage(title="一周要情", reader="分管领导", period="2023-12-18 至 2023-12-24", figures=tiles()[:6], late=[(todos("overdue", ["逾期 4 日"])[0], "鉴定机构未按约定出具报告，已于 12-20 催办")], waiting=todos("soon", ["今日届满", "剩 2 日"]), notes=["数字截至 2023-12-22 08:00。"])  # fmt: skip
KINDS = ["警告", "通报批评", "罚款", "没收违法所得", "暂扣许可证件", "责令停产停业", "行政拘留", "其他"]
STATISTICS = StatisticsPage(
    title="行政执法统计年报 表二：行政处罚实施情况", scope="2023 年 · 昆山高新区管委会 · 应于 2024-01-31 前公开", exports=[Link("Excel", "#")], notes=["“其他”包括限制从业。", "零值照填。"],
    head=[[("单位", 1, 2), ("行政处罚实施数量（宗）", 8, 1), ("罚没金额（万元）", 1, 2), ("合计（宗）", 1, 2)], [(kind, 1, 1) for kind in KINDS]],
    rows=[("综合行政执法局", [(value, "#") for value in ["125", "0", "2,422", "3", "0", "0", "0", "0", "684.20", "2,550"]]), ("社会事业局", [("0", "#")] * 10), ("合计", [(value, "#") for value in ["125", "0", "2,422", "3", "0", "0", "0", "0", "684.20", "2,550"]])],
)  # fmt: skip
LAWS = LawsPage(
    title="法律条文", count="共 2 部，已导入正文 1 部", signed_in=True,
    rows=[(Link("人民调解法", "#"), "2010-08-28", "自 2011-01-01 起施行", "已导入"), (Link("信访工作条例", "#"), "2022-02-25", "自 2022-05-01 起施行", "未导入")],
)  # fmt: skip
LAW = LawPage(
    title="《人民调解法》", crumbs=[Link("法律条文", "#")], lead="2010-08-28 文本　自 2011-01-01 起施行", signed_in=True,
    versions=[Link("另一文本", "#")], ceased="这一文本自 2030-01-01 起不再适用。",
    provisions=[ProvisionPart("33", "第三十三条", chapter="第五章 调解协议", rules=[RuleLine("申请司法确认的期间", "30日", "自调解协议生效之日起算", "2011-01-01 起", "《人民调解法》第三十三条第一款", "待核实")], uses=[Link("人民调解（申请司法确认）", "#")])],
)  # fmt: skip
LOGIN = LoginPage(title="登录", action="#", notice="登录已过期。您填写的内容已存好，登录后会放回原处。", calculator_href="/gallery/calculator", fields=[FormField(name="username", label="用户名", required=True, autocomplete="username"), FormField(name="password", label="密码", kind="password", required=True, autocomplete="current-password")])  # fmt: skip
LOCKED = LoginPage(title="登录", action="#", errors=[FormError("连续 5 次密码有误，账号已锁定，15 分钟后再试，或请安全管理员解锁。")], fields=LOGIN.fields)
CALCULATOR = CalculatorPage(
    title="期限计算器", action="#", answer=Due(date(2023, 10, 12), Light("none", "7 个工作日"), Cite("《行政处罚法》第五十六条"), SHORT), answer_words="自 2023-09-27 起", horizon="放假安排已公布至 2026 年；此后按周末推算，结果标“暂定”。",
    fields=[FormField(name="law", label="法律", kind="select", required=True, options=[Option("a", "行政处罚法", True), Option("b", "行政复议法"), Option("c", "行政诉讼法")]), FormField(name="length", label="期限", value="7日", required=True, help="如 5日、7个工作日、2个月、24小时。"), FormField(name="start", label="起算事由发生日", kind="date", value="2023-09-27", required=True), FormField(name="spans", label="不计入的期间", value="", help="如听证、鉴定、公告；多段用逗号分开。")],
    examples=[Link("行政处罚法 5日，2023-09-27 起（遇国庆）", "#"), Link("行政复议法 60日", "#")],
)  # fmt: skip
DERIVED = DerivationPage(
    title="期限计算说明",
    matter=Link("昆高综罚〔2023〕118号", "/gallery/matter"),
    organ="昆山高新技术产业开发区管理委员会",
    clock=CLOCKS[0],
    computed="计算于 2023-12-22，依据截至当日的记录和已公布的放假安排。",
)
PAPER = PaperPage(
    title="行政处罚决定书", number="昆高综罚决〔2023〕88号", matter=Link("昆高综罚〔2023〕118号", "/gallery/matter"), note="已编号", downloads=[Link("PDF", "#"), Link("docx", "#")], acts=[Act("登记打印", "#"), Act("登记送达", "#"), Act("上传签收件", "#")],
    life=Table([ListColumn("day", "日期", "date"), ListColumn("act", "经过"), ListColumn("by", "经办人"), ListColumn("note", "说明")], [Row("1", [Cell("2023-12-20", kind="date"), Cell("制作、编号"), Cell("欧阳修远"), Cell("昆高综罚决〔2023〕88号")]), Row("2", [Cell("2023-12-21", kind="date"), Cell("打印"), Cell("欧阳修远"), Cell("3 份")])], "文书的经过"),
    body=SafeString('<article class="paper paper-a4" lang="zh-CN"><h2 class="paper-title">行政处罚决定书</h2><p class="paper-number">昆高综罚决〔2023〕88号</p><p class="paper-paragraph paper-justify">当事人在施工过程中未采取有效防治扬尘污染措施。</p></article>'),
)  # fmt: skip
PAGES: dict[str, Page] = {
    "paper": PAPER,
    "derivation": DERIVED,
    "map": MAP, "report": REPORT, "report-draft": DRAFTING, "report-units": UNITS, "report-unit": UNIT, "proof": PROOF, "morning": MORNING, "weekly": WEEKLY, "statistics": STATISTICS, "login": LOGIN, "login-locked": LOCKED,
    "laws": LAWS, "law": LAW, "calculator": CALCULATOR, **{f"error-{code}": error_page(code, trace="7f3a91", home_href="/gallery/home") for code in (400, 403, 404, 409, 500)},
}  # fmt: skip

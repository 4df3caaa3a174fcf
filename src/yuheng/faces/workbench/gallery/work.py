"""Sample pages of the daily work: 待办, a matter, a step, lists, a register, signing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..components import (
    Act,
    ApprovalPage,
    BulkAct,
    Cell,
    Chip,
    Cite,
    Clock,
    Column,
    Consequence,
    Day,
    Derivation,
    DerivationLine,
    Due,
    Empty,
    Fact,
    Field,
    FigureTile,
    FormField,
    FormPage,
    Group,
    Happening,
    HomePage,
    LedgerProof,
    Light,
    Link,
    Linked,
    ListColumn,
    ListPage,
    Mark,
    MatterPage,
    NextAct,
    Opinion,
    Option,
    Page,
    Pager,
    Paper,
    PaperNeed,
    PartyCard,
    Preview,
    Refused,
    RegisterPage,
    Row,
    Span,
    Stage,
    Table,
    Todo,
    WeekDay,
)  # fmt: skip
from ..components.lights import DayKind

COMPANY = "昆山市玉山镇环球国际精密机械电子科技发展有限责任公司高新区第二分公司（筹）一号厂"
PEOPLE = ["古丽巴哈尔·阿卜杜热西提", "欧阳修远", "张建国", "李雪梅", "热依汗古丽·吐尔逊"]
CAUSES = ["工地扬尘措施不到位", "擅自占用城市道路", "未经核准处置建筑垃圾", "餐饮油烟净化设施不正常使用", "散装物料运输未密闭"]
PENALTY60 = Cite("《行政处罚法》第六十条")
PENALTY44 = Cite("《行政处罚法》第四十四条")
FIGURES = [
    ("行政处罚案卷", "3,100", "份", 3100), ("集体讨论", "30", "次", 30), ("公开听证", "5", "场", 5), ("免予处罚（普通）", "30", "起", 30),
    ("免予处罚（简易）", "523", "起", 523), ("调处纠纷", "10,977", "件", 10977), ("涉及金额", "2,051.8", "万元", 2051.8),
    ("法律援助初审", "196", "件", 196), ("法律顾问建议", "65", "条", 65), ("企业开办网办率", "93.18", "%", 93.18),
    ("信用修复", "40", "起", 40), ("信访批次", "414", "批", 414),
]  # fmt: skip
RHYTHM = [5, 6, 10, 9, 9, 9, 10, 9, 8, 7, 10, 8]


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Asia/Shanghai"))  # type: ignore[arg-type,misc]


def strip_days(start: date, end: date, marked: dict[date, tuple[DayKind, str]]) -> list[Day]:
    """Every day from the trigger to the end; those not named in `marked` are counted."""
    ends: dict[date, tuple[DayKind, str]] = {start: ("trigger", ""), end: ("end", "")}
    named = marked | ends
    days = [start + timedelta(n) for n in range((end - start).days + 1)]
    return [Day(on, *named.get(on, ("counted", ""))) for on in days]


HEARING: dict[date, tuple[DayKind, str]] = {date(2023, 11, 6) + timedelta(n): ("suspended", "听证期间") for n in range(12)}
HOLIDAY: dict[date, tuple[DayKind, str]] = {date(2023, 9, 29) + timedelta(n): ("off", "中秋节、国庆节") for n in range(8)}
MAKEUP: dict[date, tuple[DayKind, str]] = {date(2023, 10, n): ("makeup", "调休上班") for n in (7, 8)}
DERIVATION = Derivation(
    lines=[
        DerivationLine("2023-09-20 立案，开始的当日不计入", None, date(2023, 9, 20)),
        DerivationLine("自立案之日起九十日内作出处罚决定", PENALTY60, date(2023, 12, 19)),
        DerivationLine("听证期间 2023-11-06 至 2023-11-17 共 12 日不计入", Cite("《行政处罚法》第六十四条", unchecked=True)),
        DerivationLine("期限届满之日", None, date(2023, 12, 31)),
    ],
    days=strip_days(date(2023, 9, 20), date(2023, 12, 31), HEARING),
    print_href="#",
)
DUE = Due(date(2023, 12, 31), Light("soon", "剩 9 日"), PENALTY60, DERIVATION)
SHORT = Derivation(
    lines=[
        DerivationLine("2023-09-27 采取措施，开始的当日不计入", None, date(2023, 9, 27)),
        DerivationLine("七日内作出处理决定；本法五日、七日指工作日", Cite("《行政处罚法》第五十六条、第八十五条")),
        DerivationLine("2023-09-29 至 2023-10-06 放假，不计入；2023-10-07、2023-10-08 调休上班，计入"),
        DerivationLine("第七个工作日届满", None, date(2023, 10, 12)),
    ],
    days=strip_days(date(2023, 9, 27), date(2023, 10, 12), HOLIDAY | MAKEUP),
    print_href="#",
)
LIGHTS = [Light("overdue", "逾期 2 日"), Light("soon", "剩 3 个工作日"), Light("fine", "剩 41 日"), Light("paused", "暂停"), Light("fine", "剩 88 日", True)]


def todos(level: str, words: list[str]) -> list[Todo]:
    acts = ["作出处罚决定", "送达事先告知书", "法制审核", "结案归档", "催告缴款", "复查整改"]
    return [
        Todo(
            acts[i % len(acts)], "/gallery/matter", f"昆高综罚〔2023〕{118 + i * 7}号", CAUSES[i % 5], Light(level, word),  # type: ignore[arg-type]
            date(2023, 12, 20) + timedelta(i), COMPANY if i == 0 else PEOPLE[i % 5], "《行政处罚法》第六十条", "协办" if i == 2 else "",
        )
        for i, word in enumerate(words)
    ]  # fmt: skip


def tiles() -> list[FigureTile]:
    return [
        FigureTile(
            name, value, unit, "/gallery/figure", "2023 年 · 全区", "上年 " + f"{round(number * 0.9):,}",
            [number * share / 100 for share in RHYTHM], [number * 0.9 * share / 100 for share in reversed(RHYTHM)],
        )
        for name, value, unit, number in FIGURES
    ]  # fmt: skip


HOME = HomePage(
    title="待办",
    today="2023-12-22 星期五 · 综合行政执法局二中队",
    columns=[
        Column("overdue", 2, todos("overdue", ["逾期 2 日", "逾期 1 个工作日"])),
        Column("soon", 6, todos("soon", ["今日届满", "剩 1 个工作日", "剩 2 个工作日", "剩 3 日", "剩 3 日", "剩 9 日"])),
        Column("fine", 14, todos("fine", ["剩 12 日", "剩 20 日", "剩 31 日", "剩 41 日", "剩 58 日", "剩 66 日", "剩 80 日"]), Link("其余 7 件", "#")),
    ],
    week=[
        WeekDay(date(2023, 12, 18) + timedelta(n), c, "#", lv, n == 4, n > 4)  # type: ignore[arg-type]
        for n, (c, lv) in enumerate([(0, "none"), (1, "overdue"), (1, "overdue"), (0, "none"), (3, "soon"), (0, "none"), (1, "soon")])
    ],
    figures=tiles(),
    views=[Link("待办", "#", count=22, current=True), Link("已办", "#", count=318), Link("办结", "#", count=127)],
    acts=[Act("打印晨会单", "/gallery/morning", icon="printer")],
)
EMPTY_HOME = HomePage(
    title="待办", today="2023-12-22 星期五", columns=[], empty=Empty("现在没有需要您办理的事项。新的待办会按期限列在这里。", Act("登记线索", "#", True))
)

STAGES = [
    Stage("线索核查", "done", date(2023, 9, 12)), Stage("立案", "done", date(2023, 9, 20)), Stage("调查取证", "done", date(2023, 9, 21)),
    Stage("告知听证", "done", date(2023, 11, 3)), Stage("法制审核", "current", date(2023, 12, 4)), Stage("集体讨论", "ahead"),
    Stage("决定", "ahead"), Stage("送达执行", "ahead"), Stage("移送", "skipped"), Stage("结案", "ahead"),
]  # fmt: skip
NOTICE = Paper("行政处罚事先（听证）告知书", "/gallery/paper", "昆高综罚先告〔2023〕31号", "已送达", "/gallery/paper")
TIMELINE = [
    Happening(9, "提交法制审核", moment(2023, 12, 4, 10, 12), moment(2023, 12, 4, 10, 12), PEOPLE[1], "承办人", cites=[Cite("《行政处罚法》第五十八条")],
              undo=Act("撤回这一步", "#", post=True, note="当日、未送达前可撤回。")),
    Happening(8, "举行听证", moment(2023, 11, 16, 9, 0), moment(2023, 11, 20, 16, 40), PEOPLE[3], "听证主持人", "当事人委托代理人到场，双方质证完毕。",
              [Fact("到场", "当事人代理人 1 人，调查人员 2 人")], [Paper("听证笔录", "#", "", "已签字", "#"), Paper("听证报告", "#", "", "已签字", "#")], [Mark("backfilled", "迟于次一工作日录入")]),
    Happening(7, "送达事先（听证）告知书", moment(2023, 11, 3, 15, 20), moment(2023, 11, 3, 15, 31), PEOPLE[0], "承办人", "", [], [NOTICE], [], [PENALTY44]),
    Happening(6, "送达事先（听证）告知书", moment(2023, 11, 1, 9, 0), moment(2023, 11, 1, 9, 5), PEOPLE[0], "承办人", "", [], [Paper("事先告知书", "#", "昆高综罚先告〔2023〕29号", void=True)], [Mark("undone", "地址有误，未送出即撤回")]),
    Happening(5, "调查终结", moment(2023, 10, 30, 17, 2), moment(2023, 10, 30, 17, 2), PEOPLE[1], "承办人", "", [Fact("拟罚款", "28,000 元", "26,000 元"), Fact("裁量档次", "一般")], [Paper("调查终结报告", "#", "", "已审批", "#")], [Mark("corrected", "录入错误，由中队长确认")]),
    Happening(1, "立案", moment(2023, 9, 20, 11, 0), moment(2023, 9, 20, 11, 4), PEOPLE[0], "承办人", "", [Fact("案件来源", "巡查发现"), Fact("违法行为", CAUSES[0])], [Paper("立案审批表", "#", "昆高综立〔2023〕118号", "已审批", "#")], [], [PENALTY60]),
]  # fmt: skip
CLOCKS = [
    Clock("作出处罚决定", date(2023, 9, 20), DUE, date(2023, 12, 22), "已用 81 日，共 90 日，停表 12 日", [Span(date(2023, 11, 6), date(2023, 11, 17), "听证期间")]),
    Clock("法制审核", date(2023, 12, 4), Due(date(2023, 12, 18), Light("overdue", "逾期 4 日"), Cite("昆高新区重大执法决定法制审核办法 第九条", unchecked=True)), date(2023, 12, 22), "已用 18 日，共 14 日"),
    Clock("先行登记保存", date(2023, 12, 20), Due(date(2024, 1, 2), Light("fine", "剩 5 个工作日", True)), date(2023, 12, 22), "已用 2 个工作日，共 7 个工作日"),
]  # fmt: skip
MATTER = MatterPage(
    title=f"{COMPANY}工地扬尘污染防治措施不到位案",
    crumbs=[Link("行政执法", "#"), Link("行政处罚", "/gallery/list")],
    number="昆高综罚〔2023〕118号", procedure="行政处罚普通程序（2021-07-15 起）", party=COMPANY, status="正在法制审核，应于 2023-12-31 前作出决定（《行政处罚法》第六十条，90 日）。",
    days="立案后第 93 日", light=LIGHTS[1], stages=STAGES, marks=[Mark("defect", "")],
    facts=[Fact("违法行为", CAUSES[0]), Fact("发生地点", "娄苑路南侧、皇仓泾河西侧商业用房新建项目工地"), Fact("发现日期", "2023-09-12"), Fact("拟罚款", "28,000 元"), Fact("裁量档次", "一般"), Fact("是否听证", "是"), Fact("立案人", PEOPLE[0]), Fact("协办", "规划建设局")],
    timeline=TIMELINE,
    allowed=[
        NextAct("出具法制审核意见", "/gallery/form", "由法制审核人员办理，审核人未参与本案调查。", DUE, Cite("《行政处罚法》第五十八条"), True),
        NextAct("退回补充调查", "#", "退回后，原调查终结报告和审核须重做。"),
    ],
    refused=[
        Refused("作出处罚决定", "不能作出决定：尚未完成法制审核。", Cite("《行政处罚法》第五十八条"), "请先办理“出具法制审核意见”。", "/gallery/form"),
        Refused("集体讨论", "审核完成后才能讨论；此前的会议只是研究意见。", Cite("《行政处罚法》第五十七条"), "审核意见出具之后。"),
    ],
    clocks=CLOCKS,
    parties=[PartyCard("当事人", COMPANY, "企业", "#", [Field("f1", "信用代码", "91320583MA1KGX100E"), Field("f2", "法定代表人", "欧阳**", "/gallery/unmask"), Field("f3", "手机", "138****8000", "/gallery/unmask")]), PartyCard("代理人", PEOPLE[4], "自然人", "", [Field("f4", "身份证号", "320583********1232", "/gallery/unmask")])],
    linked=[Linked("整改复查", "昆高综查〔2023〕66号", "责令改正复查", "#", LIGHTS[2]), Linked("移送来源", "昆环移〔2023〕9号", "生态环境局移送", "#")],
    papers=[NOTICE, Paper("立案审批表", "#", "昆高综立〔2023〕118号", "已审批", "#"), Paper("听证笔录", "#", "", "已签字", "#")],
    proof=LedgerProof("intact", "记录完整，未见改动", 9, "3f9c2ab17de04c55a8b1f0d2c7e64a9b5d10e2f3847bc6a1f90e4d2b8c7a6150", "2023-12-22 08:00 第 118,204 条", "#", "#"),
    views=[Link("办理", "#", current=True), Link("程序图", "/gallery/map"), Link("文书", "#", count=12), Link("谁看过", "/gallery/audit", count=31)],
)  # fmt: skip

SHEET: SafeString = format_html(
    '<h1>行政处罚事先（听证）告知书</h1><p class="number">昆高综罚先告〔2023〕〇号</p><p>{}：</p><p class="body">经查，你单位在娄苑路南侧工地施工中未采取有效防尘降尘措施，'
    '上述行为涉嫌违法。本机关拟对你单位处以罚款人民币贰万捌仟元整。</p><p class="body">根据《中华人民共和国行政处罚法》第四十四条、第六十三条的规定，你单位有权陈述、申辩并要求听证。</p>'
    '<p class="seal">昆山高新技术产业开发区管理委员会<br>二〇二三年十一月三日</p>', COMPANY,
)  # fmt: skip


def step_form(wrong: bool) -> FormPage:
    said = "应迟于调查终结之日 2023-10-30" if wrong else ""
    return FormPage(
        title="送达告知书", crumbs=[Link("行政处罚", "/gallery/list"), Link("昆高综罚〔2023〕118号", "/gallery/matter")], act="送达告知书", action="#", cancel_href="/gallery/matter",
        lead="告知拟处罚的内容、事实、理由、依据和权利。", cites=[PENALTY44, Cite("《行政处罚法》第六十三条")], matter=Link("昆高综罚〔2023〕118号", "/gallery/matter"), matter_line=f"{COMPANY} · {CAUSES[0]}",
        groups=[
            Group("拟作处罚", [
                FormField(name="kind", label="处罚种类", kind="checkboxes", wide=True, required=True, options=[Option("warn", "警告"), Option("fine", "罚款", True), Option("stop", "责令停产停业", help="应当告知听证")]),
                FormField(name="fine", label="拟罚款", kind="money", value="28000", unit="元", required=True, help="裁量档次“一般”：1 万至 5 万元。", cite=Cite("《大气污染防治法》第一百一十五条")),
                FormField(name="hearing", label="告知听证", kind="radio", required=True, options=[Option("1", "是", True), Option("0", "否")]),
                FormField(name="reason", label="事实、理由和依据", kind="textarea", wide=True, required=True, value="2023 年 9 月 12 日巡查发现，工地裸土未覆盖，出入口未冲洗。", help="写明时间、地点、行为和证据。", maxlength=2000),
            ]),
            Group("送达", [
                FormField(name="at", label="送达日期", kind="date", value="2023-10-29" if wrong else "2023-11-03", required=True, error=said),
                FormField(name="way", label="送达方式", kind="select", required=True, options=[Option("d", "直接送达", True), Option("l", "留置送达"), Option("e", "电子送达")]),
                FormField(name="officer", label="执法人员", kind="select", multiple=True, required=True, wide=True, options=[Option(str(i), name, i < 2) for i, name in enumerate(PEOPLE)], help="两名以上，当日证件有效。", cite=Cite("《行政处罚法》第四十二条")),
                FormField(name="scan", label="送达回证", kind="file", wide=True, accept="image/*,application/pdf", capture=True, help="照片或扫描件，签收人签名应清楚。"),
            ], "送达当日起算当事人陈述、申辩和申请听证的期间。"),
        ],
        papers=[PaperNeed("调查终结报告", True, "2023-10-30"), PaperNeed("送达地址确认书", False, href="#", cite=Cite("《民事诉讼法》第八十七条", unchecked=True)), PaperNeed("行政处罚事先（听证）告知书", False, made=True)],
        after=[Consequence("当事人可要求听证", date(2023, 11, 10), Cite("《行政处罚法》第六十四条")), Consequence("当事人可陈述、申辩", date(2023, 11, 10)), Consequence("作出处罚决定", date(2024, 1, 4), PENALTY60, True)],
        preview=Preview("行政处罚事先（听证）告知书", SHEET, "/gallery/preview"), final=["文书取号 昆高综罚先告〔2023〕31号，作废须留号", "起算听证期限"], draft="118-notify",
    )  # fmt: skip


COLUMNS = [
    ListColumn("number", "文号", "code", "?s=number"), ListColumn("title", "违法行为"), ListColumn("party", "当事人"), ListColumn("stage", "阶段"), ListColumn("filed", "立案", "date", "?s=filed", "down"),
    ListColumn("due", "期限", "date", "?s=due"), ListColumn("light", "状态"), ListColumn("fine", "罚款", "money", "?s=fine", unit="元"), ListColumn("officer", "承办人"), ListColumn("squad", "中队", shown=False),
]  # fmt: skip


def list_rows(count: int) -> list[Row]:
    rows = []
    for i in range(count):
        party = COMPANY if i % 7 == 2 else PEOPLE[i % 5]
        filed = date(2023, 12, 20) - timedelta(i // 2)
        rows.append(Row(str(i), [
            Cell(f"昆高综罚〔2023〕{500 - i}号", "/gallery/matter", kind="code"), Cell(CAUSES[i % 5]), Cell(party, title=party), Cell(STAGES[i % 8].name), Cell(f"{filed}", kind="date"),
            Cell(f"{filed + timedelta(90)}", kind="date"), Cell(part=LIGHTS[i % 5]), Cell(f"{(i * 3700) % 50000:,}", kind="money"), Cell(PEOPLE[(i + 1) % 5]),
        ], "/gallery/matter", i == 9))  # fmt: skip
    return rows


PAGER = Pager("第 51–100 件，共 10,000 件", "?", "?before=1", "?after=1", "?last=1", [Link(str(n), f"?page={n}", current=n == 2) for n in range(1, 101)], "page", "跳到第", [("status", "open")])
SEARCH = FormField(name="find", label="在列表中查找", value="", placeholder="文号、当事人")
LIST = ListPage(
    title="行政处罚", crumbs=[Link("行政执法", "#")], table=Table(COLUMNS, list_rows(50), selectable=True, id="matters"), count="共 10,000 件 · 2023 年 · 全区", search=SEARCH,
    chips=[Chip("状态", "在办", "?"), Chip("期限", "临期、逾期", "?"), Chip("当事人", COMPANY, "?")], clear_href="?",
    filters=[FormField(name="stage", label="阶段", kind="select", options=[Option(s.name, s.name) for s in STAGES]), FormField(name="since", label="立案自", kind="date", value="2023-01-01"), FormField(name="till", label="立案至", kind="date")],
    views=[Link("我承办的", "#", count=22, current=True), Link("逾期", "#", count=3), Link("本中队", "#", count=481), Link("全部", "#", count=10000)],
    save_view=Act("存为常用", "#"), column_name="col", bulk=[BulkAct("移交承办人", "#", "/gallery/dry-run"), BulkAct("结案归档", "#", "/gallery/dry-run", True)],
    exports=[Link("Excel（本筛选 10,000 件）", "#"), Link("CSV", "#")], acts=[Act("登记线索", "/gallery/form", True, icon="plus")], pager=PAGER, sums=[("罚款合计", "684.2 万元")],
)  # fmt: skip
EMPTY_LIST = ListPage(
    title="案卷评查", count="共 0 份 · 2023 年 · 全区", search=SEARCH, table=Table(COLUMNS, [], empty=Empty("这里列出抽中待评查的案卷。2023 年第四次评查尚未抽取案卷。", Act("抽取案卷", "#", True)))
)
REGISTER = RegisterPage(
    title="普法活动", lead="“五进”普法、宣传月、送法活动，一场一行。", cites="",
    count="共 86 场 · 2023 年 · 全区", table=Table([ListColumn("on", "日期", "date"), ListColumn("name", "活动"), ListColumn("place", "地点"), ListColumn("kind", "五进"), ListColumn("people", "人次", "number"), ListColumn("given", "材料", "number", unit="件")],
    [Row(str(i), [Cell(f"2023-{1 + i % 12:02d}-15", kind="date"), Cell("宪法宣传周法治文艺汇演"), Cell(["皇仓社区", "景枫社区", "江浦里社区"][i % 3]), Cell(["进社区", "进学校", "进企业"][i % 3]), Cell(f"{80 + i * 7}", kind="number"), Cell(f"{60 + i * 3}", kind="number")], "#") for i in range(12)]),
    act="登记活动", action="#", entry_open=True, template_href="#", import_href="/gallery/import", draft="activity", exports=[Link("Excel", "#")], pager=Pager("第 1–12 场，共 86 场", after="?"),
    entry=[FormField(name="on", label="日期", kind="date", required=True), FormField(name="name", label="活动名称", required=True), FormField(name="kind", label="五进", kind="select", options=[Option("a", "进社区"), Option("b", "进学校")]), FormField(name="place", label="地点", required=True), FormField(name="people", label="参加人次", kind="number", unit="人次"), FormField(name="given", label="发放材料", kind="number", unit="件")],
)  # fmt: skip
APPROVAL = ApprovalPage(
    title="行政处罚决定审批表", position=3, total=12, minutes="平均每份 2 分钟", sheet="行政处罚决定审批表", matter=Link(f"昆高综罚〔2023〕118号　{COMPANY}", "/gallery/matter"),
    facts=[Fact("案由", CAUSES[0]), Fact("违法事实", "工地裸土未覆盖，出入口未冲洗。"), Fact("拟作决定", "罚款人民币贰万捌仟元整"), Fact("裁量", "一般档次：1 万至 5 万元")],
    opinions=[Opinion("承办人", f"{PEOPLE[0]}、{PEOPLE[1]}", "建议罚款 28,000 元。", "2023-12-20"), Opinion("法制审核", PEOPLE[3], "事实清楚，证据确凿，程序合法，同意。", "2023-12-21"), Opinion("分管领导", PEOPLE[2], current=True), Opinion("主要负责人", "—")],
    opinion=FormField(name="opinion", label="意见", kind="textarea", value="同意。", required=True, help="退回须写明理由。"), action="#", approve="签署同意", papers=[NOTICE, Paper("调查终结报告", "#", panel_href="#")],
    cites=[Cite("《行政处罚法》第五十七条")], skip_href="#", before_href="#", queue=[Link(f"昆高综罚〔2023〕{n}号", "#", current=n == 118) for n in (102, 111, 118, 125)],
)  # fmt: skip
PAGES: dict[str, Page] = {
    "home": HOME, "home-empty": EMPTY_HOME, "matter": MATTER, "form": step_form(False), "form-refused": step_form(True), "list": LIST,
    "list-empty": EMPTY_LIST, "register": REGISTER, "approval": APPROVAL,
}  # fmt: skip

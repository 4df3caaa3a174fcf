"""Sample pages of an enterprise's file: a search with a wrong code, one with hits, the file, the sheet before an inspection."""

from __future__ import annotations

from datetime import date

from ..components import (
    BriefPage,
    BriefPart,
    Calibre,
    Cell,
    Empty,
    EnterpriseFilePage,
    EnterpriseSearchPage,
    Field,
    FormField,
    Light,
    Link,
    ListColumn,
    Page,
    Pager,
    Row,
    Table,
)

NAME = "苏州工业园区阿卜杜热合曼国际供应链管理（昆山）有限公司高新区第一分公司"
FACTS = [
    Calibre("统一社会信用代码", "91320583MA1KGX100E"), Calibre("类型", "企业"), Calibre("住所", "昆山市玉山镇前进中路1号综合楼3幢201室"), Calibre("曾用名称", "昆山鑫达餐饮管理有限公司"),
    Calibre("登记完整度", "3/4，缺电话"),
]  # fmt: skip
COLUMNS = [
    ListColumn("on", "日期", "date"), ListColumn("heading", "类别"), ListColumn("title", "事项"), ListColumn("result", "结果"), ListColumn("number", "编号", "code"),
    ListColumn("unit", "单位"), ListColumn("state", "状态"),
]  # fmt: skip


def _row(key: str, on: str, heading: str, title: str, result: str, number: str, state: Cell, href: str = "") -> Row:
    return Row(key, [Cell(on, kind="date"), Cell(heading), Cell(title, href, title), Cell(result, title=result), Cell(number, kind="code"), Cell("一中队"), state], href)


OPEN = _row("1", "2023-09-20", "处罚", "行政处罚 占道经营", "调查取证", "昆高执案〔2023〕0205号", Cell(part=Light("overdue", "逾期 2 日")), "#")
ROWS = [
    OPEN, _row("2", "2023-08-02", "检查", "行政检查 双随机", "责令改正，发现问题 2 个", "2023-08", Cell("办结")), _row("3", "2023-02-02", "纠纷", "矛盾纠纷 劳动报酬", "达成协议", "（2023）昆高调字第00063号", Cell("办结")),
]  # fmt: skip


def _search(typed: str, said: str = "", wrong: bool = False, table: Table | None = None) -> EnterpriseSearchPage:
    return EnterpriseSearchPage(
        title="企业档案", lead="查看某一企业的档案，须选择正在办理的事项或者写明事由；每次调阅都记入查阅日志。", action="#",
        field=FormField(name="q", label="统一社会信用代码、名称、曾用名或者其中几个字", value=typed, wide=True, prefix="ask_"), said=said, wrong=wrong, table=table,
        recent=[Link(NAME, "#", "办理许可延续，核对原许可")],
    )  # fmt: skip


HITS = Table(
    [ListColumn("name", "名称"), ListColumn("once", "曾用名"), ListColumn("code", "统一社会信用代码（旧注册号）", "code")],
    [Row("1", [Cell(NAME[:40], "#", NAME), Cell("曾用名：昆山鑫达餐饮管理有限公司"), Cell("91320583MA1KGX100E", kind="code")], "#")], "查到的企业", id="found",
)  # fmt: skip

PAGES: dict[str, Page] = {
    "enterprise-search": _search("餐饮", table=HITS),
    "enterprise-wrong-code": _search("91320583MA1KGX100F", "统一社会信用代码第 18 位校验位应为 E，现为 F，请核对整个代码。", True),
    "enterprise": EnterpriseFilePage(
        title=NAME, lead="91320583MA1KGX100E · 企业", crumbs=[Link("企业档案", "#")], why="09:01 调阅，事由：办理许可延续，核对原许可。本次调阅已登记，当日有效。", facts=FACTS,
        fields=[Field("head", "法定代表人（负责人、经营者）", "阿**·***", "#")], counts=[("记录", "23", "none"), ("未了事项", "1", "soon"), ("其中逾期", "1", "overdue")],
        problems=Table(COLUMNS, [OPEN], id="problems"), views=[Link("全部", "#", count=23, current=True), Link("检查", "#", count=12), Link("处罚", "#", count=10), Link("纠纷", "#", count=1)],
        years=[Link("各年", "#", current=True), Link("2023 年", "#"), Link("2022 年", "#")], timeline=Table(COLUMNS, ROWS, id="entries"), pager=Pager("按日期，最近的在前", after="#"),
        tables=[("名称沿革", Table([ListColumn("name", "名称"), ListColumn("from", "自", "date")], [Row("1", [Cell(NAME), Cell("2023-01-01", kind="date")])], id="names"))],
        sources=Table([ListColumn("source", "来源"), ListColumn("held", "本企业"), ListColumn("fresh", "该来源最近登记", "date")], [Row("1", [Cell("行政检查"), Cell("12 件"), Cell("2023-12-29", kind="date")])], id="sources"),
        sources_words="来源的完整和更新情况（3 个来源有记录）", links=[Link("本次检查前须知", "#"), Link("导出 PDF", "#", "每一页印有事由")], notes=["最近其他人的调阅：2023-12-27 王小明"],
    ),
    "enterprise-empty": EnterpriseFilePage(
        title="玉山镇老张面馆", lead="旧注册号 320583600128894 · 个体工商户", why="09:01 调阅，办理事项 昆高执案〔2023〕0205号。本次调阅已登记，当日有效。", facts=FACTS[:2], fields=[],
        counts=[("记录", "0", "none"), ("未了事项", "0", "fine"), ("其中逾期", "0", "fine")], problems=Table(COLUMNS, [], empty=Empty("没有未了事项。"), id="problems"), views=[Link("全部", "#", count=0, current=True)],
        years=[], timeline=Table(COLUMNS, [], empty=Empty("没有符合条件的记录。"), id="entries"), tables=[], sources=Table([ListColumn("source", "来源")], [], empty=Empty("没有来源。"), id="sources"),
        sources_words="来源的完整和更新情况（0 个来源有记录）",
    ),
    "enterprise-brief": BriefPage(
        title="本次检查前须知", file=Link(NAME, "#"), on=date(2024, 1, 2), facts=FACTS[:4],
        parts=[
            BriefPart("未了事项", ["2023-09-20　行政处罚 占道经营　调查取证　应于 2023-12-20 前办理　昆高执案〔2023〕0205号　一中队"], 2, "到场先核对这些事项的改正、履行情况。"),
            BriefPart("有效许可", []), BriefPart("纠纷（2023 年以来，只列类别和件数）", ["矛盾纠纷 劳动报酬 1 件"], heed="纠纷当事人的信息不在本页提供。"),
        ],
        rules=["检查时不少于两名执法人员，主动出示执法证件（《行政处罚法》第四十二条、第五十五条）。"], why="开展双随机检查", reader="王小明", number="20240102-517408749449458",
    ),
}  # fmt: skip

"""Sample pages of case-file reviews."""

from __future__ import annotations

from ..components import (
    Act,
    Cell,
    Link,
    ListColumn,
    Page,
    ProblemAct,
    ReviewItem,
    ReviewPage,
    ReviewProblemPage,
    ReviewSheetPage,
    Row,
    Table,
)

_FILES = Table(
    [ListColumn("number", "案卷编号"), ListColumn("unit", "被评查单位"), ListColumn("sheets", "评分表"), ListColumn("score", "得分", "number")],
    [Row("1", [Cell("昆高执罚决〔2023〕0412号"), Cell("综合行政执法局一中队（市容环境卫生中队）"), Cell("初评一 阿卜杜拉·买买提 92；初评二 王小明 84；待第三人复核"), Cell("", kind="number")])],
)
_UNITS = Table([ListColumn("unit", "单位"), ListColumn("mean", "平均得分", "number")], [Row("1", [Cell("一中队"), Cell("93.4", kind="number")])], id="units")

PAGES: dict[str, Page] = {
    "review": ReviewPage(
        title="2024年第1季度案卷评查", scope="评查 · 分层 · 2023-10-01 至 2023-12-31 结案 · 每份 2 人，分差上限 5 分", counts=[("抽样范围", "800", "none"), ("抽取", "24", "none"), ("由第三人复核", "1", "soon"), ("复核通过", "0/3", "soon")],
        acts=[Act("分派", "#", primary=True, post=True, hidden={"do": "assign"}, note="1 份案卷的评分表按种子分派"), Act("形成评查结果", "#", post=True, hidden={"do": "seal"}, note="9 份案卷的评分已经完成")],
        drawn_again="种子 2024-1 · 按保存的范围重新抽样：结果一致", files=_FILES, units=_UNITS, problems=Table(_UNITS.columns, _UNITS.rows, id="problems"), links=[Link("抽样清单 Excel", "#")],
        note="同时作为行政执法监督抽查：与“抽查案卷”是同一批，按一组计。",
    ),
    "review-sheet": ReviewSheetPage(
        title="昆高执罚决〔2023〕0412号", scope="一中队 · 初评一 · 待评", facts=[("案卷编号", "昆高执罚决〔2023〕0412号"), ("事项", "占道经营案")], events=[("2023-10-08", "立案", "王小明")],
        papers=[Link("行政处罚决定书 昆高执罚决〔2023〕0412号", "#")], hints=["逾期办理：送达决定书"], items=[ReviewItem("paper", "文书填写", "文书形式"), ReviewItem("fact", "事实和证据", "实体和程序")],
        faults=[("paper", "文书归档")], fatal=[("two", "执法人员少于两人", False), ("procedure", "违反法定程序", True)], fatal_page="卷内第 12 页", rows=[(1, "paper", "3", "", "paper", "页码缺漏"), (2, "", "", "", "", "")],
        errors=["请写明证据在卷内的页码，或者文书名称。"], action="#",
    ),
    "review-problem": ReviewProblemPage(
        title="送达回证签收日期漏填", scope="昆高执罚决〔2023〕0412号 · 程序 · 第 1 项", facts=[("证据页码", "卷内第 18 页"), ("整改情况", "已补正"), ("退回理由", "所附为空白页")],
        acts=[ProblemAct("verify", "复核通过", note="计为整改完成"), ProblemAct("send_back", "退回重新整改", "returned_why", "退回的理由")], action="#", others=[Link("页码缺漏", "#")], matter=Link("打开评查结果", "#"),
    ),
}  # fmt: skip

"""Sample pages of the three systems: the public site (the list of decisions, one of them, one withdrawn) and the legal review of a case."""

from __future__ import annotations

from ..components import (
    Cell,
    Empty,
    FormField,
    Group,
    LawBeside,
    LawSide,
    LegalReviewPage,
    Link,
    ListColumn,
    OpenPage,
    OpenTable,
    Option,
    Page,
    Row,
    Table,
)

TABS = [Link("首页", "#"), Link("事前公开", "#"), Link("事中公示", "#"), Link("事后公开", "#", current=True), Link("统计年报", "#")]
ROWS = [
    (Link("昆高执罚决〔2023〕0123号", "#"), "昆山市某建设工程有限公司", "工地扬尘措施不到位", "罚款20,000.00元", "高新区综合行政执法局", "2023-09-27"),
    (Link("当场№001677", "#"), "王**", "占道设摊", "罚款60.00元", "高新区综合行政执法局", "2023-09-26"),
    (Link("当场№001676", "#"), "阿**·*****", "店外（跨门）经营", "警告", "高新区综合行政执法局", "2023-09-26"),
]  # fmt: skip
HEADS = ("文号", "当事人", "案由", "处罚内容", "处罚机关", "决定日期")

OLD, NEW = ["本条旧文：处一万元以上十万元以下的罚款。"], ["本条新文：处一万元以上二十万元以下的罚款；拒不改正的，责令停工整治。"]
EVIDENCE = Table(
    [ListColumn("sort", "证据种类"), ListColumn("name", "名称"), ListColumn("taken", "提取人")], [Row("1", [Cell("勘验笔录、现场笔录"), Cell("现场检查（勘验）笔录"), Cell("陈志明")])], empty=Empty("没有登记证据。"),
)  # fmt: skip


def _point(code: str, name: str, help: str = "", chosen: str = "") -> FormField:
    options = [Option(value, words, value == chosen) for value, words in (("ok", "没有问题"), ("bad", "存在问题"))]
    return FormField(name=f"p_{code}", label=name, kind="radio", required=True, help=help, options=options)


PAGES: dict[str, Page] = {
    "legal-review": LegalReviewPage(
        title="法制审核", crumbs=[Link("法制审核", "#")], matter=Link("昆高执案〔2023〕0123号", "#"), lead="工地扬尘措施不到位（昆山市某建设工程有限公司）",
        facts=[("案由", "工地扬尘措施不到位"), ("拟处罚依据", "《大气污染防治法》第一百一十五条"), ("拟罚款金额", "5,000.00 元")],
        laws=[LawBeside("《大气污染防治法》第一百一十五条", LawSide("行为日 2023-09-01", "2018-10-26 文本", OLD, "#"), LawSide("决定日 2023-10-12", "2024-01-01 文本", NEW, "#"), True), LawBeside("《某条例》第三条", LawSide("行为日 2023-09-01", "2018 文本"), LawSide("决定日 2023-10-12", "2018 文本"))],
        evidence=EVIDENCE, discretion=[("裁量档次", "一般"), ("裁量凭据", "已按当时的版本重新计算，一致")], deviation="当事人主动消除危害后果，拟减轻处罚。", papers=[Link("调查终结报告", "#")],
        warnings=["“查封、扣押”（2023-09-12）没有音像记录：全程音像记录。"], act="法制审核", action="#", points=[_point("subject", "执法主体和人员资格", "执法证件由系统核验", "ok"), _point("evidence", "证据", "登记证据 1 件", "bad")],
        groups=[Group("审核意见", [FormField(name="review_opinion", label="法制审核意见", kind="textarea", required=True, wide=True)])], links=[Link("退回补充调查", "#")],
    ),
    "legal-review-shut": LegalReviewPage(
        title="法制审核", matter=Link("昆高执案〔2023〕0124号", "#"), lead="无建设工程规划许可", facts=[("案由", "无建设工程规划许可")], laws=[], evidence=EVIDENCE, refused="尚有“听证”没有办完（《行政处罚法》第五十八条）。",
    ),
    "open-list": OpenPage(
        title="行政处罚决定", tabs=TABS, lead="按决定日期排列，新的在前。", asking=[FormField(name="q", label="查什么", placeholder="当事人名称、信用代码、文号、案由")], action="#",
        count="共 2,517 件", exports=[Link("JSON", "#"), Link("CSV", "#")], tables=[OpenTable(HEADS, ROWS)], more=[Link("下一页", "#")],
        notes=["自然人的姓名只公开姓氏，不公开证件号码、住址、联系方式。"], listed=False,
    ),
    "open-decision": OpenPage(
        title="昆高执罚决〔2023〕0123号", tabs=TABS, crumbs=[Link("行政处罚决定", "#")], facts=[("当事人", "昆山市某建设工程有限公司"), ("处罚依据", "《大气污染防治法》第一百一十五条"), ("处罚内容", "罚款20,000.00元")],
        cards=[(Link("同一案由的决定", "#"), "工地扬尘措施不到位")], listed=False,
    ),
    "open-withdrawn": OpenPage(title="已撤回的处罚决定", tabs=TABS, notice="这一决定的公示已经撤回，内容不再公开。", facts=[("撤回日期", "2023-10-11"), ("理由", "决定经行政复议撤销")], listed=False),
    "open-before": OpenPage(title="救济渠道", tabs=TABS, cards=[(Link("执法主体", "#"), "有执法资格的机关")], tables=[OpenTable((), (), empty="现在没有公开的内容。")]),
}  # fmt: skip

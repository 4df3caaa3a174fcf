"""Sample pages of the one desk: queue, an item with a proposal and its route, matters without a holder, the board."""

from __future__ import annotations

from ..components import (
    Act,
    Cell,
    DeskBoardPage,
    DeskHandoverPage,
    DeskItemPage,
    DeskPage,
    Fact,
    FormField,
    Light,
    Link,
    ListColumn,
    OfferLine,
    Option,
    OrphanLine,
    Page,
    Pair,
    Row,
    Side,
    Table,
    Tile,
)

_HERE = Side(Link("来件 昆高矛来〔2023〕00012号", "#"), [Fact("当事人", "王**、阿卜杜拉·***"), Fact("来源渠道", "12345热线"), Fact("反映内容", "楼上夜间噪声影响休息")])
_CHANNEL = FormField(name="channel", label="来源渠道", kind="select", options=[Option("12345", "12345热线")], prefix="ask_")
_TABLE = Table(
    [ListColumn("due", "期限"), ListColumn("number", "编号", "code"), ListColumn("title", "事项")],
    [Row("1", [Cell(part=Light("overdue", "逾期 2 日")), Cell("昆高矛来〔2023〕00012号", "#", kind="code"), Cell("邻里（12345热线）")], "#")],
)

PAGES: dict[str, Page] = {
    "desk": DeskPage(
        title="一个窗口", lead="来件、矛盾纠纷和信访事项在一处排队。", states=[Link("办理中", "?", current=True), Link("待分类", "?state=untriaged")], asking=[_CHANNEL], hidden=[("order", "due")],
        counts=[("逾期", "10,000+", "overdue", "#"), ("临期", "8", "soon", "#"), ("正常", "120", "fine", "#")], table=_TABLE, orders=[Link("按期限", "#", current=True)],
        links=[Link("风险研判", "#")], act=Act("登记来件", "#", primary=True), filtered=True,
    ),
    "desk-item": DeskItemPage(
        title="来件办理", here=_HERE, action="#", status="登记 · 邻里（12345热线）", pairs=[Pair(_HERE, ["当事人相同（1 人）", "同一村（社区）"], [Act("认定为同一件事，并入该件", "#", post=True, note="可以撤销")])],
        joined=[Link("昆高矛来〔2023〕00013号 公安 2023-03-02", "#")], route="mediation", routes=[Option("mediation", "人民调解", True, "《人民调解法》第十七条"), Option("lawsuit", "诉讼")],
        fields=[FormField(name="reason", label="分类理由", kind="textarea", required=True, wide=True)], offers=[OfferLine("1-2", "玉山镇皇仓社区人民调解委员会", "欧阳某", 3, "属地", True)],
        hidden=[("do", "triage")], label="分类处理：人民调解", acts=[Act("催办、督办", "#")], error="没有选择承接单位。",
    ),
    "desk-handover": DeskHandoverPage(
        title="无人承办的事项", action="#", lines=[OrphanLine("1", Link("昆高调字第00001号 邻里纠纷", "#"), "皇仓社区调委会", "王某（已离任）", [Option("2", "李某（皇仓社区调委会）")])], more=3,
        error="请填写移交理由。",
    ),
    "desk-board": DeskBoardPage(
        title="风险研判", lead="数字打开所计的事项。", counts=[("未了", "128", "none", "#"), ("逾期", "8", "overdue", "#")], width=264, height=84,
        tiles=[Tile(8, 8, "皇仓社区", 12, 3, 4, "#"), Tile(136, 8, "娄北社区", 0, 0, 0, "#")], heads=["邻里", "物业服务"], lines=[("皇仓社区", [(12, "#"), (0, "#")], 12, "#")],
        clusters=[("皇仓社区", "邻里", 12, "#")], risks=[Link("全部", "?", current=True), Link("高风险", "?risk=high")],
    ),
}  # fmt: skip

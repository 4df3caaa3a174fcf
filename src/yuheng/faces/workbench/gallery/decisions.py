"""Sample pages of decision tables, with the longest words that lists have."""

from __future__ import annotations

from ..components import (
    Act,
    Answered,
    Cite,
    DecisionEditPage,
    DecisionLine,
    DecisionTablePage,
    DecisionTablesPage,
    EditCell,
    Fact,
    FormField,
    Link,
    Option,
    Page,
    Shelf,
)

_CITE = [Cite("《行政处罚法》第三十三条第一款")]
_HEADS = ["违法行为", "初次违法", "危害后果", "涉案货值", "处理"]
_LONG = "在城市人民政府规定的街道的临街建筑物的阳台和窗外堆放、吊挂有碍市容的物品"


def _line(name: str, cells: list[tuple[str, str]], verdict: str = "", why: str = "", depth: int = 0) -> DecisionLine:
    return DecisionLine(name, name, cells, _CITE, "责令当场改正并登记。" if not depth else "", verdict, why, depth)


_LINES = [
    _line(_LONG, [(_LONG, "yes"), ("是", "yes"), ("无、轻微", "yes"), ("", ""), ("不予处罚", "")], "no", "让位于例外“货值较高”"),
    _line("货值较高", [("", ""), ("", ""), ("", ""), ("5,000元以上", "yes"), ("从轻处罚", "")], "yes", depth=1),
    _line("占道设摊", [("占道设摊", "no"), ("是", "yes"), ("无", "open"), ("不满1,000元", "no"), ("不予处罚", "")], "no"),
]


def _select(name: str, label: str, *options: str) -> FormField:
    return FormField(name=name, label=label, kind="select", options=[Option(str(n), text) for n, text in enumerate(("未知", *options))], required=True)


_FIELDS = [
    _select("q_cause", "是哪一种违法行为", _LONG, "占道设摊"),
    _select("q_first", "是初次违法吗", "是", "否"),
    FormField(name="q_value", label="涉案货值", kind="money", value="6000", unit="元"),
]


def _cells(n: int, values: list[str], wrong: str = "") -> list[EditCell]:
    heads = ["行号", "名称", "例外于", *_HEADS, "依据", "说明"]
    return [
        EditCell(f"l{n}.{k}", head, value, wrong if head == "涉案货值" else "", head in ("名称", "依据", "说明"))
        for k, (head, value) in enumerate(zip(heads, values, strict=True))
    ]


PAGES: dict[str, Page] = {
    "decision-tables": DecisionTablesPage(
        title="裁量基准和清单",
        shelves=[
            Shelf(Link("免罚轻罚清单", "/gallery/decision-table"), "轻微不罚、首违不罚、从轻减轻的事项和条件。", "涉企免罚轻罚清单（2023-04-01 起）", 41, 3, [Link("2024年版", "#")]),
            Shelf(Link("城市管理行政处罚裁量基准", "#"), "", "", 0, 0),
        ],
    ),
    "decision-table": DecisionTablePage(
        title="免罚轻罚清单",
        lead="涉企免罚轻罚清单昆高执〔2023〕12号（2023-04-01 起）。轻微不罚、首违不罚、从轻减轻的事项和条件。",
        facts=[Fact("文号", "昆高执〔2023〕12号"), Fact("行数", "41 行"), Fact("证明", "任何情形有且只有一个结果")],
        heads=_HEADS,
        lines=_LINES,
        versions=[Link("2022-05-01 起", "?on=2022-05-01"), Link("2023-04-01 起", "?on=2023-04-01", current=True)],
        fields=_FIELDS,
        answered=Answered("处理：从轻处罚", True, "货值较高", _CITE),
        exports=[Link("Excel", "#")],
        acts=[Act("拟定新版本", "/gallery/decision-edit", primary=True)],
    ),
    "decision-edit": DecisionEditPage(
        title="修改 · 涉企免罚轻罚清单",
        action="/gallery/decision-edit",
        act="修改",
        lead="轻微不罚、首违不罚、从轻减轻的事项和条件。",
        fields=[FormField(name="title", label="标题", value="涉企免罚轻罚清单", required=True), FormField(name="in_force", label="施行日期", kind="date", value="2024-01-01", required=True)],
        heads=["行号", "名称", "例外于", *_HEADS, "依据", "说明"],
        lines=[
            _cells(1, ["r1", _LONG, "", _LONG, "是", "无、轻微", "1000到5000", "不予处罚", "行政处罚法(2021-01-22)#33.1", "责令当场改正"], "看不懂“1000到5000”，两端含不含须写明。"),
            _cells(2, ["r2", "货值较高", "r1", "", "", "", "5000以上", "从轻处罚", "行政处罚法(2021-01-22)#32", ""]),
            _cells(3, [""] * 10),
        ],
        option_heads=("条件", "编码", "名称"),
        options=[[EditCell("o1.0", "条件", "违法行为"), EditCell("o1.1", "编码", "stall"), EditCell("o1.2", "名称", _LONG, wide=True)]],
        problems=["第 1 行“涉案货值”：看不懂“1000到5000”，两端含不含须写明。"],
        faults=["有情形没有任何一行适用：违法行为为占道设摊，初次违法为否。请补一行，或者写明“其余情形”。"],
        cancel_href="/gallery/decision-table",
        export_href="#",
    ),
}

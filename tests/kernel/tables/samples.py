"""A table of spared penalties, small and made up: a schema with an input of every kind, and a way to write rows in one line."""

from __future__ import annotations

from typing import Any

from yuheng.kernel.tables.content import Table, read
from yuheng.kernel.tables.schema import Input, Output, Schema, register

CITE = "行政处罚法(2021-01-22)#33.1"

SPARING = register(
    Schema(
        "test.sparing",
        "试验用清单",
        (
            Input("cause", "违法行为", own_choices=True),
            Input("first", "初次违法", "bool"),
            Input("harm", "危害后果", choices=(("none", "无"), ("slight", "轻微"), ("grave", "较重"))),
            Input("value", "货值", "money", least=0),
            Input("area", "面积", "int", unit="平方米", least=0, most=10_000),
            Input("share", "占比", "percent", least=0),
            Input("found", "发现日期", "date"),
        ),
        (
            Output("result", "处理", choices=(("spare", "不予处罚"), ("light", "从轻"), ("full", "处罚"))),
            Output("least", "最低罚款", "money", required=False),
        ),
    )
)

OPTIONS = {"cause": [["stall", "占道设摊"], ["ads", "小广告"]]}


def row(id: str, then: str, of: str = "", **when: Any) -> dict[str, Any]:
    return {"id": id, "name": id, "of": of, "when": when, "then": {"result": then}, "cites": [CITE]}


def table(*rows: dict[str, Any], otherwise: str | None = "full") -> Table:
    last = {"then": {"result": otherwise}, "cites": [CITE]} if otherwise else None
    return read({"table": "test.sparing", "options": OPTIONS, "otherwise": last, "rows": list(rows)})

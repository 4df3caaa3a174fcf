"""The ledger of first violations 首违记录台账."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "leniency.spared", "首违免罚台账", "leniency.spared",
        (
            Head("编号", "@number", True), Head("发现日期", "happened_on"), Head("清单事项", "item", True), Head("当事人", "party_name", True), Head("统一社会信用代码", "uscc"), Head("承办单位", "@lead"),
            Head("初次违法", "first"), Head("理由", "ground"), Head("改正期限", "correct_by"), Head("决定日期", "decided_on"), Head("适用的清单", "list_used", True),
        ),
        also=("leniency.first", "leniency.repeated", "leniency.referred"), sender="各中队",
    ),
)  # fmt: skip

"""Sheets of inspections: tasks with what they came to, and the plans of the year."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "inspection.tasks", "涉企检查台账", "inspection.task.all",
        (
            Head("编号", "@number", True), Head("检查日期", "entered_on"), Head("检查对象", "target", True), Head("统一社会信用代码", "uscc"), Head("检查事项", "item", True), Head("检查方式", "way"),
            Head("不受频次限制的情形", "exempt"), Head("频次核验", "limit_words", True), Head("综合查一次", "joint"), Head("扫码入企", "coded"), Head("发现问题", "problems"), Head("检查结果", "result"),
            Head("结果告知日期", "told_on"), Head("改正期限", "correct_by"), Head("已经改正", "put_right"),
        ),
        also=("inspection.joint", "inspection.over"), sender="综合执法局",
    ),
    Roll(
        "inspection.calls", "走访服务企业台账", "inspection.calls",
        (Head("走访日期", "called_on"), Head("企业名称", "target", True), Head("走访类型", "sort"), Head("事由", "purpose", True), Head("企业反映的问题和需求", "asked", True), Head("答复、转办情况", "answered", True)),
        sender="综合执法局",
    ),
)  # fmt: skip

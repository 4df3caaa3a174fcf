"""Sheets of credit repair."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "credit.repaired", "信用修复台账", "credit.repaired",
        (
            Head("申请日期", "applied_on"), Head("修复完成日期", "repaired_on"), Head("企业名称", "enterprise", True), Head("统一社会信用代码", "uscc"), Head("处罚决定书文号", "decision_number", True),
            Head("履行完毕", "performed"), Head("信用承诺", "promise"), Head("结果", "result"),
        ),
        sender="综合执法局",
    ),
    Roll(
        "credit.notices", "信用修复告知台账", "credit.notices",
        (
            Head("送达日期", "given_on"), Head("企业名称", "enterprise", True), Head("统一社会信用代码", "uscc"), Head("处罚决定书文号", "decision_number", True), Head("处罚决定日期", "decided_on"),
            Head("最早可申请修复日期", "earliest_on"), Head("送达方式", "way"),
        ),
        sender="综合执法局",
    ),
)  # fmt: skip

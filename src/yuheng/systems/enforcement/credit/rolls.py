"""Sheets of credit repair: what was given, what was repaired and who has stopped showing it, what was certified."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "credit.notices", "信用修复告知台账", "credit.notices",
        (
            Head("送达日期", "given_on"), Head("企业名称", "enterprise", True), Head("统一社会信用代码", "uscc"), Head("处罚决定书文号", "decision_number", True), Head("处罚决定日期", "decided_on"),
            Head("适用规则", "rule"), Head("失信程度", "seriousness"), Head("最早可申请修复日期", "earliest_on"), Head("公示期满日期", "ends_on"), Head("送达方式", "way"), Head("提醒日期", "reminded_on"),
            Head("停止公示的原因", "ended_how"), Head("停止公示日期", "stopped_on"),
        ),
        sender="综合执法局",
    ),
    Roll(
        "credit.repaired", "信用修复台账", "credit.repaired",
        (
            Head("编号", "@number", True), Head("申请日期", "applied_on"), Head("企业名称", "enterprise", True), Head("统一社会信用代码", "uscc"), Head("处罚决定书文号", "decision_number", True),
            Head("履行完毕", "performed"), Head("信用承诺", "promise"), Head("结果", "result"), Head("修复完成日期", "repaired_on"), Head("接收单位", "told.name", True), Head("回执", "told.state", True), Head("办结日期", "@closed"),
        ),
        also=("credit.applied", "credit.refused"), sender="综合执法局",
    ),
    Roll(
        "credit.certificates", "无违法违规证明台账", "credit.no_violation_certificates",
        (
            Head("编号", "@number", True), Head("文书种类", "sheet"), Head("企业名称", "enterprise", True), Head("统一社会信用代码", "uscc"), Head("查询起始日期", "from_on"), Head("查询截止日期", "to_on"),
            Head("查询结果", "clean"), Head("用途", "purpose"), Head("出具日期", "issued_on"), Head("撤销日期", "revoked_on"),
        ),
        sender="综合执法局",
    ),
)  # fmt: skip

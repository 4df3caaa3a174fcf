"""Sheets of public money: doubts with what became of them, payments."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "money.doubts", "支付疑点台账", "money.doubts",
        (
            Head("发现日期", "found_on"), Head("疑点", "name"), Head("级别", "colour"), Head("所涉单位", "unit"), Head("收款人", "payee"), Head("所涉金额", "amount"), Head("疑点内容", "content", True),
            Head("依据", "basis", True), Head("核实情况", "answer", True), Head("认定", "verdict"), Head("认定情况", "finding", True), Head("追回金额", "recovered"), Head("销号日期", "closed_on"),
        ),
        also=("money.doubts_red", "money.doubts_yellow"), sender="财政局",
    ),
    Roll(
        "money.payments", "支付台账", "money.payments",
        (
            Head("支付日期", "paid_on"), Head("支付单号", "number"), Head("付款单位", "unit"), Head("收款人", "payee"), Head("支付金额", "amount"), Head("支付类型", "kind"),
            Head("合同编号", "contract"), Head("指标编号", "budget"), Head("用途", "purpose", True),
        ),
        sender="财政局",
    ),
)  # fmt: skip

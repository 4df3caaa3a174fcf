"""Sheets of penalties in the columns of the enforcement bureau."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "penalty.ordinary", "行政处罚案件台账（普通程序）", "penalty.ordinary_decided",
        (
            Head("案号", "@number", True), Head("立案日期", "filed_on"), Head("案由", "cause", True), Head("当事人", "party_name", True), Head("统一社会信用代码", "uscc"), Head("承办单位", "@lead"),
            Head("处罚种类", "decided_kinds"), Head("罚款金额（元）", "decided_fine"), Head("决定日期", "decided_on"), Head("公开听证", "hearing_public"), Head("集体讨论日期", "meeting_on"),
            Head("已缴罚款（元）", "paid"), Head("结案日期", "@closed"),
        ),
        also=("penalty.fines",), sender="各中队",
    ),
    Roll(
        "penalty.summary", "行政处罚案件台账（简易程序）", "penalty.summary_decided",
        (
            Head("决定书编号", "book_number", True), Head("决定日期", "decided_on"), Head("案由", "cause", True), Head("当事人", "party_name", True), Head("承办单位", "@lead"), Head("罚款金额（元）", "fine"),
            Head("当场收缴", "on_spot"), Head("缴款日期", "paid_on"), Head("专用票据号码", "spot_receipt"), Head("交至机关", "handed_on"), Head("缴付银行", "banked_on"),
        ),
        also=("penalty.fines_summary",), sender="各中队",
    ),
)  # fmt: skip

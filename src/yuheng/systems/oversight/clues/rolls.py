"""Sheets of supervision: clues, and papers with their answers."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "supervision.clues", "执法监督线索台账", "supervision.clues",
        (
            Head("发现日期", "found_on"), Head("线索", "name"), Head("程度", "severity"), Head("所涉单位", "unit"), Head("所涉案件（对象）", "subject"), Head("线索内容", "content", True),
            Head("依据", "basis", True), Head("说明", "explanation", True), Head("认定", "verdict"), Head("不予计入的理由", "reason"),
        ),
        also=("supervision.clues_counted",), sender="司法所",
    ),
    Roll(
        "supervision.letters", "执法监督文书台账", "supervision.letters",
        (
            Head("制发日期", "issued_on"), Head("文书种类", "form"), Head("制发机关", "issuer"), Head("文号", "number"), Head("受文单位", "unit"), Head("事由", "subject", True),
            Head("反馈期限", "answer_by"), Head("反馈日期", "answered_on"), Head("复核日期", "checked_on"), Head("复核情况", "checked", True),
        ),
        also=("supervision.answered_in_time",), sender="司法所",
    ),
)  # fmt: skip

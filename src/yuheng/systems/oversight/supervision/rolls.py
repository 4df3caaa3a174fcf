"""The sheet of reviewed files."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "case_review.files", "案卷评查台账", "case_review.reviews",
        (
            Head("评查日期", "reviewed_on"), Head("季度", "quarter"), Head("案卷编号", "file_number", True), Head("被评查单位", "unit", True), Head("得分", "score"), Head("等次", "grade"),
            Head("问题类别", "problems.fault"), Head("问题", "problems.content", True), Head("整改日期", "problems.corrected_on"), Head("监督抽查", "supervised"),
        ),
        also=("case_review.files", "case_review.problems"), sender="司法所",
    ),
)  # fmt: skip

"""The sheet of first reviews of legal aid."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "legal_aid.first_reviews", "法律援助初审台账", "legal_aid.first_reviews",
        (
            Head("申请日期", "applied_on"), Head("初审日期", "reviewed_on"), Head("申请人", "applicant"), Head("申请人类别", "group"), Head("事项", "matter_kind", True),
            Head("免予核查", "exempt"), Head("免予核查的情形", "exempt_ground", True), Head("初审结果", "result"), Head("报送日期", "sent_on"), Head("理由", "reason", True),
        ),
        sender="法律援助工作站",
    ),
)  # fmt: skip

"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, long_text, organ, whole
from yuheng.kernel.records.facts import Facts


class LostCase(Facts):
    case_number = code("案号", max_length=80)
    kind = choice("类型", [("reconsideration", "行政复议"), ("lawsuit", "行政诉讼")])
    ended_year = whole("结案年份", least=2000, most=2100, index=True)
    unit = organ("被申请（起诉）单位")
    cause = choice(
        "败诉原因",
        [
            ("fact", "事实不清"),
            ("procedure", "程序违法"),
            ("law", "适用依据错误"),
            ("duty", "不履行职责"),
            ("flaw", "行为瑕疵"),
        ],
    )
    reviewed_on = day("剖析日期", index=True)
    measure = long_text("整改措施")

    class Meta:
        verbose_name = "败诉案件分析"

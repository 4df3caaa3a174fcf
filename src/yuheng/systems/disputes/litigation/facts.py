"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, organ, text, whole, yes_no
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
    ended_on = day("裁判（决定）日期", blank=True)
    result = choice(
        "裁判（决定）结果",
        [("revoked", "撤销"), ("changed", "变更"), ("illegal", "确认违法"), ("void", "确认无效"), ("ordered", "责令履行"), ("paid", "赔偿、补偿")],
        blank=True,
    )
    act_number = code("被诉（复议）行为文号", blank=True, max_length=80)
    head_present = yes_no("负责人出庭", blank=True)
    absent_why = text("负责人未出庭的理由", blank=True)
    pattern = choice("特点", [("one_case", "一案多诉"), ("one_person", "一人多诉"), ("flaw", "程序瑕疵"), ("other", "其他")], blank=True)
    advice = text("司法建议及回复", blank=True, max_length=500)

    agreements = (
        Agreement(("ended_year", "reviewed_on"), lambda year, on: on.year >= year, "剖析日期早于结案年份。"),
        Agreement(("ended_on", "ended_year"), lambda on, year: on.year == year, "结案年份与裁判（决定）日期不一致。"),
        in_order("ended_on", "reviewed_on", "剖析日期不能早于裁判（决定）日期。"),
        needed("absent_why", "head_present", lambda yes: yes is False, "负责人未出庭的，请说明理由（《行政诉讼法》第三条）。"),
    )

    class Meta:
        verbose_name = "败诉案件分析"

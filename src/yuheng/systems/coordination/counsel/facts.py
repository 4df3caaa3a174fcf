"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, money, organ, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import valid_lawyer_licence


class Engagement(Facts):
    firm = text("律师事务所")
    lawyer = text("法律顾问", personal="name")
    licence = code("执业证号", blank=True, check=valid_lawyer_licence)
    dimension = choice(
        "聘任维度",
        [("social", "社会事业"), ("economy", "经济建设"), ("enforcement", "行政执法"), ("planning", "规划建设")],
        index=True,
    )
    from_on = day("聘期起", index=True)
    to_on = day("聘期止", future=True, index=True)
    fee = money("年度费用", blank=True)
    conflict = text("利益冲突情况", blank=True, max_length=500)

    agreements = (in_order("from_on", "to_on", "聘期止不能早于聘期起。"),)

    class Meta:
        verbose_name = "法律顾问聘任"


class Advice(Facts):
    subject = text("咨询事项")
    unit = organ("咨询单位")
    asked_on = day("提出日期")
    answered_on = day("答复日期", index=True)
    kind = choice(
        "意见类型",
        [
            ("contract", "合同"),
            ("decision", "决策"),
            ("enforcement", "执法"),
            ("petition", "信访"),
            ("lawsuit", "诉讼"),
        ],
    )
    adviser = text("法律顾问", personal="name")
    letter = long_text("意见摘要", blank=True)
    number = code("意见书编号", blank=True)
    hours = whole("用时", unit="小时", blank=True)
    grade = choice("评价", [("good", "好"), ("fair", "较好"), ("poor", "一般")], blank=True)

    agreements = (in_order("asked_on", "answered_on", "答复日期不能早于提出日期。"),)

    class Meta:
        verbose_name = "法律顾问意见"


class AdvicePoint(Row):
    rows_of, kind = Advice, "points"
    sort = choice("性质", [("advice", "建议"), ("risk", "风险")], index=True)
    content = text("内容", max_length=500)
    adopted = yes_no("是否采纳", blank=True)
    resolved_on = day("风险化解日期", blank=True, index=True)
    given_on = day("提出日期", index=True)
    refused_why = text("不采纳理由", blank=True)

    agreements = (
        in_order("given_on", "resolved_on", "风险化解日期不能早于提出日期。"),
        Agreement(("sort", "resolved_on"), lambda sort, on: sort == "risk", "只有风险填写化解日期。"),
        needed("refused_why", "adopted", lambda yes: yes is False, "不采纳的，请说明理由。"),
    )

    class Meta(Row.Meta):
        verbose_name = "意见要点"

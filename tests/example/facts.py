from yuheng.kernel.records.columns import choice, day, long_text, money, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row


class Permit(Facts):
    applicant = text("申请人", personal="name")
    phone = text("联系电话", personal="phone", blank=True)
    subject = text("申请事项")
    area = whole("占地面积", unit="平方米", blank=True)
    fee = money("收费", blank=True)
    planned_on = day("计划开工日期", future=True, blank=True)
    risky = yes_no("存在安全风险", blank=True)
    opinion = long_text("审查意见", blank=True)
    result = choice("决定", [("granted", "准予"), ("refused", "不予")], blank=True)

    class Meta:
        verbose_name = "示例许可"


class Visit(Row):
    rows_of, kind = Permit, "visits"
    place = text("踏勘地点")
    visited_on = day("踏勘日期", blank=True)

    class Meta(Row.Meta):
        verbose_name = "踏勘"

"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, organ, person, text, whole, yes_no
from yuheng.kernel.records.facts import Facts


class Course(Facts):
    held_on = day("培训日期", index=True)
    level = choice(
        "组织层级", [("own", "线下集中培训"), ("city", "市级教官团"), ("province", "省级条线线上")], index=True
    )
    topic = text("培训内容")
    teacher = text("授课人", personal="name", blank=True)
    people = whole("参加人数", unit="人")
    hours = whole("学时", unit="学时")

    class Meta:
        verbose_name = "法制培训"


class ExamResult(Facts):
    round = code("考核场次", index=True)
    taken_on = day("考核日期", index=True)
    candidate = person("参考人员")
    unit = organ("所在单位")
    score = whole("成绩", unit="分", most=100)
    passed = yes_no("合格", index=True)
    attempt = whole("第几次", blank=True)

    class Meta:
        verbose_name = "法制考核成绩"


class CertificateReview(Facts):
    reviewed_on = day("年审考试日期", index=True)
    holder = person("持证人员")
    number = code("执法证号", index=True)
    score = whole("成绩", unit="分", most=100)
    result = choice("年审结果", [("passed", "通过"), ("stopped", "暂扣"), ("cancelled", "注销")])

    class Meta:
        verbose_name = "执法证年审"

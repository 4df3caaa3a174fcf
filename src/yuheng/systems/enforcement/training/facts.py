"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, at_most, in_order
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, organ, person, text, whole, yes_no
from yuheng.kernel.records.facts import Facts


class Course(Facts):
    held_on = day("培训日期", index=True)
    level = choice(
        "组织层级", [("own", "线下集中培训"), ("city", "市级教官团"), ("province", "省级条线线上")], index=True
    )
    topic = text("培训内容")
    teacher = text("授课人", personal="name", blank=True)
    people = whole("参加人数", unit="人")
    hours = whole("学时", unit="学时", least=1)
    should_attend = whole("应到人数", unit="人", blank=True)
    place = text("地点（平台）", blank=True)
    plan = matter("培训计划", blank=True, help="按计划举办的，参加人数、应到人数由签到产生")

    agreements = (at_most("people", "should_attend", "参加人数不能多于应到人数。"),)

    class Meta:
        verbose_name = "法制培训"


class ExamResult(Facts):
    round = code("考核场次", index=True)
    taken_on = day("考核日期", index=True)
    candidate = person("参考人员")
    unit = organ("所在单位")
    absent = yes_no("缺考", blank=True, help="应当参加而没有参加的也要登记")
    score = whole("成绩", unit="分", most=100, blank=True)
    pass_mark = whole("合格线", unit="分", most=100, blank=True)
    passed = yes_no("合格", index=True)
    attempt = whole("第几次", blank=True)
    answers = long_text("答卷", max_length=200_000, blank=True, help="线上考核交卷时由平台封存，不用填写")
    makeup = code("补考的原场次", blank=True, index=True, help="补考成绩填写原场次的名称；线上补考由平台填写")
    superseded = yes_no("不作为最好成绩", blank=True, help="同一场多次参考和补考的，以最好的一次为准，由平台判断，不用填写")

    agreements = (
        Agreement(
            ("absent", "score"), lambda absent, score: (score is None) if absent else (score is not None),
            "参加考核的须填写成绩；缺考的不填成绩。", at="score", empty=True,
        ),
        Agreement(("absent", "passed"), lambda absent, passed: not (absent and passed), "缺考的不能合格。"),
        Agreement(("score", "pass_mark", "passed"), lambda score, line, passed: passed == (score >= line), "是否合格与成绩、合格线不一致。"),
    )

    class Meta:
        verbose_name = "法制考核成绩"


class CertificateReview(Facts):
    reviewed_on = day("年审考试日期", index=True)
    holder = person("持证人员")
    number = code("执法证号", index=True)
    score = whole("成绩", unit="分", most=100)
    result = choice("年审结果", [("passed", "通过"), ("stopped", "暂扣"), ("cancelled", "注销")])
    unit = organ("所在单位", blank=True)
    valid_to = day("证件有效期至", future=True, blank=True)
    why = text("暂扣、注销原因", blank=True)

    agreements = (
        in_order("reviewed_on", "valid_to", "证件在年审时已经过期，请先换证。"),
        Agreement(("result", "why"), lambda result, why: result == "passed" or why, "暂扣、注销的，请写明原因。", at="why", empty=True),
    )

    class Meta:
        verbose_name = "执法证年审"

"""What is recorded of questions and of online examinations."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, moment, organ, person, text, whole
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.enforcement.training.bank import LETTERS, SORTS, checked_cite, letters_of

OPTIONS = ("option_a", "option_b", "option_c", "option_d")


def _filled(options: tuple[str | None, ...]) -> str:
    """The letters of the options that are filled."""
    return "".join(letter for letter, words in zip(LETTERS, options, strict=True) if words)


def _differ(*options: str | None) -> bool:
    plain = ["".join(words.split()).casefold() for words in options if words]
    return len(plain) == len(set(plain))


def _enough(sort: str, *options: str | None) -> bool:
    given = _filled(options)
    return not given if sort == "judge" else len(given) >= 2 and LETTERS.startswith(given)


def _among(sort: str, answer: str, *options: str | None) -> bool:
    given = letters_of(sort, answer)
    return sort == "judge" or set(given) <= set(_filled(options))


def _fits(sort: str, answer: str) -> bool:
    given = letters_of(sort, answer)
    return len(given) >= 2 if sort == "several" else len(given) == 1


class Question(Facts):
    topic = code("主题", index=True, help="组卷规则按主题取题，如：行政处罚法、案卷制作")
    sort = choice("题型", SORTS, index=True)
    stem = long_text("题干", max_length=1000)
    option_a = text("选项A", max_length=300, blank=True, help="判断题不填选项")
    option_b = text("选项B", max_length=300, blank=True)
    option_c = text("选项C", max_length=300, blank=True)
    option_d = text("选项D", max_length=300, blank=True)
    answer = text("答案", max_length=10, help="单选填一个字母，多选如“ACD”，判断填“对”或者“错”")
    cite = code("出题依据", max_length=120, check=checked_cite, help="含版本，如：行政处罚法(2021-01-22)#42")
    written_on = day("出题日期", blank=True)
    rechecked_on = day("按现行条文复核日期", blank=True, index=True)
    retired_on = day("停用日期", blank=True, index=True)
    retired_why = text("停用理由", blank=True)

    agreements = (
        Agreement(("sort", *OPTIONS), _enough, "单选、多选题至少填写两个选项，自 A 起依次填写；判断题不填选项。", at="option_b", empty=True),
        Agreement(OPTIONS, _differ, "有两个选项完全相同，请修改其中一个。", at="option_b", empty=True),
        Agreement(("sort", "answer"), _fits, "答案与题型不符：单选填一个字母，多选填两个以上字母，判断填“对”或者“错”。"),
        Agreement(("sort", "answer", *OPTIONS), _among, "答案不在所填的选项之中。", at="answer", empty=True),
    )

    class Meta:
        verbose_name = "题库"


class ExamRound(Facts):
    name = code("考核场次", index=True, group="安排")
    opens_at = moment("开考时间", future=True, group="安排")
    closes_at = moment("截止时间", future=True, group="安排", help="到时统一收卷，无论何时开考")
    minutes = whole("答题时长", unit="分钟", least=5, most=300, group="安排")
    grace = whole("断网补传时间", unit="分钟", least=2, most=30, group="安排", help="到时以后仍收本机已作答、因断网没有传出的答案")
    pass_mark = whole("合格线", unit="分", least=1, most=100, group="安排")
    attempts = whole("可考次数", unit="次", least=1, most=5, group="安排", help="同一场内可以再考，以最好的一次为准")
    resit_of = matter("补考的原场次", of="training.exam_round", blank=True, group="安排", help="另行组织补考的，选原场次；只有原场次缺考、不合格的人员可以参加，成绩更好的替代原成绩")
    seed = code("组卷种子", max_length=40, blank=True, group="试卷", help="同一题库、同一规则、同一种子组成同一份试卷；不填自动产生")
    paper = long_text("试卷", max_length=500_000, blank=True, group="试卷")
    digest = code("试卷摘要", blank=True, group="试卷")
    questions = whole("题数", unit="题", blank=True, group="试卷")
    opinion = text("审定意见", max_length=500, blank=True, group="试卷")
    should_sit = whole("应考人数", unit="人", blank=True, group="结果")
    sat = whole("参考人数", unit="人", blank=True, group="结果")
    passed = whole("合格人数", unit="人", blank=True, group="结果")
    cancelled_why = text("取消理由", max_length=300, blank=True, group="结果")

    agreements = (
        in_order("opens_at", "closes_at", "截止时间不能早于开考时间。"),
        Agreement(
            ("rules",), lambda rules: not rules or sum((rule["count"] or 0) * (rule["points"] or 0) for rule in rules) == 100,
            "各主题题数乘以每题分值，合计应当为 100 分。", at="rules", empty=True,
        ),
    )

    class Meta:
        verbose_name = "线上考核场次"


class PaperRule(Row):
    rows_of, kind = ExamRound, "rules"
    topic = code("主题")
    sort = choice("题型", SORTS)
    count = whole("题数", unit="题", least=1, most=200)
    points = whole("每题分值", unit="分", least=1, most=100)

    class Meta(Row.Meta):
        verbose_name = "组卷规则"


class Enrolled(Row):
    rows_of, kind = ExamRound, "candidates"
    candidate = person("参考人员")
    unit = organ("所在单位", blank=True)

    class Meta(Row.Meta):
        verbose_name = "应考人员"


class TrainingPlan(Facts):
    topic = text("培训内容", group="计划")
    level = choice("组织层级", [("own", "线下集中培训"), ("city", "市级教官团"), ("province", "省级条线线上")], index=True, group="计划")
    planned_on = day("计划日期", future=True, index=True, group="计划")
    sign_up_by = day("报名截止日期", future=True, group="计划")
    teacher = text("授课人", personal="name", blank=True, group="计划")
    place = text("地点（平台）", blank=True, group="计划")
    hours = whole("学时", unit="学时", least=1, most=80, group="计划")
    places = whole("名额", unit="人", least=1, most=5000, blank=True, group="计划")
    held_on = day("举办日期", blank=True, index=True, group="结果")
    cancelled_why = text("取消理由", max_length=300, blank=True, group="结果")

    agreements = (
        in_order("sign_up_by", "planned_on", "报名截止日期不能晚于计划日期。"),
        Agreement(("attendees", "places"), lambda rows, places: len(rows or ()) <= places, "报名人数已经超过名额。", at="attendees"),
        Agreement(
            ("attendees",), lambda rows: len({row["attendee"] for row in rows or ()}) == len(rows or ()), "同一人不能报名两次。", at="attendees", empty=True,
        ),
    )

    class Meta:
        verbose_name = "培训计划"


class Attendee(Row):
    rows_of, kind = TrainingPlan, "attendees"
    attendee = person("报名人员")
    unit = organ("所在单位", blank=True)
    present = choice("出勤", [("present", "到课"), ("leave", "请假"), ("absent", "缺勤")], blank=True)
    reason = text("请假、缺勤原因", blank=True)

    agreements = (needed("reason", "present", lambda value: value in ("leave", "absent"), "请假、缺勤的，请写明原因。"),)

    class Meta(Row.Meta):
        verbose_name = "报名和签到"

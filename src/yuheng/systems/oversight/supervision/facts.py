"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, at_most, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, organ, person, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import same_quarter


class KeyPoint(Facts):
    planned_on = day("发布日期", index=True)
    number = whole("序号", least=1)
    content = text("重点内容", max_length=300)
    inspection = text("对应检查", blank=True)

    class Meta:
        verbose_name = "监督工作重点"


class SupervisionRound(Facts):
    held_on = day("开展日期", index=True)
    name = text("名称")
    quarter = whole("季度", least=1, most=4)
    units = text("被监督单位")
    files = whole("抽查案卷", unit="份")
    finding = long_text("情况", blank=True)
    form = choice("监督方式", [("daily", "日常监督"), ("key", "重点监督"), ("special", "专项监督"), ("case", "个案监督")], blank=True)
    points = text("对应工作重点", blank=True, help="工作重点的序号，如：1、3")
    papers = whole("制发监督文书", unit="份", blank=True)
    answered = whole("按期反馈", unit="份", blank=True)

    agreements = (same_quarter("held_on", "quarter"), at_most("answered", "papers", "按期反馈数不能多于制发文书数。"))

    class Meta:
        verbose_name = "执法监督"


class ReviewRound(Facts):
    held_on = day("评查日期", index=True)
    name = text("名称")
    quarter = whole("季度", least=1, most=4)
    method = choice("抽样方式", [("full", "全量"), ("random", "随机"), ("stratified", "分层")])
    standard = text("评查标准", blank=True)
    frame = whole("抽样范围案卷", unit="份", blank=True)
    sample = whole("抽取案卷", unit="份", blank=True)

    agreements = (same_quarter("held_on", "quarter"), at_most("sample", "frame", "抽取案卷不能多于抽样范围内的案卷。"))

    class Meta:
        verbose_name = "案卷评查"


class ReviewedFile(Facts):
    reviewed_on = day("评查日期", index=True)
    quarter = whole("季度", least=1, most=4, index=True)
    file = matter("案卷")
    file_number = code("案卷编号", max_length=80)
    unit = organ("被评查单位")
    score = whole("得分", unit="分", most=100)
    supervised = yes_no("同时作为监督抽查", index=True)
    fatal = yes_no("有致命项", blank=True, help="主体、资格、证据、定性、法律、程序等致命问题")
    grade = choice("等次", [("good", "优秀"), ("fit", "合格"), ("unfit", "不合格")], blank=True)
    reviewer = person("评查人", blank=True)

    agreements = (
        same_quarter("reviewed_on", "quarter"),
        Agreement(("fatal", "grade"), lambda fatal, grade: not fatal or grade == "unfit", "有致命项的案卷为不合格。"),
    )

    class Meta:
        verbose_name = "评查案卷"


class ReviewProblem(Row):
    rows_of, kind = ReviewedFile, "problems"
    found_on = day("发现日期", index=True)
    fault = choice(
        "类别",
        [
            ("subject", "主体"),
            ("fact", "事实证据"),
            ("procedure", "程序"),
            ("basis", "适用依据"),
            ("paper", "文书归档"),
        ],
    )
    content = text("问题", max_length=500)
    page = text("页码", blank=True)
    assigned_on = day("交办日期", blank=True, index=True)
    corrected_on = day("整改日期", blank=True, index=True)
    verified_by = person("复核人", blank=True)
    duty = person("责任人", blank=True)
    fix = text("整改情况", blank=True, max_length=500)

    agreements = (
        in_order("found_on", "assigned_on", "交办日期不能早于发现日期。"),
        in_order("found_on", "corrected_on", "整改日期不能早于发现日期。"),
        needed("verified_by", "corrected_on", lambda on: on, "整改完成须经复核，请填写复核人。"),
    )

    class Meta(Row.Meta):
        verbose_name = "评查问题"

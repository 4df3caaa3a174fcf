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
    held_on = day("评查日期", index=True, blank=True, group="结果", help="不填为通报当日")
    name = text("名称", group="方案")
    quarter = whole("季度", least=1, most=4, blank=True, group="结果", help="由评查日期得出，不用填写")
    method = choice("抽样方式", [("full", "全量"), ("random", "随机"), ("stratified", "分层")], group="方案")
    standard = text("评查标准", blank=True, group="方案")
    from_on = day("案卷结案日期起", blank=True, group="方案", help="抽样范围：这一期间结案的案卷")
    to_on = day("案卷结案日期止", blank=True, future=True, group="方案")
    cases = choice("案卷种类", [("all", "全部行政处罚案卷"), ("ordinary", "普通程序案卷"), ("summary", "简易程序案卷")], blank=True, group="方案")
    size = whole("抽取份数", unit="份", least=1, most=10_000, blank=True, group="方案", help="全量的不填")
    reviewers = whole("每份案卷评查人数", unit="人", least=1, most=2, blank=True, group="方案", help="两人的互不知道对方的评分")
    tolerance = whole("分差上限", unit="分", most=100, blank=True, group="方案", help="两人评分相差超过的，或者对致命项认定不一致的，由第三人复核")
    supervised = yes_no("同时作为监督抽查", blank=True, group="方案")
    frame = whole("抽样范围案卷", unit="份", blank=True, group="抽样")
    sample = whole("抽取案卷", unit="份", blank=True, group="抽样")
    seed = code("种子", max_length=40, blank=True, group="抽样", help="不填自动产生；凭保存的范围和种子，任何人可以重新抽出同一批案卷")
    frame_kept = long_text("抽样范围（存档）", max_length=5_000_000, blank=True, group="抽样")
    frame_digest = code("抽样范围摘要", blank=True, group="抽样")
    notice = long_text("通报内容", blank=True, max_length=5000, group="结果")
    stopped_why = text("终止理由", blank=True, group="结果")

    agreements = (
        same_quarter("held_on", "quarter"), at_most("sample", "frame", "抽取案卷不能多于抽样范围内的案卷。"), in_order("from_on", "to_on", "案卷结案日期的止期不能早于起期。"),
    )

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
    round = matter("所属评查", of="oversight.review", blank=True, help="在平台上评分的，结果由评分表形成")
    fed_back_on = day("反馈日期", blank=True)
    objection = long_text("异议", max_length=2000, blank=True)
    objection_result = choice("异议处理", [("kept", "维持"), ("changed", "变更")], blank=True)
    objection_answer = long_text("异议答复", max_length=2000, blank=True)

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
    returned_why = text("退回理由", blank=True, max_length=300)

    agreements = (
        in_order("found_on", "assigned_on", "交办日期不能早于发现日期。"),
        in_order("found_on", "corrected_on", "整改日期不能早于发现日期。"),
        needed("verified_by", "corrected_on", lambda on: on, "整改完成须经复核，请填写复核人。"),
    )

    class Meta(Row.Meta):
        verbose_name = "评查问题"

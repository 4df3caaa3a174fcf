"""The sheet on which one reviewer scores one file, and the rows of a review: who reviews, which files were drawn."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, organ, person, several, text, whole
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.oversight.case_review.standard import FATAL, FAULTS, GRADES, ITEMS, TURNS
from yuheng.systems.oversight.supervision.facts import ReviewRound


class Panel(Row):
    rows_of, kind = ReviewRound, "panel"
    reviewer = person("评查人")

    class Meta(Row.Meta):
        verbose_name = "评查人员"


class Sampled(Row):
    rows_of, kind = ReviewRound, "sampled"
    file = matter("案卷")
    file_number = code("案卷编号", max_length=80)
    unit = organ("被评查单位")

    class Meta(Row.Meta):
        verbose_name = "抽取的案卷"


class ReviewSheet(Facts):
    round = matter("评查", of="oversight.review")
    file = matter("案卷")
    file_number = code("案卷编号", max_length=80, blank=True)
    unit = organ("被评查单位", blank=True)
    reviewer = person("评查人")
    turn = choice("评次", TURNS)
    fatal = several("致命项", list(FATAL), blank=True, help="有一项的，该案卷为不合格")
    fatal_page = text("致命项所在页码", blank=True, help="如：卷内第 12 页，或者文书名称")
    opinion = long_text("评查意见", max_length=2000, blank=True)
    score = whole("得分", unit="分", most=100, blank=True)
    grade = choice("等次", GRADES, blank=True)
    scored_on = day("评查日期", blank=True)
    withdrawn_why = text("撤回理由", blank=True)

    agreements = (needed("fatal_page", "fatal", bool, "有致命项的，请写明证据所在的页码。"),)

    class Meta:
        verbose_name = "评查评分表"


class Deduction(Row):
    rows_of, kind = ReviewSheet, "deductions"
    item = choice("评分项", [(code_, name) for code_, name, _part in ITEMS])
    points = whole("扣分", unit="分", least=1, most=100)
    page = text("证据页码", max_length=60)
    content = text("问题", max_length=300)
    fault = choice("问题类别", FAULTS)

    agreements = (Agreement(("page",), lambda page: any(sign.isalnum() for sign in page or ""), "请写明证据在卷内的页码，或者文书名称。", empty=True),)

    class Meta(Row.Meta):
        verbose_name = "扣分"


class UnitResult(Row):
    rows_of, kind = ReviewRound, "by_unit"
    unit = organ("单位")
    files = whole("评查案卷", unit="份")
    points = whole("得分合计", unit="分")
    good = whole("优秀", unit="份")
    unfit = whole("不合格", unit="份")
    problems = whole("问题", unit="个")

    class Meta(Row.Meta):
        verbose_name = "各单位评查结果"

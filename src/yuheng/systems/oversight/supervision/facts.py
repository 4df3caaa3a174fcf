"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, long_text, matter, organ, person, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row


class KeyPoint(Facts):
    planned_on = day("发布日期", index=True)
    number = whole("序号")
    content = text("重点内容", max_length=300)
    check = text("对应检查", blank=True)

    class Meta:
        verbose_name = "监督工作重点"


class SupervisionRound(Facts):
    held_on = day("开展日期", index=True)
    name = text("名称")
    quarter = whole("季度", least=1, most=4)
    units = text("被监督单位")
    files = whole("抽查案卷", unit="份")
    finding = long_text("情况", blank=True)

    class Meta:
        verbose_name = "执法监督"


class ReviewRound(Facts):
    held_on = day("评查日期", index=True)
    name = text("名称")
    quarter = whole("季度", least=1, most=4)
    method = choice("抽样方式", [("full", "全量"), ("random", "随机"), ("stratified", "分层")])
    standard = text("评查标准", blank=True)

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

    class Meta(Row.Meta):
        verbose_name = "评查问题"

"""What the file of an annual report holds."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, long_text, moment, organ, person, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row

CHAPTERS = (
    ("1", "统筹部署"), ("2", "公共服务"), ("3", "法治氛围"), ("4", "行政执法"), ("5", "权力监督"), ("6", "纠纷化解"), ("7", "不足和计划"),
)  # fmt: skip
"""The parts of the report for which units send material."""


class AnnualReport(Facts):
    year = whole("报告年度", least=2000, most=2100, index=True)
    title = text("标题", blank=True, help="不填的写作“某地某年法治政府建设年度报告”")
    collect_by = day("材料报送截止日期", future=True, blank=True, help="各参编单位报送材料的最后一日")
    submit_by = day("最迟报送日期", future=True, blank=True, help="每年3月1日之前；不填的由系统填写法定的最后一日")
    publish_by = day("最迟公开日期", future=True, blank=True, help="每年4月1日之前；不填的由系统填写法定的最后一日")
    draft = long_text("报告正文", max_length=60_000, blank=True, help="指标写作 {指标编号}，公开时由记录生成数字")
    review_opinion = long_text("审核意见", blank=True)
    secret = yes_no("涉及国家秘密或者工作秘密", blank=True)
    secrecy_opinion = long_text("保密审查意见", blank=True)
    meeting = text("审议会议", blank=True)
    sent_to = text("报送对象", blank=True)
    place = text("公开渠道", blank=True)
    unconfirmed_reason = long_text("未经确认仍予公开的理由", max_length=500, blank=True, help="有数字尚未经责任单位确认时填写")
    digest = code("公开文本摘要", blank=True)

    class Meta:
        verbose_name = "年度报告"


class ReportUnit(Row):
    rows_of, kind = AnnualReport, "units"
    unit = organ("参编单位")

    class Meta(Row.Meta):
        verbose_name = "参编单位"


class Passage(Row):
    rows_of, kind = AnnualReport, "passages"
    chapter = choice("章", CHAPTERS)
    unit = organ("报送单位", blank=True, help="由系统填写")
    content = long_text("材料", max_length=8000)

    class Meta(Row.Meta):
        verbose_name = "单位材料"


class Confirmation(Row):
    """A figure confirmed by the unit that answers for it: the value at that time, by whom and when."""

    rows_of, kind = AnnualReport, "confirmations"
    indicator = code("指标编号", max_length=60)
    unit = organ("责任单位", blank=True)
    shown = code("确认时的数字", max_length=60, blank=True)
    numerator = whole("确认时的值（分子）", most=9_000_000_000_000_000, blank=True)
    denominator = whole("确认时的值（分母）", most=9_000_000_000_000_000, blank=True)
    confirmed_by = person("确认人", blank=True)
    confirmed_at = moment("确认时间", blank=True)

    class Meta(Row.Meta):
        verbose_name = "数字确认"

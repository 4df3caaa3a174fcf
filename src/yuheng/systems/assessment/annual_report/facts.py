"""What the file of an annual report holds."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, long_text, organ, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row


class AnnualReport(Facts):
    year = whole("报告年度", least=2000, most=2100, index=True)
    title = text("标题")
    submit_by = day("最迟报送日期", future=True, help="每年3月1日之前")
    publish_by = day("最迟公开日期", future=True, help="每年4月1日之前")
    draft = long_text("报告正文", max_length=60_000, blank=True, help="指标写作 {指标编号}，公开时由记录生成数字")
    review_opinion = long_text("审核意见", blank=True)
    secret = yes_no("涉及国家秘密或者工作秘密", blank=True)
    secrecy_opinion = long_text("保密审查意见", blank=True)
    meeting = text("审议会议", blank=True)
    sent_to = text("报送对象", blank=True)
    place = text("公开渠道", blank=True)
    digest = code("公开文本摘要", blank=True)

    class Meta:
        verbose_name = "年度报告"


class Passage(Row):
    rows_of, kind = AnnualReport, "passages"
    chapter = choice(
        "章",
        [("1", "统筹部署"), ("2", "公共服务"), ("3", "法治氛围"), ("4", "行政执法"), ("5", "权力监督"), ("6", "纠纷化解"), ("7", "不足和计划")],
    )
    unit = organ("报送单位")
    content = long_text("材料")

    class Meta(Row.Meta):
        verbose_name = "单位材料"

"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import code, day, long_text, organ, text, whole
from yuheng.kernel.records.facts import Facts


class DecisionItem(Facts):
    name = text("事项名称")
    catalogued_on = day("列入目录日期", index=True)
    unit = organ("承办单位")
    participation_from = day("公众参与开始", blank=True)
    participation_to = day("公众参与结束", blank=True)
    comments = whole("收到意见", unit="条", blank=True)
    adopted = whole("采纳意见", unit="条", blank=True)
    experts_on = day("专家论证日期", blank=True)
    risk_on = day("风险评估日期", blank=True)
    legality_on = day("合法性审查日期", blank=True)
    legality_number = code("审查意见文号", blank=True)
    discussed_on = day("集体讨论日期", blank=True)
    published_on = day("公布日期", blank=True)
    outcome = long_text("决策结果", blank=True)

    class Meta:
        verbose_name = "重大行政决策事项"

"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import day, long_text, organ, text, whole, yes_no
from yuheng.kernel.records.facts import Facts


class RuleImproved(Facts):
    name = text("制度名称")
    improved_on = day("完善日期", index=True)
    unit = organ("责任单位")
    problem = text("针对的问题", max_length=500)
    old_text = long_text("原条文")
    new_text = long_text("新条文")

    class Meta:
        verbose_name = "完善制度"


class Pledge(Facts):
    year = whole("年度", least=2000, most=2100)
    listed_on = day("应签日期", index=True)
    village = organ("村（社区）")
    signed = yes_no("已签订", index=True)
    signed_on = day("签订日期", blank=True)

    class Meta:
        verbose_name = "政务诚信承诺"

"""What is published of the ratings of one organ in one month, once the month is over."""

from __future__ import annotations

from yuheng.kernel.records.columns import day, organ, text, whole
from yuheng.kernel.records.facts import Facts


class RatingMonth(Facts):
    """Totals from five ratings up; below that nothing but that it is so. Filled from the tallies, never typed, and never changed."""

    month = day("月份", index=True)
    rated = organ("被评价机关")
    ratings = whole("评价数", unit="份", blank=True, fixed=True)
    stars = text("平均星级", blank=True, fixed=True)
    card = whole("主动出示证件和任务码", unit="份", blank=True, fixed=True)
    reason = whole("说明了事项和依据", unit="份", blank=True, fixed=True)
    calm = whole("没有影响正常生产经营", unit="份", blank=True, fixed=True)
    note = text("说明", blank=True, fixed=True)

    class Meta:
        verbose_name = "检查评价月度公布"

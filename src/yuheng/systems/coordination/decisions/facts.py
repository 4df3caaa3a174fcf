"""What the office records of each."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.law import law
from yuheng.kernel.procedure.agreement import Agreement, at_most, in_order
from yuheng.kernel.records.columns import choice, code, day, long_text, organ, text, whole
from yuheng.kernel.records.facts import Facts
from yuheng.kernel.time import current_calendar, reckon


def _long_enough(first: date | None, last: date | None, why: str | None) -> bool:
    """Comments are open for the statutory period, or the reason for less is told."""
    if first is None or last is None or why:
        return True
    due = reckon(law("decision.comment.days", first), first, current_calendar()).due
    return due is None or last >= due


class DecisionItem(Facts):
    name = text("事项名称")
    catalogued_on = day("列入目录日期", index=True)
    unit = organ("承办单位")
    participation_from = day("公众参与开始", blank=True)
    participation_to = day("公众参与结束", blank=True)
    short_reason = text("缩短征求意见期限的理由", blank=True, max_length=500)
    comments = whole("收到意见", unit="条", blank=True)
    adopted = whole("采纳意见", unit="条", blank=True)
    experts_on = day("专家论证日期", blank=True)
    experts = whole("参加论证专家", unit="人", blank=True)
    risk_on = day("风险评估日期", blank=True)
    risk = choice("风险等级", [("low", "低"), ("middle", "中"), ("high", "高")], blank=True)
    fair_on = day("公平竞争审查日期", blank=True)
    legality_on = day("合法性审查日期", blank=True)
    legality_number = code("审查意见文号", blank=True)
    discussed_on = day("集体讨论日期", blank=True)
    published_on = day("公布日期", blank=True)
    evaluated_on = day("后评估日期", blank=True)
    outcome = long_text("决策结果", blank=True)

    # Steps taken in the wrong order are recorded as they happened: only what cannot be is refused.
    agreements = (
        in_order("participation_from", "participation_to", "公众参与结束日期不能早于开始日期。"),
        at_most("adopted", "comments", "采纳意见不能多于收到意见。"),
        Agreement(
            ("participation_from", "participation_to", "short_reason"), _long_enough,
            "公开征求意见少于法定期限的，须说明理由（《重大行政决策程序暂行条例》第十五条）。", at="short_reason", empty=True,
        ),
        in_order("discussed_on", "published_on", "公布日期不能早于集体讨论日期。"),
    )

    class Meta:
        verbose_name = "重大行政决策事项"

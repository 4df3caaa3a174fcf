"""What the organs tell the public in their own words, and the record of what was shown of a decision."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import in_order
from yuheng.kernel.records.columns import choice, day, long_text, organ, text
from yuheng.kernel.records.facts import Facts
from yuheng.systems.enforcement.disclosure.choices import SORTS


class OpenItem(Facts):
    sort = choice("公开事项", SORTS, index=True, group="内容")
    unit = organ("公开机关", group="内容", help="谁执法谁公示")
    title = text("标题", group="内容")
    content = long_text("内容", group="内容", help="简明扼要、通俗易懂；不写个人信息、联系人姓名")
    from_on = day("公开起始日期", future=True, index=True, group="内容")
    to_on = day("公开截止日期", future=True, blank=True, group="内容", help="有期限的填最后一日")
    opinion = text("审核意见", max_length=500, blank=True)
    ended_on = day("停止公开日期", blank=True, index=True)
    ended_why = text("停止公开的理由", max_length=500, blank=True)

    agreements = (in_order("from_on", "to_on", "截止日期不能早于起始日期。"),)

    class Meta:
        verbose_name = "执法公开事项"

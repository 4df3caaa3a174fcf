"""What the file of a yearly statistics holds. Its cells come from the records, never from a keyboard."""

from __future__ import annotations

from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.procedure.agreement import Agreement, in_order
from yuheng.kernel.records.columns import code, day, organ, text, whole
from yuheng.kernel.records.facts import Facts

FROM_RECORDS = "由“行政执法统计年报”页面按记录生成，不手填"


class AnnualStatistics(Facts):
    year = whole("统计年度", least=2000, most=2100, index=True)
    period_end = day("统计期间最后一日", future=True)
    unit = organ("报送机关", blank=True)
    taken_on = day("数据截止日期", help="此后补录、更正的记录不改变本年报，另行显示变动")
    cells = code("统计数据", max_length=20_000, help=FROM_RECORDS)
    digest = code("数据摘要", help=FROM_RECORDS)
    opinion = text("审核意见", blank=True, max_length=500)
    published_on = day("公开日期", blank=True)
    place = text("公开渠道", blank=True)
    sent_on = day("报送日期", blank=True)
    sent_to = text("报送对象", blank=True, help="本级人民政府和上级主管部门")

    agreements = (
        Agreement(("year", "period_end"), lambda year, on: (on.year, on.month, on.day) == (year, 12, 31), "统计期间为该年度1月1日至12月31日。"),
        Agreement(("cells", "digest"), lambda cells, digest: sm3(cells.encode()).hex() == digest, "统计数据由系统按记录生成，不能手填。"),
        in_order("period_end", "published_on", "统计期间未满，不能公开。"),
        in_order("period_end", "sent_on", "统计期间未满，不能报送。"),
    )

    class Meta:
        verbose_name = "行政执法统计年报"

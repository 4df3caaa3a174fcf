"""Inspections: cells of the yearly statistics."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.enforcement.inspection.facts import Inspection

DATED = "以检查日期为准，对一个对象检查一次计一次。"

register(
    Indicator("inspection.all", 4, "行政检查", "次", "实施行政检查的次数。", Records(Inspection, "inspected_on"), calibre=DATED, figure=False),
    Indicator("inspection.enterprise", 4, "涉企行政检查", "次", "其中对企业的检查次数。", Records(Inspection, "inspected_on", Q(enterprise=True)), calibre=DATED, figure=False),
    *(
        Indicator(f"inspection.{way}", 4, name, "次", f"{name}的次数。", Records(Inspection, "inspected_on", Q(way=way)), calibre=DATED, figure=False)
        for way, name in (("random", "双随机检查"), ("daily", "日常检查"), ("special", "专项检查"), ("triggered", "触发式检查"))
    ),
)  # fmt: skip

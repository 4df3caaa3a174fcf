"""Figures of lenient enforcement: what was spared by the list, together with what the summary procedure spared; repeats; what became a case."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Records, Total, register
from yuheng.systems.enforcement.leniency.facts import Leniency

ACT = "行政处罚法(2021-01-22)"

register(
    Indicator(
        "leniency.summary_not_punished", 4, "小微违法简易案件不予处罚", "起", "简易案件和免罚轻罚核验中依照第三十三条不予处罚的案件。", Total(("penalty.summary_spared", "leniency.spared")),
        calibre="以决定日期为准。", confirms="enforcement", cites=(f"{ACT}#33",),
    ),
    Indicator("leniency.spared", 4, "按清单免予处罚", "起", "按免罚轻罚清单核验、改正、教育以后不予处罚的。", Records(Leniency, "decided_on", Q(spared=True)), figure=False, cites=(f"{ACT}#33",)),
    Indicator("leniency.first", 4, "首违不罚", "起", "以初次违法为理由按清单不予处罚的。", Records(Leniency, "decided_on", Q(spared=True, ground="first")), figure=False, cites=(f"{ACT}#33",)),
    Indicator("leniency.repeated", 4, "回溯期内再次违法", "起", "核验时查到回溯期内同类违法、不再适用首违不罚的。", Records(Leniency, "happened_on", Q(first=False)), figure=False),
    Indicator("leniency.referred", 4, "免罚轻罚转立案件", "件", "条件不符或者到期没有改正、转立案件的。", Records(Leniency, "happened_on", Q(case__isnull=False)), figure=False),
)  # fmt: skip

"""Figures of penalties. Hearings are counted, not the cases they dealt with; only grounds of 第三十三条 count as leniency."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Events, Indicator, Records, Sum, register
from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty

LENIENT = Q(ground__in=("slight", "first", "no_fault"))

register(
    Indicator(
        "penalty.hearings", 4, "依法组织公开听证", "场", "公开举行的行政处罚听证场数。", Events("penalty.ordinary", ("hearing",), Penalty, Q(hearing_public=True)), calibre="以听证举行日期为准。",
        confirms="enforcement", cites=("行政处罚法(2021-01-22)#64",),
    ),
    Indicator(
        "leniency.ordinary_not_punished", 4, "普通案件不予处罚", "起", "普通程序中依照第三十三条不予处罚的案件。", Records(Penalty, "decided_on", Q(outcome="none") & LENIENT), calibre="以决定日期为准。",
        confirms="enforcement", cites=("行政处罚法(2021-01-22)#33",),
    ),
    Indicator(
        "penalty.summary_spared", 4, "简易案件不予处罚", "起", "简易案件中依照第三十三条不予处罚的案件。", Records(SummaryPenalty, "decided_on", Q(outcome="none") & LENIENT),
        calibre="以决定日期为准。", figure=False, cites=("行政处罚法(2021-01-22)#33",),
    ),
    Indicator("penalty.ordinary_decided", 4, "普通程序处罚决定", "件", "普通程序作出的行政处罚决定。", Records(Penalty, "decided_on", Q(outcome="penalised")), figure=False),
    Indicator("penalty.summary_decided", 4, "当场处罚决定", "件", "简易程序作出的行政处罚决定。", Records(SummaryPenalty, "decided_on", Q(outcome="penalised")), figure=False),
    Indicator("penalty.fines", 4, "普通程序罚款", "万元", "普通程序处罚决定书所载罚款之和。", Records(Penalty, "decided_on", Q(outcome="penalised")), Sum("decided_fine", 1_000_000, 2), figure=False),
)  # fmt: skip

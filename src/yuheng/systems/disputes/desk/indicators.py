"""Figures of the desk; working figures, not of the report."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Ratio, Records, register
from yuheng.systems.disputes.desk.facts import Intake, Urging

register(
    Indicator("desk.received", 6, "一个窗口收到来件", "件", "期内收到的来件，同一件事几个渠道反映的分别计。", Records(Intake, "received_on"), calibre="以收到日期为准。", figure=False, confirms="disputes"),
    Indicator(
        "desk.matters", 6, "来件所涉事项", "件", "期内收到的来件所涉的事项：并入其他事项的不再计。", Records(Intake, "received_on", Q(same_as=None)), calibre="以收到日期为准；并入的不计。",
        figure=False, confirms="disputes",
    ),
    Indicator(
        "desk.mediated_share", 6, "来件导入人民调解占比", "%", "已分类的来件中，导入人民调解的比例。", Records(Intake, "received_on", Q(route__isnull=False, same_as=None)),
        Ratio(Q(route="mediation"), 2), figure=False, confirms="disputes",
    ),
    Indicator("desk.urged", 6, "催办督办", "次", "期内发出的催办、督办。", Records(Urging, "issued_on"), figure=False, confirms="disputes"),
)  # fmt: skip

"""Coercive acts by kind: cells of the yearly statistics."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.enforcement.coercion.facts import COURT, ENFORCEMENTS, KINDS, MEASURES, Coercion

DATED = "以决定（申请）日期为准。"

register(
    *(
        Indicator(
            f"coercion.{code}", 4, name, "次", f"{name}的次数。", Records(Coercion, "decided_on", Q(kind=code)), calibre=DATED, figure=False,
            cites=("行政强制法(2011-06-30)#9" if (code, name) in MEASURES else "行政强制法(2011-06-30)#12",),
        )
        for code, name in KINDS
    ),
    *(
        Indicator(
            f"coercion.all_{group}", 4, name, "次", f"{name}的次数。", Records(Coercion, "decided_on", Q(kind__in=[code for code, _name in kinds])),
            calibre=DATED, figure=False,
        )
        for group, name, kinds in (("measures", "行政强制措施合计", MEASURES), ("enforcements", "行政强制执行合计", (*ENFORCEMENTS, *COURT)))
    ),
)  # fmt: skip

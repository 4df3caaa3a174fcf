"""Licences by what became of them: cells of the yearly statistics."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.services.licence.facts import ENDS, Licence


def _cell(code: str, name: str, day: str, where: Q, calibre: str) -> Indicator:
    return Indicator(f"licence.{code}", 2, name, "件", f"{name}的件数。", Records(Licence, day, where), calibre=calibre, figure=False, cites=("行政许可法(2019-04-23)#38",))


register(
    _cell("applied", "许可申请", "applied_on", Q(), "以申请日期为准。"),
    _cell("accepted", "许可受理", "accepted_on", Q(), "以受理日期为准。"),
    _cell("decided", "许可决定", "decided_on", Q(result__in=("granted", "refused")), "以决定日期为准。"),
    _cell("granted", "准予许可", "decided_on", Q(result="granted"), "以决定日期为准。"),
    _cell("refused", "不予许可", "decided_on", Q(result="refused"), "以决定日期为准。"),
    *(_cell(f"ended_{code}", f"许可{name}", "ended_on", Q(ended_how=code), "以撤销、注销日期为准。") for code, name in ENDS),
)

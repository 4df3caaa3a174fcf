"""Meetings are counted, not the cases they dealt with; a meeting that only studied a case is none."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.enforcement.meetings.facts import Meeting

register(
    Indicator(
        "penalty.collective_discussions",
        4,
        "重大行政处罚决定集体讨论",
        "次",
        "对重大行政处罚决定召开集体讨论的次数，一次会议讨论几件计一次；审核、告知以前的案情研究不计。",
        Records(Meeting, "held_on", Q(sort="decision")),
        calibre="以会议日期为准。",
        confirms="enforcement",
        cites=("行政处罚法(2021-01-22)#57.2",),
    )
)

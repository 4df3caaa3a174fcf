"""A paper may not lie on a desk: what was received and not taken by its unit is told to two persons the same day, and every day after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from yuheng.kernel.engine.notices import Told, tell
from yuheng.kernel.engine.office import office
from yuheng.kernel.records.models import Clock, Event

OFFICE = ("justice_head",)
"""Roles that are told beside whoever received the paper."""


def lying(day: date) -> list[Clock]:
    """Papers received by this day that nobody took yet, the oldest first."""
    owed = Clock.objects.filter(step="hand_over", ended=0, asleep=False, due_on__lte=day, matter__procedure__in=("litigation.reconsideration", "litigation.lawsuit"))
    return list(owed.exclude(matter__status="void").select_related("matter").order_by("due_on", "matter"))


def raise_alarm(day: date, channels: Collection[str] = ("site",)) -> int:
    """Tells the person who received each such paper and the head of the justice office, once a day. Returns how many notices were made."""
    papers = lying(day)
    if not papers:
        return 0
    staff = office()
    heads = [person for person in staff.posts if any(post.roles & set(OFFICE) for post in staff.posts_on(person, day))]
    received = dict(Event.objects.filter(matter__in=[one.matter_id for one in papers], kind="open").values_list("matter", "person"))
    told = []
    for one in papers:
        late = (day - one.due_on).days if one.due_on else 0
        waited = f"已过 {late} 日" if late else "今日须转办"
        text = f"收文“{one.matter.title}”{one.due_on} 收到，还没有转办，{waited}；请移交承办单位并当面签收。"
        people = dict.fromkeys([person for person in (received.get(one.matter_id), *heads) if person])
        told += [Told(f"handover:{one.matter_id}:{day}", person, one.matter_id, text) for person in people]
    return tell(told, channels)

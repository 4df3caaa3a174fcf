"""Hearings that the public may attend: cause, organ, time and place; whom it concerns is told by nobody before a decision (行政处罚法 第六十四条第三项)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef

from yuheng.kernel.identity.names import is_body
from yuheng.kernel.identity.scrubbing import scrubbed
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import StepState
from yuheng.systems.enforcement.penalty.facts import Penalty


@dataclass(frozen=True)
class Announced:
    """One public hearing to come."""

    cause: str
    organ: str
    at: datetime
    place: str


def announced(on: date) -> list[Announced]:
    """Public hearings from this day on that were notified and not yet held."""
    done = {step: Exists(StepState.objects.filter(matter=OuterRef("matter_id"), step=step, done=True)) for step in ("notify_hearing", "hearing")}
    begin = datetime.combine(on, time(), CHINA)
    found = Penalty.objects.filter(done["notify_hearing"], ~done["hearing"], hearing_public=True, hearing_on__gte=begin, matter__status="open")
    rows = found.select_related("matter__power", "matter__lead").order_by("hearing_on", "pk")
    return [_announced(one) for one in rows[:200]]


def _announced(one: Penalty) -> Announced:
    organ = one.matter.power or one.matter.lead
    known = tuple(name for name in (one.party_name, one.party_head, one.reporter) if name and not is_body(name))
    assert one.hearing_on is not None
    return Announced(scrubbed(one.cause or "", known), organ.name, one.hearing_on.astimezone(CHINA), one.hearing_place or "")

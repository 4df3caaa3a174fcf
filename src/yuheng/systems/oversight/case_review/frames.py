"""The frame of a review: every enforcement file closed in a period."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Matter
from yuheng.systems.oversight.case_review.sampling import Framed

CASES = {"all": ("penalty.ordinary", "penalty.summary"), "ordinary": ("penalty.ordinary",), "summary": ("penalty.summary",)}


def frame(from_on: date, to_on: date, cases: str) -> list[Framed]:
    """The files whose case was closed from one day to the other, both included."""
    begins, ends = (datetime.combine(day, time(), CHINA) for day in (from_on, to_on + timedelta(days=1)))
    found = Matter.objects.filter(procedure__in=CASES[cases], closed_at__gte=begins, closed_at__lt=ends).exclude(status="void")
    return [Framed(*row) for row in found.order_by("pk").values_list("pk", "number", "lead", "procedure")]

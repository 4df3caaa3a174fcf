"""The year's plan of supervision: which key points were looked at, and which have no check at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import QuerySet

from yuheng.systems.oversight.supervision.facts import KeyPoint, SupervisionRound


@dataclass(frozen=True)
class PointLine:
    """One key point with the supervisions that name it, by its number or its words."""

    matter: int
    number: int
    content: str
    checks: tuple[SupervisionRound, ...]


def plan(year: int, points: QuerySet[KeyPoint] | None = None, rounds: QuerySet[SupervisionRound] | None = None) -> list[PointLine]:
    """The key points of a year in their order. A supervision names points as “1、3” or in words; a point may name the supervision meant for it."""
    held = list((SupervisionRound.objects.all() if rounds is None else rounds).filter(held_on__year=year).exclude(matter__status="void").order_by("held_on", "pk"))
    found = (KeyPoint.objects.all() if points is None else points).filter(planned_on__year=year).exclude(matter__status="void").order_by("number", "pk")
    return [PointLine(one.pk, one.number, one.content, tuple(r for r in held if _names(r, one))) for one in found]


def _names(held: SupervisionRound, point: KeyPoint) -> bool:
    said = held.points or ""
    numbers = {int(n) for n in re.findall(r"[0-9]+", said) if len(n) < 5}
    return point.number in numbers or point.content in said or bool(point.inspection and point.inspection == held.name)

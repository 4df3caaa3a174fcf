"""Where clues stand: still with the squad, ready to be judged, judged; and how often each model was right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from yuheng.kernel.engine.legal import legal_day
from yuheng.systems.oversight.clues.facts import Clue
from yuheng.systems.oversight.clues.model import horizon, limit

SHOWN = "supervision.clue.shown"

MOST = 20
"""Repeated problems told at once."""


def last_ready(on: date) -> date:
    """The latest day of finding whose clues may be counted on `on`."""
    law, day = legal_day("", "", ""), on
    while law.earliest(SHOWN, day) > on:
        day -= timedelta(days=1)
    return day


def countable_on(found: date) -> date:
    """The first day on which a clue found on `found` may be counted."""
    return legal_day("", "", "").earliest(SHOWN, found)


def still_shown(on: date) -> Q:
    """Clues that only the squad answers yet."""
    return Q(verdict=None, found_on__gt=last_ready(on))


def ready(on: date) -> Q:
    """Clues that wait for the supervisor."""
    return Q(verdict=None, found_on__lte=last_ready(on))


@dataclass(frozen=True)
class Quality:
    """How a model did: of what was judged, so many counted."""

    found: int = 0
    counted: int = 0
    dropped: int = 0

    @property
    def share(self) -> str:
        """Of the judged, in whole percent rounded half up; empty where none was judged."""
        judged = self.counted + self.dropped
        return f"{(200 * self.counted + judged) // (2 * judged)}%" if judged else ""


def quality(clues: QuerySet[Clue]) -> dict[str, Quality]:
    rows = clues.values("model").annotate(n=Count("pk"), counted=Count("pk", filter=Q(verdict="counted")), dropped=Count("pk", filter=Q(verdict="dropped")))
    return {row["model"]: Quality(row["n"], row["counted"], row["dropped"]) for row in rows.order_by("model")}


def repeated(clues: QuerySet[Clue], on: date) -> list[tuple[int, str, str, str, int]]:
    """What came again in one unit within the time that models look back: unit, its name, model, its name, counted clues; most first."""
    found = clues.filter(verdict="counted", found_on__gte=horizon(on)).values_list("unit", "unit__name", "model", "name").annotate(n=Count("pk"))
    return list(found.filter(n__gte=limit("repeated", on)).order_by("-n", "unit__name", "name")[:MOST])

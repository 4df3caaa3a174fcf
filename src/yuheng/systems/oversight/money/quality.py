"""How the rules do: raised, true, false, false-alarm rate; and where doubts stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from yuheng.systems.oversight.money.facts import Doubt

STATES = {
    "notify": ("待下发", Q(matter__stage="待下发")), "answer": ("待回复", Q(matter__stage="待回复")), "judge": ("待认定", Q(matter__stage="待认定")),
    "rectify": ("整改中", Q(matter__stage="整改中")), "closed": ("已销号", Q(matter__stage="已销号")),
}  # fmt: skip
"""Where a doubt may stand: id, words, question."""


@dataclass(frozen=True)
class Quality:
    """How one rule did: doubts raised, and of those judged how many were true and false."""

    raised: int = 0
    true: int = 0
    false: int = 0

    @property
    def share(self) -> str:
        """False alarms among the judged, in whole percent rounded half up; empty where none was judged."""
        judged = self.true + self.false
        return f"{(200 * self.false + judged) // (2 * judged)}%" if judged else ""


def quality(doubts: QuerySet[Doubt, Any]) -> dict[str, Quality]:
    """By rule, of the doubts given."""
    rows = doubts.order_by("rule").values_list("rule").annotate(n=Count("pk"), true=Count("pk", filter=Q(verdict="true")), false=Count("pk", filter=Q(verdict="false")))
    return {rule or "": Quality(n, true, false) for rule, n, true, false in rows}

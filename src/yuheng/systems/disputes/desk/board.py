"""The risk board and the map: open matters of the queue by place, kind and risk. Every number opens the list that it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import scope_condition
from yuheng.kernel.law import law
from yuheng.kernel.records.models import Matter, Organ, Scope
from yuheng.systems.disputes.desk.facts import Intake
from yuheng.systems.disputes.mediation.facts import Dispute
from yuheng.systems.disputes.petition.facts import PetitionBatch

PLACES = ("community", "village")


@dataclass
class Board:
    """Counts of open matters: by (place, kind), by place and by risk; `late` those past their date."""

    cells: Counter[tuple[int | None, str]] = field(default_factory=Counter)
    places: Counter[int | None] = field(default_factory=Counter)
    late: Counter[int | None] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    risks: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.places.values())

    def clusters(self, viewer: Viewer) -> list[tuple[int | None, str, int]]:
        """Kinds that gather in one place, the most first."""
        many = int(law("desk.board.many", on=viewer.day).value)
        return [(place, kind, count) for (place, kind), count in self.cells.most_common() if count >= many and place is not None]


def board(viewer: Viewer, risk: str = "") -> Board:
    """The board of what the viewer may see, of one level of risk where it is asked for; `risks` are always of all. Three statements."""
    items = Q(same_as=None) & (Q(follow=None) | ~Q(follow__procedure="mediation.dispute"))
    found = Board()
    _add(found, _grouped(viewer, Intake, "desk.intake", items, "kind", "risk"), risk)
    _add(found, _grouped(viewer, Dispute, "mediation.dispute", Q(outcome=None) | ~Q(outcome="merged"), "kind", "risk"), risk)
    _add(found, _grouped(viewer, PetitionBatch, "petition.batch", Q(), "content", ""), risk)
    return found


def _grouped(viewer: Viewer, model: Any, procedure: str, alone: Q, kind: str, risk: str) -> Iterable[tuple[int | None, str, str, int, int]]:
    seen = Exists(Scope.objects.filter(scope_condition(viewer, [procedure]), matter=OuterRef("pk")))
    # What is open is little beside all that was ever registered, and has an index of its own.
    rows = model.objects.filter(alone, seen, matter__in=Matter.objects.filter(status="open"))
    by = ["matter__area", kind, *([risk] if risk else [])]
    late = Count("pk", filter=Q(matter__due_on__lt=viewer.day))
    for row in rows.order_by().values(*by).annotate(count=Count("pk"), late=late):
        yield row["matter__area"], row[kind] or "other", row.get(risk) or "", row["count"], row["late"]


def _add(found: Board, rows: Iterable[tuple[int | None, str, str, int, int]], asked: str) -> None:
    for place, kind, risk, count, late in rows:
        found.risks[risk] += count
        if asked and risk != asked:
            continue
        found.cells[place, kind] += count
        found.places[place] += count
        found.late[place] += late
        found.kinds[kind] += count


def places() -> list[tuple[int, str, tuple[int, int]]]:
    """Communities and villages with their square on the map: as declared in the organ's facts (`map: [column, row]`), others in rows below."""
    organs = list(Organ.objects.filter(kind__in=PLACES, to_on=None).order_by("kind", "code").only("pk", "name", "short", "facts"))
    told = {one.pk: _square(one.facts.get("map")) for one in organs}
    below = max((square[1] for square in told.values() if square), default=-1) + 1
    found, others = [], 0
    for one in organs:
        square = told[one.pk]
        if square is None:
            square, others = (others % 5, below + others // 5), others + 1
        found.append((one.pk, one.short or one.name, square))
    return found


def _square(told: Any) -> tuple[int, int] | None:
    if isinstance(told, list) and len(told) == 2 and all(isinstance(one, int) and 0 <= one < 40 for one in told):
        return told[0], told[1]
    return None

"""Certificates of enforcement as the engine asks them: kept in step with the files in which they were issued, suspended and ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuheng.kernel.engine import office as offices
from yuheng.kernel.records.models import Certificate, CertificatePause


@dataclass(frozen=True)
class Card:
    """What the file of a certificate says now; `paused_to` is the last day of the suspension that began on `paused_on`."""

    matter: int
    person: int
    organ: int
    number: str
    kinds: tuple[str, ...]
    auxiliary: bool
    from_on: date
    to_on: date
    paused_on: date | None = None
    paused_to: date | None = None
    paused_why: str = ""
    stopped_on: date | None = None
    stopped_why: str = ""


def keep(cards: Iterable[Card], void: Iterable[int] = ()) -> None:
    """Writes what the files say; `void` are files that were taken back. Called inside the transaction that changes them."""
    Certificate.objects.filter(matter__in=list(void)).delete()
    for card in cards:
        said = {
            "person_id": card.person, "organ_id": card.organ, "number": card.number, "kinds": list(card.kinds), "auxiliary": card.auxiliary, "from_on": card.from_on,
            "to_on": card.to_on, "stopped_on": card.stopped_on, "stopped_why": card.stopped_why,
        }  # fmt: skip
        # A certificate that was known before it had a file is taken into it.
        Certificate.objects.filter(number=card.number, person=card.person, matter=None).update(matter=card.matter)
        kept, _made = Certificate.objects.update_or_create(matter_id=card.matter, defaults=said)
        _pauses(kept, card)
    offices.changed()


def _pauses(kept: Certificate, card: Card) -> None:
    """Earlier suspensions stay as they were; one that is no longer said, or said otherwise, is written anew."""
    later = Q() if card.paused_on is None else Q(from_on__gte=card.paused_on)
    kept.pauses.filter(later).delete()
    if card.paused_on is not None:
        CertificatePause.objects.create(certificate=kept, from_on=card.paused_on, to_on=card.paused_to, why=card.paused_why)


def valid(day: Any) -> QuerySet[Certificate]:
    """Certificates of officers valid on a day: a date, or an `OuterRef` to one."""
    inner = day if isinstance(day, date) else OuterRef(day)
    paused = CertificatePause.objects.filter(Q(to_on=None) | Q(to_on__gte=inner), certificate=OuterRef("pk"), from_on__lte=inner)
    return Certificate.objects.filter(Q(stopped_on=None) | Q(stopped_on__gt=day), ~Exists(paused), auxiliary=False, from_on__lte=day, to_on__gte=day)

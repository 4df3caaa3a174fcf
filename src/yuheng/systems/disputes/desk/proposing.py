"""What may be the same matter told again, by whatever channel: reports, disputes and petitions among what a person may see; a person decides.

Each kind of record is asked for what could reach the least score at all (a name, the place, or community and kind in common): the database leaves a
few hundred of a period's thousands, which are then compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuheng.kernel.law import law
from yuheng.kernel.records.models import Matter
from yuheng.systems.disputes.desk.facts import Apart, Intake, Teller
from yuheng.systems.disputes.mediation.facts import Disputant, Dispute
from yuheng.systems.disputes.mediation.rules import Likeness, Report, duplicates
from yuheng.systems.disputes.petition.facts import PetitionBatch

MOST = 500
"""So many records of each kind are compared at most, the newest first."""


def same(of: int, among: QuerySet[Matter]) -> list[Likeness]:
    """What may be the same matter as this item, among these matters, likest first; nothing for an item that is joined already."""
    here = Intake.objects.select_related("matter").filter(matter=of).first()
    if here is None or here.received_on is None or here.same_as_id:
        return []
    one = _intakes([here])[here.pk]
    period = timedelta(days=int(law("dispute.alike", on=here.received_on).value))
    told = set(Apart.objects.filter(matter=of, voided=False).values_list("other_id", flat=True))
    told |= set(Apart.objects.filter(other=of, voided=False).values_list("matter_id", flat=True))
    found: dict[int, Report] = {}
    for near, reports in ((_near_intakes, _intakes), (_near_disputes, _disputes), (_near_petitions, _petitions)):
        rows = near(one, one.received_on - period, one.received_on + period).exclude(matter=of).exclude(matter__status="void")
        found |= reports(rows.order_by("-received_on", "-matter").select_related("matter")[:MOST])
    likely = duplicates(one, ((number, report) for number, report in found.items() if number not in told))
    # Asked last and of the few that are left: asked first, a database would look through all that the person may see.
    seen = set(among.filter(pk__in=[like.other for like in likely]).values_list("pk", flat=True))
    return [like for like in likely if like.other in seen]


def _reachable(one: Report, kind: str, area: str, address: str, names: Q) -> Q:
    """What could reach the least score: see `likeness`."""
    q = Q(**{kind: one.kind, area: one.area}) if one.area is not None else Q(pk__in=[])
    if one.address:
        q |= Q(**{address: one.address})
    return q | names if one.names else q


def _near_intakes(one: Report, since: date, until: date) -> QuerySet[Any]:
    named = Q(Exists(Teller.objects.filter(matter=OuterRef("pk"), voided=False, name__in=one.names)))
    near = Intake.objects.filter(_reachable(one, "kind", "matter__area", "address", named), received_on__range=(since, until), same_as=None)
    return near.filter(Q(follow=None) | ~Q(follow__procedure="mediation.dispute"))  # such a one is proposed as its dispute


def _near_disputes(one: Report, since: date, until: date) -> QuerySet[Any]:
    named = Q(Exists(Disputant.objects.filter(matter=OuterRef("pk"), voided=False, name__in=one.names)))
    near = Dispute.objects.filter(_reachable(one, "kind", "matter__area", "address", named), received_on__range=(since, until))
    return near.filter(Q(outcome=None) | ~Q(outcome="merged"))


def _near_petitions(one: Report, since: date, until: date) -> QuerySet[Any]:
    q = Q(petitioner__in=one.names)
    if one.area is not None:
        q |= Q(content=one.kind, place=one.area)
    return PetitionBatch.objects.filter(q, received_on__range=(since, until))


def _intakes(rows: Iterable[Intake]) -> dict[int, Report]:
    found = list(rows)
    names = _names(Teller, found)
    return {one.pk: Report(one.received_on, one.kind or "", one.matter.area_id, names.get(one.pk, frozenset()), one.address or "", one.told or "") for one in found}


def _disputes(rows: Iterable[Dispute]) -> dict[int, Report]:
    found = list(rows)
    names = _names(Disputant, found)
    return {one.pk: Report(one.received_on, one.kind or "", one.matter.area_id, names.get(one.pk, frozenset()), one.address or "", one.summary or "") for one in found}


def _petitions(rows: Iterable[PetitionBatch]) -> dict[int, Report]:
    return {
        one.pk: Report(one.received_on, one.content or "", one.place_id or one.matter.area_id, frozenset([one.petitioner] if one.petitioner else ()), "", one.summary or "")
        for one in rows
    }


def _names(rows: Any, of: Iterable[Any]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for matter, name in rows.objects.filter(matter__in=[one.pk for one in of], voided=False).values_list("matter_id", "name"):
        found.setdefault(matter, set()).add(name)
    return {matter: frozenset(names) for matter, names in found.items()}

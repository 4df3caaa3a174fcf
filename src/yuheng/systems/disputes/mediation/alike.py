"""Reports that may be one dispute, found among the matters that a person may see; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuheng.kernel.law import law
from yuheng.kernel.records.models import Matter
from yuheng.systems.disputes.mediation.facts import Disputant, Dispute, Distinct
from yuheng.systems.disputes.mediation.rules import Likeness, Report, duplicates

PROCEDURE = "mediation.dispute"


def alike(of: int, among: QuerySet[Matter]) -> list[Likeness]:
    """Possible duplicates of a dispute among these matters, likest first.

    Left out: what was joined already, and what a person found to be another dispute, from either side.
    """
    here = Dispute.objects.filter(matter=of).first()
    if here is None or here.received_on is None or here.outcome == "merged":
        return []
    span = timedelta(days=int(law("dispute.alike", on=here.received_on).value))
    near = Dispute.objects.filter(received_on__range=(here.received_on - span, here.received_on + span))
    names = _names([of])
    reachable = _reachable(_report(here, names))
    others = [one for one in near.filter(reachable).exclude(matter=of).select_related("matter") if one.outcome != "merged"]
    told = set(Distinct.objects.filter(matter=of, voided=False).values_list("other_id", flat=True))
    told |= set(Distinct.objects.filter(other=of, voided=False).values_list("matter_id", flat=True))
    left = [one for one in others if one.pk not in told]
    names = _names([of, *(one.pk for one in left)])
    likely = duplicates(_report(here, names), ((one.pk, _report(one, names)) for one in left))
    # Asked last and of the few that are left: asked first, a database would look through all that the person may see.
    seen = set(among.filter(procedure=PROCEDURE, pk__in=[like.other for like in likely]).values_list("pk", flat=True))
    return [like for like in likely if like.other in seen]


def _reachable(one: Report) -> Q:
    """What could reach the least score at all: a party, the place, or community and kind in common. The database leaves a few hundred of a period's thousands."""
    q = Q(pk__in=[])
    if one.area is not None:
        q |= Q(matter__area=one.area, kind=one.kind)
    if one.address:
        q |= Q(address=one.address)
    if one.names:
        q |= Q(Exists(Disputant.objects.filter(matter=OuterRef("pk"), voided=False, name__in=one.names)))
    return q


def _names(matters: Iterable[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for matter, name in Disputant.objects.filter(matter__in=list(matters), voided=False).values_list("matter_id", "name"):
        found.setdefault(matter, set()).add(name)
    return {matter: frozenset(names) for matter, names in found.items()}


def _report(one: Dispute, names: dict[int, frozenset[str]]) -> Report:
    return Report(
        one.received_on, one.kind or "", one.matter.area_id, names.get(one.pk, frozenset()), one.address or "", one.summary or ""
    )

"""Registrations that may be one party: proposed from what they share, decided by a person, and taken back by one.

Two different codes are two bodies, however alike their names are, and are never proposed. A name alone proposes only where one of the
two has no code yet: a shop of the time before the code, and the same shop with its new licence.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from yuheng.kernel.records.models import Party, PartyMerge, PartyName

MOST = 20


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another registration, what it shares with the first, and the ground on which the two would be merged."""

    party: Party
    why: str
    ground: str


def alike(one: Party) -> list[Likeness]:
    """Registrations that may be the same as this one; those that were parted again are proposed no more."""
    names = {one.name, *PartyName.objects.filter(party=one).values_list("name", flat=True)}
    same = Q(name__in=names)
    if one.phone:
        same |= Q(phone=one.phone, kind=one.kind)
    for column in ("id_index", "operator_index", "old_number"):
        if getattr(one, column):
            same |= Q(**{column: getattr(one, column)})
    parted = PartyMerge.objects.filter(undone_at__isnull=False).filter(Q(kept=one) | Q(merged=one)).values_list("kept", "merged")
    apart = {pk for pair in parted for pk in pair}
    found = Party.objects.filter(same, merged_into=None).exclude(pk__in={one.pk, *apart})[: MOST * 2]
    return [Likeness(p, _why(one, p, names), _ground(one, p)) for p in found if _possible(one, p)][:MOST]


def _possible(one: Party, other: Party) -> bool:
    if one.uscc and other.uscc:
        return False
    if one.old_number and other.old_number and one.old_number != other.old_number:
        return False
    return (one.kind == "person") == (other.kind == "person")


def _why(one: Party, other: Party, names: set[str]) -> str:
    shared = [
        ("证件相同", one.id_index and one.id_index == other.id_index), ("经营者相同", one.operator_index and one.operator_index == other.operator_index),
        ("旧注册号相同", one.old_number and one.old_number == other.old_number), ("名称相同", other.name in names),
        ("电话相同", one.phone and one.phone == other.phone), ("地址相同", one.address and one.address == other.address),
    ]  # fmt: skip
    return "、".join(words for words, same in shared if same)


def _ground(one: Party, other: Party) -> str:
    """A registration without a code beside one with a code: the old number was exchanged for it."""
    bodies = "person" not in (one.kind, other.kind)
    return "code" if bodies and bool(one.uscc) != bool(other.uscc) else "same"

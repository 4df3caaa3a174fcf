"""Who might take an item up: committees by place and kind, and how much each mediator has in hand. A proposal; a person chooses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from yuheng.kernel.engine.office import Office
from yuheng.kernel.records.models import Matter, Organ
from yuheng.systems.disputes.desk.choices import WAYS

CENTRAL = ("workinjury", "medical", "demolition", "injury", "traffic")
"""Kinds that the zone's committee with its full-time mediators is proposed for first."""
HOLDERS = {"mediation": ("mediator", "committee_head"), "petition": ("petition_clerk",), "clue": ("desk_receiver",), "legal_aid": ("desk_receiver", "legal_aid_clerk")}
"""Whose post takes an item up, by route."""


@dataclass(frozen=True)
class Offer:
    """One person of one unit who might take the item up, why they are proposed, and how many open matters they have."""

    organ: int
    unit: str
    person: int
    name: str
    load: int
    reasons: tuple[str, ...]
    score: int


def offers(route: str, kind: str, area: int | None, about: int | None, day: date, staff: Office) -> list[Offer]:
    """Everybody who could take it up, the best first: of the place, of the kind, least in hand. Never the unit that is complained of."""
    holders = [
        (person, post.organ)
        for person in staff.posts
        for post in staff.posts_on(person, day)
        if post.roles & set(HOLDERS.get(route, ())) and (about is None or about not in staff.line(post.organ))
    ]
    loads = _loads([person for person, _organ in holders])
    central = _central(staff)
    found = []
    for person, organ in holders:
        reasons, score = [], 0
        if area is not None and (area in staff.line(organ) or organ in staff.line(area)):
            reasons.append("属地" if area in staff.line(organ) else "上级单位")
            score += 2 if area in staff.line(organ) else 0
        if kind in CENTRAL and organ in central:
            reasons.append("专业调解")
            score += 3
        found.append(Offer(organ, staff.names.get(organ, ""), person, staff.people.get(person, ""), loads[person], tuple(reasons), score))
    return sorted(found, key=lambda one: (-one.score, one.load, one.unit, one.name))


def _central(staff: Office) -> set[int]:
    """Committees that belong to no single community."""
    return set(Organ.objects.filter(kind="committee", to_on=None).exclude(parent__kind__in=("community", "village")).values_list("pk", flat=True))


def _loads(people: list[int]) -> Counter[int]:
    """Open matters in each person's hands."""
    held = Matter.objects.filter(handler__in=people, status="open").values_list("handler").annotate(Count("pk"))
    return Counter({person: count for person, count in held if person is not None})


def reports_to(route: str) -> str:
    """Who takes a route up outside the zone, in words; empty for a route within it."""
    return WAYS[route].by

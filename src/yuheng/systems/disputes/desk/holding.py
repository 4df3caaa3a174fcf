"""No orphan: open matters whose handler left, or holds no post any more where the matter lies, are listed until each has a new one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.records.models import Matter

HELD = ("desk.intake", "desk.urging", "mediation.dispute")
TAKERS = frozenset(("mediator", "committee_head", "desk_receiver", "dispute_clerk", "petition_clerk", "legal_aid_clerk"))


@dataclass(frozen=True)
class Orphan:
    """An open matter without a holder, and why."""

    matter: Matter
    was: str


def orphans(viewer: Viewer, limit: int) -> tuple[list[Orphan], int]:
    """The matters that the viewer may see whose handler is gone, the most pressing first, and how many there are in all."""
    held = visible(viewer, HELD).filter(status="open")
    pairs = held.order_by().values_list("handler", "lead").distinct()
    why: dict[tuple[int | None, int], str] = {(person, lead): words for person, lead in pairs if (words := _gone(viewer, person, lead))}
    if not why:
        return [], 0
    q = Q(pk__in=[])
    for person, lead in why:
        q |= Q(handler=person, lead=lead)
    rows = held.filter(q)
    shown = rows.select_related("lead").order_by("due_on", "pk")[:limit]
    return [Orphan(one, why[one.handler_id, one.lead_id]) for one in shown], rows.count()


def _gone(viewer: Viewer, person: int | None, lead: int) -> str:
    """Why the person no longer holds what this unit leads; empty where they do."""
    if person is None:
        return "没有承办人"
    name, posts = viewer.staff.people.get(person, ""), viewer.staff.posts_on(person, viewer.day)
    if not posts:
        return f"{name}（已离任）"
    # Whoever sits in the unit or above it holds it; so does the desk, which sits beside the committees.
    near = set(viewer.staff.line(lead))
    return "" if any(post.organ in near or post.roles & {"dispute_clerk", "petition_clerk"} for post in posts) else f"{name}（已调离）"


def takers(viewer: Viewer, lead: int) -> list[tuple[int, str]]:
    """Who may take over what this unit leads: its own people first, then those of the units above."""
    staff = viewer.staff
    line = staff.line(lead)
    found = {}
    for person in staff.posts:
        for post in staff.posts_on(person, viewer.day):
            desk = "dispute_clerk" in post.roles
            if post.roles & TAKERS and (post.organ in line or desk):
                found[person] = (line.index(post.organ) if post.organ in line else len(line), staff.people.get(person, ""), staff.names.get(post.organ, ""))
    return [(person, f"{name}（{unit}）") for person, (_near, name, unit) in sorted(found.items(), key=lambda one: one[1])]

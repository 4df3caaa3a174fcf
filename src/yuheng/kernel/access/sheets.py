"""Approval sheets that wait for a person: at a level whose role they hold, in matters that they may see."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from yuheng.kernel.access.grants import Viewer, role
from yuheng.kernel.access.matters import visible
from yuheng.kernel.records.models import Sheet

MOST = 200


def waiting_sheets(viewer: Viewer) -> list[Sheet]:
    """Open sheets that the viewer could sign now, oldest first: not submitted or signed by themselves."""
    if viewer.person is None:
        return []
    seen = visible(viewer).filter(pk=OuterRef("matter"))
    found = (
        Sheet.objects.filter(Exists(seen), state="open", waits_for_role__in=viewer.roles)
        .exclude(started_by=viewer.person)
        .exclude(signatures__person=viewer.person)
        .select_related("matter", "started_by")
        .order_by("started_at")[:MOST]
    )
    return [sheet for sheet in found if _within(viewer, sheet)]


def _within(viewer: Viewer, sheet: Sheet) -> bool:
    """Whether one of the viewer's posts with the role reaches the organ that the sheet waits in."""
    known = role(sheet.waits_for_role)
    if known is None or known.reach == "zone" or sheet.waits_in_organ_id is None:
        return known is not None
    staff = viewer.staff
    posts = [p for p in staff.posts_on(viewer.person or 0, viewer.day) if sheet.waits_for_role in p.roles]
    if known.reach == "organ":
        return any(sheet.waits_in_organ_id in staff.line(post.organ) for post in posts)
    return any(post.organ in staff.line(sheet.waits_in_organ_id) for post in posts)

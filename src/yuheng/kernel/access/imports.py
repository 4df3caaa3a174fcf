"""Import batches: seen by their author, and by who holds a post above the author's unit and reads the procedure."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.records.models import ImportBatch

NOT_FOUND = "没有这一批次，或者您没有查看的权限。"


def batches(viewer: Viewer) -> QuerySet[ImportBatch]:
    """Batches that the viewer may see, newest first."""
    staff = viewer.staff
    below = {organ for organ in staff.parents if any(unit in staff.line(organ)[1:] for unit in viewer.units)}
    above = Q(organ__in=below, procedure__in=viewer.reads)
    return ImportBatch.objects.filter(Q(account=viewer.account) | above).order_by("-made_at", "-pk")


def batch(viewer: Viewer, number: int) -> ImportBatch:
    """One batch. Raises PermissionDenied alike for one that does not exist and one that the viewer may not see."""
    found = batches(viewer).filter(pk=number).select_related("account").first()
    if found is None:
        raise PermissionDenied(NOT_FOUND)
    return found


def is_author(viewer: Viewer, one: ImportBatch) -> bool:
    """Whether the viewer made the batch: only the author accepts it, and sees what was typed in full."""
    return one.account_id == viewer.account.pk

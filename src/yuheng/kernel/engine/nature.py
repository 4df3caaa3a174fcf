"""Is this ledger a demonstration? Its first signed checkpoint says so, for ever: the origin of a demonstration bears 演示."""

from __future__ import annotations

from django.db import DatabaseError

from yuheng.kernel.ledger.checkpoint import BadCheckpoint, parse
from yuheng.kernel.records.models import Checkpoint

MARK = "演示"


def database_is_demonstration() -> bool | None:
    """Whether the records are a demonstration's; None where nothing was signed yet, or there is no database."""
    try:
        first = Checkpoint.objects.order_by("size").values_list("text", flat=True).first()
    except DatabaseError:
        return None
    try:
        return None if first is None else MARK in parse(first).origin
    except BadCheckpoint:
        return None

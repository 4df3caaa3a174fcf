"""`/healthz`: is the database there, does the sequencer keep up, does the background work come round?"""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from yuheng.kernel.engine import tick
from yuheng.kernel.engine.sequencer import lag

LATE = 60.0
"""Seconds that an event may wait for its leaf before the site counts as unwell."""

SILENT = 3600.0
"""Seconds without a round of expired terms before the site counts as unwell."""


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 otherwise; nothing of the work is told."""
    try:
        waiting, seconds = lag()
        silent = tick.lag()
    except DatabaseError:
        return JsonResponse({"well": False, "database": False}, status=503)
    well = seconds <= LATE and (silent is None or silent <= SILENT)
    answer = {
        "well": well,
        "database": True,
        "sequencer": {"waiting": waiting, "seconds": round(seconds, 3)},
        "tick": {"seconds": None if silent is None else round(silent, 3)},
    }
    return JsonResponse(answer, status=200 if well else 503)

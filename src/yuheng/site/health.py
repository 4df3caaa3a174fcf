"""`/healthz`: is the database there, and does the sequencer keep up?"""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from yuheng.kernel.engine.sequencer import lag

LATE = 60.0
"""Seconds that an event may wait for its leaf before the site counts as unwell."""


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 otherwise; nothing of the work is told."""
    try:
        waiting, seconds = lag()
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    well = seconds <= LATE
    answer = {"database": True, "sequencer": {"waiting": waiting, "seconds": round(seconds, 3)}}
    return JsonResponse(answer, status=200 if well else 503)

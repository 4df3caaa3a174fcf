"""What a serving process does beside answering: sequence new events, and follow a demonstration's clock."""

from __future__ import annotations

import json
import logging
import threading
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.utils import Error

from yuheng.kernel import now
from yuheng.kernel.engine.sequencer import checkpoint, drain
from yuheng.systems import catalogue

PAUSE = 0.5
"""Seconds between two looks of the sequencer: an event waits at most about one second for its leaf."""

EVERY = 120
"""Looks after which a checkpoint is signed, where something was sequenced since."""

_stop = threading.Event()


def demonstration() -> dict[str, str] | None:
    """What the data directory says of itself as a demonstration; None for a real one."""
    path = settings.HOME / "demonstration.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def start() -> threading.Thread:
    """Loads the systems, sets the clock of a demonstration, starts the sequencer's thread."""
    catalogue.load()
    declared = demonstration()
    if declared:
        now.start_from(datetime.fromisoformat(declared["now"]))
    thread = threading.Thread(target=_sequence, name="sequencer", daemon=True)
    thread.start()
    return thread


def _sequence() -> None:
    looks, fresh = 0, 0
    while not _stop.wait(PAUSE):
        looks += 1
        try:
            fresh += drain() if _waiting() else 0
            if fresh and looks % EVERY == 0:
                checkpoint(settings.HOME, settings.ORIGIN)
                fresh = 0
        except Error:
            logging.getLogger("yuheng.sequencer").warning("排序暂缓：数据库暂不可用")
            connection.close()
        close_old_connections()


def _waiting() -> bool:
    from yuheng.kernel.records.models import Unsequenced

    return Unsequenced.objects.exists()

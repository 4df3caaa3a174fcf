"""Identifiers: integers of at most 53 bits, so that JSON carries them exactly, sortable by time.

41 bits are milliseconds since 2020-01-01 UTC, 12 bits tell apart what was made in one millisecond. One process never gives a
number twice; two processes that hit upon the same one are told apart by the primary key, and the engine tries again.
"""

from __future__ import annotations

import secrets
import threading
from datetime import datetime

from yuheng.kernel.now import now

_EPOCH_MS = 1_577_836_800_000
_lock = threading.Lock()
_last = 0


def new_id(moment: datetime | None = None) -> int:
    """The next identifier, later than every one this process gave before for the same or an earlier moment."""
    global _last
    milliseconds = int((moment or now()).timestamp() * 1000) - _EPOCH_MS
    candidate = (milliseconds << 12) | secrets.randbits(10)
    with _lock:
        # A clock that stands or goes back (simulated time) still yields fresh numbers.
        _last = candidate if candidate > _last or candidate < _last - (1 << 40) else _last + 1
        return _last

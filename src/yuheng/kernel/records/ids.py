"""Identifiers: integers of at most 53 bits, so that JSON carries them exactly, sortable by time.

41 bits are milliseconds since 2020-01-01 UTC, 12 bits tell apart what was made in one millisecond. One process never gives a
number twice, even where time stands still or goes back (simulated time); two processes that hit upon the same one are told
apart by the primary key, and the engine tries again.
"""

from __future__ import annotations

import threading
from datetime import datetime
from random import getrandbits

from yuheng.kernel.now import now

_EPOCH_MS = 1_577_836_800_000
_REMEMBERED = 100_000
_lock = threading.Lock()
_last: dict[int, int] = {}


def new_id(moment: datetime | None = None) -> int:
    """The next identifier of the moment's millisecond, or of the first later one that has room."""
    millisecond = int((moment or now()).timestamp() * 1000) - _EPOCH_MS
    with _lock:
        while True:
            last = _last.get(millisecond)
            number = last + 1 if last is not None else (millisecond << 12) | getrandbits(8)
            if number >> 12 == millisecond:
                break
            millisecond += 1
        _last[millisecond] = number
        if len(_last) > _REMEMBERED:
            for old in list(_last)[: _REMEMBERED // 2]:
                del _last[old]
    return number

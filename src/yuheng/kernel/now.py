"""The one place that knows what time it is.

A demonstration ledger lives in simulated time, a test travels in it, a real one follows the machine. Nothing else in the
project asks the machine for the date.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

_moment: ContextVar[datetime | None] = ContextVar("yuheng_moment", default=None)
_offset = timedelta(0)


def now() -> datetime:
    """The present moment, China standard time, aware, to the millisecond."""
    fixed = _moment.get()
    moment = fixed if fixed is not None else datetime.now(CHINA) + _offset
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def today() -> date:
    """The present day in China."""
    return now().date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Time stands at `moment` inside the block (tests, loading the demonstration year)."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=CHINA)
    token = _moment.set(moment.astimezone(CHINA))
    try:
        yield
    finally:
        _moment.reset(token)


def start_from(moment: datetime) -> None:
    """The process's clock runs on from `moment`. Only a demonstration directory may do this; `serve` checks that."""
    global _offset
    _offset = moment.astimezone(CHINA) - datetime.now(CHINA)

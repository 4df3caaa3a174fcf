"""Names of events and matters in the ledger: UUID version 7 (RFC 9562), 32 lower-case hexadecimal digits."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Final

NO_HASH: Final = bytes(32)
"""`prev` of a matter's first event."""


def new_id(now_ms: int, rand: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A new name: 48 bits of Unix time in milliseconds, then 74 random bits, so that names sort by time.

    `rand` gives so many random octets (10 are drawn; version and variant take 6 bits of them).
    """
    if not 0 <= now_ms < 1 << 48:
        raise ValueError(f"time {now_ms} ms does not fit into 48 bits")
    noise = int.from_bytes(rand(10))
    number = now_ms << 80 | noise
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return f"{number:032x}"


def is_id(text: str) -> bool:
    """Whether `text` has the form of a name: 32 lower-case hexadecimal digits."""
    return len(text) == 32 and all(digit in "0123456789abcdef" for digit in text)

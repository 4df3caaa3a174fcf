"""Commitments: what stands in an event for a value that may one day have to be erased.

Personal fields, free text and digests of files enter the event only as SM3(0x02 ‖ salt ‖ field ‖ value). Value and
salt are the *opening*, kept in a table of their own. Whoever has the opening can show that the event meant this value;
once it is erased nobody can guess the value back, because the salt is gone with it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from yuheng.kernel.ledger.canonical import canonical

SALT_SIZE = 16
"""Octets of a salt: 128 random bits for every field of every event."""

Salts = Callable[[int], bytes]
"""Gives so many random octets. Tests and the differential check pass their own."""

_PREFIX = hashlib.new("sm3", b"\x02")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens one commitment: the field's name, the value as canonical JSON, the salt."""

    field: str
    value: bytes
    salt: bytes


def commit(salt: bytes, field: str, value: bytes) -> bytes:
    """SM3(0x02 ‖ salt ‖ len(field) ‖ field ‖ len(value) ‖ value), 32 octets. Lengths are 2 and 4 octets, big-endian.

    `value` is canonical JSON. Raises ValueError for a salt that is not 16 octets or a name that is empty or too long.
    """
    name = field.encode()
    if len(salt) != SALT_SIZE or not 0 < len(name) < 1 << 16:
        raise ValueError(f"commitment of {field!r}: salt must be {SALT_SIZE} octets, name 1 to 65535")
    state = _PREFIX.copy()
    state.update(b"%b%b%b%b%b" % (salt, len(name).to_bytes(2), name, len(value).to_bytes(4), value))
    return state.digest()


def commit_all(values: Mapping[str, Any], salts: Salts = secrets.token_bytes) -> tuple[dict[str, str], list[Opening]]:
    """Commit to each value. Returns {field: commitment in hex} for the body, and the openings to store beside it.

    Salts are drawn in the order of the fields' names, so that the same source of salts gives the same event. Raises
    what `canonical` raises.
    """
    names = sorted(values)
    drawn = salts(SALT_SIZE * len(names)) if names else b""
    commitments: dict[str, str] = {}
    openings: list[Opening] = []
    for number, name in enumerate(names):
        salt = drawn[number * SALT_SIZE : (number + 1) * SALT_SIZE]
        value = canonical(values[name])
        commitments[name] = commit(salt, name, value).hex()
        openings.append(Opening(name, value, salt))
    return commitments, openings


def opens(opening: Opening, commitment: str) -> bool:
    """Whether the opening is the one that the commitment (hex) was made from."""
    return hmac.compare_digest(commit(opening.salt, opening.field, opening.value).hex(), commitment)

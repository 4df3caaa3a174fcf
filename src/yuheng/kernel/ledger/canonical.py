"""Bytes that everybody computes alike: canonical JSON (RFC 8785) and SM3 (GB/T 32905-2016).

The ledger uses the part of JSON in which nothing is left to taste: ASCII names, no floating point, integers that every
JSON reader keeps exactly. For that part Python's own encoder, told to sort and not to pad, writes RFC 8785.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

MAX_INT = 2**53 - 1
"""The largest magnitude of an integer that RFC 8785 lets pass unchanged (RFC 7493, section 2.2)."""

DIGEST_SIZE = 32
"""Octets of an SM3 digest."""

_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_text = json.encoder.encode_basestring


def _encoding() -> Callable[[Any], str]:
    """The encoder's own inner function, made once: `encode` makes a new one for every value, at the price of the writing."""
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _WRITER.encode
    pieces = make(None, _WRITER.default, _text, None, ":", ",", True, False, False)
    return lambda value: "".join(pieces(value, 0))


_encode = _encoding()

# Copying a prepared state is about half the price of hashlib.new for bodies of this size, and saves joining the prefix.
_PLAIN = hashlib.new("sm3")
_LEAF = hashlib.new("sm3", b"\x00")


def sm3(data: bytes) -> bytes:
    """The SM3 digest of `data`, 32 octets."""
    state = _PLAIN.copy()
    state.update(data)
    return state.digest()


def event_hash(body: bytes) -> bytes:
    """SM3(0x00 ‖ body): what names an event. It is the next event's `prev` and the event's leaf in the tree."""
    state = _LEAF.copy()
    state.update(body)
    return state.digest()


def canonical(value: Any) -> bytes:
    """`value` as canonical JSON in UTF-8.

    Allowed are str, bool, None, int up to ±(2^53-1), and lists and dicts of them with ASCII names.
    Raises TypeError for anything else (floats, tuples, dates) and ValueError for an integer too large, a name that is
    not ASCII or a text that is not Unicode; each names the path to it.
    """
    if type(value) is str:  # what most commitments are made to
        written = _text(value)
    elif _is_plain(value):
        written = _encode(value)
    else:
        raise _fault(value, "$")
    try:
        return written.encode()
    except UnicodeEncodeError:
        raise _fault(value, "$") from None


def _is_plain(value: Any) -> bool:
    """Whether all of `value` is in our part of JSON. The hot path: one loop, no path kept."""
    waiting: list[Iterable[Any]] = [(value,)]
    for items in waiting:  # grows while it is walked
        for item in items:
            kind = type(item)
            if kind is str or kind is bool or item is None:
                continue
            if kind is int:
                if not -MAX_INT <= item <= MAX_INT:
                    return False
            elif kind is dict:
                for name in item:
                    if type(name) is not str or not name.isascii():
                        return False
                waiting.append(item.values())
            elif kind is list:
                waiting.append(item)
            else:
                return False
    return True


def _fault(value: Any, path: str) -> Exception:
    """The first thing in `value` that canonical JSON cannot say, as an exception naming its path."""
    return _find_fault(value, path) or TypeError(f"{path}: cannot be written as canonical JSON")


def _find_fault(value: Any, path: str) -> Exception | None:
    if type(value) is str:
        return None if _is_unicode(value) else ValueError(f"{path}: text holds half of a surrogate pair")
    if type(value) is int:
        return None if -MAX_INT <= value <= MAX_INT else ValueError(f"{path}: {value} is beyond ±(2^53-1)")
    if type(value) is bool or value is None:
        return None
    if type(value) is dict:
        return _find_fault_in_dict(value, path)
    if type(value) is list:
        found = (_find_fault(item, f"{path}[{index}]") for index, item in enumerate(value))
        return next((fault for fault in found if fault), None)
    return TypeError(f"{path}: {type(value).__name__} has no place in the ledger's JSON")


def _find_fault_in_dict(value: Mapping[Any, Any], path: str) -> Exception | None:
    for name, item in value.items():
        if type(name) is not str:
            return TypeError(f"{path}: name {name!r} is {type(name).__name__}, not str")
        if not name.isascii():
            return ValueError(f"{path}: name {name!r} is not ASCII")
        if fault := _find_fault(item, f"{path}.{name}"):
            return fault
    return None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

"""What an event's body is, and what it refuses to be."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from yuheng.kernel.ledger.body import NO_HASH, REASON, build_body, envelope, read_body, seal
from yuheng.kernel.ledger.canonical import event_hash, sm3

CHINA = timezone(timedelta(hours=8))
WHEN = datetime(2023, 5, 4, 10, 0, 0, 123_000, tzinfo=CHINA)


def a_body(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "id": 431_165_600_123,
        "matter": 431_165_600_122,
        "seq": 1,
        "prev": NO_HASH,
        "kind": "perform",
        "at": WHEN,
        "recorded": WHEN,
        "actor": {"person": 7, "post": 3, "organ": 12},
        "procedure": "penalty.ordinary",
        "version": 1,
    }
    return build_body(**(given | changes))


def test_the_hash_of_an_event_covers_its_bytes_behind_a_zero_octet() -> None:
    written, hashed = seal(a_body())
    assert hashed == event_hash(written).hex() == sm3(b"\x00" + written).hex()


def test_every_body_begins_with_its_envelope() -> None:
    body = a_body(values={"A": 1, "_": 2}, row=4, step="decide", due=[{"clock": "penalty.decide"}])
    written, _ = seal(body)
    chain = body["_"]
    assert written.startswith(envelope(chain["id"], chain["matter"], 1, NO_HASH))


def test_empty_members_are_left_out() -> None:
    assert set(a_body(values={}, due=[])) == {"_", "actor", "at", "kind", "procedure", "recorded", "version"}


def test_a_body_read_back_is_the_body_that_was_written() -> None:
    body = a_body(values={"amount": 100_00, "kind": "罚款"}, conditions={"major": None})
    assert read_body(seal(body)[0]) == body


@pytest.mark.parametrize("written", [b'{"b":1,"a":2}', b'{"a": 1}', b"[]", b'{"a":1.5}', b"\xff", b'{"a":1,"a":1}'])
def test_bytes_that_are_not_canonical_are_refused(written: bytes) -> None:
    with pytest.raises(ValueError, match="canonical"):
        read_body(written)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"kind": "delete"}, "delete"),
        ({"kind": "correct"}, "reason"),
        ({"kind": "undo", "commitments": {REASON: "00"}}, "event"),
        ({"kind": "erase", "details": {"fields": []}}, "ground"),
        ({"seq": 0}, "seq"),
        ({"seq": 2}, "prev"),
        ({"prev": "f" * 64}, "prev"),
        ({"seq": 2, "prev": "f"}, "prev"),
        ({"values": {"name": "x"}, "commitments": {"name": "00"}}, "name"),
        ({"at": WHEN.replace(tzinfo=None)}, "offset"),
        ({"recorded": WHEN.replace(tzinfo=None)}, "offset"),
        ({"id": 0}, "2^53-1"),
        ({"matter": 1 << 53}, "2^53-1"),
    ],
)
def test_a_body_that_breaks_the_shape_is_refused(changes: dict[str, Any], names: str) -> None:
    with pytest.raises(ValueError, match=re.escape(names)):
        a_body(**changes)


def test_a_float_anywhere_is_refused_with_its_path() -> None:
    with pytest.raises(TypeError, match=r"\$\.values\.rate"):
        seal(a_body(values={"rate": 0.5}))


def test_times_are_written_with_their_offset_and_as_milliseconds() -> None:
    body = a_body()
    assert body["at"] == "2023-05-04T10:00:00.123+08:00"
    assert body["recorded"] == 1_683_165_600_123

"""Canonical JSON agrees with the reference implementation; SM3 agrees with the standard."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.ledger.canonical import MAX_INT, canonical, event_hash, sm3

names = st.text(st.characters(max_codepoint=127), max_size=6)
leaves = st.none() | st.booleans() | st.integers(-MAX_INT, MAX_INT) | st.text(max_size=12)
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4))


@given(values)
@settings(max_examples=300, deadline=None)
def test_canonical_json_is_what_the_reference_implementation_of_rfc_8785_writes(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_every_character_of_the_basic_plane_is_written_as_the_reference_writes_it() -> None:
    text = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x10000), 0x1F600]))
    assert canonical(text) == rfc8785.dumps(text)


@pytest.mark.parametrize(
    ("value", "error", "path"),
    [
        (1.0, TypeError, r"\$: float"),
        ({"a": [1, {"b": 2.5}]}, TypeError, r"\$\.a\[1\]\.b: float"),
        ({"a": (1,)}, TypeError, r"\$\.a: tuple"),
        ({"a": b"x"}, TypeError, r"\$\.a: bytes"),
        ({1: 2}, TypeError, "1 is int"),
        ({"中": 1}, ValueError, "not ASCII"),
        ({"a": [MAX_INT + 1]}, ValueError, r"\$\.a\[0\]"),
        ({"a": -MAX_INT - 1}, ValueError, r"\$\.a"),
        ({"a": "\ud800"}, ValueError, r"\$\.a: .*surrogate"),
    ],
)
def test_what_canonical_json_cannot_say_is_refused_by_path(value: Any, error: type[Exception], path: str) -> None:
    with pytest.raises(error, match=path):
        canonical(value)


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
        (b"", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
    ],
)
def test_sm3_gives_the_digests_of_the_standard(data: bytes, digest: str) -> None:
    assert sm3(data).hex() == digest


@given(st.binary(max_size=200))
def test_an_event_hash_is_sm3_behind_a_zero_octet(body: bytes) -> None:
    assert event_hash(body) == sm3(b"\x00" + body)

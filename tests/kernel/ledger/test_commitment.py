"""A commitment binds its field and value, and hides them without the salt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.ledger.commitment import SALT_SIZE, Opening, commit, commit_all, opens

SALT = bytes(range(16))


def test_the_input_of_a_commitment_is_length_prefixed() -> None:
    expected = sm3(b"\x02" + SALT + b"\x00\x04" + b"name" + b"\x00\x00\x00\x08" + '"张三"'.encode())
    assert commit(SALT, "name", '"张三"'.encode()) == expected


@given(st.text(min_size=1, max_size=5), st.binary(max_size=5), st.text(min_size=1, max_size=5), st.binary(max_size=5))
@settings(max_examples=100, deadline=None)
def test_two_different_fields_or_values_never_share_a_commitment(a: str, x: bytes, b: str, y: bytes) -> None:
    assert (commit(SALT, a, x) == commit(SALT, b, y)) == ((a, x) == (b, y))


def test_the_same_salts_give_the_same_commitments_whatever_the_order_of_fields() -> None:
    one = commit_all({"name": "张三", "phone": "1"}, lambda n: bytes(range(n)))
    other = commit_all({"phone": "1", "name": "张三"}, lambda n: bytes(range(n)))
    assert one == other
    assert list(one[0]) == ["name", "phone"]


def test_every_field_gets_a_salt_of_its_own() -> None:
    commitments, openings = commit_all({"a": "x", "b": "x"})
    assert len({opening.salt for opening in openings}) == 2
    assert all(opens(opening, commitments[opening.field]) for opening in openings)


def test_an_opening_with_another_value_does_not_open() -> None:
    commitments, (opening,) = commit_all({"a": 1})
    assert not opens(Opening("a", b"2", opening.salt), commitments["a"])


def test_nothing_is_drawn_for_no_values() -> None:
    assert commit_all({}) == ({}, [])


@pytest.mark.parametrize(("salt", "field"), [(b"", "a"), (SALT + b"x", "a"), (SALT, ""), (SALT, "a" * 65536)])
def test_a_wrong_salt_or_name_is_refused(salt: bytes, field: str) -> None:
    with pytest.raises(ValueError, match=f"salt must be {SALT_SIZE} octets"):
        commit(salt, field, b"1")

"""Sealed values open only where they belong; the index finds equals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.identity.secret import BadKey, Key, NotSealed, Tampered, Vault

INDEX = bytes(range(32))
OLD, NEW = Key(1, b"o" * 32, "aes256"), Key(2, b"n" * 32)
VAULT = Vault([OLD, NEW], INDEX)
NUMBER = "320583199001011232"


@settings(max_examples=40)
@given(st.text(), st.sampled_from(["sm4", "aes256"]))
def test_what_is_sealed_opens_again(value, algorithm):
    vault = Vault([Key(7, b"k" * 40, algorithm)], INDEX)
    assert vault.open(vault.seal(value, "party", "id"), "party", "id") == value


def test_the_same_value_is_sealed_differently_each_time_and_never_shows():
    one, two = VAULT.seal(NUMBER, "party", "id"), VAULT.seal(NUMBER, "party", "id")
    assert one != two
    assert one.startswith("2.sm4.")
    assert NUMBER not in one


def test_a_value_moved_to_another_column_does_not_open():
    sealed = VAULT.seal(NUMBER, "party", "id")
    for place in (("party", "phone"), ("person", "id"), ("part", "yid")):
        with pytest.raises(Tampered):
            VAULT.open(sealed, *place)


@settings(max_examples=80)
@given(st.integers(0, 10_000), st.sampled_from("ABCxyz019-_"))
def test_no_character_can_be_changed_unnoticed(place, other):
    sealed = VAULT.seal(NUMBER, "party", "id")
    at = place % len(sealed)
    changed = sealed[:at] + other + sealed[at + 1 :]
    if changed != sealed:
        with pytest.raises((Tampered, NotSealed, BadKey)):
            VAULT.open(changed, "party", "id")


def test_an_older_key_still_opens_and_the_value_is_due_for_sealing_anew():
    sealed = Vault([OLD], INDEX).seal(NUMBER, "party", "id")
    assert VAULT.open(sealed, "party", "id") == NUMBER
    assert VAULT.is_stale(sealed)
    assert not VAULT.is_stale(VAULT.seal(NUMBER, "party", "id"))


def test_a_missing_or_wrong_key_is_told_apart():
    sealed = VAULT.seal(NUMBER, "party", "id")
    with pytest.raises(BadKey, match="第 2 版"):
        Vault([OLD], INDEX).open(sealed, "party", "id")
    with pytest.raises(Tampered):
        Vault([Key(2, b"x" * 32)], INDEX).open(sealed, "party", "id")
    with pytest.raises(NotSealed):
        VAULT.open(NUMBER, "party", "id")


def test_short_keys_are_refused_and_none_is_ever_shown():
    with pytest.raises(BadKey):
        Key(1, b"short")
    with pytest.raises(BadKey):
        Vault([OLD], b"short")
    assert "oooo" not in repr(OLD)


def test_the_index_finds_equal_values_whatever_their_writing():
    index = VAULT.index("id", "320583 19900101 123x")
    assert index == VAULT.index("id", "３２０５８３１９９００１０１１２３X")
    assert len(index) == 64
    assert index != VAULT.index("phone", "32058319900101123X")
    assert index != Vault([NEW], bytes(32)).index("id", "32058319900101123X")
    assert VAULT.matches("id", "32058319900101123X", index)
    assert not VAULT.matches("id", NUMBER, index)


def test_changing_the_key_keeps_the_index():
    assert Vault([OLD], INDEX).index("id", NUMBER) == VAULT.index("id", NUMBER)


def test_empty_stays_empty():
    assert (VAULT.seal("", "party", "id"), VAULT.open("", "party", "id"), VAULT.index("id", " ")) == ("", "", "")

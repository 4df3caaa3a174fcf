"""The tree is RFC 6962's, however it is built; every proof verifies, and no altered one does."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.ledger.nodes import STRIDE, Reader, grow
from yuheng.kernel.ledger.tree import EMPTY_ROOT, Range, cover, root_of, verify_consistency, verify_inclusion

sizes = st.integers(1, 300)


def leaves(count: int) -> list[bytes]:
    return [sm3(number.to_bytes(4)) for number in range(count)]


def defined_root(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, word for word."""
    if not hashes:
        return sm3(b"")
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sm3(b"\x01" + defined_root(hashes[:k]) + defined_root(hashes[k:]))


def defined_path(m: int, hashes: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(hashes) == 1:
        return []
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if m < k:
        return [*defined_path(m, hashes[:k]), defined_root(hashes[k:])]
    return [*defined_path(m - k, hashes[k:]), defined_root(hashes[:k])]


def defined_consistency(m: int, hashes: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2."""
    if m == len(hashes):
        return [] if whole else [defined_root(hashes)]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if m <= k:
        return [*defined_consistency(m, hashes[:k], whole), defined_root(hashes[k:])]
    return [*defined_consistency(m - k, hashes[k:], False), defined_root(hashes[:k])]


class Table:
    """Leaves and stored nodes as tables would hold them; counts what is read."""

    def __init__(self, hashes: Sequence[bytes]) -> None:
        self.rows = {(0, index): hashed for index, hashed in enumerate(hashes)}
        self.frontier = Range()
        self.rows.update({(level, index): hashed for level, index, hashed in grow(self.frontier, hashes)})
        self.reads = 0

    def read(self, level: int, first: int, count: int) -> list[bytes]:
        self.reads += 1
        found = (self.rows.get((level, index)) for index in range(first, first + count))
        return [hashed for hashed in found if hashed is not None]


def flip(data: bytes, bit: int) -> bytes:
    return (int.from_bytes(data) ^ 1 << bit % (len(data) * 8)).to_bytes(len(data))


def test_the_root_of_nothing_is_the_digest_of_nothing() -> None:
    assert Range().root() == EMPTY_ROOT == defined_root([])


@pytest.mark.parametrize("size", range(1, 70))
def test_root_and_proofs_are_those_of_rfc_6962_for_every_small_tree(size: int) -> None:
    hashes = leaves(size)
    reader = Reader(Table(hashes), size)
    assert reader.root() == root_of(hashes) == defined_root(hashes)
    assert [reader.inclusion(index) for index in range(size)] == [defined_path(i, hashes) for i in range(size)]
    assert all(reader.consistency(old) == defined_consistency(old, hashes) for old in range(1, size + 1))


@given(sizes, st.data())
@settings(max_examples=60, deadline=None)
def test_every_inclusion_proof_verifies_and_no_altered_one_does(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    bit = data.draw(st.integers(0, 255))
    path, root = Reader(Table(hashes), size).inclusion(index), root_of(hashes)
    assert verify_inclusion(hashes[index], index, size, path, root)
    assert not verify_inclusion(flip(hashes[index], bit), index, size, path, root)
    assert not verify_inclusion(hashes[index], index, size, path, flip(root, bit))
    assert not verify_inclusion(hashes[index], index, size, [*path, root], root)
    for place in range(len(path)):
        changed = [*path[:place], flip(path[place], bit), *path[place + 1 :]]
        assert not verify_inclusion(hashes[index], index, size, changed, root)
        assert not verify_inclusion(hashes[index], index, size, path[:place] + path[place + 1 :], root)
    others = {data.draw(st.integers(-1, size)) for _ in range(4)} - {index}
    assert not any(verify_inclusion(hashes[index], other, size, path, root) for other in others)


@given(sizes, st.data())
@settings(max_examples=60, deadline=None)
def test_every_consistency_proof_verifies_and_no_altered_one_does(new: int, data: st.DataObject) -> None:
    hashes = leaves(new)
    old = data.draw(st.integers(0, new))
    bit = data.draw(st.integers(0, 255))
    path = Reader(Table(hashes), new).consistency(old)
    older, newer = root_of(hashes[:old]), root_of(hashes)
    assert verify_consistency(old, new, older, newer, path)
    assert not verify_consistency(old, new, flip(older, bit), newer, path)
    assert not verify_consistency(old, new, older, newer, [*path, newer])
    assert not verify_consistency(new + 1, new, newer, newer, path)
    if old:
        assert not verify_consistency(old, new, older, flip(newer, bit), path)
    for place in range(len(path)):
        changed = [*path[:place], flip(path[place], bit), *path[place + 1 :]]
        assert not verify_consistency(old, new, older, newer, changed)
        assert not verify_consistency(old, new, older, newer, path[:place] + path[place + 1 :])


@given(sizes, st.data())
@settings(max_examples=60, deadline=None)
def test_a_tree_read_in_parts_has_the_root_of_the_whole(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    cuts = sorted({0, size, *data.draw(st.lists(st.integers(0, size), max_size=4))})
    whole = Range()
    for begin, end in itertools.pairwise(cuts):
        part = Range(begin, begin)
        part.extend(hashes[begin:end])
        assert len(part.hashes) == len(list(cover(begin, end)))
        whole.join(part)
    assert whole.root() == root_of(hashes)
    assert whole.end == size


@given(st.integers(1, 2000), st.data())
@settings(max_examples=30, deadline=None)
def test_a_frontier_read_from_stored_nodes_goes_on_growing_the_same_tree(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    cut = data.draw(st.integers(0, size))
    table = Table(hashes[:cut])
    frontier = Reader(table, cut).frontier()
    assert frontier == table.frontier
    assert [*table.rows.items()][cut:] + [((i, j), h) for i, j, h in grow(frontier, hashes[cut:])] == [
        *Table(hashes).rows.items()
    ][size:]
    assert frontier.root() == root_of(hashes)


def test_few_nodes_are_stored_and_few_runs_read() -> None:
    size = 5000
    table = Table(leaves(size))
    assert len(table.rows) - size < size / 14
    for index in (0, 2500, size - 1):
        table.reads = 0
        Reader(table, size).inclusion(index)
        assert table.reads <= 8


def test_an_old_root_can_be_read_from_a_larger_tree() -> None:
    hashes = leaves(1000)
    reader = Reader(Table(hashes), 1000)
    assert all(reader.root(old) == root_of(hashes[:old]) for old in (0, 1, 15, 16, 17, 333, 1000))


def test_a_missing_node_is_named() -> None:
    table = Table(leaves(300))
    del table.rows[STRIDE, 3]
    with pytest.raises(LookupError, match="第 4 层"):
        Reader(table, 300).inclusion(200)


def test_what_is_not_in_the_tree_has_no_proof() -> None:
    reader = Reader(Table(leaves(3)), 3)
    with pytest.raises(IndexError, match="no leaf 3"):
        reader.inclusion(3)
    with pytest.raises(ValueError, match="cannot begin"):
        reader.consistency(4)
    with pytest.raises(ValueError, match="adjoin"):
        Range().join(Range(1, 2, [b""]))
    with pytest.raises(ValueError, match="begins at 0"):
        Range(1, 1).root()


def test_octets_cannot_move_from_one_side_of_a_node_to_the_other() -> None:
    one, two = leaves(2)
    root = root_of([one, two])
    assert not verify_inclusion(one + two[:1], 0, 2, [two[1:]], root)
    assert not verify_inclusion(one[:-1], 0, 2, [one[-1:] + two], root)

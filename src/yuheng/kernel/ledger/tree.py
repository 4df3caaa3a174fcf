"""The tree over all events: a Merkle tree in the form of RFC 6962, with SM3.

A leaf is an event's hash (which is RFC 6962's leaf hash of the body); a node is SM3(0x01 ‖ left ‖ right). `Range` is the
one structure behind appending, roots and verifying in parts: the fewest complete subtrees that cover some leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from yuheng.kernel.ledger.canonical import DIGEST_SIZE

EMPTY_ROOT = hashlib.new("sm3").digest()
"""Root of the tree without leaves: SM3 of nothing."""

_NODE = hashlib.new("sm3", b"\x01")


def node_hash(left: bytes, right: bytes) -> bytes:
    """SM3(0x01 ‖ left ‖ right)."""
    state = _NODE.copy()
    state.update(left + right)
    return state.digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over 2^n neighbours that stand on one level."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


@dataclass(slots=True)
class Range:
    """The leaves [begin, end) as the fewest complete subtrees that cover them, from left to right.

    A range that begins at 0 is the frontier of a tree of `end` leaves. Ranges that adjoin can be joined, so that the
    leaves of a large tree may be read in parts, by several processes.
    """

    begin: int = 0
    end: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add the next leaf. Returns the subtrees it completes as (level, index, hash), lowest first."""
        return self.push(0, leaf)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaves where nobody needs the subtrees they complete."""
        begin, end, hashes = self.begin, self.end, self.hashes
        for leaf in leaves:
            width, start = 1, end
            end += 1
            while start & width and start - width >= begin:
                state = _NODE.copy()
                state.update(hashes.pop() + leaf)
                leaf = state.digest()
                start -= width
                width <<= 1
            hashes.append(leaf)
        self.end = end

    def join(self, right: Range) -> list[tuple[int, int, bytes]]:
        """Add the leaves of a range that begins where this one ends. Raises ValueError if it begins elsewhere.

        Returns the subtrees that span both, as `append` does.
        """
        if right.begin != self.end:
            raise ValueError(f"a range from {right.begin} does not adjoin one that ends at {self.end}")
        places = zip(cover(right.begin, right.end), right.hashes, strict=True)
        return [node for (level, _), hashed in places for node in self.push(level, hashed)]

    def copy(self) -> Range:
        """The range as it is now."""
        return Range(self.begin, self.end, self.hashes.copy())

    def root(self) -> bytes:
        """The root of the tree. Raises ValueError if the range does not begin at 0."""
        if self.begin:
            raise ValueError("only a range that begins at 0 has the root of a tree")
        return bag(self.hashes)

    def push(self, level: int, hashed: bytes) -> list[tuple[int, int, bytes]]:
        """Add the complete subtree of 2^level leaves that comes next; its place must suit its size.

        Returns the larger subtrees it completes, as `append` does.
        """
        start = self.end
        self.end += 1 << level
        completed = []
        while start >> level & 1 and start - (1 << level) >= self.begin:
            hashed = node_hash(self.hashes.pop(), hashed)
            start -= 1 << level
            level += 1
            completed.append((level, start >> level, hashed))
        self.hashes.append(hashed)
        return completed


def bag(hashes: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that shrink from left to right."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def cover(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The fewest complete subtrees that cover the leaves [begin, end), as (level, index) from left to right."""
    while begin < end:
        level = (end - begin).bit_length() - 1
        if begin:
            level = min(level, (begin & -begin).bit_length() - 1)
        yield level, begin >> level
        begin += 1 << level


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of the tree over these leaves."""
    whole = Range()
    whole.extend(leaves)
    return whole.root()


def inclusion_path(index: int, size: int) -> list[list[tuple[int, int]]]:
    """What the proof that leaf `index` is in the tree of `size` leaves consists of, from the leaf to the root.

    Each element is one hash of the proof: the subtrees, as (level, index), that are bagged into it (one, except at the
    right edge). Raises IndexError if the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"a tree of {size} leaves has no leaf {index}")
    path: list[list[tuple[int, int]]] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(list(cover(middle, end)))
            end = middle
        else:
            path.append(list(cover(begin, middle)))
            begin = middle
    return path[::-1]


def consistency_path(old: int, new: int) -> list[list[tuple[int, int]]]:
    """What the proof that the tree of `new` leaves begins with the tree of `old` leaves consists of.

    Elements as in `inclusion_path`. Empty if `old` is 0 or `new`. Raises ValueError if the old tree is the larger.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves cannot begin with one of {old}")
    path: list[list[tuple[int, int]]] = []
    if old in (0, new):
        return path
    begin, end = 0, new
    while old != end:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append(list(cover(middle, end)))
            end = middle
        else:
            path.append(list(cover(begin, middle)))
            begin = middle
    if begin:
        path.append(list(cover(begin, end)))
    return path[::-1]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `path` shows that `leaf` is number `index` of the tree of `size` leaves with this root."""
    if not 0 <= index < size or not _are_digests(leaf, root, *path):
        return False
    place, last, hashed = index, size - 1, leaf
    for sibling in path:
        if not last:
            return False
        if place & 1 or place == last:
            hashed = node_hash(sibling, hashed)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        place, last = place >> 1, last >> 1
    return not last and hashed == root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether `path` shows that the tree of `new` leaves begins with the whole tree of `old` leaves."""
    if not 0 <= old <= new or not _are_digests(old_root, new_root, *path):
        return False
    if old == new:
        return not path and old_root == new_root
    if not old:
        return not path and old_root == EMPTY_ROOT
    hashes = list(path)
    if not old & (old - 1):
        hashes.insert(0, old_root)
    if not hashes:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    older = newer = hashes[0]
    for sibling in hashes[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        place, last = place >> 1, last >> 1
    return not last and older == old_root and newer == new_root


def _are_digests(*hashes: bytes) -> bool:
    """Whether all have the length of a digest, so that no octet can move from one side of a node to the other."""
    return all(len(hashed) == DIGEST_SIZE for hashed in hashes)

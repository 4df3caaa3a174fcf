"""Which nodes of the tree are stored, and proofs from them.

Leaves stand in their own table (level 0). Above them only every fourth level is stored, so that a tree of n leaves has
about n/15 stored nodes; a hash of a level between is folded from at most 8 stored ones. A proof in a tree of 10^8 leaves
reads seven runs of at most 16 neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from yuheng.kernel.ledger.tree import Range, bag, consistency_path, cover, fold, inclusion_path

STRIDE = 4
"""Every level that is a multiple of this is stored."""


class Nodes(Protocol):
    """Where hashes are read: level 0 from the leaves, the stored levels from the nodes."""

    def read(self, level: int, first: int, count: int) -> Sequence[bytes]:
        """`count` neighbours of a stored level from index `first`, all of complete subtrees; fewer if there are not."""


def grow(frontier: Range, leaves: Iterable[bytes]) -> list[tuple[int, int, bytes]]:
    """Append leaves to a tree; returns the nodes to store as (level, index, hash). The frontier moves along."""
    return [node for leaf in leaves for node in frontier.append(leaf) if not node[0] % STRIDE]


class Reader:
    """Hashes and proofs of the tree of `size` leaves, reading each run of stored hashes once."""

    def __init__(self, nodes: Nodes, size: int) -> None:
        self.nodes = nodes
        self.size = size
        self._runs: dict[tuple[int, int], Sequence[bytes]] = {}

    def frontier(self) -> Range:
        """The frontier, to append to or to take the root of."""
        return Range(0, self.size, [self._subtree(*place) for place in cover(0, self.size)])

    def root(self, size: int | None = None) -> bytes:
        """The root of the tree, or of an earlier one of `size` leaves."""
        return self._bagged(cover(0, self.size if size is None else size))

    def inclusion(self, index: int) -> list[bytes]:
        """The proof that leaf `index` is in this tree. Raises IndexError if it is not."""
        return [self._bagged(places) for places in inclusion_path(index, self.size)]

    def consistency(self, old: int) -> list[bytes]:
        """The proof that this tree begins with the tree of `old` leaves. Raises ValueError if that is larger."""
        return [self._bagged(places) for places in consistency_path(old, self.size)]

    def _bagged(self, places: Iterable[tuple[int, int]]) -> bytes:
        return bag([self._subtree(*place) for place in places])

    def _subtree(self, level: int, index: int) -> bytes:
        """The hash of one complete subtree, folded from the run of stored hashes that it lies in."""
        above = level % STRIDE
        stored, first, count = level - above, index << above, 1 << above
        run, place = first >> STRIDE, first % (1 << STRIDE)
        hashes = self._run(stored, run)[place : place + count]
        if len(hashes) != count:
            raise LookupError(f"第 {stored} 层第 {first}–{first + count - 1} 个树节点缺失，请运行 yuheng ledger verify")
        return fold(hashes)

    def _run(self, level: int, run: int) -> Sequence[bytes]:
        if (level, run) not in self._runs:
            first = run << STRIDE
            count = min(1 << STRIDE, (self.size >> level) - first)
            self._runs[level, run] = self.nodes.read(level, first, count)
        return self._runs[level, run]

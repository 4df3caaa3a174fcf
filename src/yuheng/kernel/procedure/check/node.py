"""A marking that the checker met, and how one leads to another."""

from __future__ import annotations

from typing import NamedTuple


class Node(NamedTuple):
    """A marking, unpacked."""

    done: int
    on: int
    owed: int
    flags: int
    variant: int
    filled: int


class Move(NamedTuple):
    """A slot performed; `late` by a citizen whose right has lapsed."""

    bit: int
    late: bool = False


SHUT = Move(-1)
"""The closing, by steps outside the exploration."""


class Edge:
    """How one node leads to another: `before` and `after` are the valuations under which the act is not refused.

    `target` is -1 until a valuation is found that takes the edge.
    """

    __slots__ = ("after", "before", "filled", "move", "packed", "source", "target", "touches")

    def __init__(
        self, source: int, packed: int, filled: int, move: Move, touches: int, before: int, after: int
    ) -> None:
        self.source, self.packed, self.filled, self.move = source, packed, filled, move
        self.touches, self.before, self.after = touches, before, after
        self.target = -1

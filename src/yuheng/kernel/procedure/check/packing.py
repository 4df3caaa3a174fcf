"""Nodes as integers, and the one node that stands for all that behave alike.

Rows are interchangeable, and after the closing only what an `after_close` step can still see is kept.
"""

from __future__ import annotations

from yuheng.kernel.procedure.check.layout import MOST_ROWS, Layout
from yuheng.kernel.procedure.check.node import Node
from yuheng.kernel.procedure.marking import CLOSED


class Packing:
    """Between nodes and integers of one layout; `ghosts` are the slots of rows that do not exist."""

    def __init__(self, layout: Layout, ghosts: int) -> None:
        self.layout = layout
        self.ghosts = ghosts
        self._alike = [
            [kind.shift for kind, count in zip(layout.kinds, variant.counts, strict=True) if count == MOST_ROWS] for variant in layout.variants
        ]
        self._unread_after_close = self._unread()
        self._unremembered = self._unasked()

    def pack(self, s: Node) -> int:
        n = self.layout.size
        return (((s.filled << 8 | s.variant) << 2 | s.flags) << 3 * n) | s.owed << 2 * n | s.on << n | s.done

    def unpack(self, packed: int) -> Node:
        n, every = self.layout.size, self.layout.all
        rest = packed >> 3 * n
        return Node(packed & every, packed >> n & every, packed >> 2 * n & every, rest & 3, rest >> 2 & 255, rest >> 10)

    def plain(self, s: Node) -> Node:
        """The node that stands for all that behave like this one."""
        done, on, owed, flags, v, filled = s
        done &= ~self._unremembered
        if flags & CLOSED:
            done |= self._unread_after_close & ~self._unremembered
            on |= self._unread_after_close & ~owed
        for shift in self._alike[v]:
            done, on, owed = _sorted(shift, done, on, owed)
        return Node(done, on, owed, flags, v, filled)

    def remember(self, slots: int) -> None:
        """These slots are asked about from outside: nodes that differ in them are never merged."""
        self._unread_after_close &= ~slots
        self._unremembered &= ~slots

    def filled(self, packed: int) -> int:
        """The filled fields of a packed node."""
        return packed >> 3 * self.layout.size + 10

    def _unread(self) -> int:
        """Slots that after the closing nobody can perform, ask about or come to owe."""
        unread = self.layout.all & ~self.ghosts
        for variant in self.layout.variants:
            for way in variant.ways.values():
                if way.step.after_close:
                    seen = way.bit | way.started | way.owes | way.owes_late
                    for group in (*way.after, *way.any_of, *(m for pair in way.waits for m in pair)):
                        seen |= group
                    unread &= ~seen
        return unread

    def _unasked(self) -> int:
        """Slots that may be repeated and whose being done nobody asks about."""
        unasked = self.layout.all & ~self.layout.once & ~self.ghosts
        for variant in self.layout.variants:
            for way in variant.ways.values():
                for group in (way.started, *way.after, *way.any_of, *(m for pair in way.waits for m in pair)):
                    unasked &= ~group
        return unasked


def _sorted(shift: tuple[tuple[int, tuple[int, ...]], ...], done: int, on: int, owed: int) -> tuple[int, int, int]:
    """The two rows of a kind in a fixed order."""
    for mask in (done, on, owed):
        for _ghost, (first, second) in shift:
            a, b = mask & first, mask & second
            if bool(a) != bool(b):
                return (done, on, owed) if a else _swapped(shift, done, on, owed)
    return done, on, owed


def _swapped(shift: tuple[tuple[int, tuple[int, ...]], ...], done: int, on: int, owed: int) -> tuple[int, int, int]:
    found = []
    for mask in (done, on, owed):
        for _ghost, (first, second) in shift:
            if bool(mask & first) != bool(mask & second):
                mask ^= first | second
        found.append(mask)
    return found[0], found[1], found[2]

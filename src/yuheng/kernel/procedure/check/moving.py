"""What may be done in a node, and what it makes of it: the rules of `marking.Compiled`, over tables of valuations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from yuheng.kernel.procedure.check.layout import MOST_ROWS, Layout, Variant, Way
from yuheng.kernel.procedure.check.node import SHUT, Move, Node
from yuheng.kernel.procedure.check.truth import Existence, Knowledge, Writing, bits
from yuheng.kernel.procedure.marking import CLOSED, OPENED


class Done(NamedTuple):
    """A slot performed: the node it leads to, which conditions it may rewrite, the valuations before and after that allow it."""

    target: Node
    move: Move
    touches: int
    before: int
    after: int


class Moving:
    """The moves of one layout. `leaves` are the slots that a closing may leave owed; `shut`: other steps may close."""

    def __init__(self, layout: Layout, knowledge: Knowledge, ghosts: int, leaves: int, shut: bool) -> None:
        self.layout = layout
        self.knowledge = knowledge
        self.ghosts = ghosts
        self.leaves = leaves
        self.shut = shut
        self.writing: dict[str, Writing | None] = {step.id: knowledge.writing(step) for step in layout.steps}

    def moves(self, s: Node) -> Iterator[Done]:
        """All that may be done in a node."""
        e = self.existence(s)
        variant = self.layout.variants[s.variant]
        candidates = s.on & variant.live & ~(s.done & self.layout.once)
        if s.flags & CLOSED:
            candidates &= self.layout.after_close
        elif not s.flags & OPENED:
            candidates &= self.layout.opens
        for bit in bits(candidates):
            way = variant.ways.get(bit)
            before = self.guard(way, s, e, variant) & e.possible if way else 0
            if way and before:
                yield from self._performed(way, s, before)
        if self.shut and s.flags == OPENED:
            quiet = self.quiet(s, e, ~self.leaves)
            if quiet:
                yield Done(s._replace(flags=OPENED | CLOSED), SHUT, 0, quiet, self.knowledge.every)

    def quiet(self, s: Node, e: Existence, mask: int) -> int:
        """The valuations under which none of these slots is owed."""
        return self._none(s.owed & s.on & self.layout.variants[s.variant].live & mask, e)

    def _none(self, slots: int, e: Existence) -> int:
        """The valuations under which none of these slots exists or may exist."""
        if slots & self.knowledge.plain:
            return 0
        table = self.knowledge.every
        for bit in bits(slots):
            table &= e.absent[bit]
        return table

    def _some(self, slots: int, e: Existence) -> int:
        """The valuations under which at least one of these slots surely exists."""
        if slots & self.knowledge.plain:
            return self.knowledge.every
        table = 0
        for bit in bits(slots):
            table |= e.sure[bit]
        return table

    def guard(self, way: Way, s: Node, e: Existence, variant: Variant) -> int:
        """The valuations under which the slot may be done. The rules are those of `marking.Compiled`."""
        if s.flags & CLOSED and not way.step.after_close:
            return 0
        table = e.sure.get(way.bit, self.knowledge.every)
        there = s.on & variant.live
        undone = there & ~s.done
        for group in way.after:
            if group & undone:
                table &= self._none(group & undone, e)
        for group in way.any_of:
            table &= self._some(group & there & s.done, e)
        owed = s.owed & there
        if way.blocked_by & owed:
            table &= self._none(way.blocked_by & owed, e)
        for trigger, waiver in way.waits:
            if trigger & undone:
                table &= self._none(trigger & undone, e) | self._waived(waiver & there, s.done, e)
        if way.system:
            table &= self.knowledge.every & ~self._none(way.system & owed, e)
        if way.step.closes and owed & ~way.leaves & ~way.bit:
            table &= self._none(owed & ~way.leaves & ~way.bit, e)
        return table

    def _waived(self, waiver: int, done: int, e: Existence) -> int:
        """The valuations under which all who may waive a wait did, and there is one."""
        anyone = waiver & done & ~self.ghosts
        return (self.knowledge.every & ~self._none(anyone, e)) & self._none(waiver & ~done, e) if anyone else 0

    def existence(self, s: Node) -> Existence:
        """Under which valuations each guarded slot exists in this node."""
        return self.knowledge.existence(self.known(s))

    def known(self, s: Node) -> int:
        """The conditions that are known in this node."""
        return self.knowledge.known(s.filled)

    def _performed(self, way: Way, s: Node, before: int) -> Iterator[Done]:
        writing = self.writing[way.step.id]
        if writing is None and not way.step.citizen:
            yield Done(self.effect(way, s), Move(way.bit), 0, before, self.knowledge.every)
            return
        for written in self._written(way, s) if writing else (s,):
            variant = self.layout.variants[written.variant]
            now = variant.ways[way.bit]
            after = self.knowledge.every
            if writing:
                after = self.guard(now, written, self.existence(written), variant)
            if not after:
                continue
            touches = writing.touches if writing else 0
            if written.filled != s.filled:
                touches |= self.knowledge.known(written.filled) ^ self.knowledge.known(s.filled)
            yield Done(self.effect(now, written), Move(way.bit), touches, before, after)
            if now.step.citizen and now.started & written.done:
                late = written._replace(owed=written.owed | (now.owes_late & ~(written.done & self.layout.once)))
                yield Done(late, Move(way.bit, late=True), touches, before, after)

    def effect(self, way: Way, s: Node) -> Node:
        """Discharged; done; voids; excludes; includes; obliges."""
        done = (s.done | way.bit) & ~way.voids
        on = (s.on & ~way.excludes) | way.includes
        owed = (s.owed & ~way.bit) | (way.owes & ~(done & self.layout.once))
        flags = s.flags | (OPENED if way.step.opens else 0) | (CLOSED if way.step.closes else 0)
        return Node(done, on, owed, flags, s.variant, s.filled)

    def _written(self, way: Way, s: Node) -> Iterator[Node]:
        """The facts that the act may leave: rows added or voided, fields filled or left empty."""
        writing = self.writing[way.step.id]
        if writing is None:
            yield s
            return
        found = [s]
        for place, forced in writing.kinds:
            found = [after for before in found for after in self._resized(way, before, place, forced)]
        for node in found:
            for chosen in product((0, 1), repeat=len(writing.optional)):
                filled = node.filled | writing.forced
                for bit, full in zip(writing.optional, chosen, strict=True):
                    filled = filled | bit if full else filled & ~bit
                yield node._replace(filled=filled)

    def _resized(self, way: Way, s: Node, place: int, forced: bool) -> Iterator[Node]:
        """As it is; with more rows; with one or all voided."""
        counts = self.layout.variants[s.variant].counts
        kind, count = self.layout.kinds[place], counts[place]
        own = next((row for row, mask in enumerate(kind.rows) if mask & way.bit), None)
        field = self.knowledge.field.get(kind.name, 0)
        choices: list[tuple[tuple[int, ...], int]] = [
            (tuple(range(count)), size) for size in range(count, MOST_ROWS + 1)
        ]
        choices += [((), 0)] if count else []
        choices += [((row,), 1) for row in range(count)] if count == MOST_ROWS else []
        for stay, size in choices:
            # The act's own row stays, and in its place: the last row is the one that goes.
            if (forced and not size) or (own is not None and (own not in stay or stay.index(own) != own)):
                continue
            done, on, owed = kind.resized(s.done, s.on, s.owed, stay, count, size)
            variant = self.layout.index[(*counts[:place], size, *counts[place + 1 :])]
            filled = s.filled | field if size else s.filled & ~field
            yield Node(done, on, owed, s.flags, variant, filled)

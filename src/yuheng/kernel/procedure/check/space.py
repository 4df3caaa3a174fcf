"""The reachable markings of some steps of a procedure, without corrections.

A node is one integer: done, on and owed by slot, the flags, the numbers of rows, the filled fields. With each node goes the table of the
valuations under which it is reached (see `truth.py`), so that nothing about conditions is lost and nothing is enumerated.
Nodes that no continuation can tell apart are merged (`_plain`): rows are interchangeable, and after the closing only what an
`after_close` step can still see is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from yuheng.kernel.procedure.check.layout import MOST_ROWS, Layout, Variant, Way
from yuheng.kernel.procedure.check.truth import Existence, Knowledge, Writing, bits
from yuheng.kernel.procedure.conditions import Formula
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.marking import CLOSED, OPENED


class OverBudget(Exception):
    """More markings than may be looked at: nothing is proved."""


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


class Space:
    """Explores once, then answers. `shut`: the closing is taken as possible whenever these steps owe nothing that it may not leave.

    `asked` are formulas to know about besides those of the steps; `whole` is the procedure that this one is a part of.
    """

    def __init__(
        self,
        procedure: Procedure,
        steps: frozenset[str],
        budget: int,
        shut: bool = False,
        asked: Sequence[Formula] = (),
        whole: Procedure | None = None,
    ) -> None:
        self.procedure = procedure
        self.layout = Layout(procedure, steps)
        masks = {step.id: self.layout.mask_of(step.id) for step in self.layout.steps}
        self.knowledge = Knowledge(procedure, self.layout.steps, self.layout.kind_names, masks, asked)
        self.writing: dict[str, Writing | None] = {s.id: self.knowledge.writing(s) for s in self.layout.steps}
        self.shut = shut
        self.leaves = 0
        whole = whole or procedure
        for name in {name for step in whole.steps for name in step.leaves}:
            self.leaves |= self.layout.mask_of(name)
        for name in {name for step in whole.steps for name in step.blocked_by}:
            self.leaves &= ~self.layout.mask_of(name)
        self.ghosts = sum(kind.ghosts for kind in self.layout.kinds)
        self.budget = budget
        self.ids: dict[int, int] = {}
        self.nodes: list[int] = []
        self.reached: list[int] = []
        self.layers: list[dict[int, int]] = []
        self.edges: list[list[Edge] | None] = []
        self._alike = [
            [kind.shift for kind, count in zip(self.layout.kinds, variant.counts, strict=True) if count == MOST_ROWS]
            for variant in self.layout.variants
        ]
        self._unread_after_close = self._unread()
        self._unremembered = self._unasked()

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

    # -- packing --------------------------------------------------------------------------------------------------------

    def pack(self, s: Node) -> int:
        n = self.layout.size
        return (((s.filled << 8 | s.variant) << 2 | s.flags) << 3 * n) | s.owed << 2 * n | s.on << n | s.done

    def unpack(self, packed: int) -> Node:
        n, every = self.layout.size, self.layout.all
        rest = packed >> 3 * n
        return Node(packed & every, packed >> n & every, packed >> 2 * n & every, rest & 3, rest >> 2 & 255, rest >> 10)

    def _plain(self, s: Node) -> Node:
        """The node that stands for all that behave like this one."""
        done, on, owed, flags, v, filled = s
        done &= ~self._unremembered
        if flags & CLOSED:
            done |= self._unread_after_close & ~self._unremembered
            on |= self._unread_after_close & ~owed
        for shift in self._alike[v]:
            done, on, owed = _sorted(shift, done, on, owed)
        return Node(done, on, owed, flags, v, filled)

    # -- exploring ------------------------------------------------------------------------------------------------------

    def explore(self) -> Space:
        """Breadth first: layer i holds what is first reached by i steps. Raises OverBudget."""
        done, on = self.layout.start()
        layer = {self._number(self.pack(Node(done, on, 0, 0, 0, 0))): 1}
        self.reached[0] = 1
        while layer:
            self.layers.append(layer)
            following: dict[int, int] = {}
            for source, fresh in layer.items():
                edges = self.edges[source]
                if edges is None:
                    edges = self.edges[source] = list(self._edges(source))
                for edge in edges:
                    table = self.image(edge, fresh)
                    if not table:
                        continue
                    if edge.target < 0:
                        edge.target = self._number(edge.packed)
                    table &= ~self.reached[edge.target]
                    if table:
                        self.reached[edge.target] |= table
                        following[edge.target] = following.get(edge.target, 0) | table
            layer = following
        return self

    def seek(self, wanted: frozenset[str]) -> set[str]:
        """Those of the wanted steps that can run: depth first, steps not seen yet before others. Raises OverBudget."""
        found: set[str] = set()
        done, on = self.layout.start()
        stack = [(self._number(self.pack(Node(done, on, 0, 0, 0, 0))), 1)]
        self.reached[0] = 1
        tried: set[Move] = set()
        names = {bit: name for (name, _row), bit in self.layout.at.items()}
        while stack and found != wanted:
            source, fresh = stack.pop()
            edges = self.edges[source]
            if edges is None:
                edges = self.edges[source] = list(self._edges(source))
            late: list[tuple[int, int]] = []
            for edge in edges:
                table = self.image(edge, fresh)
                if not table:
                    continue
                if names.get(edge.move.bit) in wanted:
                    found.add(names[edge.move.bit])
                if edge.target < 0:
                    edge.target = self._number(edge.packed)
                table &= ~self.reached[edge.target]
                if table:
                    self.reached[edge.target] |= table
                    (stack if edge.move in tried else late).append((edge.target, table))
                    tried.add(edge.move)
            stack.extend(late)
        return found

    def _number(self, packed: int) -> int:
        found = self.ids.get(packed)
        if found is None:
            found = self.ids[packed] = len(self.nodes)
            if found >= self.budget:
                raise OverBudget
            self.nodes.append(packed)
            self.reached.append(0)
            self.edges.append(None)
        return found

    def image(self, edge: Edge, table: int) -> int:
        """The valuations to which an edge leads from these."""
        table &= edge.before
        if edge.touches and table:
            table = self.knowledge.rewritten(table, edge.touches, edge.filled)
        return table & edge.after

    def _filled(self, number: int) -> int:
        return self.nodes[number] >> 3 * self.layout.size + 10

    def _edges(self, source: int) -> Iterator[Edge]:
        s = self.unpack(self.nodes[source])
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
                yield from self._performed(way, s, source, before)
        if self.shut and s.flags == OPENED:
            quiet = self.quiet(s, e, ~self.leaves)
            if quiet:
                closed = s._replace(flags=OPENED | CLOSED)
                yield self._edge(source, closed, SHUT, 0, quiet, self.knowledge.every)

    def _edge(self, source: int, target: Node, move: Move, touches: int, before: int, after: int) -> Edge:
        return Edge(source, self.pack(self._plain(target)), target.filled, move, touches, before, after)

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

    # -- performing -----------------------------------------------------------------------------------------------------

    def _performed(self, way: Way, s: Node, source: int, before: int) -> Iterator[Edge]:
        writing = self.writing[way.step.id]
        if writing is None and not way.step.citizen:
            yield self._edge(source, self.effect(way, s), Move(way.bit), 0, before, self.knowledge.every)
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
            yield self._edge(source, self.effect(now, written), Move(way.bit), touches, before, after)
            if now.step.citizen and now.started & written.done:
                late = written._replace(owed=written.owed | (now.owes_late & ~(written.done & self.layout.once)))
                yield self._edge(source, late, Move(way.bit, late=True), touches, before, after)

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

    # -- asking ---------------------------------------------------------------------------------------------------------

    def path(self, number: int, valuations: int, near: int = 0) -> list[tuple[Move, Node, int]]:
        """The shortest way to a node under one of these valuations: each move, the node it leads to, the valuation there."""
        depth = next(i for i, layer in enumerate(self.layers) if layer.get(number, 0) & valuations)
        found = valuations & self.layers[depth][number]
        found = found & near or found
        here = found & -found
        steps: list[tuple[Move, Node, int]] = []
        for layer in reversed(self.layers[:depth]):
            for source, table in layer.items():
                edge = next(
                    (
                        edge
                        for edge in self.edges[source] or ()
                        if edge.target == number and self.image(edge, table) & here
                    ),
                    None,
                )
                if edge is not None:
                    steps.append((edge.move, self.unpack(self.nodes[number]), here.bit_length() - 1))
                    here = self._origin(edge, table, here)
                    number = source
                    break
        steps.append((Move(0), self.unpack(self.nodes[number]), here.bit_length() - 1))
        return steps[::-1]

    def _origin(self, edge: Edge, table: int, here: int) -> int:
        """One valuation of the table from which the edge leads to `here`, as near to it as can be."""
        possible = table & edge.before
        if edge.touches:
            possible &= self.knowledge.before(here & edge.after, edge.touches, self._filled(edge.source))
        else:
            possible &= here
        return self._nearest(possible, here)

    @staticmethod
    def _nearest(table: int, here: int) -> int:
        """The valuation of the table that differs least from one."""
        return min(bits(table), key=lambda bit: ((bit.bit_length() - 1) ^ (here.bit_length() - 1)).bit_count())

    def reaching(self, goals: list[int], usable: set[Move]) -> list[int]:
        """For each node the valuations from which a goal can be reached by usable moves."""
        good = list(goals)
        chosen = [edge for edges in self.edges for edge in edges or () if edge.target >= 0 and edge.move in usable]
        chosen.reverse()
        incoming: dict[int, list[Edge]] = {}
        for edge in chosen:
            incoming.setdefault(edge.target, []).append(edge)
        front = [number for number in range(len(good) - 1, -1, -1) if good[number]]
        waiting = bytearray(len(good))
        for number in front:
            waiting[number] = 1
        while front:
            following: list[int] = []
            for number in front:
                waiting[number] = 0
                for edge in incoming.get(number, ()):
                    table = good[number] & edge.after
                    if edge.touches:
                        table = self.knowledge.before(table, edge.touches, self._filled(edge.source))
                    table &= edge.before & ~good[edge.source]
                    if table:
                        good[edge.source] |= table
                        if not waiting[edge.source]:
                            waiting[edge.source] = 1
                            following.append(edge.source)
            front = following
        return good


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

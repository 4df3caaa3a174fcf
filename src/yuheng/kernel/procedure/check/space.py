"""The reachable markings of some steps of a procedure, without corrections.

A node is one integer: done, on and owed by slot, the flags, the numbers of rows, the filled fields. With each node goes the table of the
valuations under which it is reached (see `truth.py`), so that nothing about conditions is lost and nothing is enumerated.
Nodes that no continuation can tell apart are merged (`packing.py`); what may be done in one says `moving.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from yuheng.kernel.procedure.check.layout import Layout
from yuheng.kernel.procedure.check.moving import Moving
from yuheng.kernel.procedure.check.node import Edge, Move, Node
from yuheng.kernel.procedure.check.packing import Packing
from yuheng.kernel.procedure.check.truth import Knowledge, bits
from yuheng.kernel.procedure.conditions import Formula
from yuheng.kernel.procedure.declare import Procedure


class OverBudget(Exception):
    """More markings than may be looked at: nothing is proved."""


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
        self.ghosts = sum(kind.ghosts for kind in self.layout.kinds)
        self.packing = Packing(self.layout, self.ghosts)
        self.moving = Moving(self.layout, self.knowledge, self.ghosts, self._leaves(whole or procedure), shut)
        self.budget = budget
        self.ids: dict[int, int] = {}
        self.nodes: list[int] = []
        self.reached: list[int] = []
        self.layers: list[dict[int, int]] = []
        self.edges: list[list[Edge] | None] = []

    def _leaves(self, whole: Procedure) -> int:
        """The slots that a closing of the whole procedure may leave owed."""
        leaves = 0
        for name in {name for step in whole.steps for name in step.leaves}:
            leaves |= self.layout.mask_of(name)
        for name in {name for step in whole.steps for name in step.blocked_by}:
            leaves &= ~self.layout.mask_of(name)
        return leaves

    def unpack(self, packed: int) -> Node:
        return self.packing.unpack(packed)

    def explore(self) -> Space:
        """Breadth first: layer i holds what is first reached by i steps. Raises OverBudget."""
        done, on = self.layout.start()
        layer = {self._number(self.packing.pack(Node(done, on, 0, 0, 0, 0))): 1}
        self.reached[0] = 1
        while layer:
            self.layers.append(layer)
            following: dict[int, int] = {}
            for source, fresh in layer.items():
                edges = self.edges[source]
                if edges is None:
                    edges = self.edges[source] = self._edges(source)
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
        stack = [(self._number(self.packing.pack(Node(done, on, 0, 0, 0, 0))), 1)]
        self.reached[0] = 1
        tried: set[Move] = set()
        names = {bit: name for (name, _row), bit in self.layout.at.items()}
        while stack and found != wanted:
            source, fresh = stack.pop()
            edges = self.edges[source]
            if edges is None:
                edges = self.edges[source] = self._edges(source)
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

    def _edges(self, source: int) -> list[Edge]:
        packing = self.packing
        return [
            Edge(source, packing.pack(packing.plain(target)), target.filled, move, touches, before, after)
            for target, move, touches, before, after in self.moving.moves(packing.unpack(self.nodes[source]))
        ]

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
            possible &= self.knowledge.before(here & edge.after, edge.touches, self.packing.filled(self.nodes[edge.source]))
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
                        table = self.knowledge.before(table, edge.touches, self.packing.filled(self.nodes[edge.source]))
                    table &= edge.before & ~good[edge.source]
                    if table:
                        good[edge.source] |= table
                        if not waiting[edge.source]:
                            waiting[edge.source] = 1
                            following.append(edge.source)
            front = following
        return good

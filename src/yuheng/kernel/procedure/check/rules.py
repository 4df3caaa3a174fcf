"""Every `never` rule holds at every performance, also when facts are corrected at any moment.

A rule is looked at in its cone: the steps on which its own steps depend. Because a correction may change any fact at any time, the
truths need not be remembered: each marking is taken under every valuation. One valuation serves for both tests of an act: one
that holds after the act and forbids it before could have been corrected to the same before. For the rule's own conditions unknown is tried
too. The closing is left out unless the rule depends on it, since it only takes possibilities away.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from yuheng.kernel.procedure.check.depends import Dependence
from yuheng.kernel.procedure.check.layout import Way
from yuheng.kernel.procedure.check.moving import Done, Moving
from yuheng.kernel.procedure.check.node import Edge, Move, Node
from yuheng.kernel.procedure.check.result import Problem
from yuheng.kernel.procedure.check.space import Space
from yuheng.kernel.procedure.check.surround import cut
from yuheng.kernel.procedure.check.tell import told
from yuheng.kernel.procedure.check.truth import Writing
from yuheng.kernel.procedure.conditions import Formula
from yuheng.kernel.procedure.declare import Beyond, Forbidden, Never, Procedure, Stale, Step, Without

CODES: dict[type[Never], str] = {Without: "without", Stale: "stale", Beyond: "beyond", Forbidden: "forbidden"}


def broken_rules(procedure: Procedure, budget: int) -> tuple[list[Problem], int]:
    """The rules that can be broken, each with the shortest way; and the markings looked at. Raises OverBudget."""
    dependence = Dependence(procedure)
    problems: list[Problem] = []
    markings = 0
    for rule in procedure.never:
        problem, looked = _judged(procedure, dependence, rule, budget - markings)
        markings += looked
        problems += [problem] if problem else []
    return problems, markings


def _judged(procedure: Procedure, dependence: Dependence, rule: Never, budget: int) -> tuple[Problem | None, int]:
    """Proved in a part cut out of the procedure, an ever wider one; or broken in the whole cone."""
    opening = frozenset(step.id for step in procedure.steps if step.opens)
    whole = dependence.closure(_steps(rule) | opening, facts=False)
    side = frozenset(_steps(rule))
    looked = 0
    while not whole <= side | opening:
        free = cut(procedure, dependence, side, rule)
        space = Corrected(free, frozenset(free.by_id), rule, budget - looked)
        space.explore()
        looked += len(space.nodes)
        if space.found is None:
            return None, looked
        side = side.union(*(dependence.formal[name] for name in side))
    space = Corrected(procedure, whole, rule, budget - looked)
    space.explore()
    looked += len(space.nodes)
    return (_problem(space, space.found) if space.found else None), looked


class Broken(Exception):
    """The rule can be broken in this node by this slot, as written, under these known conditions and valuations."""

    def __init__(self, node: Node, way: Way, written: Node, known: int, valuations: int) -> None:
        self.node = node
        self.how = way, written, known, valuations


class Corrected(Space):
    """The markings of a cone under every valuation. `Node.filled` holds the `fresh` bits of the `Stale` rules here."""

    def __init__(self, procedure: Procedure, steps: frozenset[str], rule: Never, budget: int) -> None:
        super().__init__(procedure, steps, budget, asked=list(_formulas(rule)))
        self.rule = rule
        self.found: tuple[int, Way, Node, int, int] | None = None
        self.moving = judging = Judging(self, rule)
        self.always = self.knowledge.existence(judging.all_known)
        for name in _steps(rule):
            self.packing.remember(self.layout.mask_of(name))

    def explore(self) -> Space:
        try:
            return super().explore()
        except Broken as broken:
            self.found = self.ids[self.packing.pack(broken.node)], *broken.how
            return self

    def image(self, edge: Edge, table: int) -> int:
        """The valuations to which an edge leads from these."""
        return self.always.possible if table & edge.before & edge.after else 0

    def _origin(self, edge: Edge, table: int, here: int) -> int:
        return self._nearest(table & edge.before & edge.after, here)


class Judging(Moving):
    """Moves under a rule: whatever is written may be corrected, and what breaks the rule raises `Broken`."""

    def __init__(self, space: Space, rule: Never) -> None:
        super().__init__(space.layout, space.knowledge, space.ghosts, 0, False)
        self.procedure = space.procedure
        self.rule = rule
        stale = [other for other in self.procedure.never if isinstance(other, Stale)]
        self.watched = 1 << stale.index(rule) if isinstance(rule, Stale) else 0
        self.all_known = (1 << len(self.knowledge.conditions)) - 1
        for step, writing in self.writing.items():
            if writing is not None:
                self.writing[step] = Writing(0, (), 0, writing.kinds) if writing.kinds else None

    def known(self, s: Node) -> int:
        return self.all_known

    def effect(self, way: Way, s: Node) -> Node:
        fresh = ((s.filled & ~way.stales) | way.freshens) & self.watched
        return super().effect(way, s)._replace(filled=fresh)

    def _performed(self, way: Way, s: Node, before: int) -> Iterator[Done]:
        if way.step.id == getattr(self.rule, "step", None):
            for written in self._written(way, s):
                breach = self._breach(way, s, written)
                if breach is not None:
                    raise Broken(s, way, written, *breach)
        yield from super()._performed(way, s, before)

    def _breach(self, way: Way, s: Node, written: Node) -> tuple[int, int] | None:
        """The known conditions and valuations under which the act is not refused and breaks the rule."""
        variant = self.layout.variants[written.variant]
        now = variant.ways[way.bit]
        formulas = list(_formulas(self.rule))
        atoms = sorted({self.knowledge.place[atom.id] for formula in formulas for atom in formula.atoms()})
        for unknown in product((False, True), repeat=len(atoms)):
            known = self.all_known & ~sum(1 << i for i, lost in zip(atoms, unknown, strict=True) if lost)
            bad = self._bad(now, written, known)
            if not bad:
                continue
            e = self.knowledge.existence(known)
            bad &= e.possible & self.guard(way, s, e, self.layout.variants[s.variant])
            bad &= self.guard(now, written, e, variant)
            if bad:
                return known, bad
        return None

    def _bad(self, way: Way, s: Node, known: int) -> int:
        """The valuations under which performing the slot breaks the rule, whether or not it may be performed."""
        every, rule = self.knowledge.every, self.rule
        if isinstance(rule, Without):
            missing = self._related(rule.needs, way, s) & ~s.done
            if not missing:
                return 0
            return every if rule.when is None else every & ~self.knowledge.table(rule.when, known)[1]
        if isinstance(rule, Stale):
            live = self.layout.variants[s.variant].live
            return every if self.layout.mask_of(rule.on) & live & s.done and not s.filled & self.watched else 0
        if isinstance(rule, Beyond):
            if self.layout.mask_of(rule.notice) & self.layout.variants[s.variant].live & ~s.done:
                return every
            return every & ~self.knowledge.table(rule.within, known)[0]
        if isinstance(rule, Forbidden):
            return every & ~self.knowledge.table(rule.when, known)[1]
        raise TypeError(rule)

    def _related(self, name: str, way: Way, s: Node) -> int:
        """Slots of a step as seen from a slot: the same row where both run over the same rows."""
        if way.step.for_each and self.procedure.by_id[name].for_each == way.step.for_each:
            return self.layout.at[(name, way.row)]
        return self.layout.mask_of(name) & self.layout.variants[s.variant].live


def _steps(rule: Never) -> set[str]:
    return {getattr(rule, name) for name in ("step", "needs", "on", "since", "notice") if hasattr(rule, name)}


def _formulas(rule: Never) -> Iterator[Formula]:
    for name in ("when", "within"):
        formula = getattr(rule, name, None)
        if formula is not None:
            yield formula


def _problem(space: Corrected, found: tuple[int, Way, Node, int, int]) -> Problem:
    source, way, written, known, valuations = found
    rule = space.rule
    path = space.path(source, space.always.possible, near=valuations)
    final = path[-1][2]
    chosen = min(range(valuations.bit_length()), key=lambda v: (not valuations >> v & 1, (v ^ final).bit_count()))
    path.append((Move(way.bit), written, chosen))
    lines = list(told(space, path))
    truths = space.knowledge.told(known, chosen)
    asked = dict.fromkeys(atom.id for formula in (*_formulas(rule), *_guards(way.step)) for atom in formula.atoms())
    names = {condition.id: condition.name for condition in space.knowledge.conditions}
    words = {True: "是", False: "否", None: "尚不明确"}
    if asked:
        lines.append(f"此时：{'；'.join(f'{names[i]}：{words[truths[i]]}' for i in asked)}")
    message = f"{rule.words(space.procedure.names)}，但现有环节关系不能保证。"
    return Problem(CODES[type(rule)], message, tuple(lines), rule.cites)


def _guards(step: Step) -> Iterator[Formula]:
    if step.when is not None:
        yield step.when

"""Rest can be reached from every marking without corrections, also when parties stay silent; and every step can run.

*Silence.* From a marking the organ must be able to bring the matter to rest by its own steps and the passing of time alone. A
step of a party (`citizen`, or `outside` naming a party) is never counted on; nor is a step that may lapse (`until`), since a
right may have lapsed; a step of a court, police or bank (`outside`) is counted on only where it cites the article that makes
them act. Facts are what they turn out to be: whatever a condition proves to be leads to a marking that is itself examined.

*Sides.* Let M be the main part (the closing, and all on which it depends) and C1 … Ck the side components: nothing in M or in
another component depends on Ci; only the closing looks at what Ci owes. We explore M alone, and each Ci with what it depends on,
with the closing taken as possible at any time when Ci owes nothing beyond `leaves`; and show for Ci that from every marking its own
steps, those that nobody else has to make, bring it to owe nothing. Then in the whole procedure, from any marking: first each Ci
comes to owe nothing (its steps change nothing for M or the others); then M takes the next step of its own way to rest, after
which each Ci comes to owe nothing again; at the closing nothing is owed by any Ci, so that it is as possible as in M alone; and so
on to rest. Conversely the markings of M in the whole procedure are those of M alone, by the same interleaving. Where a Ci cannot
be shown to come to rest by itself, it is put into M and explored with it: nothing is assumed.
"""

from __future__ import annotations

from collections.abc import Callable

from yuheng.kernel.procedure.check.depends import Dependence
from yuheng.kernel.procedure.check.node import SHUT, Move, Node
from yuheng.kernel.procedure.check.result import Problem
from yuheng.kernel.procedure.check.space import Space
from yuheng.kernel.procedure.check.surround import surrounded
from yuheng.kernel.procedure.check.tell import slots, told
from yuheng.kernel.procedure.check.truth import bits
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.marking import CLOSED, OPENED

PARTIES = (
    "当事人",
    "申请人",
    "被申请人",
    "相对人",
    "投诉人",
    "举报人",
    "信访人",
    "行政相对人",
    "被侵权人",
    "公民",
    "企业",
    "群众",
)
"""Words of `outside` that mean a party, whom nobody can make act."""


def counted_on(step: Step) -> bool:
    """Whether the way to rest may use a step: nobody has to hope for it."""
    if step.citizen or step.until is not None:
        return False
    return not step.outside or (step.outside not in PARTIES and bool(step.cites))


def rest_reachable(procedure: Procedure, budget: int) -> tuple[list[Problem], int]:
    """What keeps the procedure from rest, and the markings looked at. Raises OverBudget."""
    dependence = Dependence(procedure)
    opening = {step.id for step in procedure.steps if step.opens}
    core = {step.id for step in procedure.steps if step.closes} | opening
    markings = 0
    while True:
        main = dependence.closure(core, blocks=False)
        sides = dependence.sides(main)
        needy: set[str] = set()
        for side in sides:
            shown, looked = _side(procedure, dependence, side, opening, budget - markings)
            markings += looked
            if not shown:
                needy |= side
        if not needy:
            break
        core |= needy
    space = Space(procedure, main, budget - markings).explore()
    markings += len(space.nodes)
    ran = _ran(space)
    for side in sides:
        seeking = Space(procedure, dependence.closure(side | opening), budget - markings)
        ran |= seeking.seek(side)
        markings += len(seeking.nodes)
    problems = _dead_ends(space)
    for step in procedure.steps:
        if step.id not in ran:
            message = f"“{step.name}”在任何情形下都不能办理：请核对其前置环节和适用条件。"
            problems.append(Problem("never_runs", message, cites=step.cites))
    return problems, markings


def _side(
    procedure: Procedure, dependence: Dependence, side: frozenset[str], opening: set[str], budget: int
) -> tuple[bool, int]:
    """Whether the component is shown to come to rest by itself; and the markings looked at."""
    free = surrounded(procedure, dependence, side)
    loose = Space(free, frozenset(free.by_id), budget, shut=True, whole=procedure).explore()
    looked = len(loose.nodes)
    if _comes_to_rest(loose, side):
        return True, looked
    if len(dependence.closure(side)) > len(procedure.steps) // 2:
        return False, looked
    exact = Space(procedure, dependence.closure(side | opening), budget - looked, shut=True).explore()
    return _comes_to_rest(exact, side), looked + len(exact.nodes)


def at_rest(space: Space, s: Node) -> int:
    """The valuations under which nothing is owed, once the matter is closed (a register: recorded)."""
    ended = CLOSED if any(step.closes for step in space.procedure.steps) else OPENED
    return space.moving.quiet(s, space.moving.existence(s), space.layout.all) if s.flags & ended else 0


def _ran(space: Space) -> set[str]:
    performed = {edge.move.bit for edges in space.edges for edge in edges or () if edge.target >= 0}
    return {name for (name, _row), bit in space.layout.at.items() if bit in performed}


def _moves(space: Space, usable: Callable[[Step], bool]) -> set[Move]:
    by_bit = {bit: space.procedure.by_id[name] for (name, _row), bit in space.layout.at.items()}
    every = {edge.move for edges in space.edges for edge in edges or () if edge.target >= 0}
    return {move for move in every if move != SHUT and usable(by_bit[move.bit])}


def _comes_to_rest(space: Space, side: frozenset[str]) -> bool:
    """Whether from every marking the side's own steps bring it to owe nothing (beyond what a closing may leave)."""
    mine = 0
    for name in side:
        mine |= space.layout.mask_of(name)
    goals = []
    for packed in space.nodes:
        s = space.unpack(packed)
        goals.append(space.moving.quiet(s, space.moving.existence(s), mine & (-1 if s.flags & CLOSED else ~space.moving.leaves)))
    good = space.reaching(goals, _moves(space, lambda step: step.id in side and counted_on(step)))
    return not any(reached & ~fine for reached, fine in zip(space.reached, good, strict=True))


def _dead_ends(space: Space) -> list[Problem]:
    goals = [at_rest(space, space.unpack(packed)) for packed in space.nodes]
    silent = space.reaching(goals, _moves(space, counted_on))
    if _first(space, silent) is None:
        return []
    hopeful = space.reaching(goals, _moves(space, lambda step: True))
    problems = []
    lost = _first(space, hopeful)
    if lost is not None:
        why = _why(space, *lost)
        problems.append(Problem("dead_end", f"此后无论如何办理都不能了结{why}。", told(space, space.path(*lost))))
    stuck = _first(space, silent, hopeful)
    if stuck is not None:
        hoped = "、".join(f"“{step.name}”" for step in _hoped(space, goals, *stuck))
        message = f"当事人始终不作为的，此后不能了结：须待{hoped}{_why(space, *stuck)}。请为其不作为规定出路。"
        problems.append(Problem("silence", message, told(space, space.path(*stuck))))
    return problems


def _first(space: Space, good: list[int], within: list[int] | None = None) -> tuple[int, int] | None:
    """The nearest marking, after the opening, that is not good (and lies within)."""
    for layer in space.layers[1:]:
        for number, table in layer.items():
            bad = table & ~good[number] & (-1 if within is None else within[number])
            if bad:
                return number, bad
    return None


def _hoped(space: Space, goals: list[int], number: int, valuations: int) -> list[Step]:
    """The steps that nobody can make happen, on the shortest way to rest."""
    names = {bit: name for (name, _row), bit in space.layout.at.items()}
    start = (number, valuations & -valuations)
    came: dict[tuple[int, int], tuple[tuple[int, int], str] | None] = {start: None}
    front = [start]
    while front:
        following = []
        for here in front:
            if goals[here[0]] & here[1]:
                found: dict[str, None] = {}
                step = came[here]
                while step is not None:
                    found[step[1]] = None
                    step = came[step[0]]
                return [s for s in space.procedure.steps if s.id in found and not counted_on(s)]
            for edge in space.edges[here[0]] or ():
                for valuation in bits(space.image(edge, here[1])) if edge.target >= 0 else ():
                    if (edge.target, valuation) not in came:
                        came[(edge.target, valuation)] = (here, names[edge.move.bit])
                        following.append((edge.target, valuation))
        front = following
    return []


def _why(space: Space, number: int, valuations: int) -> str:
    s = space.unpack(space.nodes[number])
    e = space.moving.existence(s)
    owed = 0
    for bit in bits(s.owed & s.on & space.layout.variants[s.variant].live):
        if valuations & ~e.absent.get(bit, 0):
            owed |= bit
    known = space.knowledge.known(s.filled)
    unknown = [c.name for i, c in enumerate(space.knowledge.conditions) if not known >> i & 1]
    parts = []
    if owed:
        parts.append(f"尚欠{slots(space.layout, owed)}")
    if unknown:
        parts.append(f"尚不明确：{'、'.join(unknown)}")
    return f"（{'；'.join(parts)}）" if parts else ""

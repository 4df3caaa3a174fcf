"""A side component with free surroundings: the steps it depends on directly may happen at any time, in any order, again and again.

That allows more than the whole procedure does. What is shown here therefore holds there; what cannot be shown here is looked
at again with everything on which the component depends.
"""

from __future__ import annotations

from dataclasses import replace

from yuheng.kernel.procedure.check.depends import Dependence
from yuheng.kernel.procedure.declare import Due, Lapse, Never, Procedure, Step


def surrounded(procedure: Procedure, dependence: Dependence, side: frozenset[str]) -> Procedure:
    """The component's own steps as they are, and its surroundings set free."""
    near = frozenset().union(*(dependence.on[name] for name in side)) - side
    kept = side | near
    steps: list[Step] = []
    for step in procedure.steps:
        if step.id in side:
            steps.append(_within(step, kept))
        elif step.id in near or step.opens:
            steps.extend(_freed(step, side))
    steps.extend(_whims(procedure, near))
    return replace(procedure, steps=tuple(steps), never=(), lapses=_lapses(procedure, kept))


def cut(procedure: Procedure, dependence: Dependence, side: frozenset[str], rule: Never) -> Procedure:
    """The component waiting for nobody outside, while those outside that move its marking may act at any time.

    What it may do there contains all that it may do in the whole procedure: a rule that holds there holds.
    """
    near = frozenset().union(*(dependence.formal[name] for name in side)) - side
    steps: list[Step] = []
    for step in procedure.steps:
        if step.id in side:
            steps.append(_unwaiting(step, side))
            if step.until is not None and step.until.step not in side:
                steps.extend(_freed(step, side)[1:])
        elif step.opens or (step.id in near and _touches(procedure, step, side)):
            steps.extend(_freed(step, side))
    return replace(procedure, steps=tuple(steps), never=(rule,), lapses=())


def _unwaiting(step: Step, side: frozenset[str]) -> Step:
    after = tuple(a for a in step.after if (a in side if isinstance(a, str) else side.issuperset(a.steps)))
    wait = tuple(w for w in step.wait if w.step in side and (w.unless is None or w.unless in side))
    free = replace(_within(step, side), after=after, wait=wait, blocked_by=_in(step.blocked_by, side))
    return replace(free, until=None) if step.until is not None and step.until.step not in side else free


def _touches(procedure: Procedure, step: Step, side: frozenset[str]) -> bool:
    late = step.until.late if step.until else ()
    moved = {*step.voids, *step.excludes, *step.includes, *(due.step for due in (*step.obliges, *late))}
    kinds = {procedure.by_id[name].for_each for name in side}
    return bool(moved & side or kinds.intersection(step.writes))


def _within(step: Step, kept: frozenset[str]) -> Step:
    """A step of the component, with its effects outside left out (there are none on what it depends on)."""
    return replace(
        step,
        voids=_in(step.voids, kept),
        excludes=_in(step.excludes, kept),
        includes=_in(step.includes, kept),
        obliges=_own(step.obliges, kept),
        until=replace(step.until, late=_own(step.until.late, kept)) if step.until else None,
        leaves=_in(step.leaves, kept),
    )


def _freed(step: Step, side: frozenset[str]) -> list[Step]:
    free = replace(
        step,
        after=(),
        wait=(),
        until=None,
        when=None,
        blocked_by=(),
        repeat=True,
        starts_out=False,
        closes=False,
        after_close=step.after_close or step.closes,
        voids=_in(step.voids, side),
        excludes=_in(step.excludes, side),
        includes=_in(step.includes, side),
        obliges=_own(step.obliges, side),
        leaves=(),
    )
    if step.until is None or not any(due.step in side for due in step.until.late):
        return [free]
    late = replace(free, id=f"{step.id}~late", obliges=_own(step.until.late, side), writes=())
    return [free, replace(late, voids=(), excludes=(), includes=(), opens=False)]


def _whims(procedure: Procedure, near: frozenset[str]) -> list[Step]:
    """What the rest of the procedure may do to the marking of the surroundings."""
    found: list[Step] = []

    def whim(name: str, what: str, **effect: object) -> None:
        found.append(Step(f"{name}~{what}", name, repeat=True, after_close=True, statutory=False, **effect))  # type: ignore[arg-type]

    voided = {name for step in procedure.steps for name in step.voids}
    moved = {name for step in procedure.steps for name in (*step.excludes, *step.includes)}
    owed = {due.step for step in procedure.steps for due in (*step.obliges, *(step.until.late if step.until else ()))}
    for step in procedure.steps:
        if step.id not in near:
            continue
        if step.id in voided:
            whim(step.id, "undone", voids=(step.id,))
        if step.id in moved or step.starts_out:
            whim(step.id, "out", excludes=(step.id,))
            whim(step.id, "in", includes=(step.id,))
        if step.id in owed:
            whim(step.id, "owed", obliges=(Due(step.id),))
    return found


def _in(names: tuple[str, ...], kept: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in kept)


def _own(dues: tuple[Due, ...], side: frozenset[str]) -> tuple[Due, ...]:
    return tuple(due for due in dues if due.step in side)


def _lapses(procedure: Procedure, kept: frozenset[str]) -> tuple[Lapse, ...]:
    return tuple(lapse for lapse in procedure.lapses if lapse.then in kept)

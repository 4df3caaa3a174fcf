"""A side component with free surroundings: the steps it depends on directly may happen at any time, in any order, again and again.

That allows more than the whole procedure does. What is shown here therefore holds there; what cannot be shown here is looked
at again with everything on which the component depends.
"""

from __future__ import annotations

from dataclasses import replace

from yuheng.kernel.procedure.check.depends import Dependence
from yuheng.kernel.procedure.declare import Due, Lapse, Never, Procedure, Step


def surrounded(
    procedure: Procedure, dependence: Dependence, side: frozenset[str], never: tuple[Never, ...] = ()
) -> Procedure:
    """The component's own steps as they are, and its surroundings set free; with rules, facts are free anyway."""
    on = dependence.formal if never else dependence.on
    near = frozenset().union(*(on[name] for name in side)) - side
    kept = side | near
    steps: list[Step] = []
    for step in procedure.steps:
        if step.id in side:
            steps.append(_within(step, kept))
        elif step.id in near or step.opens:
            steps.extend(_freed(step, side))
    steps.extend(_whims(procedure, near))
    return replace(procedure, steps=tuple(steps), never=never, lapses=_lapses(procedure, kept))


def _within(step: Step, kept: frozenset[str]) -> Step:
    """A step of the component, with its effects outside left out (there are none on what it depends on)."""
    return replace(
        step,
        voids=_in(step.voids, kept),
        excludes=_in(step.excludes, kept),
        includes=_in(step.includes, kept),
        obliges=tuple(due for due in step.obliges if due.step in kept),
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

"""What depends on what: cuts a procedure into its main part and side components that nothing else waits for.

A step depends on another when the other's marking, effects or written facts can change whether it may be done. Nothing in the
main part depends on a side component; only the closing does, because nothing may be owed then.
"""

from __future__ import annotations

from collections.abc import Iterable

from yuheng.kernel.procedure.declare import AnyOf, Procedure, Step


class Dependence:
    """For each step the steps on which it depends."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.firmly = self._gathered(procedure, facts=True)
        self.formal = self._gathered(procedure, facts=False)
        for step in procedure.steps:
            self.formal[step.id] |= set(step.blocked_by) & set(procedure.by_id)
        self.on = {
            step.id: self.firmly[step.id] | (set(step.blocked_by) & set(procedure.by_id)) for step in procedure.steps
        }

    def _gathered(self, procedure: Procedure, facts: bool) -> dict[str, set[str]]:
        on: dict[str, set[str]] = {step.id: set(_waited(step)) for step in procedure.steps}
        writers: dict[str, set[str]] = {}
        for step in procedure.steps:
            for name in step.fills:
                writers.setdefault(name, set()).add(step.id)
        for step in procedure.steps:
            for name in _moves(step):
                on.setdefault(name, set()).add(step.id)
            for name in self._asked(step) if facts else ():
                on[step.id] |= writers.get(name, set())
            if step.for_each:
                on[step.id] |= writers.get(step.for_each, set())
        for lapse in procedure.lapses:
            clocked = {due.step for s in procedure.steps for due in s.obliges if due.name == lapse.clock}
            on.setdefault(lapse.then, set()).update(clocked)
        return {
            step.id: {name for name in on[step.id] if name in procedure.by_id and name != step.id}
            for step in procedure.steps
        }

    def closure(self, names: Iterable[str], blocks: bool = True, facts: bool = True) -> frozenset[str]:
        """These steps and all on which they depend.

        Without those that they only wait for while owed, where `blocks` is false; without those that only write the facts
        their conditions read, where `facts` is false.
        """
        on = (self.on if blocks else self.firmly) if facts else self.formal
        found = set(names)
        front = list(found)
        while front:
            for name in on[front.pop()] - found:
                found.add(name)
                front.append(name)
        return frozenset(found)

    def sides(self, main: frozenset[str]) -> list[frozenset[str]]:
        """The steps outside the main part, those together of which one depends on another."""
        left = [step.id for step in self.procedure.steps if step.id not in main]
        near = {name: {other for other in self.on[name] if other not in main} for name in left}
        for name in left:
            for other in near[name]:
                near[other].add(name)
        found: list[frozenset[str]] = []
        seen: set[str] = set()
        for name in left:
            if name not in seen:
                part, front = {name}, [name]
                while front:
                    for other in near[front.pop()] - part:
                        part.add(other)
                        front.append(other)
                seen |= part
                found.append(frozenset(part))
        return found

    def _asked(self, step: Step) -> set[str]:
        """The facts on which the existence of a step hangs, those of conditions tied to its own included."""
        found: set[str] = set()
        ids = {atom.id for atom in step.when.atoms()} if step.when is not None else set()
        while True:
            more = {c.id for pair in self.procedure.given if ids & {pair.a.id, pair.b.id} for c in (pair.a, pair.b)}
            if more <= ids:
                break
            ids |= more
        for name in ids:
            found.update(self.procedure.conditions[name].sees)
        return found


def _waited(step: Step) -> list[str]:
    names: list[str] = []
    for after in step.after:
        names.extend(after.steps if isinstance(after, AnyOf) else (after,))
    for wait in step.wait:
        names.append(wait.step)
        if wait.unless:
            names.append(wait.unless)
    if step.until:
        names.append(step.until.step)
    return names


def _moves(step: Step) -> list[str]:
    """The steps whose marking a step moves."""
    late = step.until.late if step.until else ()
    return [*step.voids, *step.excludes, *step.includes, *(due.step for due in (*step.obliges, *late))]

"""`docs/semantics.md`, "A marking", written a second time from its text: slow, with sets and dicts, sharing nothing with the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yuheng.kernel.procedure.declare import AnyOf, Procedure, Stale, Step, Without

Key = tuple[str, int]


@dataclass(frozen=True)
class Stand:
    """Where a matter stands. Timers that have run out are in `over` as (step, row, place); the place of an until is -1."""

    done: frozenset[Key] = frozenset()
    out: frozenset[Key] = frozenset()
    owed: frozenset[Key] = frozenset()
    over: frozenset[tuple[str, int, int]] = frozenset()
    fresh: frozenset[int] = frozenset()
    opened: bool = False
    closed: bool = False


class Oracle:
    """The meaning of one procedure with some rows. A step over no row has the one slot (step, -1), which nobody can perform."""

    def __init__(self, procedure: Procedure, rows: Mapping[str, tuple[int, ...]]) -> None:
        self.procedure, self.rows = procedure, rows
        self.keys: list[Key] = [(step.id, row) for step in procedure.steps for row in self.rows_of(step)]

    def rows_of(self, step: Step) -> tuple[int, ...]:
        if step.for_each is None:
            return (0,)
        return tuple(self.rows.get(step.for_each, ())) or (-1,)

    def start(self) -> Stand:
        steps = self.procedure.steps
        return Stand(
            done=frozenset((s.id, -1) for s in steps if -1 in self.rows_of(s) and s.none_ok),
            out=frozenset((s.id, row) for s in steps if s.starts_out for row in self.rows_of(s)),
        )

    def seen_from(self, step: Step, row: int, name: str) -> list[Key]:
        """The slots of another step as a slot sees them: its own row where both run over the same rows, else all."""
        other = self.procedure.by_id[name]
        if step.for_each is not None and step.for_each == other.for_each:
            return [(name, row)]
        return [(name, r) for r in self.rows_of(other)]

    def exists(self, stand: Stand, key: Key, truths: Mapping[str, bool | None]) -> bool | None:
        """True, False, or None for unknown."""
        if key in stand.out:
            return False
        when = self.procedure.by_id[key[0]].when
        return True if when is None else when.value(truths)

    def may(self, stand: Stand, key: Key, truths: Mapping[str, bool | None]) -> bool:
        step, row = self.procedure.by_id[key[0]], key[1]
        if row == -1 or self.exists(stand, key, truths) is not True:
            return False
        if not stand.opened and not step.opens:
            return False
        if stand.closed and not step.after_close:
            return False
        if key in stand.done and not step.repeat:
            return False

        def hinders(other: Key) -> bool:
            return self.exists(stand, other, truths) is not False

        for after in step.after:
            if isinstance(after, AnyOf):
                ways = [k for name in after.steps for k in self.seen_from(step, row, name)]
                if not any(k in stand.done and self.exists(stand, k, truths) is True for k in ways):
                    return False
            elif any(hinders(k) and k not in stand.done for k in self.seen_from(step, row, after)):
                return False
        for place, wait in enumerate(step.wait):
            triggers = [k for k in self.seen_from(step, row, wait.step) if hinders(k)]
            if not triggers:
                continue
            waivers = [k for k in self.seen_from(step, row, wait.unless) if hinders(k)] if wait.unless else []
            if any(k[1] != -1 for k in waivers) and all(k in stand.done for k in waivers):
                continue
            if any(k not in stand.done for k in triggers) or (step.id, row, place) not in stand.over:
                return False
        for name in step.blocked_by:
            if any(k in stand.owed and hinders(k) for k in self.seen_from(step, row, name)):
                return False
        if step.until is not None and (step.id, row, -1) in stand.over and not step.citizen:
            return False
        if step.closes:
            left = {k for name in step.leaves for k in self.seen_from(step, row, name)}
            if any(hinders(k) and k not in left and k != key for k in stand.owed):
                return False
        return True

    def perform(self, stand: Stand, key: Key) -> Stand:
        step, row = self.procedure.by_id[key[0]], key[1]
        if step.citizen and (step.id, row, -1) in stand.over:
            late = step.until.late if step.until else ()
            return Stand(
                **{**stand.__dict__, "owed": stand.owed | self._owing(step, row, [d.step for d in late], stand.done)}
            )

        def slots(names: tuple[str, ...]) -> set[Key]:
            return {k for name in names for k in self.seen_from(step, row, name)}

        owed = stand.owed - {key}
        done = (stand.done | {key}) - slots(step.voids)
        out = (stand.out | slots(step.excludes)) - slots(step.includes)
        owed |= self._owing(step, row, [due.step for due in step.obliges], done)
        fresh = set(stand.fresh)
        for number, rule in enumerate(self.stale()):
            if rule.since == step.id:
                fresh.discard(number)
            if rule.on == step.id:
                fresh.add(number)
        return Stand(
            done=frozenset(done),
            out=frozenset(out),
            owed=frozenset(owed),
            over=frozenset(t for t in stand.over if not self._restarts(step, row, t)),
            fresh=frozenset(fresh),
            opened=stand.opened or step.opens,
            closed=stand.closed or step.closes,
        )

    def stale(self) -> list[Stale]:
        return [rule for rule in self.procedure.never if isinstance(rule, Stale)]

    def timers(self) -> Iterator[tuple[str, int, int]]:
        for name, row in self.keys:
            step = self.procedure.by_id[name]
            for place in range(len(step.wait)):
                yield name, row, place
            if step.until is not None:
                yield name, row, -1

    def trigger(self, timer: tuple[str, int, int]) -> str:
        step = self.procedure.by_id[timer[0]]
        if timer[2] == -1:
            assert step.until is not None
            return step.until.step
        return step.wait[timer[2]].step

    def _restarts(self, step: Step, row: int, timer: tuple[str, int, int]) -> bool:
        watcher = self.procedure.by_id[timer[0]]
        other_row = step.for_each is not None and watcher.for_each == step.for_each and timer[1] != row
        return self.trigger(timer) == step.id and not other_row

    def _owing(self, step: Step, row: int, names: list[str], done: frozenset[Key] | set[Key]) -> frozenset[Key]:
        """An obligation falls on every slot that is not done for good; where there is no row, on nothing."""
        found = {k for name in names for k in self.seen_from(step, row, name) if k[1] != -1}
        return frozenset(k for k in found if k not in done or self.procedure.by_id[k[0]].repeat)

    def at_rest(self, stand: Stand, truths: Mapping[str, bool | None]) -> bool:
        return stand.closed and not any(self.exists(stand, k, truths) is not False for k in stand.owed)

    def breaks(self, stand: Stand, key: Key, truths: Mapping[str, bool | None]) -> set[int]:
        """The places of the rules that performing the slot breaks, with the truths after its writes."""
        step, row = self.procedure.by_id[key[0]], key[1]
        found = set()
        stale = 0
        for number, rule in enumerate(self.procedure.never):
            mine = getattr(rule, "step", None) == step.id
            if isinstance(rule, Without) and mine:
                applies = rule.when is None or rule.when.value(truths) is not False
                if applies and any(k not in stand.done for k in self.seen_from(step, row, rule.needs)):
                    found.add(number)
            if isinstance(rule, Stale):
                on = self.procedure.by_id[rule.on]
                performed = any((rule.on, r) in stand.done for r in self.rows_of(on))
                if mine and performed and stale not in stand.fresh:
                    found.add(number)
                stale += 1
        return found

"""The checker against brute force: every concrete state, every truth, every tick, one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, assume, given, settings

from tests.kernel.procedure.oracle import Oracle, Stand
from tests.kernel.procedure.procedures import CONDITIONS, FIELDS, procedures
from yuheng.kernel.procedure.check.rest import rest_reachable
from yuheng.kernel.procedure.check.rules import CODES, broken_rules
from yuheng.kernel.procedure.declare import Procedure, Step

BUDGET = 60_000
State = tuple[Stand, frozenset[str], tuple[tuple[str, bool | None], ...]]


class TooLarge(Exception):
    """Brute force gives up."""


def told(filled: frozenset[str], truths: dict[str, bool | None]) -> tuple[tuple[str, bool | None], ...]:
    return tuple((c.id, truths[c.id] if filled.issuperset(c.reads) else None) for c in CONDITIONS)


def after_writing(procedure: Procedure, step: Step, filled: frozenset[str], truths: dict[str, bool | None]):
    """Every way in which the facts may stand after the step wrote."""
    sure = {n for n in step.writes if n in step.needs or not procedure.shape.fields[n].blank}
    unsure = [n for n in step.writes if n not in sure]
    for chosen in product((True, False), repeat=len(unsure)):
        full = (filled | sure | {n for n, c in zip(unsure, chosen, strict=True) if c}) - {
            n for n, c in zip(unsure, chosen, strict=True) if not c
        }
        touched = [c for c in CONDITIONS if set(c.reads) & set(step.writes)]
        for values in product((True, False), repeat=len(touched)):
            yield full, dict(told(full, {**truths, **{c.id: v for c, v in zip(touched, values, strict=True)}}))


def counted_on(step: Step) -> bool:
    return (
        not step.citizen and step.until is None and not (step.outside and (step.outside == "当事人" or not step.cites))
    )


class Brute:
    """All reachable states of a procedure without rows, and which of them can come to rest."""

    def __init__(self, procedure: Procedure) -> None:
        self.oracle = Oracle(procedure, {})
        self.procedure = procedure
        start: State = (self.oracle.start(), frozenset(), told(frozenset(), {}))
        self.next: dict[State, list[tuple[str, State]]] = {}
        front = [start]
        self.ran: set[str] = set()
        while front:
            state = front.pop()
            if state in self.next:
                continue
            if len(self.next) > BUDGET:
                raise TooLarge
            self.next[state] = list(self.moves(state))
            front.extend(following for _name, following in self.next[state])

    def moves(self, state: State):
        stand, filled, values = state
        truths = dict(values)
        for timer in self.oracle.timers():
            trigger = self.oracle.trigger(timer)
            if timer not in stand.over and (trigger, 0) in stand.done:
                yield "", (replace(stand, over=stand.over | {timer}), filled, values)
        for key in self.oracle.keys:
            if not self.oracle.may(stand, key, truths):
                continue
            for full, after in after_writing(self.procedure, self.procedure.by_id[key[0]], filled, truths):
                if self.oracle.may(stand, key, after):
                    self.ran.add(key[0])
                    yield key[0], (self.oracle.perform(stand, key), full, told(full, after))

    def lost(self, usable) -> set[State]:
        """The opened states from which rest cannot be reached by ticks and usable steps."""
        good = {s for s in self.next if self.oracle.at_rest(s[0], dict(s[2]))}
        before: dict[State, list[State]] = {}
        for state, moves in self.next.items():
            for name, following in moves:
                if not name or usable(self.procedure.by_id[name]):
                    before.setdefault(following, []).append(state)
        front = list(good)
        while front:
            for state in before.get(front.pop(), ()):
                if state not in good:
                    good.add(state)
                    front.append(state)
        return {s for s in self.next if s[0].opened and s not in good}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(procedure=procedures(most=5, rows=False))
def test_rest_silence_and_reachability_are_what_brute_force_finds(procedure):
    try:
        brute = Brute(procedure)
    except TooLarge:
        assume(False)
    codes = {problem.code for problem in rest_reachable(procedure, 200_000)[0]}
    assert bool(codes & {"dead_end", "silence"}) == bool(brute.lost(counted_on))
    if not any(step.until for step in procedure.steps):
        # A right that has lapsed is told as silence: the way to rest was there while the right could be exercised.
        assert ("dead_end" in codes) == bool(brute.lost(lambda step: True))
    named = {
        p.message.split("“")[1].split("”")[0] for p in rest_reachable(procedure, 200_000)[0] if p.code == "never_runs"
    }
    assert named == {step.name for step in procedure.steps if step.id not in brute.ran}


def reachable_with_corrections(procedure: Procedure) -> set[int]:
    """The rules that some performance breaks when any fact may be corrected at any time."""
    oracle = Oracle(procedure, {})
    worlds = [
        dict(told(frozenset(full), dict(zip((c.id for c in CONDITIONS), values, strict=True))))
        for values in product((True, False), repeat=len(CONDITIONS))
        for full in (
            frozenset(f for f, there in zip(FIELDS, bits, strict=True) if there)
            for bits in product((True, False), repeat=len(FIELDS))
        )
    ]
    worlds = [dict(w) for w in {tuple(world.items()) for world in worlds}]
    broken: set[int] = set()
    front, seen = [oracle.start()], set()
    while front:
        stand = front.pop()
        if stand in seen:
            continue
        seen.add(stand)
        if len(seen) > 3000:
            raise TooLarge
        for timer in oracle.timers():
            if (oracle.trigger(timer), 0) in stand.done:
                front.append(replace(stand, over=stand.over | {timer}))
        for key in oracle.keys:
            for truths in worlds:
                if oracle.may(stand, key, truths):
                    broken |= oracle.breaks(stand, key, truths)
                    front.append(oracle.perform(stand, key))
    return broken


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(procedure=procedures(most=6, rows=False))
def test_the_rules_that_can_be_broken_are_what_brute_force_finds(procedure):
    assume(procedure.never)
    try:
        broken = reachable_with_corrections(procedure)
    except TooLarge:
        assume(False)
    expected = sorted(CODES[type(procedure.never[i])] for i in broken)
    assert sorted(problem.code for problem in broken_rules(procedure, 200_000)[0]) == expected

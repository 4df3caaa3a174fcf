"""One numbering of slots for 0, 1 and 2 rows of every kind, made from the compiled form that the engine runs.

The masks of a `Way` are those of `marking.Slot`, translated: what is proved is what runs. Waits and untils lose their timers
here. A timer may turn at any moment once its trigger was done, so a wait only asks for its trigger (the tick is taken right
before the act), and an until is a choice: the act in time, or, for a citizen, the late act (see `rest.py` for the organ's).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import NamedTuple

from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.marking import GHOST, NO_ROW, compiled

MOST_ROWS = 2
"""Rows of a kind are explored up to this number; beyond it nothing is claimed."""


class Way(NamedTuple):
    """A slot with the rows there are now: what it waits for and what it does."""

    step: Step
    row: int
    bit: int
    after: tuple[int, ...]
    any_of: tuple[int, ...]
    waits: tuple[tuple[int, int], ...]  # (mask of trigger, mask of waiver)
    started: int  # mask of the trigger of its until
    blocked_by: int
    voids: int
    excludes: int
    includes: int
    owes: int
    owes_late: int
    leaves: int
    system: int  # what must be owed for a step that only a lapse performs
    freshens: int
    stales: int


class Variant(NamedTuple):
    """The ways of a procedure for one number of rows of each kind."""

    counts: tuple[int, ...]
    live: int
    ways: dict[int, Way]


class Kind(NamedTuple):
    """Rows of one kind: bits of every row-wise step, ghost first; and how a new row starts."""

    name: str
    ghosts: int
    rows: tuple[int, ...]
    shift: tuple[tuple[int, tuple[int, ...]], ...]  # (ghost bit, bits of the rows) of each step
    starts_on: int
    none_ok: int

    def resized(
        self, done: int, on: int, owed: int, stay: tuple[int, ...], count: int, size: int
    ) -> tuple[int, int, int]:
        """The marking when of `count` rows these stay, and new ones make them `size`. A new row begins as declared."""
        for ghost, slots in self.shift:
            every = sum(slots)
            kept = [(done & slots[r], on & slots[r], owed & slots[r]) for r in stay]
            done, owed = done & ~every, owed & ~every
            on = on & ~every | (every & self.starts_on)
            for bit, (was_done, was_on, was_owed) in zip(slots, kept, strict=False):
                done |= bit if was_done else 0
                owed |= bit if was_owed else 0
                on = on | bit if was_on else on & ~bit
            if bool(count) != bool(size):
                done = done & ~ghost | (ghost & self.none_ok)
                on = on & ~ghost | (ghost & self.starts_on)
        return done, on, owed


class Layout:
    """The slots of some steps of a procedure."""

    def __init__(self, procedure: Procedure, steps: frozenset[str]) -> None:
        self.procedure = procedure
        self.steps = [step for step in procedure.steps if step.id in steps]
        self.keys: list[tuple[str, int]] = []
        for step in self.steps:
            numbers = (GHOST, *range(1, MOST_ROWS + 1)) if step.for_each else (NO_ROW,)
            self.keys.extend((step.id, number) for number in numbers)
        self.at = {key: 1 << i for i, key in enumerate(self.keys)}
        self.size = len(self.keys)
        self.all = (1 << self.size) - 1
        self.kind_names = [k for k in procedure.row_kinds if any(s.for_each == k for s in self.steps)]
        self.kinds = [self._kind(name) for name in self.kind_names]
        self.variants = [self._variant(counts) for counts in product(range(MOST_ROWS + 1), repeat=len(self.kinds))]
        self.index = {variant.counts: i for i, variant in enumerate(self.variants)}
        self.once = self.mask(lambda step: not step.repeat)
        self.opens = self.mask(lambda step: step.opens)
        self.after_close = self.mask(lambda step: step.after_close)

    def mask(self, holds: Callable[[Step], bool]) -> int:
        """All slots of the steps for which something holds."""
        chosen = {step.id for step in self.steps if holds(step)}
        return sum(bit for (name, _row), bit in self.at.items() if name in chosen)

    def mask_of(self, name: str) -> int:
        """All slots of one step, ghost included; 0 for a step outside."""
        return sum(bit for (step, _row), bit in self.at.items() if step == name)

    def start(self) -> tuple[int, int]:
        """What is done and on before the opening, with no row of any kind."""
        done = sum(kind.none_ok for kind in self.kinds)
        return done, self.mask(lambda step: not step.starts_out)

    def _kind(self, name: str) -> Kind:
        mine = [step for step in self.steps if step.for_each == name]
        numbers = range(1, MOST_ROWS + 1)
        return Kind(
            name=name,
            ghosts=sum(self.at[(s.id, GHOST)] for s in mine),
            rows=tuple(sum(self.at[(s.id, n)] for s in mine) for n in numbers),
            shift=tuple((self.at[(s.id, GHOST)], tuple(self.at[(s.id, n)] for n in numbers)) for s in mine),
            starts_on=sum(self.mask_of(s.id) for s in mine if not s.starts_out),
            none_ok=sum(self.at[(s.id, GHOST)] for s in mine if s.none_ok),
        )

    def _variant(self, counts: tuple[int, ...]) -> Variant:
        rows = {name: tuple(range(1, n + 1)) for name, n in zip(self.kind_names, counts, strict=True)}
        form = compiled(self.procedure, rows)

        def moved(mask: int) -> int:
            found = 0
            while mask:
                low = mask & -mask
                mask ^= low
                found |= self.at.get(form.keys[low.bit_length() - 1], 0)
            return found

        ways: dict[int, Way] = {}
        for slot in form.slots:
            bit = self.at.get((slot.step.id, slot.row))
            if bit is None or slot.row == GHOST:
                continue
            ways[bit] = Way(
                step=slot.step,
                row=slot.row,
                bit=bit,
                after=tuple(moved(m) for m in slot.after),
                any_of=tuple(moved(m) for m in slot.any_of),
                waits=tuple((moved(trigger), moved(waiver)) for trigger, _timer, waiver in slot.waits),
                started=moved(form.mask_of[slot.step.until.step]) if slot.step.until else 0,
                blocked_by=moved(slot.blocked_by),
                voids=moved(slot.voids),
                excludes=moved(slot.excludes),
                includes=moved(slot.includes),
                owes=moved(slot.owes),
                owes_late=moved(slot.owes_late),
                leaves=moved(slot.leaves),
                system=self._clocked(slot.step),
                freshens=slot.freshens,
                stales=slot.stales,
            )
        live = moved((1 << len(form.keys)) - 1)
        return Variant(counts, live, ways)

    def _clocked(self, step: Step) -> int:
        """The obligations one of whose clocks must run before the law itself performs a step; 0 for a step of people."""
        if step.by or step.citizen or step.outside:
            return 0
        names = {lapse.clock for lapse in self.procedure.lapses if lapse.then == step.id}
        dues = [due for other in self.procedure.steps for due in other.obliges]
        found = 0
        for name in {due.step for due in dues if due.name in names}:
            found |= self.mask_of(name)
        return found

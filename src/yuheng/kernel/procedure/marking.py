"""Markings as bitmasks, and what the relations make of them.

One compiled form serves the engine and the checker: what is proved is what runs. A *slot* is a step, or a step for one row of
its `for_each`. A step over no row has a ghost slot, which can never be performed and counts as done only with `none_ok`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from yuheng.kernel.procedure.conditions import Truth
from yuheng.kernel.procedure.declare import AnyOf, Beyond, Due, Forbidden, Procedure, Stale, Step, Without

GHOST = -1
NO_ROW = 0

OPENED, CLOSED = 1, 2

KEPT = 512
"""How many compiled forms of one procedure are kept: one for each set of live row numbers that occurs."""


class Marking(NamedTuple):
    """Where a matter stands. Bits of `done`, `on`, `owed` are slots; of `over` timers; of `fresh` the `Stale` rules."""

    done: int = 0
    on: int = 0
    owed: int = 0
    over: int = 0
    fresh: int = 0
    flags: int = 0


class Existence(NamedTuple):
    """Slots whose `when` is true (`sure`) and those whose `when` is true or unknown (`maybe`)."""

    sure: int
    maybe: int


class Slot(NamedTuple):
    """One compiled slot: masks of what it waits for and what it does."""

    index: int  # type: ignore[assignment]  # the place in `slots`; hides a method of tuples nobody calls
    step: Step
    row: int
    bit: int
    after: tuple[int, ...]
    any_of: tuple[int, ...]
    waits: tuple[tuple[int, int, int], ...]  # (mask of trigger, timer bit, mask of waiver)
    until: int  # timer bit, 0 for none
    blocked_by: int
    voids: int
    excludes: int
    includes: int
    owes: int
    owes_late: int
    leaves: int
    restart_timers: int
    freshens: int
    stales: int


class Timer(NamedTuple):
    """A `wait` or an `until` of a slot, running since the latest act of `trigger`."""

    bit: int
    slot: int
    kind: str  # wait | until
    trigger: str
    within: str


class Compiled:
    """A procedure with its rows counted: slots, timers and masks. Build it with `compiled()`."""

    def __init__(self, procedure: Procedure, rows: Mapping[str, tuple[int, ...]]) -> None:
        self.procedure = procedure
        self.rows = rows
        self.keys: list[tuple[str, int]] = []
        for step in procedure.steps:
            numbers = (NO_ROW,) if step.for_each is None else (tuple(rows.get(step.for_each, ())) or (GHOST,))
            self.keys.extend((step.id, number) for number in numbers)
        self.index = {key: i for i, key in enumerate(self.keys)}
        self.mask_of = {
            step.id: sum(1 << i for i, key in enumerate(self.keys) if key[0] == step.id) for step in procedure.steps
        }
        self.conditions = list(procedure.conditions)
        self.timers: list[Timer] = []
        self._plan_timers()
        self.real = sum(1 << i for i, (_step, row) in enumerate(self.keys) if row != GHOST)
        self.slots = [self._slot(i, step_id, row) for i, (step_id, row) in enumerate(self.keys)]
        self.once = sum(slot.bit for slot in self.slots if not slot.step.repeat)
        self._existence: dict[tuple[Truth, ...], Existence] = {}
        self._start = self._begun()

    # -- compiling ------------------------------------------------------------------------------------------------------

    def _related(self, step_id: str, slot_step: Step, row: int) -> int:
        """Slots of `step_id` as seen from a slot: row by row where both run over the same rows, all rows otherwise."""
        other = self.procedure.by_id[step_id]
        if slot_step.for_each and other.for_each == slot_step.for_each and row != GHOST:
            return 1 << self.index[(step_id, row)]
        return self.mask_of[step_id]

    def _plan_timers(self) -> None:
        for i, (step_id, _row) in enumerate(self.keys):
            step = self.procedure.by_id[step_id]
            for wait in step.wait:
                self.timers.append(Timer(1 << len(self.timers), i, "wait", wait.step, wait.within))
            if step.until:
                self.timers.append(Timer(1 << len(self.timers), i, "until", step.until.step, step.until.within))

    def _slot(self, i: int, step_id: str, row: int) -> Slot:
        step = self.procedure.by_id[step_id]

        def masks(names: Iterable[str]) -> int:
            return sum(self._related(name, step, row) for name in dict.fromkeys(names))

        own = [timer for timer in self.timers if timer.slot == i]
        waits = []
        for wait, timer in zip(step.wait, (t for t in own if t.kind == "wait"), strict=True):
            waiver = self._related(wait.unless, step, row) if wait.unless else 0
            waits.append((self._related(wait.step, step, row), timer.bit, waiver))
        restarts = 0
        for timer in self.timers:
            watcher_row = self.keys[timer.slot][1]
            watcher = self.procedure.by_id[self.keys[timer.slot][0]]
            same_row = step.for_each and watcher.for_each == step.for_each and watcher_row != row
            if timer.trigger == step_id and not same_row:
                restarts |= timer.bit
        rules = [rule for rule in self.procedure.never if isinstance(rule, Stale)]
        return Slot(
            index=i,
            step=step,
            row=row,
            bit=1 << i,
            after=tuple(self._related(a, step, row) for a in step.after if isinstance(a, str)),
            any_of=tuple(masks(a.steps) for a in step.after if isinstance(a, AnyOf)),
            waits=tuple(waits),
            until=next((t.bit for t in own if t.kind == "until"), 0),
            blocked_by=masks(step.blocked_by),
            voids=masks(step.voids),
            excludes=masks(step.excludes),
            includes=masks(step.includes),
            owes=masks(due.step for due in step.obliges) & self.real,  # over no row nothing is owed
            owes_late=masks(due.step for due in step.until.late) & self.real if step.until else 0,
            leaves=masks(step.leaves),
            restart_timers=restarts,
            freshens=sum(1 << k for k, rule in enumerate(rules) if rule.on == step_id),
            stales=sum(1 << k for k, rule in enumerate(rules) if rule.since == step_id),
        )

    # -- reading --------------------------------------------------------------------------------------------------------

    def start(self) -> Marking:
        """The marking before the opening step."""
        return self._start

    def _begun(self) -> Marking:
        on = done = 0
        for slot in self.slots:
            if not slot.step.starts_out:
                on |= slot.bit
            if slot.row == GHOST and slot.step.none_ok:
                done |= slot.bit
        return Marking(done=done, on=on)

    def existence(self, values: Mapping[str, Truth]) -> Existence:
        """Which slots exist for these truths of the conditions (cached)."""
        key = tuple(values.get(name) for name in self.conditions)
        found = self._existence.get(key)
        if found is None:
            sure = maybe = 0
            for slot in self.slots:
                truth: Truth = True if slot.step.when is None else slot.step.when.value(values)
                if truth is not False:
                    maybe |= slot.bit
                if truth is True:
                    sure |= slot.bit
            found = self._existence[key] = Existence(sure, maybe)
        return found

    def owed(self, m: Marking, e: Existence) -> int:
        """Slots owed now: an obligation of a step that does not exist sleeps."""
        return m.owed & m.on & e.maybe

    def may(self, m: Marking, e: Existence) -> int:
        """The mask of slots that may be done in this marking."""
        result = 0
        candidates = m.on & e.sure & self.real & ~(m.done & self.once)
        while candidates:
            bit = candidates & -candidates
            candidates ^= bit
            if self._free(self.slots[bit.bit_length() - 1], m, e):
                result |= bit
        return result

    def allows(self, m: Marking, e: Existence, slot: Slot) -> bool:
        """Whether this one slot may be done: `may` for a single slot."""
        if not m.on & e.sure & self.real & slot.bit or m.done & self.once & slot.bit:
            return False
        return self._free(slot, m, e)

    def satisfied(self, m: Marking, e: Existence, ways: int) -> bool:
        """Whether one of several ways (`any_of`) was gone: done, and certain to exist."""
        return bool(ways & m.on & e.sure & m.done)

    def waived(self, m: Marking, e: Existence, waiver: int) -> bool:
        """Whether a wait was waived: by everyone who may waive it, so that one party does not waive for another."""
        there = waiver & m.on & e.maybe
        return bool(there & m.done & self.real) and not there & ~m.done

    def _free(self, slot: Slot, m: Marking, e: Existence) -> bool:
        """Whether no relation forbids a slot that exists and is not done for good."""
        step = slot.step
        if m.flags & CLOSED:
            if not step.after_close:
                return False
        elif not m.flags & OPENED and not step.opens:
            return False
        there = m.on & e.maybe
        undone = there & ~m.done
        owed = m.owed & there
        for group in slot.after:
            if group & undone:
                return False
        for ways in slot.any_of:
            if not self.satisfied(m, e, ways):
                return False
        if owed & slot.blocked_by:
            return False
        for trigger, timer, waiver in slot.waits:
            if not trigger & there or self.waived(m, e, waiver):
                continue
            if trigger & undone or not m.over & timer:
                return False
        if slot.until & m.over and not step.citizen:
            return False
        return not (step.closes and owed & ~slot.leaves & ~slot.bit)

    # -- moving ---------------------------------------------------------------------------------------------------------

    def perform(self, m: Marking, slot: Slot) -> Marking:
        """The marking after the slot was performed. A citizen's late act leaves only its late obligations."""
        if slot.until & m.over and slot.step.citizen:
            return m._replace(owed=m.owed | (slot.owes_late & ~(m.done & self.once)))
        done = (m.done | slot.bit) & ~slot.voids
        on = (m.on & ~slot.excludes) | slot.includes
        # An obligation to do again what is done for good would be owed for ever: it does not arise.
        owed = (m.owed & ~slot.bit) | (slot.owes & ~(done & self.once))
        flags = m.flags | (OPENED if slot.step.opens else 0) | (CLOSED if slot.step.closes else 0)
        over = m.over & ~slot.restart_timers
        fresh = (m.fresh & ~slot.stales) | slot.freshens
        return Marking(done, on, owed, over, fresh, flags)

    def broken(self, m: Marking, slot: Slot, values: Mapping[str, Truth]) -> list[int]:
        """Indices of the `never` rules that performing the slot would break, judged with the truths after its writes."""
        found = []
        stale = -1
        for k, rule in enumerate(self.procedure.never):
            if isinstance(rule, Stale):
                stale += 1
            if getattr(rule, "step", None) != slot.step.id:
                continue
            if isinstance(rule, Without):
                applies = rule.when is None or rule.when.value(values) is not False
                missing = self._related(rule.needs, slot.step, slot.row) & ~m.done
                bad = applies and bool(missing)
            elif isinstance(rule, Stale):
                bad = bool(self.mask_of[rule.on] & m.done) and not m.fresh & (1 << stale)
            elif isinstance(rule, Beyond):
                bad = bool(self.mask_of[rule.notice] & ~m.done) or rule.within.value(values) is not True
            elif isinstance(rule, Forbidden):
                bad = rule.when.value(values) is not False
            else:
                raise TypeError(rule)
            if bad:
                found.append(k)
        return found

    def targets(self, due: Due, slot: Slot) -> list[Slot]:
        """The slots that an obligation of this slot falls on."""
        mask = self._related(due.step, slot.step, slot.row)
        return [other for other in self.slots if other.bit & mask and other.row != GHOST]


def compiled(procedure: Procedure, rows: Mapping[str, tuple[int, ...]] | None = None) -> Compiled:
    """The compiled form for these row numbers (kept beside the procedure: most matters of a kind share it)."""
    kept: dict[tuple[tuple[int, ...], ...], Compiled] = procedure.__dict__.setdefault("_compiled", {})
    kinds = procedure.row_kinds
    key = tuple(tuple(rows.get(kind, ())) for kind in kinds) if rows else ((),) * len(kinds)
    found = kept.get(key)
    if found is None:
        if len(kept) >= KEPT:
            kept.clear()
        found = kept[key] = Compiled(procedure, dict(zip(kinds, key, strict=True)))
    return found

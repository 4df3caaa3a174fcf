"""What is known of the conditions in one exploration: sets of truths as truth tables.

A condition is unknown while a field that it reads is empty, so which conditions are known stands in the marking (`filled`). The
truths of the known ones are not enumerated: with k conditions a *table* is an integer of 2^k bits, bit v of which says that
the valuation v is in the set; an unknown condition counts as 0 in v. Guards, writes and what is given are operations on tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from yuheng.kernel.procedure.conditions import Condition, Formula, Truth
from yuheng.kernel.procedure.declare import Excludes, Procedure, Step


class Existence(NamedTuple):
    """For each slot with a `when`: the valuations under which it surely exists, and those under which it surely does not."""

    sure: dict[int, int]
    absent: dict[int, int]
    possible: int


class Writing(NamedTuple):
    """What performing a step may do to what is known."""

    forced: int
    optional: tuple[int, ...]
    touches: int
    kinds: tuple[tuple[int, bool], ...]  # (place of the kind, whether at least one row must stay)


class Knowledge:
    """The conditions that some steps depend on, and the fields behind them."""

    def __init__(
        self,
        procedure: Procedure,
        steps: list[Step],
        kind_names: list[str],
        masks: dict[str, int],
        asked: Sequence[Formula] = (),
    ) -> None:
        self.procedure = procedure
        self.conditions = _linked(procedure, _atoms([*(step.when for step in steps if step.when is not None), *asked]))
        self.place = {condition.id: i for i, condition in enumerate(self.conditions)}
        names = dict.fromkeys(name for condition in self.conditions for name in condition.sees)
        self.field = {name: 1 << i for i, name in enumerate(names)}
        self.fields = len(self.field)
        self.reads = [sum(self.field[name] for name in dict.fromkeys(c.sees)) for c in self.conditions]
        self.needed = [sum(self.field[name] for name in dict.fromkeys(c.reads)) for c in self.conditions]
        # What is only optional leaves nothing unknown: that it is filled need not be remembered.
        self.counted = 0
        for needed in self.needed:
            self.counted |= needed
        self.volatile = sum(1 << self.place[c.id] for c in self.conditions if c.law)
        self.kind_names = kind_names
        self.guarded = [(masks[step.id], step.when) for step in steps if step.when is not None]
        self.plain = sum(masks.values()) & ~sum(mask for mask, _when in self.guarded)
        size = 1 << len(self.conditions)
        self.every = (1 << size) - 1
        self.true = [_column(i, size) for i in range(len(self.conditions))]
        self.false = [self.every & ~column for column in self.true]
        self._existence: dict[int, Existence] = {}
        self._known: dict[int, int] = {}
        self._rewritten: dict[tuple[int, int, int], int] = {}
        self._before: dict[tuple[int, int, int], int] = {}

    def writing(self, step: Step) -> Writing | None:
        """What a step writes, as far as a condition reads it; None where it changes nothing that is known."""
        forced = written = 0
        optional: list[int] = []
        shape = self.procedure.shape
        for name in dict.fromkeys(step.fills):
            bit = self.field.get(name, 0)
            if not bit or name in self.kind_names:
                continue
            field = shape.fields.get(name)
            written |= bit
            if not bit & self.counted:
                continue
            if name in step.needs or (field is not None and not field.blank):
                forced |= bit
            else:
                optional.append(bit)
        written |= sum(self.field.get(n, 0) for n in step.writes if n in self.kind_names)
        touches = self.volatile | sum(1 << i for i, reads in enumerate(self.reads) if reads & written)
        kinds = tuple((self.kind_names.index(n), n in step.needs) for n in step.writes if n in self.kind_names)
        return Writing(forced, tuple(optional), touches, kinds) if written or touches or kinds else None

    def known(self, filled: int) -> int:
        """The conditions all of whose fields are filled."""
        found = self._known.get(filled)
        if found is None:
            found = sum(1 << i for i, needed in enumerate(self.needed) if not needed & ~filled)
            self._known[filled] = found
        return found

    def existence(self, known: int) -> Existence:
        """Under which valuations each guarded slot exists, when these conditions are known."""
        found = self._existence.get(known)
        if found is None:
            found = self._existence[known] = self._judge(known)
        return found

    def rewritten(self, table: int, touches: int, filled: int) -> int:
        """The valuations that may follow when the touched conditions are judged anew and these fields are filled."""
        key = (table, touches, filled)
        found = self._rewritten.get(key)
        if found is None:
            known = self.known(filled)
            for i in self._moved(touches, known):
                shift = 1 << i
                table = table & self.false[i] | (table & self.true[i]) >> shift
                if known >> i & 1:
                    table |= table << shift
            found = self._rewritten[key] = table & self.existence(known).possible
        return found

    def before(self, table: int, touches: int, filled: int) -> int:
        """The valuations, with these fields filled, from which one of the table may follow when the touched are judged anew."""
        key = (table, touches, filled)
        found = self._before.get(key)
        if found is None:
            known = self.known(filled)
            for i in self._moved(touches, known):
                shift = 1 << i
                table = table & self.false[i] | (table & self.true[i]) >> shift
                table |= table << shift
            found = self._before[key] = table & self.existence(known).possible
        return found

    def _moved(self, touches: int, known: int) -> list[int]:
        """The places of the conditions that are touched or unknown."""
        return [i for i in range(len(self.conditions)) if touches >> i & 1 or not known >> i & 1]

    def told(self, known: int, valuation: int) -> dict[str, Truth]:
        """The truths of a valuation, by condition."""
        return {name: bool(valuation >> i & 1) if known >> i & 1 else None for name, i in self.place.items()}

    def table(self, formula: Formula, known: int) -> tuple[int, int]:
        """The valuations under which a formula is true, and those under which it is false."""
        atoms = list(dict.fromkeys(atom.id for atom in formula.atoms()))
        free = [name for name in atoms if known >> self.place[name] & 1]
        true = false = 0
        for chosen in product((False, True), repeat=len(free)):
            told: dict[str, Truth] = dict(zip(free, chosen, strict=True))
            truth = formula.value(told)
            if truth is None:
                continue
            cube = self.every
            for name, value in told.items():
                cube &= (self.true if value else self.false)[self.place[name]]
            if truth:
                true |= cube
            else:
                false |= cube
        return true, false

    def _judge(self, known: int) -> Existence:
        possible = self.every
        for i, column in enumerate(self.false):
            if not known >> i & 1:
                possible &= column
        for pair in self.procedure.given:
            a, b = self.place.get(pair.a.id), self.place.get(pair.b.id)
            if a is None or b is None or not known >> a & 1 or not known >> b & 1:
                continue
            possible &= self.every & ~(self.true[a] & (self.true if isinstance(pair, Excludes) else self.false)[b])
        sure: dict[int, int] = {}
        absent: dict[int, int] = {}
        for mask, when in self.guarded:
            assert when is not None
            true, false = self.table(when, known)
            for bit in bits(mask):
                sure[bit], absent[bit] = true, false
        return Existence(sure, absent, possible)


def bits(mask: int) -> Iterator[int]:
    """The single bits of a mask, lowest first."""
    while mask:
        low = mask & -mask
        mask ^= low
        yield low


def _column(i: int, size: int) -> int:
    """The table of the i-th condition: the valuations with bit i."""
    block = ((1 << (1 << i)) - 1) << (1 << i)
    width = 2 << i
    while width < size:
        block |= block << width
        width *= 2
    return block


def _atoms(formulas: Iterable[Formula]) -> dict[str, Condition]:
    return {atom.id: atom for formula in formulas for atom in formula.atoms()}


def _linked(procedure: Procedure, atoms: dict[str, Condition]) -> list[Condition]:
    """These conditions and all that what is given ties to them."""
    found = dict(atoms)
    while True:
        more = {
            c.id: c
            for pair in procedure.given
            if pair.a.id in found or pair.b.id in found
            for c in (pair.a, pair.b)
            if c.id not in found
        }
        if not more:
            return [found[name] for name in sorted(found)]
        found.update(more)

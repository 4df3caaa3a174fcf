"""Proof of a table: no case falls in a gap, no case gets two different answers, no row is dead. Otherwise the case is shown.

Rows are judged on atoms, so a finite walk over the inputs covers every case. The walk carries the rows that still hold and remembers
(input, rows): what it saw once it need not see again. It has a budget; over it nothing is proved, and nothing may be published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.tables.content import Table
from yuheng.kernel.tables.masks import Compiled
from yuheng.kernel.tables.values import value_at, words_of

BUDGET = 400_000
"""Nodes of all walks of one proof."""

PROVER = "1"
"""The version of this proof, which a certificate names."""


@dataclass(frozen=True)
class Fault:
    """What keeps a table from being published. `kind`: gap, contradiction, dead, not_proved, empty; `case` is a case that shows it."""

    kind: str
    message: str
    rows: tuple[str, ...] = ()
    case: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "message": self.message, "rows": list(self.rows), "case": self.case}


@dataclass(frozen=True)
class Proof:
    """The outcome: `faults` empty means proved. `nodes` says how much was walked, `pairs` how many pairs of rows were compared."""

    digest: str
    rows: int
    faults: tuple[Fault, ...]
    nodes: int
    pairs: int

    @property
    def proved(self) -> bool:
        return not self.faults

    def certificate(self) -> dict[str, Any]:
        """What stays with the version: says of which content what was proved, by which prover; `seal` is its SM3."""
        said = {
            "format": "yuheng-table-certificate/1", "prover": PROVER, "digest": self.digest, "rows": self.rows, "proved": self.proved,
            "nodes": self.nodes, "pairs": self.pairs, "faults": [fault.to_json() for fault in self.faults],
        }  # fmt: skip
        return {**said, "seal": sm3(canonical(said)).hex()}


class _OverBudget(Exception):
    pass


class _Walk:
    """A search for an atom of every input such that no row of a set holds."""

    def __init__(self, compiled: Compiled, budget: int) -> None:
        self.compiled, self.left = compiled, budget
        self.nodes = 0

    def uncovered(self, box: Sequence[Sequence[int]], rows: int) -> list[int] | None:
        """Atoms within the box on which none of `rows` holds; None if there are none. Raises _OverBudget."""
        columns = self.compiled.columns
        choices: list[list[tuple[int, int]]] = []
        for k, atoms in enumerate(box):
            masks: dict[int, int] = {}
            for atom in atoms:
                masks.setdefault(columns[k].masks[atom] & rows, atom)
            # A mask within another leaves less standing: only the least ones need to be walked.
            least = [m for m in masks if not any(o != m and o & m == o for o in masks)]
            choices.append([(mask, masks[mask]) for mask in sorted(least, key=int.bit_count)])
        order = sorted(range(len(choices)), key=lambda k: (len(choices[k]) == 1, -len(choices[k])), reverse=True)
        seen: set[tuple[int, int]] = set()
        picked = [c[0][1] for c in choices]

        def walk(depth: int, mask: int) -> bool:
            if not mask:
                return True
            if depth == len(order) or (depth, mask) in seen:
                return False
            self.nodes += 1
            if self.nodes > self.left:
                raise _OverBudget
            k = order[depth]
            for one, atom in choices[k]:
                if walk(depth + 1, mask & one):
                    picked[k] = atom
                    return True
            seen.add((depth, mask))
            return False

        return picked if walk(0, rows) else None


def prove(table: Table, budget: int = BUDGET) -> Proof:
    """The proof of one version."""
    compiled = Compiled(table)
    walk = _Walk(compiled, budget)
    faults: list[Fault] = []
    pairs = 0
    try:
        faults += _empty(compiled) or _gaps(compiled, walk)
        dead, boxes = _dead(compiled, walk)
        faults += dead
        found, pairs = _contradictions(compiled, walk, boxes)
        faults += found
    except _OverBudget:
        faults.append(Fault("not_proved", f"超出证明的步数（{budget:,}），没有证明完。请拆分成几张表，或者减少条件的交叉。"))
    return Proof(table.digest, len(table.rows), tuple(faults), walk.nodes, pairs)


def _empty(compiled: Compiled) -> list[Fault]:
    if compiled.rows or compiled.table.otherwise:
        return []
    return [Fault("empty", "这张表一行也没有。")]


def _gaps(compiled: Compiled, walk: _Walk) -> list[Fault]:
    if compiled.table.otherwise is not None:
        return []
    whole = [list(range(len(column.samples))) for column in compiled.columns]
    found = walk.uncovered(whole, compiled.roots)
    if found is None:
        return []
    case = _case(compiled, found)
    return [Fault("gap", f"有情形没有任何一行适用：{_words(compiled, case)}。请补一行，或者写明“其余情形”。", (), case)]


def _dead(compiled: Compiled, walk: _Walk) -> tuple[list[Fault], list[list[list[int]]]]:
    """Rows that never speak, and the box of atoms of every row."""
    faults, boxes = [], []
    for i, row in enumerate(compiled.rows):
        box = [[a for a, mask in enumerate(column.masks) if mask >> i & 1] for column in compiled.columns]
        boxes.append(box)
        name = row.name or row.id
        if not all(box):
            empty = next(column.input.label for column, atoms in zip(compiled.columns, box, strict=True) if not atoms)
            faults.append(Fault("dead", f"“{name}”永远不会适用：它对“{empty}”的条件与所例外的行没有交集，或者超出取值范围。", (row.id,)))
        elif compiled.children[i] and walk.uncovered(box, compiled.children[i]) is None:
            faults.append(Fault("dead", f"“{name}”永远不会适用：它的例外已经覆盖全部情形。", (row.id,)))
    return faults, boxes


def _contradictions(compiled: Compiled, walk: _Walk, boxes: list[list[list[int]]]) -> tuple[list[Fault], int]:
    rows = compiled.rows
    above = [_line(compiled, i) for i in range(len(rows))]
    bits = [[sum(1 << a for a in atoms) for atoms in box] for box in boxes]
    faults, pairs = [], 0
    for j in range(len(rows)):
        for i in range(j):
            if rows[i].then == rows[j].then or above[j] >> i & 1:
                continue
            pairs += 1
            common = []
            for a, b in zip(bits[i], bits[j], strict=True):
                if not a & b:
                    break
                common.append(a & b)
            else:
                box = [compiled.bits(mask) for mask in common]
                found = walk.uncovered(box, compiled.children[i] | compiled.children[j])
                if found is not None:
                    case = _case(compiled, found)
                    names = f"“{rows[i].name or rows[i].id}”和“{rows[j].name or rows[j].id}”"
                    message = f"{names}对同一情形给出不同的结果：{_words(compiled, case)}。请改条件，或者把其中一行写成另一行的例外。"
                    faults.append(Fault("contradiction", message, (rows[i].id, rows[j].id), case))
    return faults, pairs


def _line(compiled: Compiled, i: int) -> int:
    """The rows that a row is an exception of."""
    line, parent = 0, compiled.parents[i]
    while parent >= 0:
        line |= 1 << parent
        parent = compiled.parents[parent]
    return line


def _case(compiled: Compiled, atoms: Sequence[int]) -> dict[str, Any]:
    """A case with these atoms, as inputs."""
    found = {}
    for column, atom in zip(compiled.columns, atoms, strict=True):
        sample = column.samples[atom]
        found[column.input.name] = value_at(column.input, sample) if column.input.numeric else sample
    return found


def _words(compiled: Compiled, case: dict[str, Any]) -> str:
    parts = []
    for column in compiled.columns:
        value = case[column.input.name]
        parts.append(f"{column.input.label}为{words_of(column.input, value, column.choices)}")
    return "，".join(parts)

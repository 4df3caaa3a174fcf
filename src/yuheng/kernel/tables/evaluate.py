"""Asking a table about one case, and the receipt that it leaves.

The receipt holds the version's digest, the inputs and, per input, the rows that held: enough to tell years later, with the kept version,
what was answered and why every other row was not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yuheng.kernel.tables.masks import UNKNOWN, Compiled
from yuheng.kernel.tables.schema import BadTable
from yuheng.kernel.tables.values import plain_inputs


@dataclass(slots=True)
class Receipt:
    """What a table said of one case.

    `row` is the place of the row that spoke, -1 for 其余情形, None where nothing can be said yet (or, in an unproved table, nothing
    is said at all). `then` is the answer, None if undetermined; `needs` then names the inputs still to be asked, the most telling first.
    `atoms` are the atoms of the inputs, in the order of the schema.
    """

    compiled: Compiled
    inputs: Mapping[str, Any]
    atoms: list[int]
    certain: int
    possible: int
    row: int | None
    then: Mapping[str, Any] | None

    @property
    def determined(self) -> bool:
        return self.then is not None

    @property
    def needs(self) -> list[str]:
        if self.then is not None:
            return []
        open_rows = self.possible & ~self.certain
        found: list[tuple[int, int, str]] = []
        for name, atom, column in zip(self.compiled.names, self.atoms, self.compiled.columns, strict=True):
            if atom == UNKNOWN:
                told = (open_rows & ~column.unknown).bit_count()
                if told:
                    found.append((-told, len(found), name))
        return [name for _told, _place, name in sorted(found)]

    @property
    def cites(self) -> tuple[str, ...]:
        """The basis of the answer."""
        if self.row is None:
            return ()
        if self.row < 0:
            otherwise = self.compiled.table.otherwise
            return otherwise.cites if otherwise else ()
        return self.compiled.rows[self.row].cites

    def to_json(self) -> dict[str, Any]:
        """What is kept: plain JSON. `masks` are the rows that held (surely) per input, in hex."""
        compiled = self.compiled
        return {
            "format": "yuheng-table-receipt/1",
            "table": compiled.table.schema.id,
            "digest": compiled.table.digest,
            "inputs": plain_inputs(self.inputs),
            "masks": {n: f"{_mask(compiled, k, a):x}" for k, (n, a) in enumerate(zip(compiled.names, self.atoms, strict=True))},
            "row": None if self.row is None else "otherwise" if self.row < 0 else compiled.rows[self.row].id,
            "then": None if self.then is None else dict(self.then),
            "cites": list(self.cites),
            "needs": self.needs,
        }  # fmt: skip


def _mask(compiled: Compiled, k: int, atom: int) -> int:
    column = compiled.columns[k]
    return column.unknown if atom == UNKNOWN else column.masks[atom]


def evaluate(compiled: Compiled, inputs: Mapping[str, Any]) -> Receipt:
    """What the table says. Inputs missing or None are unknown, never false. Raises BadTable for inputs that cannot be."""
    certain = possible = compiled.all
    atoms = []
    taken = 0
    for column in compiled.columns:
        value = inputs.get(column.input.name)
        if value is None:
            certain &= column.unknown
            atoms.append(UNKNOWN)
            continue
        taken += 1
        atom = column.atom(value)
        mask = column.masks[atom]
        certain &= mask
        possible &= mask
        atoms.append(atom)
    if taken < len(inputs):
        _strange(compiled, inputs)
    row, then = _answer(compiled, certain, possible)
    return Receipt(compiled, inputs, atoms, certain, possible, row, then)


def _strange(compiled: Compiled, inputs: Mapping[str, Any]) -> None:
    known = compiled.table.schema.by_name
    for name, value in inputs.items():
        if name not in known and value is not None:
            raise BadTable(f"“{compiled.table.schema.name}”没有条件“{name}”。")


def _answer(compiled: Compiled, certain: int, possible: int) -> tuple[int | None, Mapping[str, Any] | None]:
    speaking = compiled.effective(certain)
    rows = compiled.rows
    answers = [rows[i].then for i in speaking]
    otherwise = compiled.table.otherwise
    if not certain & compiled.roots and otherwise is not None:
        answers.append(otherwise.then)
    maybe = possible & ~certain
    if maybe:
        answers.extend(rows[i].then for i in compiled.bits(maybe))
        if not certain & compiled.roots and otherwise is None:
            return None, None
    if not answers:
        return None, None
    first = answers[0]
    if any(other != first for other in answers[1:]):
        return None, None
    if speaking:
        return speaking[0], first
    return (-1 if otherwise is not None and not maybe else None), first


def told(answer: Receipt) -> list[dict[str, Any]]:
    """Every row with its verdict and that of each of its cells: true, false, or None where an input is unknown."""
    return [_told_row(answer, i) for i in range(len(answer.compiled.rows))]


def _told_row(answer: Receipt, i: int) -> dict[str, Any]:
    compiled, bit = answer.compiled, 1 << i
    cells: dict[str, bool | None] = {}
    for column, atom in zip(compiled.columns, answer.atoms, strict=True):
        if compiled.rows[i].cell(column.input.name).anything and column.unknown & bit:
            continue
        cells[column.input.name] = (None if not column.unknown & bit else True) if atom == UNKNOWN else bool(column.masks[atom] & bit)
    verdict: bool | None = True if answer.certain & bit else None if answer.possible & bit else False
    hidden = [compiled.rows[j].id for j in compiled.bits(compiled.children[i] & answer.certain)] if verdict else []
    return {"id": compiled.rows[i].id, "verdict": verdict, "cells": cells, "gives_way_to": hidden}


def restore(compiled: Compiled, kept: Mapping[str, Any]) -> Receipt:
    """The receipt that was kept, from the version under which it was given; the answer is computed anew and must be the same.

    Raises BadTable where the version or the answer is another.
    """
    if kept.get("digest") != compiled.table.digest:
        raise BadTable("这份凭据不是依这一版裁量表作出的。")
    again = evaluate(compiled, kept.get("inputs") or {})
    if again.to_json() != dict(kept):
        raise BadTable("凭据与裁量表的答案不一致：凭据可能被改动。")
    return again


def effective_rows(answer: Receipt) -> Sequence[str]:
    """Ids of the rows that speak."""
    return [answer.compiled.rows[i].id for i in answer.compiled.effective(answer.certain)]

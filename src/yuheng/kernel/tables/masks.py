"""A table compiled to bit masks: per input the atoms of its line, per atom the rows that it lets pass.

An atom is a piece of an input on which no row changes its mind: one option, or the numbers between two neighbouring bounds. Each atom
has one integer whose bit i says whether row i's demand holds there; a case is judged by an AND over the inputs. What is not known is
an atom of its own: only rows that demand nothing of the input surely hold there, and every row may.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yuheng.kernel.tables.cells import Cell
from yuheng.kernel.tables.content import Row, Table
from yuheng.kernel.tables.schema import BadTable, Input
from yuheng.kernel.tables.values import point

UNKNOWN = -1
"""The atom of what is not known."""


@dataclass(slots=True)
class Column:
    """One input: where its atoms begin, or which atom an option is; and the rows that hold on each."""

    input: Input
    choices: Mapping[str, str]
    bounds: list[int]
    index: dict[Any, int]
    masks: list[int]
    unknown: int
    samples: list[Any]

    def atom(self, value: Any) -> int:
        """The atom of a known value. Raises BadTable for what the input cannot be."""
        if self.index:
            found = self.index.get(value)
            if found is None or isinstance(value, bool) != (self.input.kind == "bool"):
                raise BadTable(f"“{self.input.label}”没有选项“{str(value)[:30]}”。")
            return found
        at = point(self.input, value)
        column = self.input
        if (column.least is not None and at < column.least) or (column.most is not None and at > column.most):
            raise BadTable(f"“{column.label}”应当在 {column.least} 至 {column.most} 之间，现为“{value}”。")
        return bisect_right(self.bounds, at)


class Compiled:
    """A table ready to be asked and proved. Row i of the content is bit i."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows: tuple[Row, ...] = table.rows
        self.all = (1 << len(self.rows)) - 1
        places = {row.id: i for i, row in enumerate(self.rows)}
        self.parents = [places[row.of] if row.of else -1 for row in self.rows]
        self.roots = sum(1 << i for i, parent in enumerate(self.parents) if parent < 0)
        self.children = [0] * len(self.rows)
        for i, parent in enumerate(self.parents):
            if parent >= 0:
                self.children[parent] |= 1 << i
        self.columns = [self._column(one) for one in table.schema.inputs]
        self.names = [one.name for one in table.schema.inputs]

    def _column(self, column: Input) -> Column:
        choices = self.table.choices(column.name)
        demands = [self._demand(i, column.name) for i in range(len(self.rows))]
        if column.numeric:
            bounds = self._bounds(column, demands)
            samples: list[Any] = [_inside(column, bounds, k) for k in range(len(bounds) + 1)]
            index: dict[Any, int] = {}
        else:
            samples = [True, False] if column.kind == "bool" else list(choices)
            bounds, index = [], {code: k for k, code in enumerate(samples)}
        masks = [sum(1 << i for i, chain in enumerate(demands) if all(c.holds(one) for c in chain)) for one in samples]
        unknown = sum(1 << i for i, chain in enumerate(demands) if all(cell.anything for cell in chain))
        return Column(column, choices, bounds, index, masks, unknown, samples)

    def _demand(self, i: int, name: str) -> list[Cell]:
        """The cells of a row and of all rows that it is an exception of."""
        chain = []
        while i >= 0:
            chain.append(self.rows[i].cell(name))
            i = self.parents[i]
        return chain

    @staticmethod
    def _bounds(column: Input, demands: list[list[Cell]]) -> list[int]:
        """Where something changes, inside what the input can be."""
        edges = {edge for chain in demands for cell in chain for span in cell.spans or () for edge in span if edge is not None}
        low, high = column.least, column.most
        return sorted(e for e in edges if (low is None or e > low) and (high is None or e <= high))

    @cached_property
    def places(self) -> dict[str, int]:
        return {row.id: i for i, row in enumerate(self.rows)}

    def bits(self, mask: int) -> list[int]:
        """The rows of a mask, in order."""
        found = []
        while mask:
            low = mask & -mask
            found.append(low.bit_length() - 1)
            mask ^= low
        return found

    def effective(self, hits: int) -> list[int]:
        """The rows that speak among those that hold: whose exceptions do not."""
        children = self.children
        found = []
        rest = hits
        while rest:
            low = rest & -rest
            i = low.bit_length() - 1
            if not children[i] & hits:
                found.append(i)
            rest ^= low
        return found


def _inside(column: Input, bounds: list[int], k: int) -> int:
    """A number in the k-th atom: its lowest, or the one below its end."""
    if k > 0:
        return bounds[k - 1]
    if column.least is not None:
        return column.least
    return bounds[0] - 1 if bounds else (column.most if column.most is not None else 1)

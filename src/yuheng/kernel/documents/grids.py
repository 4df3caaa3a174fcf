"""Grids: cells with spans get their places, once for all renderers.

A cell with a foot (an opinion with its signature and date) becomes two rows without a line between them, so that the foot
stands at the bottom in every format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yuheng.kernel.documents.blocks import Align, Fields, Label, Table, Value
from yuheng.kernel.documents.text import Blank, Piece, Run, Text, lines_of, pieces

LONG = 300
"""Letters in a cell from which its row may run over to the next page."""


class BadGrid(ValueError):
    """The cells of a declared grid do not fill its rows; a mistake in the declaration."""


@dataclass(frozen=True)
class Cell:
    """A cell at its place. `lines` are its paragraphs. `open_below` and `open_above`: no line is drawn there."""

    row: int
    column: int
    span: int
    down: int
    style: str
    lines: tuple[tuple[Piece, ...], ...]
    align: Align | None = None
    middle: bool = True
    open_below: bool = False
    open_above: bool = False
    heading: bool = False

    @property
    def long(self) -> bool:
        """Whether its text may fill much of a page."""
        return sum(len(piece.text) for line in self.lines for piece in line if isinstance(piece, Run)) > LONG


@dataclass(frozen=True)
class Grid:
    """Placed cells. `widths` in millimetres; `heights` the least number of lines per row; `head` rows repeat on each page.

    `border`: all lines, or only below values on a cover sheet.
    """

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[Cell, ...]
    head: int = 0
    border: Literal["all", "values"] = "all"

    def breaks(self, row: int) -> bool:
        """Whether a row may run over to the next page: only one too long to be kept together."""
        return any(cell.long for cell in self.cells if cell.row <= row < cell.row + cell.down)


def fields_grid(block: Fields, core: int) -> Grid:
    """Labels and values of a form."""
    columns = len(block.widths)
    placed = list(_place(block.rows, columns))
    count = len(block.rows)
    split = {row + cell.down - 1 for row, _column, cell in placed if isinstance(cell, Value) and pieces(cell.foot)}
    start = [row + sum(1 for each in split if each < row) for row in range(count + 1)]
    heights = [1.0] * start[count]
    cells: list[Cell] = []
    for row, column, cell in placed:
        top, below = start[row], start[row + cell.down]
        if isinstance(cell, Label):
            style = "label" if block.border else "cover_label"
            cells.append(Cell(top, column, cell.span, below - top, style, _lines(cell.text), heading=True))
            continue
        cells.extend(_value(cell, top, below, column, "value" if block.border else "cover_value"))
        rows = below - top
        foot = 1 if pieces(cell.foot) else 0
        heights[top] = max(heights[top], cell.lines - foot - (rows - 1 - foot))
    return Grid(
        _widths(block.widths, columns, core),
        tuple(heights),
        tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        border="all" if block.border else "values",
    )


def _value(cell: Value, top: int, below: int, column: int, style: str) -> list[Cell]:
    middle = cell.lines == 1
    foot = pieces(cell.foot)
    if not foot:
        return [Cell(top, column, cell.span, below - top, style, _lines(cell.text), cell.align, middle)]
    return [
        Cell(top, column, cell.span, below - top - 1, style, _lines(cell.text), cell.align, False, open_below=True),
        Cell(below - 1, column, cell.span, 1, "foot", tuple(lines_of(cell.foot)), open_above=True),
    ]


def table_grid(block: Table, core: int) -> Grid:
    """A table with its repeated head, its rows, rows to write in, and its total."""
    head_rows: Sequence[Sequence[Label]]
    if block.head and isinstance(block.head[0], str):
        head_rows = [[Label(str(name)) for name in block.head]]
    else:
        head_rows = block.head  # type: ignore[assignment]
    columns = len(block.widths) or sum(label.span for label in head_rows[0])
    cells = [
        Cell(row, column, label.span, label.down, "head", _lines(label.text), heading=True)
        for row, column, label in _place(head_rows, columns)
    ]
    body: list[Sequence[Text]] = [*block.rows, *([""] * columns for _ in range(block.blank_rows))]
    if block.total:
        body.append(block.total)
    for number, texts in enumerate(body, len(head_rows)):
        if len(texts) > columns:
            raise BadGrid(f"row {number} has {len(texts)} cells in {columns} columns")
        for column in range(columns):
            text = texts[column] if column < len(texts) else ""
            align = block.align[column] if column < len(block.align) else "center"
            cells.append(Cell(number, column, 1, 1, "value", _lines(text), align))
    count = len(head_rows) + len(body)
    return Grid(_widths(block.widths, columns, core), (1.0,) * count, tuple(cells), head=len(head_rows))


def _place(
    rows: Sequence[Sequence[Label | Value]] | Sequence[Sequence[Label]], columns: int
) -> list[tuple[int, int, Label | Value]]:
    """Each cell at the first place that cells from above leave free."""
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[int, int, Label | Value]] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            area = {(row + y, column + x) for y in range(cell.down) for x in range(cell.span)}
            if column + cell.span > columns or area & taken or row + cell.down > len(rows):
                raise BadGrid(f"cell {cell.text!r} of row {row} does not fit into {columns} columns")
            taken |= area
            placed.append((row, column, cell))
    missing = {(row, column) for row in range(len(rows)) for column in range(columns)} - taken
    if missing:
        raise BadGrid(f"no cell at row and column {min(missing)}")
    return placed


def _lines(text: Text) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs of a cell. One that holds nothing but blanks is left empty: the cell itself is the place to write."""
    if all(isinstance(piece, Blank) for piece in pieces(text)):
        return ((),)
    return tuple(lines_of(text))


def _widths(proportions: Sequence[int], columns: int, core: int) -> tuple[float, ...]:
    shares = list(proportions) or [1] * columns
    return tuple(round(core * share / sum(shares), 2) for share in shares)

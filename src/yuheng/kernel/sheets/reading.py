"""A file of rows to values by declared columns: every row is kept with its number, every refused cell with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from yuheng.kernel.sheets import heading
from yuheng.kernel.sheets.cells import parse
from yuheng.kernel.sheets.columns import BadCell, BadSheet, Column
from yuheng.kernel.sheets.heading import Heading, letters
from yuheng.kernel.sheets.opening import Cell, Grid, open_grids
from yuheng.kernel.sheets.packed import Limits
from yuheng.kernel.sheets.plain import is_blank, shown, visible

_TOTALS = re.compile(r"(?:合\s*计|总\s*计|小\s*计|累\s*计)\s*[:：]?")
_FOOT = re.compile(
    r"(?:填表|制表|填报|审核|复核|负责|经办|联系|单位|备\s*注|注|说明|以下空白|盖章)\S{0,6}\s*[:：]|以下空白"
)
_NOT_GUESSED = frozenset(("int", "money", "ratio"))


@dataclass(frozen=True)
class Problem:
    """A cell that was refused: its row as in the file, address (C7), the column's label, what stood there, and why."""

    row: int
    address: str
    label: str
    value: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One row of the file. `values` holds every declared column that the sheet has; refused cells are None. `raw` is what stood there."""

    number: int
    values: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A sheet as it was read.

    `complaints` say why the whole sheet cannot be taken (required columns missing, a column twice); `remarks` are what a person
    should know: hidden sheets, ignored columns, rows of totals left out.
    """

    sheet: str
    header_row: int
    columns: dict[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    complaints: tuple[str, ...]
    remarks: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All refused cells in the order of the file."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @property
    def good(self) -> tuple[Row, ...]:
        """Rows without a refused cell."""
        return tuple(row for row in self.rows if not row.problems)


def read(data: bytes, columns: Sequence[Column], *, sheet: str | None = None, limits: Limits | None = None) -> Table:
    """The table in a file: the named sheet, or the visible one whose header fits best. Raises BadSheet."""
    grids, remarks = open_grids(data, limits)
    if sheet is not None:
        grids = [grid for grid in grids if grid.name == sheet]
        if not grids:
            raise BadSheet("sheet", f"文件里没有可见的工作表“{sheet}”。")
    found = [(grid, heading.find(grid, columns)) for grid in grids]
    grid, head = max(found, key=lambda pair: len(pair[1].places) if pair[1] else 0)
    if head is None or len(head.places) < min(2, len(columns)):
        raise heading.missing(head, columns)
    others = [
        one.name for one in grids if one is not grid and any(any(not is_blank(c) for c in row) for row in one.rows)
    ]
    told = list(remarks) + ([f"另有工作表“{'”、“'.join(others)}”，未读取。"] if others else [])
    return _table(grid, head, columns, told)


def _table(grid: Grid, head: Heading, columns: Sequence[Column], remarks: list[str]) -> Table:
    absent = [column for column in columns if column.name not in head.places]
    missing = tuple(column.label for column in absent)
    required = [column.label for column in absent if column.required]
    complaints = [f"缺少必填的列：{'、'.join(required)}。"] if required else []
    complaints += [f"{twice}，请只保留一列。" for twice in head.twice]
    if head.unknown:
        remarks.append(
            "不认识的列，未读取："
            + "、".join(f"{title}（{letters(place)} 列）" for place, title in head.unknown)
            + "。"
        )
    optional = [label for label in missing if label not in required]
    if optional:
        remarks.append(f"表中没有的列，按空白处理：{'、'.join(optional)}。")
    present = [column for column in columns if column.name in head.places]
    rows = tuple(_rows(grid, head, present, remarks))
    if not rows:
        remarks.append("表头之下没有数据。")
    return Table(
        grid.name, head.row + 1, {name: letters(place) for name, place in head.places.items()},
        tuple(title for _place, title in head.unknown), missing, tuple(complaints), tuple(remarks), rows,
    )  # fmt: skip


def _rows(grid: Grid, head: Heading, columns: list[Column], remarks: list[str]) -> Iterator[Row]:
    filled = _fill_merged(grid, head)
    places = [(column, head.places[column.name], head.units.get(column.name, "")) for column in columns]
    for index in range(head.row + 1, len(grid.rows)):
        cells = grid.rows[index]
        if all(cell is None or is_blank(cell) for cell in cells):
            continue
        if aside := _aside(cells, head):
            remarks.append(f"第 {index + 1} 行是{aside}，未读取。")
            continue
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        raw: dict[str, Any] = {}
        for column, place, unit in places:
            cell = cells[place] if place < len(cells) else None
            if cell is not None and not is_blank(cell):
                raw[column.name] = cell
            try:
                values[column.name] = _value(grid, filled, column, (index, place), cell, unit)
            except BadCell as error:
                values[column.name] = None
                problems.append(
                    Problem(
                        index + 1,
                        f"{letters(place)}{index + 1}",
                        column.label,
                        "" if cell is None else shown(cell),
                        str(error),
                    )
                )
        yield Row(index + 1, values, tuple(problems), raw)


def _value(grid: Grid, filled: dict[Cell, Any], column: Column, at: Cell, cell: Any, unit: str) -> Any:
    if at in grid.errors:
        raise BadCell(f"单元格的公式出错（{grid.errors[at]}），请改为实际内容。")
    if at in filled and cell is None:
        if column.kind in _NOT_GUESSED:
            raise BadCell("与上一行是合并单元格，分不清数字是各行相同还是合计，请取消合并后逐行填写。")
        cell = filled[at]
    value = parse(column, cell, unit)
    if value is None and column.required:
        raise BadCell("必填，现为空白。")
    return value


def _fill_merged(grid: Grid, head: Heading) -> dict[Cell, Any]:
    """What stands in the lower rows of cells merged downwards; sideways nothing is guessed in data."""
    filled: dict[Cell, Any] = {}
    for (top, left), (bottom, _right) in grid.merged:
        if top <= head.row or top >= len(grid.rows) or left >= len(grid.rows[top]):
            continue
        for row in range(top + 1, min(bottom + 1, len(grid.rows))):
            filled[row, left] = grid.rows[top][left]
    return filled


def _aside(cells: list[Any], head: Heading) -> str:
    """What a row is that holds no record: a total, a repeated header, a signature line under the table."""
    written = [
        visible(cell) if isinstance(cell, str) else cell for cell in cells if cell is not None and not is_blank(cell)
    ]
    first = written[0]
    if isinstance(first, str):
        if _TOTALS.fullmatch(first):
            return "合计行"
        if len(written) <= 3 and _FOOT.match(first):
            return "表尾的说明"
        titles = [title for title in head.titles if title]
        if written == titles:
            return "重复的表头"
    return ""

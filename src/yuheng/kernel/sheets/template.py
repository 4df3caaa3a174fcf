"""The empty sheet that people fill in: notes above each column, drop-downs, text format where Excel would lose digits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from yuheng.kernel.now import now
from yuheng.kernel.sheets.columns import OPTIONS_SHEET, Column
from yuheng.kernel.sheets.heading import letters
from yuheng.kernel.sheets.styles import Styles, set_print, set_widths
from yuheng.kernel.sheets.writing import head_of, header_of, sheet_name

_LIST_LIMIT = 255
"""Characters that Excel takes for a list of options written directly into a cell's rule."""

_NOTES = {
    "date": "日期，如 2023-09-27",
    "datetime": "日期和时间，如 2023-09-27 14:30",
    "bool": "填“是”或者“否”",
    "choice": "从下拉列表中选择",
    "ratio": "百分比，如 93.18%",
    "int": "整数",
    "code": "文本格式，逐位填写完整",
}
_EXPLAINED = "红色带 * 的列必填。请勿改动表头；一行填一条，空行会跳过；不要合并单元格，不要写公式。"


def template(
    out: BinaryIO, columns: Sequence[Column], *, title: str, lines: Sequence[str] = (), rows: int = 1000
) -> None:
    """Writes the template; rules and formats reach over `rows` rows. What is filled in reads back with the same columns."""
    chosen = tuple(columns)
    book = Workbook(out)
    book.set_properties({"title": title, "created": now().replace(tzinfo=None)})
    styles = Styles(book)
    sheet = book.add_worksheet(sheet_name(title))
    set_widths(sheet, chosen)
    notes_row = head_of(sheet, styles, len(chosen), title, [*lines, _EXPLAINED])
    header_row = notes_row + 1
    sheet.set_row(notes_row, 54)
    for place, column in enumerate(chosen):
        sheet.write_string(notes_row, place, note_of(column), styles.note)
        mark, style = ("*", styles.head_required) if column.required else ("", styles.head)
        sheet.write_string(header_row, place, mark + header_of(column), style)
        for row in range(header_row + 1, header_row + 1 + rows):
            sheet.write_blank(row, place, None, styles.cell(column, bordered=False))
    sheet.freeze_panes(header_row + 1, 0)
    set_print(sheet, title, header_row, "　".join(lines))
    _add_rules(book, sheet, chosen, header_row + 1, header_row + rows)
    book.close()


def note_of(column: Column) -> str:
    """What to write into the column."""
    parts = [_NOTES.get(column.kind, "")]
    if column.kind == "money":
        parts = [f"金额，单位{column.money_unit}"]
    if column.kind == "choices":
        parts = [f"可填多项，用“；”隔开：{'；'.join(option.label for option in column.options)}"]
    if column.kind == "int" and column.unit:
        parts.append(f"单位{column.unit}")
    if column.max_length:
        parts.append(f"最多 {column.max_length} 个字")
    return "；".join(part for part in (*parts, column.note) if part) or "文字"


def _add_rules(book: Workbook, sheet: Worksheet, columns: tuple[Column, ...], first: int, last: int) -> None:
    lists: Worksheet | None = None
    listed = 0
    for place, column in enumerate(columns):
        if column.kind in ("choice", "bool"):
            labels = ["是", "否"] if column.kind == "bool" else [option.label for option in column.options]
            source: Any = labels
            if len(",".join(labels)) > _LIST_LIMIT or any("," in label for label in labels):
                if lists is None:
                    lists = book.add_worksheet(OPTIONS_SHEET)
                    lists.hide()
                for row, label in enumerate(labels):
                    lists.write_string(row, listed, label)
                name = letters(listed)
                source, listed = f"={OPTIONS_SHEET}!${name}$1:${name}${len(labels)}", listed + 1
            rule: dict[str, Any] | None = {"validate": "list", "source": source}
        else:
            rule = _rule(column)
        if rule:
            told = {"error_title": "填写有误", "error_message": f"{column.label}：{note_of(column)}"[:225]}
            sheet.data_validation(first, place, last, place, {**rule, **told})


def _rule(column: Column) -> dict[str, Any] | None:
    if column.kind in ("date", "datetime"):
        earliest, latest = column.earliest or date(1949, 10, 1), column.latest or date(2099, 12, 31)
        return {"validate": "date", "criteria": "between", "minimum": earliest, "maximum": latest}
    if column.kind in ("int", "money") and column.least == 0:
        return {"validate": "integer" if column.kind == "int" else "decimal", "criteria": ">=", "value": 0}
    if column.kind == "ratio":
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    if column.kind in ("text", "code") and column.max_length:
        return {"validate": "length", "criteria": "<=", "value": column.max_length}
    return None

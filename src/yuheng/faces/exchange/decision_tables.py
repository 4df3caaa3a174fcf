"""Decision tables to Excel and back: one sheet of rows in words, one of the table's own options, one that explains."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import yaml
from xlsxwriter import Workbook

from yuheng.kernel.sheets.columns import BadSheet
from yuheng.kernel.sheets.opening import Grid, open_grids
from yuheng.kernel.tables.content import Table, read
from yuheng.kernel.tables.grid import ID, OPTION_HEAD, columns_of, from_lines, lines_of, option_lines
from yuheng.kernel.tables.schema import BadTable, Schema

ROWS, OPTIONS, NOTES = "裁量表", "选项清单", "填写说明"
_WIDE = {"name": 28, "cites": 34, "note": 30}


def to_xlsx(table: Table, title: str) -> bytes:
    """The table as a workbook that reads back as the same table."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": title})
    base: dict[str, Any] = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1, "num_format": "@"}
    plain = book.add_format(base)
    head = book.add_format({**base, "font_name": "黑体", "bg_color": "#E8EEF4", "align": "center"})
    sheet = book.add_worksheet(ROWS)
    columns = columns_of(table.schema)
    for place, (name, label) in enumerate(columns):
        sheet.set_column(place, place, _WIDE.get(name, 16))
        sheet.write_string(0, place, label, head)
    for number, line in enumerate(lines_of(table), start=1):
        for place, (name, _label) in enumerate(columns):
            sheet.write_string(number, place, line.get(name, ""), plain)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    if any(one.own_choices for one in table.schema.inputs):
        _sheet(book, OPTIONS, [OPTION_HEAD, *option_lines(table)], head, plain, (16, 18, 44))
    _sheet(book, NOTES, [("列", "怎样填写"), *_notes(table.schema)], head, plain, (20, 90))
    book.close()
    return out.getvalue()


def _sheet(book: Workbook, name: str, rows: list[Any], head: Any, plain: Any, widths: tuple[int, ...]) -> None:
    sheet = book.add_worksheet(name)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, str(text), plain if number else head)
    sheet.freeze_panes(1, 0)


def _notes(schema: Schema) -> list[tuple[str, str]]:
    found = [
        (ID, "字母和数字，每行不同；“其余情形”一行回答没有任何一行适用的情形"),
        ("例外于", "写另一行的行号：本行只在那一行适用时才看，并且优先于它；空白为第一层"),
    ]
    for one in schema.inputs:
        if one.numeric:
            how = "1000以上不满5000、超过3万、≥30、1000元；几段用“；”隔开；两端含不含须写明；空白或者“不限”为任何情形"
        else:
            words = "、".join(label for _code, label in one.choices) if one.choices else "是、否" if one.kind == "bool" else "见“选项清单”"
            how = f"{words}；几项用“、”隔开，也可以写“除……外”；空白为任何情形，包括尚不知道"
        found.append((one.label, f"{one.help}{'。' if one.help else ''}{how}"))
    found += [(o.label, "、".join(label for _code, label in o.choices) or ("必填" if o.required else "可以空白")) for o in schema.outputs]
    return [*found, ("依据", "每行必填，如 行政处罚法(2021-01-22)#33.1；几条用“；”隔开")]


def _yaml(data: bytes) -> Any:
    try:
        return yaml.safe_load(data.decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise BadTable("文件不是 YAML，请用导出的表修改。") from None


def from_file(schema: Schema, data: bytes, name: str = "") -> Table:
    """A table from a workbook, from the JSON that `export` writes, or from YAML of the same form. Raises BadTable or BadSheet, in Chinese."""
    if data.lstrip()[:1] == b"{" or name.endswith((".yaml", ".yml")):
        table = read(data if data.lstrip()[:1] == b"{" else _yaml(data))
        if table.schema is not schema:
            raise BadTable(f"文件是“{table.schema.name}”，不是“{schema.name}”。")
        return table
    grids, _remarks = open_grids(data)
    rows = _sheet_of(grids, [label for _name, label in columns_of(schema)])
    names = {label: name for name, label in columns_of(schema)}
    header = [_text(cell) for cell in rows[0]]
    strange = [title for title in header if title and title not in names]
    if strange:
        raise BadSheet("header", f"不认识的列“{strange[0]}”，请用导出的表修改，不要改动表头。")
    lines = [
        {names[title]: _text(cell) for title, cell in zip(header, row, strict=False) if title} for row in rows[1:]
    ]
    options = next((g.rows[1:] for g in grids if g.name == OPTIONS), [])
    return from_lines(schema, lines, [[_text(cell) for cell in row] for row in options])


def _sheet_of(grids: list[Grid], titles: list[str]) -> list[list[Any]]:
    for grid in grids:
        for at, row in enumerate(grid.rows[:10]):
            found = {_text(cell) for cell in row}
            if {ID, "依据"} <= found and len(found & set(titles)) >= 4:
                return grid.rows[at:]
    raise BadSheet("header", f"没有找到表头：第一行应当有“{ID}”“依据”等列，请用导出的表修改。")


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


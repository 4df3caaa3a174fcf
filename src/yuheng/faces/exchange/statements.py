"""Statutory statistics as a workbook in the shape in which they are reported: a sheet a table, heads merged, places to sign."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

import xlsxwriter

from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.statement import Column, Drawn

A3 = 8
"""Excel's number for the paper."""

SIGNED = "单位负责人：            审核人：            填表人：            联系电话：            填报日期：    年  月  日"

Head = list[tuple[str, int, int]]


def heads(columns: Sequence[Column]) -> list[Head]:
    """The head of a table as rows of (text, columns, rows): groups above, their columns below."""
    upper: Head = [("单位", 1, 2)]
    lower: Head = []
    for group, found in groupby(columns, key=lambda column: column.group):
        members = list(found)
        if group:
            upper.append((group, len(members), 1))
            lower += [(column.caption, 1, 1) for column in members]
        else:
            upper += [(column.caption, 1, 2) for column in members]
    return [upper, lower]


def workbook_of(tables: Sequence[Drawn], names: Mapping[int, str], sender: str, said: str = "") -> bytes:
    """The tables as one workbook: numbers as numbers, zeros written, every sum that must agree said below."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    for table in tables:
        _sheet(book, table, names, sender, said)
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, table: Drawn, names: Mapping[int, str], sender: str, said: str) -> None:
    statement = table.statement
    sheet = book.add_worksheet(statement.name.split()[0])
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    name = book.add_format({"border": 1, "valign": "vcenter"})
    formats = {0: book.add_format({"border": 1, "num_format": "#,##0"}), 2: book.add_format({"border": 1, "num_format": "#,##0.00"})}
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    last = len(statement.columns)
    sheet.merge_range(0, 0, 0, last, statement.name, title)
    sheet.merge_range(1, 0, 1, last, f"填报单位：{sender}        统计期间：{table.period.words()}", plain)
    _heads(sheet, heads(statement.columns), head)
    line = 4
    for organ in (*table.organs, None):
        sheet.write_string(line, 0, "合计" if organ is None else names.get(organ, ""), name)
        for place, (column, amount) in enumerate(zip(statement.columns, table.row(organ), strict=True), start=1):
            _cell(sheet, line, place, column.indicator, amount, formats, name)
        line += 1
    told = [f"{number}. {note}" for number, note in enumerate(statement.notes, start=1)]
    told += [f"核对：{check.words}（{'一致' if check.agrees else f'不一致，{float(check.added):g} 与 {float(check.whole):g}'}）" for check in table.checks if not check.agrees]
    told += [f"核对：{len(table.checks)} 项合计关系全部一致。"] if table.agrees else []
    for text in [*told, *([said] if said else []), SIGNED]:
        line += 1
        sheet.merge_range(line, 0, line, last, text, plain)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, last, 11)


def _heads(sheet: Any, rows: list[Head], style: Any) -> None:
    place = 0
    below = iter(rows[1])
    for text, columns, deep in rows[0]:
        if deep == 2:
            sheet.merge_range(2, place, 3, place, text, style)
        else:
            if columns == 1:
                sheet.write_string(2, place, text, style)
            else:
                sheet.merge_range(2, place, 2, place + columns - 1, text, style)
            for offset in range(columns):
                sheet.write_string(3, place + offset, next(below)[0], style)
        place += columns


def _cell(sheet: Any, line: int, place: int, indicator: str, amount: Fraction | None, formats: dict[int, Any], name: Any) -> None:
    if amount is None:
        sheet.write_string(line, place, "—", name)
        return
    places = 2 if all_indicators()[indicator].unit in ("万元", "%") else 0
    # A cell of a sheet is a binary number: rounded here once, half up, from the exact value.
    whole = (2 * amount.numerator * 10**places + amount.denominator) // (2 * amount.denominator)
    sheet.write_number(line, place, whole / 10**places if places else whole, formats[places])

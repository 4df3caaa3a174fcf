"""A table as an Excel sheet: numbers as numbers, dates as dates, long codes as text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

_WIDTHS = {"date": 12, "number": 12, "money": 14, "code": 22, "text": 24}


def workbook(name: str, titles: Sequence[str], kinds: Sequence[str], rows: Iterable[Sequence[Any]], note: str = "") -> bytes:
    """One sheet with a head, the rows, and a line that says where it comes from. Formulas in the data stay text."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet(_sheet_name(name))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    formats = {
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "number": book.add_format({"num_format": "#,##0"}),
        "text": book.add_format({}),
        "code": book.add_format({"num_format": "@"}),
    }
    for place, (title, kind) in enumerate(zip(titles, kinds, strict=True)):
        sheet.write_string(0, place, title, head)
        sheet.set_column(place, place, _WIDTHS.get(kind, 20))
    line = 0
    for line, row in enumerate(rows, start=1):
        for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
            _write(sheet, line, place, value, formats, kind)
    sheet.freeze_panes(1, 0)
    if titles:
        sheet.autofilter(0, 0, max(line, 1), len(titles) - 1)
    if note:
        sheet.write_string(line + 2, 0, note)
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, line: int, place: int, value: Any, formats: dict[str, Any], kind: str) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, formats["date"])
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(line, place, value, formats.get(kind, formats["number"]))
    else:
        sheet.write_string(line, place, str(value), formats["code"])


def _sheet_name(name: str) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\")[:31] or "表"

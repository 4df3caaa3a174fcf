"""Rows to an xlsx file in which Excel keeps every digit: numbers as numbers, codes as text, days as days, nothing as a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from yuheng.kernel.now import CHINA, now
from yuheng.kernel.sheets.columns import SCALES, BadSheet, Column, unit_of
from yuheng.kernel.sheets.plain import EXACT_DIGITS, visible
from yuheng.kernel.sheets.styles import Styles, set_print, set_widths

_LONGEST = 32_767
_CUT = "……（内容过长，此处截断，全文见系统）"
_MOST_ROWS = 1_048_576
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
_FIRST_DAY = date(1900, 3, 1)
"""Excel believes in a 29 February 1900; earlier days are written as text."""


def write(
    out: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    title: str,
    lines: Sequence[str] = (),
    heading: bool = True,
) -> int:
    """Writes one sheet, a row at a time in constant memory, and returns how many rows it has.

    `lines` stand under the title and in the foot of every printed page: unit, period, who exported it when and why. `heading`
    False leaves title and lines off the sheet (not off the print) for machines. Raises BadSheet beyond Excel's last row.
    """
    chosen = tuple(columns)
    book = Workbook(out, {"constant_memory": True})
    try:
        book.set_properties({"title": title, "created": now().replace(tzinfo=None)})
        styles = Styles(book)
        sheet = book.add_worksheet(sheet_name(title))
        set_widths(sheet, chosen)
        header_row = head_of(sheet, styles, len(chosen), title, lines) if heading else 0
        for place, column in enumerate(chosen):
            sheet.write_string(header_row, place, header_of(column), styles.head)
        sheet.freeze_panes(header_row + 1, 0)
        set_print(sheet, title, header_row, "　".join(lines))
        row = _write_rows(sheet, styles, chosen, rows, header_row)
        if chosen:
            sheet.autofilter(header_row, 0, max(row, header_row + 1), len(chosen) - 1)
    finally:
        book.close()
    return row - header_row


def _write_rows(
    sheet: Worksheet, styles: Styles, columns: tuple[Column, ...], rows: Iterable[Mapping[str, Any]], header_row: int
) -> int:
    row = header_row
    for row, values in enumerate(rows, start=header_row + 1):
        if row >= _MOST_ROWS:
            raise BadSheet("rows", f"导出超过 Excel 的上限 {_MOST_ROWS} 行，请缩小范围后分次导出。")
        for place, column in enumerate(columns):
            _write_cell(sheet, styles, row, place, column, values.get(column.name))
    return row


def head_of(sheet: Worksheet, styles: Styles, width: int, title: str, lines: Sequence[str]) -> int:
    """Writes the title and the lines over the whole width; returns the row where the header stands."""
    sheet.set_row(0, 30)
    _across(sheet, 0, width, title, styles.title)
    for row, line in enumerate(lines, start=1):
        _across(sheet, row, width, line, styles.line)
    return 1 + len(lines)


def _across(sheet: Worksheet, row: int, width: int, text: str, style: Any) -> None:
    if width > 1:
        sheet.merge_range(row, 0, row, width - 1, "", style)
    sheet.write_string(row, 0, text, style)


def header_of(column: Column) -> str:
    """The header as written; the unit of money stands behind it unless the label already names it."""
    unit = "" if column.kind != "money" or unit_of(column.label) else f"（{column.money_unit}）"
    return column.label + unit


def sheet_name(title: str) -> str:
    """The title without what Excel forbids in the name of a sheet."""
    name = "".join(character for character in visible(title) if character not in "[]:*?/\\\n")[:31].strip("'").strip()
    return name if name and name.lower() not in ("history", "选项") else "数据"


def _write_cell(sheet: Worksheet, styles: Styles, row: int, place: int, column: Column, value: Any) -> None:
    style = styles.cell(column)
    if value is None or value == "" or value == []:
        sheet.write_blank(row, place, None, style)
        return
    written = _WRITTEN.get(column.kind, _text)(column, value)
    if isinstance(written, str):
        text = visible(written)
        if text.startswith(_FORMULA_STARTS):
            style = styles.cell(column, quoted=True)
        sheet.write_string(row, place, text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT, style)
    elif isinstance(written, date):
        sheet.write_datetime(row, place, written, style)
    else:
        sheet.write_number(row, place, written, style)


def _text(column: Column, value: Any) -> str:
    return str(value)


def _whole(column: Column, value: int) -> int | str:
    return value if abs(value) < 10**EXACT_DIGITS else str(value)


def _money(column: Column, value: int) -> float | str:
    """In the unit of the column; a sum with more digits than a cell keeps is written as text."""
    scale = SCALES[column.money_unit] * 100
    if abs(value) < 10**EXACT_DIGITS:
        return value / scale
    sign, whole, rest = "-" if value < 0 else "", *divmod(abs(value), scale)
    decimals = str(rest).zfill(len(str(scale)) - 1).rstrip("0")
    return f"{sign}{whole}.{decimals or '0'}"


def _ratio(column: Column, value: Fraction) -> float:
    return value.numerator / value.denominator


def _day(column: Column, value: date) -> date | str:
    if isinstance(value, datetime):
        value = value.astimezone(CHINA).date() if value.tzinfo else value.date()
    return value if value >= _FIRST_DAY else value.isoformat()


def _moment(column: Column, value: datetime) -> datetime | str:
    """Midnight is written as text: as a number it would be a day without a time."""
    local = (value.astimezone(CHINA) if value.tzinfo else value).replace(tzinfo=None, microsecond=0)
    midnight = local.hour == local.minute == local.second == 0
    return local if local.date() >= _FIRST_DAY and not midnight else local.isoformat(" ")


def _yes_no(column: Column, value: bool) -> str:
    return "是" if value else "否"


def _choice(column: Column, value: str) -> str:
    return next((option.label for option in column.options if option.code == value), value)


def _choices(column: Column, value: Sequence[str]) -> str:
    labels = [_choice(column, one) for one in value]
    return ("；" if any("、" in option.label for option in column.options) else "、").join(labels)


_WRITTEN: dict[str, Callable[[Column, Any], Any]] = {
    "int": _whole,
    "money": _money,
    "ratio": _ratio,
    "date": _day,
    "datetime": _moment,
    "bool": _yes_no,
    "choice": _choice,
    "choices": _choices,
}

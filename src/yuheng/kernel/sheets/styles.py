"""How exported sheets look and print: fonts, number formats, widths, A3 landscape with the header on every page."""

from __future__ import annotations

import unicodedata
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from yuheng.kernel.sheets.columns import Column

_A3 = 8
_TEXT = 49  # built in: what is typed into such a cell stays as typed
_NUMBER_FORMATS = {
    "int": "#,##0",
    "money": "#,##0.00",
    "ratio": "0.00%",
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
}
_MONEY_FORMATS = {
    "元": "#,##0.00",
    "千元": "#,##0.00###",
    "万元": "#,##0.00####",
    "百万元": "#,##0.00######",
    "亿元": "#,##0.00########",
}
_WIDTHS = {
    "long_text": 40,
    "text": 20,
    "code": 22,
    "money": 15,
    "date": 12,
    "datetime": 17,
    "bool": 8,
    "int": 10,
    "ratio": 10,
}
_BASE = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}


class Styles:
    """The formats of one workbook; each is made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._kept: dict[tuple[str, str, bool, bool], Format] = {}
        self.title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"})
        self.line = book.add_format({**_BASE, "font_color": "#666666", "text_wrap": True, "valign": "top"})
        head: dict[str, Any] = {
            **_BASE,
            "font_name": "黑体",
            "text_wrap": True,
            "align": "center",
            "border": 1,
            "bg_color": "#E8EEF4",
        }
        self.head = book.add_format(head)
        self.head_required = book.add_format({**head, "font_color": "#B00020"})
        self.note = book.add_format(
            {
                **_BASE,
                "font_size": 9,
                "font_color": "#666666",
                "text_wrap": True,
                "valign": "top",
                "border": 1,
                "bg_color": "#FAFAFA",
            }
        )

    def cell(self, column: Column, *, quoted: bool = False, bordered: bool = True) -> Format:
        """The format of a column's cells; `quoted` marks text that Excel must never take for a formula, even after editing."""
        key = (column.kind, column.money_unit, quoted, bordered)
        if key not in self._kept:
            about: dict[str, Any] = {
                **_BASE,
                "num_format": number_format(column),
                "quote_prefix": quoted,
                "border": int(bordered),
            }
            if column.kind in ("text", "long_text", "choices"):
                about["text_wrap"] = True
            self._kept[key] = self._book.add_format(about)
        return self._kept[key]


def number_format(column: Column) -> str | int:
    """Excel's number format for a column: a pattern, or the index of one that Excel has built in."""
    if column.kind == "money":
        return _MONEY_FORMATS[column.money_unit]
    return _NUMBER_FORMATS.get(column.kind, _TEXT)


def set_widths(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    """Widths by kind, never narrower than half the header, which may take two lines."""
    for place, column in enumerate(columns):
        wide = column.width or max(_WIDTHS.get(column.kind, 16), (_cells(column.label) + 1) // 2 + 2)
        sheet.set_column(place, place, wide)


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def set_print(sheet: Worksheet, title: str, header_row: int, note: str) -> None:
    """A3 landscape, one page wide, the header repeated, the title above and the pages counted below."""
    sheet.set_paper(_A3)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.set_header(f"&C&12{_escaped(title, 100)}")
    sheet.set_footer(f"&L&8{_escaped(note, 100)}&C第 &P 页 共 &N 页&R&D")


def _escaped(text: str, longest: int) -> str:
    return text[:longest].replace("&", "&&").replace("\n", " ")

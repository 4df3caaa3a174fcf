"""From the octets of a file to grids of cells: xlsx, xls and csv, with everything that keeps a file from being read told in Chinese."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from yuheng.kernel.sheets import delimited, packed
from yuheng.kernel.sheets.columns import OPTIONS_SHEET, BadSheet
from yuheng.kernel.sheets.packed import MIB, Limits

Cell = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """One sheet: cells by row and column from 0, merged ranges (first and last cell), errors of formulas."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    errors: dict[Cell, str] = field(default_factory=dict)


def open_grids(data: bytes, limits: Limits | None = None) -> tuple[list[Grid], tuple[str, ...]]:
    """The visible sheets, and remarks on what was left out. Raises BadSheet."""
    limits = limits or Limits()
    if not data.strip():
        raise BadSheet("empty", "文件是空的，请检查后重新上传。")
    if len(data) > limits.octets:
        raise BadSheet("size", f"文件有 {len(data) / MIB:.1f} MB，最多 {limits.octets // MIB} MB，请分成几个文件。")
    if data.startswith(b"PK\x03\x04"):
        return _book(data, limits, packed.inspect(data, limits))
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _book(data, limits, {})
    _refuse_others(data)
    rows, encoding = delimited.rows_of(data, limits)
    return [Grid("csv", [list(row) for row in rows])], (
        () if encoding.startswith("utf") else ("csv 文件按 GBK 编码读取。",)
    )


def _refuse_others(data: bytes) -> None:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version")):
        raise BadSheet(
            "old_html",
            "这个文件的内容是网页或者 XML，不是真正的 Excel。请用 Excel 或者 WPS 打开后另存为 xlsx，再上传。",
        )
    if head.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"mz", b"{\\rtf", b"rar!", b"7z\xbc\xaf")):
        raise BadSheet("kind", "这不是表格文件，请上传 xlsx、xls 或者 csv。")


def _book(data: bytes, limits: Limits, parts: dict[str, packed.Part]) -> tuple[list[Grid], tuple[str, ...]]:
    grids, remarks = [], []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.visible != SheetVisibleEnum.Visible:
                if about.name != OPTIONS_SHEET:
                    remarks.append(f"工作表“{about.name}”是隐藏的，未读取。")
                continue
            grids.append(_grid(book.get_sheet_by_name(about.name), limits, parts.get(about.name, packed.Part())))
    except (BadSheet, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError:
        raise BadSheet("locked", "文件设有打开密码，请去掉密码后另存，再上传。") from None
    except BaseException as error:  # the reader is native code: some broken files make it panic, which is no Exception
        if "password" in str(error).lower():
            raise BadSheet("locked", "文件设有打开密码，请去掉密码后另存，再上传。") from None
        raise BadSheet(
            "broken", "文件已损坏或者不是 Excel 文件，无法读取。请用 Excel 或者 WPS 打开后另存为 xlsx，再上传。"
        ) from None
    if not grids:
        raise BadSheet("sheet", "文件里没有可见的工作表，请取消隐藏后另存，再上传。")
    return grids, tuple(remarks)


def _grid(sheet: CalamineSheet, limits: Limits, part: packed.Part) -> Grid:
    limits.check_extent(sheet.name, sheet.total_height, sheet.total_width)
    rows = [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return Grid(sheet.name, rows, list(sheet.merged_cell_ranges or []), part.errors)

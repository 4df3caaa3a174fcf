"""From the octets of a file to grids of cells: xlsx, xls and csv, with everything that keeps a file from being read told in Chinese."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from yuheng.kernel.sheets import delimited, native, packed
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
    for sheet in _read_apart(data, limits):
        name = sheet["name"]
        if not sheet["visible"]:
            if name != OPTIONS_SHEET:
                remarks.append(f"工作表“{name}”是隐藏的，未读取。")
            continue
        limits.check_extent(name, sheet["height"], sheet["width"])
        rows = [[_cell(value) if isinstance(value, list) else value for value in row] for row in sheet["rows"]]
        merged = [((top, left), (bottom, right)) for (top, left), (bottom, right) in sheet["merged"]]
        grids.append(Grid(name, rows, merged, parts.get(name, packed.Part()).errors))
    if not grids:
        raise BadSheet("sheet", "文件里没有可见的工作表，请取消隐藏后另存，再上传。")
    return grids, tuple(remarks)


def _read_apart(data: bytes, limits: Limits) -> list[dict[str, Any]]:
    """The sheets as `native` tells them, read in a process of its own."""
    command = [sys.executable, "-I", native.__file__, *map(str, (limits.rows, limits.columns, limits.area))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=native.SECONDS * 2, check=False, env={})
    except subprocess.TimeoutExpired:
        raise BadSheet("broken", "文件读取超时，可能已损坏。请用 Excel 或者 WPS 打开后另存为 xlsx，再上传。") from None
    if done.returncode == 3:
        raise BadSheet("locked", "文件设有打开密码，请去掉密码后另存，再上传。")
    if done.returncode:
        raise BadSheet(
            "broken", "文件已损坏或者不是 Excel 文件，无法读取。请用 Excel 或者 WPS 打开后另存为 xlsx，再上传。"
        )
    return json.loads(done.stdout)


def _cell(value: list[Any]) -> date | time | timedelta:
    sign, content = value
    if sign == "s":
        return timedelta(seconds=content)
    readers: dict[str, Callable[[str], date | time]] = {
        "d": date.fromisoformat,
        "t": datetime.fromisoformat,
        "h": time.fromisoformat,
    }
    return readers[sign](content)

"""csv files as offices send them: UTF-8 with or without a mark, GBK/GB18030, UTF-16; commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io

from yuheng.kernel.sheets.columns import BadSheet
from yuheng.kernel.sheets.packed import Limits


def rows_of(data: bytes, limits: Limits) -> tuple[list[list[str]], str]:
    """Rows by line number (blank ones for the further lines of a cell with line ends), and the encoding. Raises BadSheet."""
    text, encoding = decoded(data)
    if "\x00" in text:
        raise BadSheet("kind", "不能识别的文件，请上传 xlsx、xls 或者 csv。")
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for row in reader:
            rows.append(row)
            rows.extend([] for _ in range(reader.line_num - len(rows)))
            limits.check_extent("csv", len(rows), len(row))
    except csv.Error:
        raise BadSheet(
            "broken", f"csv 文件第 {len(rows) + 1} 行的引号不成对或者单元格过长，请用 Excel 打开检查后另存为 xlsx。"
        ) from None
    return rows, encoding


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the encoding found. Raises BadSheet."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        order = ["utf-16"]
    elif data.startswith(b"\xef\xbb\xbf"):
        order = ["utf-8-sig"]
    else:
        order = ["utf-8", "gb18030"]
    for encoding in order:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise BadSheet("encoding", "csv 文件的编码既不是 UTF-8 也不是 GBK，请用 Excel 打开后另存为 xlsx，再上传。")


def _delimiter(text: str) -> str:
    """The sign that divides most cells in the first lines, outside quotes."""
    head = "".join(part for i, part in enumerate(text[:20_000].split('"')) if i % 2 == 0)
    return max((",", "\t", ";"), key=head.count)

"""A program of its own: opens a workbook from standard input and writes its cells as JSON to standard output.

The reader is native code that some broken files make panic, or ask for more memory than any machine has, which ends the whole
process. So it runs in a child with limits, and a server that reads such a file lives on. It is started by its path and imports
nothing of the project. Days, moments, times and spans are pairs of a sign (d, t, h, s) and their text.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MEMORY = 2 * 1024**3
SECONDS = 60


def cell(value: Any) -> Any:
    """One cell as JSON holds it; an empty one is null."""
    if value == "":
        return None
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, time):
        return ["h", value.isoformat()]
    if isinstance(value, timedelta):
        return ["s", value.total_seconds()]
    return value


def sheets(data: bytes, rows: int, columns: int, area: int) -> Iterator[dict[str, Any]]:
    """Every worksheet: its name, and if it is visible and within the limits its cells and merged ranges."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        told: dict[str, Any] = {"name": about.name, "visible": about.visible == SheetVisibleEnum.Visible}
        if told["visible"]:
            sheet = book.get_sheet_by_name(about.name)
            height, width = sheet.total_height, sheet.total_width
            told |= {"height": height, "width": width, "merged": sheet.merged_cell_ranges or [], "rows": []}
            if height <= rows and width <= columns and height * width <= area:
                told["rows"] = [[cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        yield told


def main() -> None:
    """Arguments: the most rows, columns and cells of a sheet. Ends with 3 for a locked file; anything else but 0 is a broken one."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = list(sheets(sys.stdin.buffer.read(), *map(int, sys.argv[1:4])))
    except PasswordError:
        sys.exit(3)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()

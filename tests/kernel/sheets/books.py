"""Workbooks made for tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from yuheng.kernel.sheets.columns import Column, Option

PENALTIES = (
    Column("name", "当事人", synonyms=("行政相对人名称",), required=True, max_length=50),
    Column("uscc", "统一社会信用代码", "code", synonyms=("信用代码",)),
    Column("fine", "罚款金额", "money", required=True),
    Column("decided_on", "决定日期", "date", required=True, latest=date(2026, 11, 24)),
    Column(
        "source", "案件来源", "choice", choices=(Option("visit", "检查发现"), Option("report", "举报", ("投诉举报",)))
    ),
    Column("paid", "是否缴清", "bool"),
)


def book(fill: Callable[[Workbook, Any], None], name: str = "台账") -> bytes:
    """A workbook with one sheet, filled by the test."""
    buffer = io.BytesIO()
    work = Workbook(buffer, {"in_memory": True})
    fill(work, work.add_worksheet(name))
    work.close()
    return buffer.getvalue()


def table(rows: Iterable[Sequence[Any]], merged: Sequence[tuple[int, int, int, int, Any]] = ()) -> bytes:
    """A workbook of these rows; `merged` are ranges with their value."""

    def fill(work: Workbook, sheet: Any) -> None:
        day = work.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write(number, place, value)
        for top, left, bottom, right, value in merged:
            sheet.merge_range(top, left, bottom, right, value)

    return book(fill)


HEAD = ["当事人", "统一社会信用代码", "罚款金额（元）", "决定日期", "案件来源", "是否缴清"]
GOOD = ["玉山镇老张面馆", "92320583MA1KGX207N", 500, date(2023, 9, 1), "举报", "是"]

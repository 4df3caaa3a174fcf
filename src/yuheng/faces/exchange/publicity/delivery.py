"""The file of a delivery: exactly the fields of the standard, in its order, every number and code as the platform reads it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from yuheng.faces.exchange.publicity.fields import PLACES, Sort, fields_of
from yuheng.faces.exchange.publicity.rules import Record, public

TITLES = {"penalty": "行政处罚", "licence": "行政许可"}


def file_of(sort: Sort, records: Sequence[Record], made: datetime, *, shown: bool = False) -> bytes:
    """The records as one sheet. `shown` gives the version for the public: fields that are not shown are left out of it.

    The same records give the same bytes, because `made` stands for every time that the format keeps.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": f"{TITLES[sort]}信用信息", "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet(TITLES[sort])
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy/mm/dd"})
    amount = book.add_format({"num_format": f"0.{'0' * PLACES}"})
    head = book.add_format({"bold": True, "num_format": "@", "text_wrap": True})
    fields = [field for field in fields_of(sort) if field.public or not shown]
    for place, field in enumerate(fields):
        sheet.write_string(0, place, field.name, head)
        sheet.set_column(place, place, 12 if field.kind == "date" else 22)
    for line, record in enumerate(records, start=1):
        told = (public(sort, record) if shown else record).told
        for place, field in enumerate(fields):
            _write(sheet, line, place, told.get(field.code), text, day, amount)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, line: int, place: int, value: Any, text: Any, day: Any, amount: Any) -> None:
    if value in (None, ""):
        return
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, day)
    elif isinstance(value, Decimal):
        sheet.write_number(line, place, value, amount)
    else:
        sheet.write_string(line, place, str(value), text)

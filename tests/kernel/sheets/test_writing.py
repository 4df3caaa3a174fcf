"""What is written reads back the same; nothing in it runs; it prints as a ledger."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.kernel.sheets.books import PENALTIES
from yuheng.kernel.now import CHINA
from yuheng.kernel.sheets.cells import text as seen
from yuheng.kernel.sheets.columns import Column, Option
from yuheng.kernel.sheets.reading import read
from yuheng.kernel.sheets.template import template
from yuheng.kernel.sheets.writing import sheet_name, write

OPTIONS = (Option("a", "甲、乙"), Option("b", "丙"), Option("c", "丁"))
ALL = (
    Column("text", "文字"),
    Column("long", "经过", "long_text"),
    Column("code", "证件号码", "code"),
    Column("int", "件数", "int", least=None),
    Column("fine", "罚款金额", "money", least=None),
    Column("wan", "调解金额（万元）", "money", least=None),
    Column("share", "比率", "ratio"),
    Column("day", "日期", "date"),
    Column("moment", "时间", "datetime"),
    Column("yes", "是否", "bool"),
    Column("one", "来源", "choice", choices=OPTIONS),
    Column("several", "种类", "choices", choices=OPTIONS),
)


def written(rows, columns=ALL, **options) -> bytes:
    buffer = io.BytesIO()
    write(buffer, columns, rows, **{"title": "台账", **options})
    return buffer.getvalue()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


# A row must begin with a word that is no total and no foot; a dash in a number column means nothing there.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ROWS = st.fixed_dictionaries(
    {
        "text": WORDS.map(lambda t: "甲" + re.sub(r"\s+", " ", seen("甲" + t))[1:]),
        "long": WORDS.map(seen),
        "code": st.text("0123456789X-", max_size=20),
        "int": st.integers(-(10**17), 10**17),
        "fine": st.integers(-(10**17), 10**17),
        "wan": st.integers(0, 10**17),
        "share": st.integers(0, 10**6).map(lambda n: Fraction(n, 10**6)),
        "day": st.dates(date(1900, 3, 1), date(2999, 1, 1)),
        "moment": st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(CHINA)).map(lambda m: m.replace(microsecond=0, fold=0)),  # noqa: DTZ001
        "yes": st.booleans(),
        "one": st.sampled_from(["a", "b", "c"]),
        "several": st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(sorted),
    }
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=8))
def test_what_is_written_reads_back_the_same(rows):
    found = read(written(rows, lines=["填报单位：司法所"]), ALL)
    assert found.problems == ()
    assert [row.values for row in found.rows] == [
        {k: v if v not in ("", []) else None for k, v in row.items()} for row in rows
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_what_looks_like_a_formula_stays_text_even_after_editing(text):
    data = written([{"text": text}])
    sheet, styles = part(data, "xl/worksheets/sheet1.xml"), part(data, "xl/styles.xml")
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    assert read(data, ALL).rows[0].values["text"] == text.strip()


def test_numbers_are_numbers_codes_are_text_and_days_are_days():
    data = written(
        [{"code": "320583199001011232", "fine": 123450, "day": date(2023, 9, 1), "int": 3, "text": "甲"}], heading=False
    )
    row = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1]
    assert row[:5] == ["甲", "", "320583199001011232", 3.0, 1234.5]
    assert row[7] == date(2023, 9, 1)


def test_the_sheet_prints_as_a_ledger():
    data = written([{"text": "甲"}], title="行政处罚台账[2023]", lines=["综合执法局 & 司法所"])
    sheet, names = part(data, "xl/worksheets/sheet1.xml"), part(data, "xl/workbook.xml")
    assert re.search(r'<pageSetup paperSize="8" [^>]*orientation="landscape"', sheet)
    assert "Print_Titles" in names
    assert "$3:$3" in names
    assert "行政处罚台账[2023]" in sheet
    assert "综合执法局 &amp;&amp; 司法所" in sheet
    assert 'state="frozen"' in sheet


def test_too_long_a_text_is_cut_and_says_so():
    value = read(written([{"text": "甲", "long": "字" * 40_000}]), ALL).rows[0].values["long"]
    assert len(value) == 32_767
    assert value.endswith("全文见系统）")


def test_rows_are_taken_one_by_one():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield {"text": f"甲{number}"}

    assert write(io.BytesIO(), ALL, rows(), title="台账") == 3
    assert taken == [0, 1, 2]


@pytest.mark.parametrize(
    ("title", "name"), [("台账[2023]/九月", "台账2023九月"), ("'", "数据"), ("选项", "数据"), ("字" * 40, "字" * 31)]
)
def test_sheet_names_are_such_as_excel_takes(title, name):
    assert sheet_name(title) == name


def templated(columns, rows=20) -> bytes:
    buffer = io.BytesIO()
    template(buffer, columns, title="行政处罚导入模板", rows=rows)
    return buffer.getvalue()


def test_a_template_reads_back_as_an_empty_table():
    found = read(templated(PENALTIES), PENALTIES)
    assert (found.rows, found.missing, found.unknown, found.complaints) == ((), (), (), ())
    assert found.remarks == ("表头之下没有数据。",)


def test_a_template_offers_lists_and_keeps_codes_as_text():
    many = Column("kind", "类别", "choice", choices=tuple((f"k{n}", f"第{n}类违法行为") for n in range(60)))
    data = templated((*PENALTIES, many))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "检查发现,举报" in sheet
    assert "选项!$A$1:$A$60" in sheet
    assert 'numFmtId="49"' in part(data, "xl/styles.xml")
    assert "*当事人" in part(data, "xl/sharedStrings.xml")
    assert read(data, (*PENALTIES, many)).remarks == ("表头之下没有数据。",)

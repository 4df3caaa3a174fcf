"""Files as offices send them: found, mapped, read row by row, or refused with a sentence a clerk understands."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.sheets.books import GOOD, HEAD, PENALTIES, book, old_book, table
from yuheng.kernel.sheets.columns import BadSheet, Column
from yuheng.kernel.sheets.packed import Limits
from yuheng.kernel.sheets.reading import read


def values(data: bytes, columns=PENALTIES):
    return [row.values for row in read(data, columns).rows]


def test_rows_keep_their_numbers_and_the_bad_ones_their_reasons():
    found = read(
        table([HEAD, GOOD, [], ["", "92320583MA1KGX207N", "12.345", "2023.2.30", "来电", "也许"], GOOD]), PENALTIES
    )
    assert [row.number for row in found.rows] == [2, 4, 5]
    assert [row.number for row in found.good] == [2, 5]
    assert found.good[0].values == {
        "name": "玉山镇老张面馆", "uscc": "92320583MA1KGX207N", "fine": 50000, "decided_on": date(2023, 9, 1), "source": "report", "paid": True,
    }  # fmt: skip
    assert [(problem.address, problem.label) for problem in found.problems] == [
        ("A4", "当事人"), ("C4", "罚款金额"), ("D4", "决定日期"), ("E4", "案件来源"), ("F4", "是否缴清"),
    ]  # fmt: skip
    assert "必填" in found.problems[0].reason
    assert found.problems[2].value == "2023.2.30"


def test_the_header_is_found_below_notes_and_whatever_its_writing():
    rows = [
        ["2023年行政处罚台账"],
        ["填报单位：综合执法局"],
        [],
        ["决定 日期", "*当事人\n（必填）", "罚款金额\n(万元)", "投诉人", "信用代码："],
        ["2023年9月1日", "老张", 0.05, "李四", "x"],
    ]
    found = read(table(rows), PENALTIES)
    assert (found.header_row, found.columns) == (4, {"decided_on": "A", "name": "B", "fine": "C", "uscc": "E"})
    assert found.rows[0].values == {"decided_on": date(2023, 9, 1), "name": "老张", "fine": 50000, "uscc": "x"}
    assert found.unknown == ("投诉人",)
    assert found.missing == ("案件来源", "是否缴清")
    assert any("投诉人（D 列）" in remark for remark in found.remarks)
    assert not found.complaints


def test_a_missing_required_column_and_a_column_twice_are_complaints():
    found = read(table([["当事人", "决定日期", "当事人"], ["甲", "2023-9-1", "乙"]]), PENALTIES)
    assert found.complaints == ("缺少必填的列：罚款金额。", "“当事人”出现两次（A、C 列），请只保留一列。")


def test_a_header_of_two_levels_tells_apart_columns_of_the_same_word():
    columns = (
        Column("no", "序号"),
        Column("a", "申请人姓名"),
        Column("a_phone", "申请人电话", "code"),
        Column("b", "被申请人姓名"),
        Column("b_phone", "被申请人电话", "code"),
    )
    rows = [["", "", "", "", ""], ["", "姓名", "电话", "姓名", "电话"], ["1", "甲", "13812348000", "乙", 57300000]]
    merged = [(0, 0, 1, 0, "序号"), (0, 1, 0, 2, "申请人"), (0, 3, 0, 4, "被申请人")]
    assert values(table(rows, merged), columns) == [
        {"no": "1", "a": "甲", "a_phone": "13812348000", "b": "乙", "b_phone": "57300000"}
    ]


def test_merged_words_count_for_every_row_but_merged_sums_are_not_guessed():
    rows = [HEAD, *[[None, "x", None, "2023-9-1", "举报", "是"] for _ in range(3)]]
    found = read(table(rows, [(1, 0, 3, 0, "老张"), (1, 2, 2, 2, 500)]), PENALTIES)
    assert [row.values["name"] for row in found.rows] == ["老张"] * 3
    assert found.rows[0].values["fine"] == 50000
    assert [(problem.address, "合并" in problem.reason) for problem in found.problems] == [("C3", True), ("C4", False)]


def test_totals_signatures_and_repeated_headers_hold_no_record():
    found = read(table([HEAD, GOOD, HEAD, ["合 计", None, 500], ["填表人：王五", None, "审核人：赵六"]]), PENALTIES)
    assert len(found.rows) == 1
    assert [remark for remark in found.remarks if "第" in remark] == [
        "第 3 行是重复的表头，未读取。",
        "第 4 行是合计行，未读取。",
        "第 5 行是表尾的说明，未读取。",
    ]


def test_hidden_sheets_and_other_sheets_are_left_out_and_said_so():
    def fill(work, sheet):
        sheet.write_row(0, 0, ["说明", "请认真填写"])
        hidden = work.add_worksheet("旧表")
        hidden.write_row(0, 0, HEAD)
        hidden.hide()
        data = work.add_worksheet("九月")
        data.write_row(0, 0, HEAD)
        data.write_row(1, 0, ["老张", "x", 5, "2023-9-1", "举报", "否"])

    found = read(book(fill), PENALTIES)
    assert found.sheet == "九月"
    assert "工作表“旧表”是隐藏的，未读取。" in found.remarks
    assert "另有工作表“台账”，未读取。" in found.remarks
    with pytest.raises(BadSheet, match="没有可见的工作表“旧表”"):
        read(book(fill), PENALTIES, sheet="旧表")


def test_errors_of_formulas_are_refused_even_where_the_column_may_be_empty():
    def fill(work, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["老张", None, 5, "2023-9-1"])
        sheet.write_formula(1, 1, "=VLOOKUP(1,A:B,2)", None, "#N/A")

    problem = read(book(fill), PENALTIES).problems[0]
    assert (problem.address, "#N/A" in problem.reason) == ("B2", True)


def test_a_number_that_excel_has_cut_is_refused():
    found = read(
        table([["当事人", "罚款金额", "决定日期", "统一社会信用代码"], ["甲", 5, "2023-9-1", 110105199001011230.0]]),
        PENALTIES,
    )
    assert "只保留前 15 位" in found.problems[0].reason


CSV = '当事人,罚款金额,决定日期,统一社会信用代码\r\n老张,"1,234.50",2023/9/1,\'0001\r\n"多\n行",5,2023-9-2,\r\n丙,x,2023-9-3,\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_is_read_in_every_encoding_that_offices_use(encoding):
    found = read(CSV.encode(encoding), PENALTIES)
    assert [row.number for row in found.rows] == [2, 3, 5]
    assert found.rows[0].values["fine"] == 123450
    assert found.rows[0].values["uscc"] == "0001"
    assert found.problems[0].address == "B5"


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_csv_with_tabs_or_semicolons_is_read(sign):
    assert values(f"当事人{sign}罚款金额{sign}决定日期\n甲{sign}1,000{sign}2023-9-1\n".encode())[0]["fine"] == 100_000


def doctored(data: bytes, **parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.pop(name.rpartition("/")[2].partition(".")[0], source.read(name)))
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


USUAL = table([HEAD, GOOD])
FAR = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="40000"><c t="n" r=\'AAA40000\'><v>1</v></c></row></sheetData></worksheet>'
NAMELESS = b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 20 + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("data", "reason", "told"),
    [
        (b"", "empty", "空的"),
        (USUAL[: len(USUAL) // 2], "broken", "已损坏"),
        (b"PK\x03\x04 garbage", "broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, "broken", "已损坏"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "old_html", "网页"),
        (b'<?xml version="1.0"?><Workbook/>', "old_html", "XML"),
        (b"%PDF-1.7 ...", "kind", "不是表格文件"),
        (b"\x81\xff\xfe\x00\x01", "encoding", "GBK"),
        (b"a,b\x00,c\n", "kind", "不能识别"),
        ('当事人,"罚款'.encode(), "broken", "引号"),
        (doctored(USUAL, **{"xl/vbaProject.bin": b"x"}), "macro", "宏"),
        (doctored(USUAL, sheet1=FAR), "columns", "703 列"),
        (doctored(USUAL, workbook=b"<workbook"), "broken", "已损坏"),
        (table([["甲", "乙"], ["1", "2"]]), "header", "没有找到表头"),
        (table([]), "header", "没有找到表头"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_words(data, reason, told):
    with pytest.raises(BadSheet, match=told) as refused:
        read(data, PENALTIES)
    assert refused.value.reason == reason


def test_a_document_or_an_archive_is_told_what_it_is():
    for name, told in (("word/document.xml", "Word"), ("content.xml", "ODS"), ("a.txt", "压缩包")):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(BadSheet, match=told):
            read(buffer.getvalue(), PENALTIES)


def test_limits_are_told():
    with pytest.raises(BadSheet, match="最多 0 MB"):
        read(USUAL, PENALTIES, limits=Limits(octets=10))
    with pytest.raises(BadSheet, match="压缩炸弹"):
        read(USUAL, PENALTIES, limits=Limits(expanded=1000))
    with pytest.raises(BadSheet, match="用到第 2 行，一次最多 1 行"):
        read(USUAL, PENALTIES, limits=Limits(rows=1))
    with pytest.raises(BadSheet, match="一次最多 2 行"):
        read(CSV.encode(), PENALTIES, limits=Limits(rows=2))


def test_cells_without_addresses_are_measured_too():
    with pytest.raises(BadSheet, match="第 20 行"):
        read(doctored(USUAL, sheet1=NAMELESS), PENALTIES, limits=Limits(rows=19))


def test_empty_cells_that_are_only_formatted_do_not_make_a_sheet_too_large():
    def fill(work, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["老张", "x", 5, "2023-9-1", "举报", "否"])
        sheet.write_blank(900_000, 5000, None, work.add_format({"bold": True}))

    assert len(read(book(fill), PENALTIES).rows) == 1


def test_a_size_that_lies_is_found_out():
    data = bytearray(doctored(USUAL, **{"xl/media/a.xml": b"0" * 100_000}))
    at = data.rfind(b"xl/media/a.xml") - 46 + 24  # the uncompressed size in the list of contents
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(BadSheet, match="已损坏"):
        read(bytes(data), PENALTIES)


def test_an_old_xls_is_read():
    found = read(old_book(), PENALTIES)
    assert (found.sheet, found.header_row, found.remarks) == ("九月", 2, ("工作表“旧”是隐藏的，未读取。",))
    assert [(row.values["name"], row.values["fine"], row.values["decided_on"].day) for row in found.rows] == [
        ("老张", 50000, 1),
        ("老张", 1250, 2),
    ]


def test_a_file_that_asks_for_more_memory_than_there_is_is_refused():
    data = bytearray(old_book())
    data[2423] = 18  # the native reader asks for 160 GB and aborts
    with pytest.raises(BadSheet, match="已损坏"):
        read(bytes(data), PENALTIES)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5631), st.integers(0, 255)), min_size=1, max_size=20), st.booleans())
def test_a_damaged_file_never_takes_the_reader_down(changes, old):
    """Some changes make the native reader panic or ask for hundreds of gigabytes; it runs in a process of its own."""
    data = bytearray(old_book() if old else USUAL)
    for place, value in changes:
        data[place % len(data)] = value
    refused = ""
    try:
        read(bytes(data), PENALTIES)
    except BadSheet as error:
        refused = str(error)
    assert refused == "" or refused.endswith("。")

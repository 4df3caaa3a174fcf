"""Whatever an office sends is taken right or refused with a reason; nothing makes the site fail."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from yuheng.faces.exchange.forms import records_form
from yuheng.faces.exchange.judging import declared, examine
from yuheng.faces.exchange.sheets import template_of
from yuheng.kernel.sheets.columns import BadSheet

HEAD = ("举办日期", "主题", "类别", "地点", "主讲人", "听讲人数")
GOOD = ("2023-09-01", "民法典", "民法典", "社区", "张律师", "45")


def book(*lines, write=None, **sheets) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    page = made.add_worksheet()
    for row, cells in enumerate(lines):
        for place, cell in enumerate(cells):
            page.write(row, place, cell)
    if write:
        write(made, page)
    for name in sheets:
        made.add_worksheet(name)
    made.close()
    return out.getvalue()


@pytest.fixture
def lecture(zone, today):
    seen = zone.viewer("clerk")

    def tried(data: bytes):
        return examine(seen, declared(seen, "services.lecture"), "文件", data)

    return tried


def test_gbk_full_width_digits_serials_apostrophes_and_mixed_dates_are_read_right(lecture):
    lines = [HEAD, GOOD, ("２０２３年９月２日", "甲", "民法典", "社区", "张律师", "４５人"), (45172, "乙", "民法典", "社区", "'张律师", 45.0), ("2023/9/4", "丙", "民法典", "社区", "张律师", "四十五")]
    text = "\n".join(",".join(map(str, line)) for line in lines).encode("gb18030")
    assert "应当填写日期" in str(lecture(text).found[2].problems)  # in text a serial is a number like any other
    for data in (text.replace(b"45172", b"2023.9.3"), book(*lines)):
        found = lecture(data)
        assert [one.problems for one in found.found[:3]] == [[], [], []]
        assert [str(one.written["held_on"]) for one in found.found[:3]] == ["2023-09-01", "2023-09-02", "2023-09-03"]
        assert {one.written["audience"] for one in found.found[:3]} == {45}


def test_formulas_give_what_they_show_errors_are_refused_and_hidden_sheets_are_left_out(lecture):
    def write(made, page):
        page.write_formula(1, 5, "=40+5", None, 45)
        page.write_formula(2, 5, "=1/0", None, "#DIV/0!")
        hidden = made.add_worksheet("旧数据")
        hidden.hide()

    found = lecture(book(HEAD, GOOD[:5], ("2023-09-02", *GOOD[1:5]), write=write))
    assert found.found[0].written["audience"] == 45
    assert "公式出错" in str(found.found[1].problems)
    assert any("隐藏" in remark for remark in found.remarks)


def test_cells_merged_downwards_are_filled_but_numbers_are_not_guessed(lecture):
    def write(made, page):
        page.merge_range(1, 0, 2, 0, "2023-09-01")
        page.merge_range(1, 5, 2, 5, 90)

    found = lecture(book(HEAD, ("", *GOOD[1:5], ""), ("", "另一场", *GOOD[2:5], ""), write=write))
    assert found.found[1].given["held_on"] == "2023-09-01"
    assert "合并单元格" in str(found.found[1].problems)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<a/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (250 * 1024 * 1024))
    return out.getvalue()


def macro() -> bytes:
    out = io.BytesIO(book(HEAD, GOOD))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


BAD = {
    "empty": lambda: b"", "nothing": lambda: b"   ", "text": lambda: b"hello", "binary": lambda: bytes(range(256)) * 40, "html": lambda: b"<html><table></table></html>",
    "pdf": lambda: b"%PDF-1.7", "half": lambda: book(HEAD, GOOD)[:900], "bomb": bomb, "macro": macro, "size": lambda: b"a," * (6 * 1024 * 1024),
    "old": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "headless": lambda: book(("甲", "乙"), (1, 2)), "missing": lambda: book(HEAD[:3], GOOD[:3]),
    "twice": lambda: book((*HEAD, "主题"), (*GOOD, "x")), "quotes": lambda: '举办日期,主题\n"2023'.encode(), "far": lambda: book(HEAD, GOOD, write=lambda made, page: page.write(900_000, 0, 1)),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(lecture, name):
    with pytest.raises(BadSheet) as caught:
        lecture(BAD[name]())
    assert len(str(caught.value)) > 6


def test_every_register_has_a_template_that_reads_back_as_its_own_sheet(zone, today):
    from yuheng.faces.exchange.forms import adoption_form, shown_template
    from yuheng.kernel.procedure import registry
    from yuheng.kernel.sheets.reading import read

    for procedure in {p.id: p for p in registry.all_procedures()}.values():
        forms = [records_form(procedure)] if procedure.is_register else [records_form(procedure), adoption_form(procedure)]
        for form in forms:
            table = read(template_of(form), form.columns)
            assert not table.complaints, (procedure.id, table.complaints)
            assert set(table.columns) == {item.column.name for item in shown_template(form)}, procedure.id
            assert not table.rows

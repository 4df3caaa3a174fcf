"""docx and PDF of one paper say the same, look official, and hold whatever was typed."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.kernel.documents.reading import docx_text, expected, expected_blocks, normal, pdf_pages
from tests.kernel.documents.samples import APPROVAL, DECISION, DEMONSTRATION, EVIDENCE, RECORD, SAMPLES, SHEET
from yuheng.kernel.documents import (
    FORM,
    OFFICIAL,
    Composed,
    Fields,
    Label,
    Paragraph,
    QuestionAnswer,
    Seal,
    Table,
    Title,
    Value,
    bold,
)
from yuheng.kernel.documents.docx import render_docx
from yuheng.kernel.documents.grids import BadGrid
from yuheng.kernel.documents.pdf import gaps, render_pdf

HOSTILE = [
    "<script>alert(1)</script><w:t>&amp;&lt;",
    '#import "x.typ"; #eval("1+1") $x^2$ *b* _i_ `c` @ref <label> \\n "]) #panic()',
    "\x00\x01\x08\x0b\x1b[31m\x7f\ufffe\uffff\u202e反写\u2066",
    "\ud800孤立代理\udfff",
    "{{ party }} {% raw %} ${jndi:ldap://x} =cmd|' /C calc'!A0",
    "]]></w:t></w:r></w:p><!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
]


@pytest.mark.parametrize("key", SAMPLES)
def test_docx_and_pdf_hold_the_same_text_block_by_block(key: str) -> None:
    paper = SAMPLES[key]
    said = expected(paper)
    assert docx_text(render_docx(paper)) == "".join(said)
    shown = "".join(pdf_pages(render_pdf(paper)))
    place = 0
    for block in expected_blocks(paper):
        # The typesetter writes a cell that spans rows after those rows: within a grid the order is free.
        ends = [place]
        for text in block:
            found = shown.find(text[:40], place if len(block) > 1 else ends[-1])
            assert found >= 0, f"{text[:40]} is not in the PDF after {shown[max(place - 20, 0) : place]}"
            ends.append(found + len(text[:40]))
        place = max(ends)
    if key not in {"evidence", "sheet"}:  # whose heads are repeated
        assert sorted(shown) == sorted("".join(said))


@pytest.mark.parametrize("key", SAMPLES)
def test_the_same_paper_gives_the_same_bytes(key: str) -> None:
    assert render_docx(SAMPLES[key]) == render_docx(SAMPLES[key])
    assert render_pdf(SAMPLES[key]) == render_pdf(SAMPLES[key])


def test_the_head_of_a_long_table_stands_on_every_page() -> None:
    pages = pdf_pages(render_pdf(EVIDENCE))
    assert len(pages) > 2
    assert all(page.find("序号名称数量取得时间说明") >= 0 for page in pages)
    table = docx.Document(io.BytesIO(render_docx(EVIDENCE))).tables[0]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert not table.rows[1]._tr.xpath("./w:trPr/w:tblHeader")


def test_a_row_is_not_torn_between_two_pages_unless_it_is_long() -> None:
    table = docx.Document(io.BytesIO(render_docx(EVIDENCE))).tables[0]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    long = Composed("x", [Table(["说明"], [["很长" * 3000]])], FORM)
    assert not docx.Document(io.BytesIO(render_docx(long))).tables[0].rows[1]._tr.xpath("./w:trPr/w:cantSplit")
    assert sum(page.count("很长") for page in pdf_pages(render_pdf(long))) == 3000


def test_a_page_holds_22_lines_of_28_characters() -> None:
    line = "法" * 28
    assert len(pdf_pages(render_pdf(Composed("x", [Paragraph(line, indent=False)] * 22)))) == 1
    assert len(pdf_pages(render_pdf(Composed("x", [Paragraph(line, indent=False)] * 23)))) == 2
    one_more = Composed("x", [Paragraph(line + "治", indent=False)] * 22)
    assert len(pdf_pages(render_pdf(one_more))) == 2


def test_an_official_paper_has_the_layout_of_the_standard() -> None:
    section = docx.Document(io.BytesIO(render_docx(DECISION))).sections[0]
    edges = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(edge.mm) for edge in edges if edge is not None] == [37, 26, 35, 28]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    styles = docx.Document(io.BytesIO(render_docx(DECISION))).styles
    assert (styles["公文标题"].font.name, styles["公文标题"].font.size.pt) == ("方正小标宋简体", 22)  # type: ignore[attr-defined]
    assert (styles["公文正文"].font.name, styles["公文正文"].font.size.pt) == ("仿宋_GB2312", 16)  # type: ignore[attr-defined]


def test_a_ledger_sheet_is_a3_across() -> None:
    box = PdfReader(io.BytesIO(render_pdf(SHEET))).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (420, 297)
    section = docx.Document(io.BytesIO(render_docx(SHEET))).sections[0]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 420


def test_demonstration_data_is_marked_on_every_page_of_both_files() -> None:
    raw = [normal(page.extract_text()) for page in PdfReader(io.BytesIO(render_pdf(DEMONSTRATION))).pages]
    assert len(raw) == 2
    assert all("演示数据" in page and "不具法律效力" in page for page in raw)
    archive = zipfile.ZipFile(io.BytesIO(render_docx(DEMONSTRATION)))
    assert all("演示数据" in archive.read(f"word/header_{name}.xml").decode() for name in ("default", "even"))
    assert "演示数据" not in zipfile.ZipFile(io.BytesIO(render_docx(DECISION))).read("word/header_default.xml").decode()


def test_page_numbers_count_the_pages() -> None:
    pages = [normal(page.extract_text()) for page in PdfReader(io.BytesIO(render_pdf(RECORD))).pages]
    assert [f"第{n}页共{len(pages)}页" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    letter = [normal(page.extract_text()) for page in PdfReader(io.BytesIO(render_pdf(SAMPLES["letter"]))).pages]
    assert all(f"—{n}—" in page for n, page in enumerate(letter, 1))


def test_the_pdf_says_that_it_is_pdf_a_2b_and_embeds_its_fonts() -> None:
    data = render_pdf(APPROVAL)
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    fonts = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    paper = Composed(
        text,
        [
            Title(text),
            Paragraph([bold(text), text]),
            QuestionAnswer(text, text),
            Table([text], [[text]]),
            Seal(text, None),
        ],
        number=text,
    )
    assert docx_text(render_docx(paper)) == "".join(expected(paper))
    shown = "".join(pdf_pages(render_pdf(paper)))
    assert sorted(shown) == sorted("".join(expected(paper)))


def test_names_of_ten_thousand_letters_do_not_leave_the_paper() -> None:
    name = "A" * 10_000
    paper = Composed("x", [Title(name), Paragraph(name), Fields([[Label("姓名"), Value(name)]], [1, 3])], FORM)
    reader = PdfReader(io.BytesIO(render_pdf(paper)))
    assert len(reader.pages) > 5
    assert normal("".join(page.extract_text() for page in reader.pages)).count("A") == 30_000
    assert docx_text(render_docx(paper)).count("A") == 30_000


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_files_that_open(text: str) -> None:
    paper = Composed(text, [Title(text), Paragraph(text), Fields([[Label(text), Value(text, foot=text)]], [1, 1])])
    assert docx_text(render_docx(paper)) == "".join(expected(paper))
    assert PdfReader(io.BytesIO(render_pdf(paper))).pages


def test_a_seal_stands_with_the_last_lines_of_the_text() -> None:
    for lines in range(14, 22):
        paper = Composed("x", [*[Paragraph("字", indent=False)] * lines, Seal("某某局", date(2023, 9, 27))])
        for page in pdf_pages(render_pdf(paper)):
            assert page.replace("某某局2023年9月27日", "")


def test_opinions_have_their_signature_below_them() -> None:
    cell = Value("同意。", lines=5, foot="签名：____")
    grid = Composed("x", [Fields([[Label("意见"), cell], [Label("备注"), Value("")]], [1, 4])], FORM)
    rows = docx.Document(io.BytesIO(render_docx(grid))).tables[0].rows
    assert [row.cells[1].text.strip("\u3000") for row in rows] == ["同意。", "签名：", ""]
    assert rows[0]._tr.xpath(".//w:bottom[@w:val='nil']")
    assert rows[1]._tr.xpath(".//w:top[@w:val='nil']")


def test_a_grid_that_does_not_close_is_refused() -> None:
    for rows in (
        [[Label("一"), Value("")], [Label("二")]],
        [[Label("一", span=3)]],
        [[Label("一", down=2), Value("")]],
    ):
        with pytest.raises(BadGrid):
            render_docx(Composed("x", [Fields(rows, [1, 1])]))


def test_headings_are_numbered_by_their_place() -> None:
    text = "".join(expected(SAMPLES["letter"]))
    order = [
        "一、总体要求",
        "二、重点任务",
        "（一）落实",
        "1.执法公示",
        "（1）事前公示",
        "（2）事后公示",
        "（二）推行",
        "三、工作要求",
    ]
    places = [text.index(each) for each in order]
    assert all(first < second for first, second in pairwise(places))


def test_another_page_changes_nothing_of_what_is_said() -> None:
    assert expected(DECISION) == expected(replace(DECISION, page=FORM))
    assert expected(APPROVAL) == expected(replace(APPROVAL, page=OFFICIAL))


def test_a_character_that_no_font_has_is_shown_as_missing_and_named() -> None:
    paper = Composed("x", [Paragraph("张\uf2b0和李\uf2b1\U0010fffd以及王")])
    assert pdf_pages(render_pdf(paper)) == ["张〓和李〓〓以及王"]
    assert gaps(paper) == ["\uf2b0", "\uf2b1", "\U0010fffd"]
    assert "张\uf2b0和" in docx_text(render_docx(paper))


def test_papers_are_rendered_by_several_threads_at_once() -> None:
    kinds = [SAMPLES["decision"], SAMPLES["approval"], SAMPLES["blank"]]
    alone = [render_pdf(paper) for paper in kinds]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(render_pdf, kinds * 8))
    assert together == alone * 8

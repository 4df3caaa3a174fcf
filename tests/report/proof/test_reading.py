"""Drafts as files: what is visible is read, in its order, tables included; broken files are refused kindly, big ones fast."""

from __future__ import annotations

import io
import time
from pathlib import Path

import docx
import pytest

from yuheng.report.proof import Unreadable, Verdict, figures_of, proofread, read, read_bytes

from .sample import figure

FIGURES = figures_of(2023, [figure("lectures.held", 385, "场"), figure("case_review.files", 3100, "份"), figure("exam.pass_rate", 98, "%")])
ROWS = [["序号", "指标", "单位", "2023年", "2022年"], ["1", "法治讲座", "场", "385", "301"], ["2", "评查案卷（份）", "", "3,100", "2,800"]]


def word(*paragraphs: str, rows: list[list[str]] = []) -> bytes:  # noqa: B006  # only read
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                table.cell(at, place).text = cell
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def page(*paragraphs: str, rows: list[list[str]] = []) -> bytes:  # noqa: B006  # only read
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><script>var n = 385;</script></head><body>{body}<table>{cells}</table></body></html>".encode()


@pytest.mark.parametrize(("make", "name"), [(word, "a.docx"), (page, "a.html")])
def test_tables_are_read_like_text_each_year_for_itself(make: object, name: str) -> None:
    content = make("2023年法治政府建设年度报告", "开展案卷评查。", rows=ROWS)  # type: ignore[operator]
    proof = proofread(read_bytes(content, name), FIGURES)
    told = {one.text: (one.indicator, one.verdict) for one in proof.quantities if one.unit in ("场", "份")}
    assert told["385场"] == ("lectures.held", Verdict.MATCHES)
    assert told["3,100份"] == ("case_review.files", Verdict.MATCHES)
    assert told["301场"][1] is Verdict.UNTRACEABLE  # last year's, of which nothing is recorded here
    assert told["2,800份"][1] is Verdict.UNTRACEABLE


def test_the_same_text_gives_the_same_quantities_from_every_kind_of_file(tmp_path: Path) -> None:
    lines = ["2023年法治政府建设年度报告", "举办法治讲座385场，组织考试，合格率98%。"]
    files = {"a.docx": word(*lines), "a.html": page(*lines), "a.txt": "\n".join(lines).encode(), "b.txt": "\r\n".join(lines).encode("gb18030")}
    told = []
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        told.append([(one.text, one.indicator, one.verdict) for one in proofread(read(tmp_path / name), FIGURES).quantities])
    assert told[0] == told[1] == told[2] == told[3]
    assert ("385场", "lectures.held", Verdict.MATCHES) in told[0]


def test_words_split_by_markup_are_one_sentence_and_scripts_are_not_read() -> None:
    document = read_bytes(page("举办<b>法治</b>\n讲座<span>38</span>5场。"), "a.html")
    assert [paragraph.text for paragraph in document.paragraphs] == ["举办法治讲座385场。"]


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.txt"])
def test_an_empty_file_is_an_empty_document_or_is_refused_in_chinese(name: str) -> None:
    if name == "a.docx":
        with pytest.raises(Unreadable, match="不是完好的 docx"):
            read_bytes(b"", name)
        assert read_bytes(word(), name).paragraphs == ()
    else:
        assert read_bytes(b"", name).paragraphs == ()
    assert proofread("", FIGURES).quantities == ()


def test_files_of_other_kinds_and_missing_ones_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="另存为 docx"):
        read_bytes(b"x", "报告.doc")
    with pytest.raises(Unreadable, match="读不到文件"):
        read(tmp_path / "没有.txt")


GARBAGE = [b"<" * 200_000, b"<div>" * 100_000, b"\x00\xff\xfe" * 50_000, b"<table><td>" * 50_000, b"<!" * 100_000, b"&#" * 100_000,
           b"<html><p>3\xe5\x9c", b"<table></table></table></td>5", "<?xml version='1.0' encoding='utf-16'?><p>共5场".encode()]  # fmt: skip


@pytest.mark.parametrize("content", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_markup_is_read_as_far_as_it_goes(content: bytes) -> None:
    assert proofread(read_bytes(content, "a.html"), FIGURES).of(Verdict.MATCHES) == ()


# Each of some three million bytes, a few hundred times a report; the limit is loose because the machine of a test run is shared.
HOSTILE = {
    "digits": "1" * 3_000_000,
    "numerals": "一" * 1_000_000,
    "quotes": "“" * 1_000_000,
    "spaces": "编号" + " " * 3_000_000 + "末",
    "prose": ("持续推进依法行政，不断优化营商环境。" * 6 + "办理事项3件。\n") * 8_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_megabytes_are_read_in_seconds(kind: str) -> None:
    started = time.process_time()
    proofread(HOSTILE[kind], FIGURES)
    assert time.process_time() - started < 8


def test_a_file_of_numbers_is_refused_at_once() -> None:
    started = time.process_time()
    with pytest.raises(Unreadable, match="不像一份报告"):
        proofread("1 " * 1_500_000, FIGURES)
    assert time.process_time() - started < 2

"""Papers of a mediation file: from a full file and from an empty one, as docx and as PDF."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from tests.systems.disputes.values import DISPUTE
from yuheng.kernel.documents import Context, all_papers, paper
from yuheng.kernel.documents.docx import render_docx
from yuheng.kernel.documents.pdf import gaps, render_pdf
from yuheng.kernel.documents.preview import render_html
from yuheng.kernel.procedure import registry
from yuheng.systems import catalogue

catalogue.load()
FAMILY = "mediation.dispute."
KINDS = [kind for kind in all_papers() if kind.id.startswith(FAMILY)]
FILES = {"full": Context(DISPUTE), "empty": Context({})}


def html(key: str, **changes) -> str:
    return render_html(paper(FAMILY + key).compose(Context({**DISPUTE, **changes})))


def test_every_paper_that_the_procedure_names_is_declared_under_its_name():
    assert {kind.id.removeprefix(FAMILY): kind.name for kind in KINDS} == registry.get("mediation.dispute", 1).papers


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_it_renders_with_everything_and_with_nothing(kind, file):
    made = kind.compose(FILES[file])
    assert gaps(made) == []
    assert len(PdfReader(BytesIO(render_pdf(made))).pages) <= 2
    found = Document(BytesIO(render_docx(made)))
    words = "".join(p.text for p in found.paragraphs)
    words += "".join(cell.text for table in found.tables for row in table.rows for cell in row.cells)
    assert "None" not in words
    assert kind.name in words or kind.id.endswith(("cover", "oral"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_full_file_lacks_nothing_that_a_paper_needs(kind):
    assert kind.missing(FILES["full"]) == []


@pytest.mark.parametrize("file", FILES)
def test_an_oral_matter_needs_one_page(file):
    made = paper(FAMILY + "oral").compose(FILES[file])
    assert len(PdfReader(BytesIO(render_pdf(made))).pages) == 1


def test_a_dispute_without_a_sum_says_so_and_never_nought():
    told = html("oral", amount=None)
    assert "不涉及金额" in told
    assert "0.00" not in told
    assert "叁仟元整" in html("oral")


def test_the_agreement_tells_of_confirmation_only_where_a_court_may_confirm():
    assert "三十日内共同向" in html("agreement")
    told = html("agreement", cautions=["title"])
    assert "三十日" not in told
    assert "不予受理司法确认" in told


def test_what_people_typed_is_text_and_no_markup():
    assert "<script>" not in html("session", session="<script>alert(1)</script>")

"""What the browser is given of a paper."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import docx
import pytest

from tests.kernel.documents.reading import expected, normal
from tests.kernel.documents.samples import DEMONSTRATION, SAMPLES
from yuheng.kernel.documents import Composed, Fields, Label, Paragraph, Title, Value
from yuheng.kernel.documents.docx import render_docx
from yuheng.kernel.documents.preview import preview_docx, render_html


class Reader(HTMLParser):
    """Collects text and tags, and holds that what is opened is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.attributes, self.open = "", [], set(), []  # type: ignore[var-annotated]
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag not in {"br", "hr", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("key", SAMPLES)
def test_the_preview_says_what_the_paper_says(key: str) -> None:
    read = Reader(render_html(SAMPLES[key]))
    shown = normal(read.text).removeprefix("演示数据不具法律效力")
    assert shown == "".join(expected(SAMPLES[key]))
    assert "style" not in read.attributes


def test_hostile_text_stays_text_in_the_browser() -> None:
    text = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    read = Reader(
        render_html(Composed(text, [Title(text), Paragraph(text), Fields([[Label(text), Value(text)]], [1, 1])]))
    )
    assert read.text.count(text) == 4
    assert not {"img", "script"} & set(read.tags)
    assert not {"onerror", "src"} & read.attributes


def test_a_demonstration_is_marked_and_labels_are_header_cells() -> None:
    assert '<p class="paper-demonstration">演示数据' in render_html(DEMONSTRATION)
    html = render_html(SAMPLES["approval"])
    assert '<th class="paper-label" scope="row">案由</th>' in html
    assert '<th class="paper-label" rowspan="2" scope="rowgroup">当事人</th>' in html
    assert 'scope="colgroup">受理数（件）</th>' in render_html(SAMPLES["sheet"])


def test_an_uploaded_docx_is_shown_without_links_and_pictures() -> None:
    upload = docx.Document()
    upload.add_heading("调解申请书", 1)
    upload.add_paragraph("申请人<b>张三</b>")
    relation = upload.part.relate_to(
        "javascript:alert(1)",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    paragraph = upload.add_paragraph()._p
    link = paragraph.makeelement(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hyperlink",
        {"{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id": relation},
    )
    paragraph.append(link)
    run = upload.add_paragraph("点这里").runs[0]._r
    link.append(run)
    data = io.BytesIO()
    upload.save(data)
    read = Reader(preview_docx(data.getvalue()))
    assert "申请人<b>张三</b>" in read.text
    assert "点这里" in read.text
    assert not {"a", "img"} & set(read.tags)
    assert read.attributes <= {"class", "lang", "colspan", "rowspan"}


def test_our_own_docx_can_be_previewed_and_a_broken_one_is_refused() -> None:
    shown = normal(Reader(preview_docx(render_docx(SAMPLES["decision"]))).text)
    assert shown == "".join(expected(SAMPLES["decision"]))
    with pytest.raises(ValueError, match="无法读取"):
        preview_docx(b"PK\x03\x04broken")

"""The report as files: docx in the layout of GB/T 9704-2012, PDF/A, HTML and plain text, all from the same paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from yuheng.kernel.documents import OFFICIAL, Block, Heading, Title
from yuheng.kernel.documents import Composed as Official
from yuheng.kernel.documents import Paragraph as Body
from yuheng.report.compose import Composed
from yuheng.report.records.models import Published

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
"""The forms of a report and their media types."""

Line = tuple[int, str]
"""Level of a heading (0 for a paragraph) and its words, numbers of headings included."""


def lines_of(report: Composed | Published) -> tuple[str, list[Line]]:
    """Title and paragraphs of a draft as composed now, or of a published report as it was sealed."""
    if isinstance(report, Published):
        title = report.text.split("\n", 1)[0]
        return title, [(level, "".join(words for words, _indicator in runs)) for level, runs in report.runs]
    return report.title, [(paragraph.level, paragraph.text) for paragraph in report.paragraphs]


def official(title: str, lines: Sequence[Line], *, demonstration: bool = False) -> Official:
    """The report as an official paper."""
    blocks: list[Block] = [Title(title)]
    for level, words in lines:
        blocks.append(Heading(2 if level == 2 else 1, words, numbered=False) if level else Body(words))
    return Official(title, tuple(blocks), OFFICIAL, demonstration=demonstration)


def exported(report: Composed | Published, form: str, *, demonstration: bool = False, fonts: Path | None = None) -> bytes:
    """The file of this form. Raises KeyError for a form that is not in FORMS."""
    title, lines = lines_of(report)
    if form == "txt":
        return "\n".join([title, *(words for _level, words in lines)]).encode()
    paper = official(title, lines, demonstration=demonstration)
    if form == "docx":
        from yuheng.kernel.documents.docx import render_docx

        return render_docx(paper)
    if form == "pdf":
        from yuheng.kernel.documents.pdf import render_pdf

        return render_pdf(paper, fonts)
    if form == "html":
        return _page(paper)
    raise KeyError(form)


_STYLE = """
body{max-width:46em;margin:2em auto;padding:0 1em;font-family:FangSong,仿宋_GB2312,"Noto Serif CJK SC",serif;font-size:1.1rem;line-height:1.9}
h1{text-align:center;font-size:1.6rem}h2{font-family:SimHei,黑体,sans-serif;font-size:1.1rem;text-indent:2em}
h3{font-family:KaiTi,楷体_GB2312,serif;font-size:1.1rem;text-indent:2em}p{text-indent:2em;margin:.3em 0}
.paper-demonstration{color:#767d84;text-align:right;text-indent:0}
"""


def _page(paper: Official) -> bytes:
    from yuheng.kernel.documents.preview import render_html

    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(paper.name)}</title><style>{_STYLE}</style></head><body>{render_html(paper)}</body></html>"
    ).encode()

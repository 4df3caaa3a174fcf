"""Reads back what renderers wrote, with other libraries than those that wrote it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
from pypdf import PdfReader

from yuheng.kernel.documents import Composed
from yuheng.kernel.documents.grids import Grid
from yuheng.kernel.documents.setting import Para, set_paper
from yuheng.kernel.documents.styles import MARK, MARK_NOTE
from yuheng.kernel.documents.text import written

_FOOT = re.compile(r"—\d+—|第\d+页共\d+页")


def normal(text: str) -> str:
    """Text without spaces, blanks and what only guides line breaks."""
    return re.sub(r"[\s_\u200b\u00ad]", "", text)


def expected_blocks(paper: Composed) -> list[list[str]]:
    """The text of the paper as its blocks declare it: a line of text, or the texts of a grid's cells."""
    found: list[list[str]] = []
    for each in set_paper(paper):
        if isinstance(each, Para):
            found.append([normal(written(each.pieces) + written(each.tail))])
        elif isinstance(each, Grid):
            found.append([normal(written(line)) for cell in each.cells for line in cell.lines])
    return [[text for text in block if text] for block in found]


def expected(paper: Composed) -> list[str]:
    """The same in one row, in reading order."""
    return [text for block in expected_blocks(paper) for text in block]


def docx_text(data: bytes) -> str:
    """All text of a docx in order, the text of merged cells once."""

    def walk() -> Iterator[str]:
        for block in docx.Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(block, docx.table.Table):
                yield from (node.text or "" for node in block._tbl.iter() if node.tag.endswith("}t"))
            else:
                yield block.text

    return normal("".join(walk()))


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page without page numbers and the mark of a demonstration."""
    pages = []
    for page in PdfReader(io.BytesIO(data)).pages:
        text = normal(page.extract_text()).replace(normal(MARK + MARK_NOTE), "").replace(MARK, "")
        pages.append(_FOOT.sub("", text))
    return pages

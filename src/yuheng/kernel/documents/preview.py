"""Papers in the browser: a clean piece of HTML from the same setting, and a plain view of an uploaded docx.

No style attributes and no scripts: the page's content policy allows neither. Classes begin with `paper-`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser

import mammoth

from yuheng.kernel.documents.blocks import Composed
from yuheng.kernel.documents.grids import Cell, Grid
from yuheng.kernel.documents.setting import Break, Para, set_paper
from yuheng.kernel.documents.styles import MARK, MARK_NOTE, align_of, styles_for
from yuheng.kernel.documents.text import Blank, Piece, clean

_TAGS = {"mark": "p", "title": "h1", "h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5"}
_ALLOWED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "strong", "em", "u", "s", "br", "sup", "sub"}  # fmt: skip
_EMPTY = {"br"}
_SILENT = {"script", "style", "title", "iframe", "object", "svg", "math", "template"}


def render_html(paper: Composed) -> str:
    """An <article> with the paper's text; blanks are ruled, labels are header cells."""
    styles = styles_for(paper.page)
    parts = [
        f'<article class="paper paper-{paper.page.size.lower()}" lang="zh-CN" aria-label="{escape(clean(paper.name))}">'
    ]
    if paper.demonstration:
        parts.append(f'<p class="paper-demonstration">{MARK}　{MARK_NOTE}</p>')
    for each in set_paper(paper):
        if isinstance(each, Para):
            align = align_of(styles[each.style], each.align)
            parts.append(_paragraph(each, align))
        elif isinstance(each, Grid):
            parts.append("".join(_table(each)))
        elif isinstance(each, Break):
            parts.append('<hr class="paper-break">')
    parts.append("</article>")
    return "\n".join(parts)


def _paragraph(para: Para, align: str) -> str:
    tag = _TAGS.get(para.style, "p")
    tail = f'<span class="paper-tail">{_pieces(para.tail)}</span>' if para.tail else ""
    flush = " paper-flush" if para.indent == 0 else ""
    rule = f" paper-rule-{para.rule}" if para.rule else ""
    return f'<{tag} class="paper-{para.style.replace("_", "-")} paper-{align}{flush}{rule}">{_pieces(para.pieces)}{tail}</{tag}>'


def _table(grid: Grid) -> Iterator[str]:
    kind = "paper-grid" if grid.border == "all" else "paper-cover"
    yield f'<div class="paper-scroll"><table class="{kind}"><colgroup>'
    total = sum(grid.widths)
    yield "".join(f'<col width="{round(width / total * 100)}%">' for width in grid.widths)
    yield "</colgroup>"
    for row in range(len(grid.heights)):
        if row in (0, grid.head):
            yield "<thead>" if row < grid.head else "</thead><tbody>" if grid.head else "<tbody>"
        cells = (cell for cell in grid.cells if cell.row == row)
        yield f"<tr>{''.join(_cell(cell, row < grid.head) for cell in cells)}</tr>"
    yield "</tbody></table></div>" if len(grid.heights) > grid.head else "</thead></table></div>"


def _cell(cell: Cell, head: bool) -> str:
    tag = "th" if cell.heading else "td"
    spans = f' colspan="{cell.span}"' if cell.span > 1 else ""
    spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
    if cell.heading:
        scope = ("colgroup" if cell.span > 1 else "col") if head else ("rowgroup" if cell.down > 1 else "row")
        spans += f' scope="{scope}"'
    names = [f"paper-{cell.style.replace('_', '-')}"]
    names += [f"paper-{cell.align}"] if cell.align else []
    names += ["paper-open-below"] if cell.open_below else ["paper-open-above"] if cell.open_above else []
    return f'<{tag} class="{" ".join(names)}"{spans}>{"<br>".join(_pieces(line) for line in cell.lines)}</{tag}>'


def _pieces(content: Iterable[Piece]) -> str:
    return "".join(_piece(piece) for piece in content)


def _piece(piece: Piece) -> str:
    if isinstance(piece, Blank):
        return f'<span class="paper-blank" role="img" aria-label="空白">{"　" * piece.width}</span>'
    text = escape(piece.text)
    text = f"<strong>{text}</strong>" if piece.bold else text
    return f"<u>{text}</u>" if piece.underline else text


def preview_docx(data: bytes) -> str:
    """The text of an uploaded docx as plain HTML: headings, lists, tables, bold; no links, pictures or attributes.

    Check the file with `uploads.check` first. Raises ValueError with a Chinese message if it cannot be read.
    """
    try:
        found = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {"src": ""})
        )
    except Exception as fault:  # the reader raises whatever its XML and zip libraries raise
        raise ValueError("这个 docx 文件无法读取，可能已损坏，请用文字处理软件另存后重新上传。") from fault
    plain = _Plain()
    plain.feed(found.value)
    plain.close()
    return f'<article class="paper paper-upload" lang="zh-CN">{"".join(plain.parts)}</article>'


class _Plain(HTMLParser):
    """Lets a few tags through, without attributes; everything else becomes its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _ALLOWED:
            self.parts.append(f"<{tag}{_spans(tag, attrs)}>")
            if tag not in _EMPTY:
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self._open:
            while self._open:
                last = self._open.pop()
                self.parts.append(f"</{last}>")
                if last == tag:
                    return

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(escape(clean(data)))

    def close(self) -> None:
        super().close()
        self.parts += [f"</{tag}>" for tag in reversed(self._open)]
        self._open = []


def _spans(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    if tag not in ("td", "th"):
        return ""
    spans = ((name, value) for name, value in attrs if name in ("colspan", "rowspan"))
    return "".join(
        f' {name}="{int(value)}"'
        for name, value in spans
        if value and value.isascii() and value.isdigit() and len(value) < 4
    )

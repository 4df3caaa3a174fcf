"""Papers as docx in the layout of GB/T 9704-2012, from the same blocks as the PDF.

The file is written part by part: a paper has one section, its own styles and no macros, links or embedded objects, so it is
small, and the same paper gives the same bytes. Every text passes through `escape`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from yuheng.kernel.documents import docx_parts as parts
from yuheng.kernel.documents.blocks import Composed
from yuheng.kernel.documents.docx_parts import MM, TWIP, escape
from yuheng.kernel.documents.grids import Cell, Grid
from yuheng.kernel.documents.setting import Break, Para, Set, set_paper
from yuheng.kernel.documents.styles import RED, Style, align_of, styles_for
from yuheng.kernel.documents.text import Blank, Piece

_WHEN = (1980, 1, 1, 0, 0, 0)
_AFTER = '<w:p><w:pPr><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
_ALIGN = {"justify": "both", "left": "left", "center": "center", "right": "right"}


def render_docx(paper: Composed) -> bytes:
    """The paper as a docx file."""
    styles = styles_for(paper.page)
    body = "".join(_body(set_paper(paper), paper, styles))
    files = parts.frame(paper, styles) | {"word/document.xml": parts.document(body, paper)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(entry, files[name].encode())
    return out.getvalue()


def _body(content: list[Set], paper: Composed, styles: dict[str, Style]) -> Iterator[str]:
    breaks = False
    below: list[Para] = []
    for each in content:
        if isinstance(each, Break):
            breaks = True
            continue
        if isinstance(each, Para) and each.bottom:
            below.append(each)
            continue
        if isinstance(each, Para):
            yield _paragraph(each, styles[each.style], paper, breaks)
        else:
            if breaks:
                yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            yield _table(each, styles)
        breaks = False
    if below:
        yield _foot_of_page(below, styles, paper)


def _foot_of_page(lines: list[Para], styles: dict[str, Style], paper: Composed) -> str:
    """Lines at the foot of the page with rules between them: a table that is tied to the lower edge of the core."""
    core = round(paper.page.core * MM)
    rule = '<w:{0} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
    rows = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{core}" w:type="dxa"/></w:tcPr>{_paragraph(line, styles[line.style], paper, False)}</w:tc></w:tr>'
        for line in lines
    )
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:horzAnchor="margin" w:vertAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/>'
        f'<w:tblW w:w="{core}" w:type="dxa"/><w:tblBorders>{"".join(map(rule.format, ("top", "bottom", "insideH")))}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{core}"/></w:tblGrid>{rows}</w:tbl>{_AFTER}'
    )


def _paragraph(para: Para, style: Style, paper: Composed, new_page: bool) -> str:
    core = round(paper.page.core * MM)
    size = para.pt or style.pt
    marks = [f'<w:pStyle w:val="{para.style}"/>']
    if para.keep or style.keep:
        marks.append("<w:keepNext/>")
    if new_page:
        marks.append("<w:pageBreakBefore/>")
    if para.rule == "red":
        marks.append(f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="{RED}"/></w:pBdr>')
    if para.tail:
        marks.append(f'<w:tabs><w:tab w:val="right" w:pos="{round(core - para.right * size * TWIP)}"/></w:tabs>')
    spacing = _spacing(para, style)
    if spacing:
        marks.append(spacing)
    marks.append(_indent(para, style, size))
    if para.align:
        marks.append(f'<w:jc w:val="{_ALIGN[para.align]}"/>')
    runs = _runs(para.pieces, para.pt)
    if para.tail:
        runs += "<w:r><w:tab/></w:r>" + _runs(para.tail, para.pt)
    return f"<w:p><w:pPr>{''.join(marks)}</w:pPr>{runs}</w:p>"


def _spacing(para: Para, style: Style) -> str:
    words = ""
    if para.before:
        words += f' w:before="{round((para.before + style.before) * style.pitch * TWIP)}"'
    if para.pt:
        words += f' w:line="{round(max(para.pt * 1.2, style.pitch) * TWIP)}" w:lineRule="exact"'
    return f"<w:spacing{words}/>" if words else ""


def _indent(para: Para, style: Style, size: float) -> str:
    first = para.indent if para.indent is not None else 0 if para.align in ("center", "right") else style.indent
    right = 0 if para.tail else round(para.right * size * TWIP)
    return (
        f'<w:ind w:right="{right}" w:firstLineChars="{round(first * 100)}" w:firstLine="{round(first * size * TWIP)}"/>'
    )


def _runs(content: tuple[Piece, ...], pt: float = 0) -> str:
    return "".join(_run(piece, pt) for piece in content)


def _run(piece: Piece, pt: float) -> str:
    size = f'<w:sz w:val="{round(pt * 2)}"/><w:szCs w:val="{round(pt * 2)}"/>' if pt else ""
    if isinstance(piece, Blank):
        text, look = "\u3000" * piece.width, f'{size}<w:u w:val="single"/>'
    else:
        text = piece.text
        look = ("<w:b/>" if piece.bold else "") + size + ('<w:u w:val="single"/>' if piece.underline else "")
    shown = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table(grid: Grid, styles: dict[str, Style]) -> str:
    widths = [round(width * MM) for width in grid.widths]
    lines = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if grid.border == "all" else ()
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{''.join(lines.format(side) for side in sides)}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="100" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="100" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )
    covering = {(row, cell.column): cell for cell in grid.cells for row in range(cell.row, cell.row + cell.down)}
    rows = "".join(_row(grid, row, covering, widths, styles) for row in range(len(grid.heights)))
    # A paragraph after each table keeps two of them apart; a docx may not end with a table either.
    return f"<w:tbl>{head}{rows}</w:tbl>{_AFTER}"


def _row(
    grid: Grid, row: int, covering: dict[tuple[int, int], Cell], widths: list[int], styles: dict[str, Style]
) -> str:
    pitch = styles["value" if grid.border == "all" else "cover_value"].pitch
    marks = "" if grid.breaks(row) else "<w:cantSplit/>"
    marks += f'<w:trHeight w:val="{round(grid.heights[row] * pitch * TWIP)}" w:hRule="atLeast"/>'
    if row < grid.head:
        marks += "<w:tblHeader/>"
    cells = [covering[row, column] for column in range(len(widths)) if (row, column) in covering]
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(_cell(cell, row, grid, widths, styles) for cell in cells)}</w:tr>"


def _cell(cell: Cell, row: int, grid: Grid, widths: list[int], styles: dict[str, Style]) -> str:
    marks = f'<w:tcW w:w="{sum(widths[cell.column : cell.column + cell.span])}" w:type="dxa"/>'
    if cell.span > 1:
        marks += f'<w:gridSpan w:val="{cell.span}"/>'
    if cell.down > 1:
        marks += '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    edges = _edges(cell, grid)
    if edges:
        marks += f"<w:tcBorders>{edges}</w:tcBorders>"
    marks += f'<w:vAlign w:val="{"center" if cell.middle else "top"}"/>'
    shown = cell.lines if row == cell.row else ((),)
    align = _ALIGN[align_of(styles[cell.style], cell.align)]
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{cell.style}"/><w:jc w:val="{align}"/></w:pPr>{_runs(line)}</w:p>'
        for line in shown
    )
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{paragraphs}</w:tc>"


def _edges(cell: Cell, grid: Grid) -> str:
    if grid.border == "values":
        return "" if cell.heading else '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    above = '<w:top w:val="nil"/>' if cell.open_above else ""
    return above + ('<w:bottom w:val="nil"/>' if cell.open_below else "")

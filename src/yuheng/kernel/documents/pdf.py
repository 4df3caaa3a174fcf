"""Papers as PDF/A-2b, set by typst from the same blocks as the docx.

The paper goes to the typesetter as data (JSON) beside a fixed template, `paper.typ`: text never becomes markup, so nothing a
person typed can be executed. The same paper and fonts give the same bytes.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from yuheng.kernel.documents import fonts
from yuheng.kernel.documents.blocks import Composed
from yuheng.kernel.documents.grids import Grid
from yuheng.kernel.documents.setting import Break, Para, Set, set_paper
from yuheng.kernel.documents.styles import CLOSER, MARK, MARK_NOTE, Style, align_of, styles_for
from yuheng.kernel.documents.text import Blank, Piece, clean

_WHEN = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every file as its time of making: the true times are in the ledger, and the bytes stay the same."""


CELL_WORD, LINE_WORD = 12, 40
"""From how many letters on a word without spaces may break: in a cell, in a line."""


MISSING = "〓"
"""Printers' sign for a character that the fonts do not have."""


def render_pdf(paper: Composed, font_folder: Path | None = None) -> bytes:
    """The paper as PDF/A-2b. Raises NoFont on a machine without any Chinese font.

    A character that no font of the machine has is shown as 〓 (the docx keeps it); `gaps` names such characters.
    """
    data = as_json(paper, font_folder)
    while True:
        unknown = _unknown.get(font_folder, frozenset())
        data = _without(data, unknown)
        try:
            found = _compiler(font_folder).compile(
                _template(), format="pdf", sys_inputs={"paper": data}, pdf_standards="a-2b", timestamp=_WHEN
            )
        except typst.TypstError as fault:
            named = _undisplayed(fault) - unknown
            if not named:
                raise
            _unknown[font_folder] = unknown | named
            continue
        assert isinstance(found, bytes)
        return found


def gaps(paper: Composed, font_folder: Path | None = None) -> list[str]:
    """The characters of a paper that were shown as 〓 when it was rendered: whoever signs it must be told."""
    return sorted(_unknown.get(font_folder, frozenset()) & set(as_json(paper, font_folder)))


_unknown: dict[Path | None, frozenset[str]] = {}
"""Characters that the fonts have turned out not to hold, learnt as they are met. Each value is replaced, never changed."""


def _without(data: str, unknown: frozenset[str]) -> str:
    return data.translate(dict.fromkeys(map(ord, unknown), MISSING)) if unknown else data


def _undisplayed(fault: typst.TypstError) -> set[str]:
    texts = re.findall(r'the text `"(.*?)"` could not be displayed', f"{fault.message}\n{fault.diagnostic}", re.DOTALL)
    shown = (re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text) for text in texts)
    return {letter for text in shown for letter in text if letter not in MISSING and ord(letter) > 0x7E}


def render_pdfs(papers: Iterable[Composed], font_folder: Path | None = None) -> Iterator[bytes]:
    """Many papers, one after the other, with fonts and template read once."""
    for paper in papers:
        yield render_pdf(paper, font_folder)


@lru_cache(maxsize=1)
def _template() -> bytes:
    return files("yuheng.kernel.documents").joinpath("paper.typ").read_bytes()


_own = threading.local()


def _compiler(font_folder: Path | None) -> typst.Compiler:
    """This thread's typesetter: one serves one thread at a time. Fonts are shared."""
    compilers: dict[Path | None, typst.Compiler] = _own.__dict__.setdefault("compilers", {})
    if font_folder not in compilers:
        compilers[font_folder] = typst.Compiler(font_paths=fonts.collection(font_folder))
    return compilers[font_folder]


@lru_cache(maxsize=4)
def _fonts(font_folder: Path | None) -> dict[str, Any]:
    chosen = fonts.choose(fonts.collection(font_folder).families())
    return {face: {"families": choice.families, "bold": choice.bold} for face, choice in chosen.items()}


def as_json(paper: Composed, font_folder: Path | None = None) -> str:
    """The paper as the data that the template sets."""
    styles = styles_for(paper.page)
    page = paper.page
    return json.dumps(
        {
            "name": clean(paper.name),
            "mark": MARK if paper.demonstration else "",
            "note": MARK_NOTE,
            "running": clean(paper.running),
            "page": {"width": page.width, "height": page.height, "edges": page.edges, "foot": page.foot},
            "fonts": _fonts(font_folder),
            "styles": {name: asdict(style) | {"tracking": _tracking(style)} for name, style in styles.items()},
            "body": list(_body(set_paper(paper), styles)),
        },
        ensure_ascii=False,
    )


def _tracking(style: Style) -> float:
    return -CLOSER if style.pt == 16 else 0


def _body(content: list[Set], styles: dict[str, Style]) -> Iterator[dict[str, Any]]:
    below = False
    for each in content:
        if isinstance(each, Para):
            if each.bottom and not below:
                yield {"kind": "fill"}
            below = each.bottom
            yield _line(each, styles[each.style])
        elif isinstance(each, Grid):
            yield _grid(each, styles)
        elif isinstance(each, Break):
            yield {"kind": "break"}


def _line(para: Para, style: Style) -> dict[str, Any]:
    return {
        "kind": "line",
        "style": para.style,
        "pieces": _pieces(para.pieces),
        "tail": _pieces(para.tail),
        "align": align_of(style, para.align),
        "indent": _indent(para, style),
        "right": para.right,
        "before": para.before,
        "keep": para.keep or style.keep,
        "rule": para.rule,
        "pt": para.pt,
    }


def _indent(para: Para, style: Style) -> float:
    if para.indent is not None:
        return para.indent
    return 0 if para.align in ("center", "right") else style.indent


def _grid(grid: Grid, styles: dict[str, Style]) -> dict[str, Any]:
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "span": cell.span,
            "down": cell.down,
            "style": cell.style,
            "lines": [_pieces(line, CELL_WORD) for line in cell.lines],
            "align": align_of(styles[cell.style], cell.align),
            "middle": cell.middle,
            "open_below": cell.open_below,
            "open_above": cell.open_above,
            "heading": cell.heading,
            "long": cell.long,
        }
        for cell in grid.cells
    ]
    return {
        "kind": "grid",
        "widths": grid.widths,
        "heights": grid.heights,
        "head": grid.head,
        "border": grid.border,
        "cells": cells,
    }


def _pieces(content: Iterable[Piece], word: int = LINE_WORD) -> list[dict[str, Any]]:
    return [
        {"blank": piece.width}
        if isinstance(piece, Blank)
        else {"text": _breakable(piece.text, word), "bold": piece.bold, "underline": piece.underline}
        for piece in content
    ]


def _breakable(text: str, word: int) -> str:
    """Lets a long code or address without spaces break where the line ends, as Word does."""
    return re.sub(rf"[!-~]{{{word},}}", lambda found: "\u200b".join(found.group()), text)

"""Setting 排版: from what a paper says to what stands on it, once for all renderers.

Blocks become paragraphs in a named style, grids with placed cells, and breaks; numbering, missing values, signatures and
the place of the seal are settled here, so that docx, PDF and HTML cannot differ in their text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from yuheng.kernel.documents import blocks as b
from yuheng.kernel.documents.context import BLANK_DAY, day_text
from yuheng.kernel.documents.grids import Grid, fields_grid, table_grid
from yuheng.kernel.documents.numerals import heading_number, item_number
from yuheng.kernel.documents.styles import styles_for
from yuheng.kernel.documents.text import Blank, Piece, Run, Text, lines_of, pieces, written

ANSWER = 24
"""Characters of a line left for a missing answer."""


@dataclass(frozen=True)
class Para:
    """One paragraph. Indents are in characters; None takes the style's own. `tail` stands at the right end of the line.

    `before` is in lines. `keep` holds it together with what follows. `rule` draws a line: `red` below, `above` above, `both`
    above and below. `bottom` sets it at the foot of the page. `pt` is another size than the style's.
    """

    style: str
    pieces: tuple[Piece, ...]
    align: b.Align | None = None
    indent: float | None = None
    right: float = 0
    before: float = 0
    keep: bool = False
    tail: tuple[Piece, ...] = ()
    rule: Literal["", "red", "above", "both"] = ""
    bottom: bool = False
    pt: float = 0


@dataclass(frozen=True)
class Break:
    """A new page."""


Set = Para | Grid | Break


def set_paper(paper: b.Composed) -> list[Set]:
    """What stands on the paper, in order."""
    found: list[Set] = []
    levels = [0, 0, 0, 0]
    for block in paper.blocks:
        if isinstance(block, b.Heading):
            found.append(_heading(block, levels))
        elif isinstance(block, b.Fields):
            found.append(fields_grid(block, paper.page.core))
        elif isinstance(block, b.Table):
            found.append(table_grid(block, paper.page.core))
        else:
            if isinstance(block, b.Seal | b.SignLines | b.Imprint):
                _hold_last(found)
            found.extend(_SETTERS[type(block)](block, paper.page))
    return found


def _hold_last(found: list[Set]) -> None:
    """The last lines of text stay with the signature: a seal never stands alone on a page (GB/T 9704-2012 7.3.5)."""
    if found and isinstance(found[-1], Para):
        found[-1] = replace(found[-1], keep=True)


def _heading(block: b.Heading, levels: list[int]) -> Para:
    number = ""
    if block.numbered:
        levels[block.level - 1] += 1
        levels[block.level :] = [0] * (4 - block.level)
        number = heading_number(block.level, levels[block.level - 1])
    return Para(f"h{block.level}", _join(number, block.text))


def _red_head(block: b.RedHead, page: b.Page) -> Iterator[Set]:
    mark = written(block.organ) + block.kind
    width = page.core * 72 / 25.4
    size = min(48.0, max(22.0, int(width / max(len(mark), 1))))
    yield Para("mark", (Run(mark),), before=1.8, pt=size)
    if written(block.signer):
        yield Para(
            "number",
            pieces(block.number),
            align="left",
            indent=1,
            before=2,
            tail=_join("签发人：", block.signer),
            right=1,
            rule="red",
        )
    else:
        yield Para("number", pieces(block.number), before=2, rule="red")
    yield Para("number", (), before=0)


def _title(block: b.Title, page: b.Page) -> Iterator[Set]:
    for line in lines_of(block.text):
        yield Para("title", line)
    if pieces(block.sub):
        yield Para("sub", pieces(block.sub))


def _number(block: b.Number, page: b.Page) -> Iterator[Set]:
    yield Para("number", pieces(block.text) or (Blank(10),), align=block.align)
    if page.foot == "dash":
        yield Para("body", ())


def _paragraph(block: b.Paragraph, page: b.Page) -> Iterator[Set]:
    for line in lines_of(block.text):
        yield Para("body", line, align=block.align, indent=None if block.indent else 0)


def _items(block: b.Items, page: b.Page) -> Iterator[Set]:
    for number, item in enumerate(block.items, 1):
        first, *rest = lines_of(item)
        yield Para("body", _join(item_number(block.style, number), first))
        for line in rest:
            yield Para("body", line)


def _question(block: b.QuestionAnswer, page: b.Page) -> Iterator[Set]:
    first, *rest = lines_of(block.question)
    yield Para("body", _join("问：", first), keep=True)
    for line in rest:
        yield Para("body", line, keep=True)
    first, *rest = lines_of(block.answer)
    empty = all(isinstance(piece, Blank) for piece in first)
    yield Para("body", _join("答：", Blank(ANSWER) if empty else first))
    for line in rest:
        yield Para("body", line)


def _signs(block: b.SignLines, page: b.Page) -> Iterator[Set]:
    style = styles_for(page)["sign"]
    room = page.core * 72 / 25.4 / style.pt - style.indent
    lines = [line for sign in block.signs for line in _sign(sign, room)]
    for number, line in enumerate(lines):
        yield replace(line, before=0.5 if number == 0 else 0, keep=number < len(lines) - 1)


def _sign(sign: b.Sign, room: float) -> Iterator[Para]:
    """One line, or a second one for the day where the first has no room for it."""
    parts = _join(f"{sign.role}（签名）：", sign.name, Blank(5 if written(sign.name) else 7))
    if sign.certificate is not None:
        parts += _join("　执法证号：", pieces(sign.certificate) or Blank(6))
    if sign.day is None:
        yield Para("sign", parts)
        return
    day = pieces(day_text(sign.day) if isinstance(sign.day, date) else sign.day) or pieces(BLANK_DAY)
    if width(parts) + 1 + width(day) <= room:
        yield Para("sign", _join(parts, "　", day))
    else:
        yield Para("sign", parts)
        yield Para("sign", day, align="right")


def _seal(block: b.Seal, page: b.Page) -> Iterator[Set]:
    day = pieces(day_text(block.day))
    organ = pieces(block.organ) or (Blank(12),)
    # With a seal the day stands four characters in; the organ is centred over it; the longer of the two decides.
    edge = 4.0 if block.seal else 2.0
    middle = edge + max(width(day) / 2, width(organ) / 2 - (2 if block.seal else 0))
    yield Para(
        "seal", organ, right=round(max(middle - width(organ) / 2, 0), 2), before=2 if block.seal else 1, keep=True
    )
    yield Para("seal", day, right=round(max(middle - width(day) / 2, 0), 2))


def _attachments(block: b.Attachments, page: b.Page) -> Iterator[Set]:
    several = len(block.names) > 1
    for number, name in enumerate(block.names, 1):
        counted = f"{number}." if several else ""
        if number == 1:
            yield Para("body", _join(f"附件：{counted}", name), before=1)
        else:
            yield Para("body", _join(counted, name), indent=5)


def _annex(block: b.Annex, page: b.Page) -> Iterator[Set]:
    yield Break()
    yield Para("annex", (Run(f"附件{block.number or ''}"),))
    for number, line in enumerate(lines_of(block.title)):
        yield Para("title", line, before=0.8 if number == 0 else 0)


def _imprint(block: b.Imprint, page: b.Page) -> Iterator[Set]:
    printed = _join(day_text(block.day), "印发")
    copies = pieces(block.copies_to)
    if copies:
        yield Para("imprint", _join("抄送：", copies, "。"), indent=1, right=1, rule="above", bottom=True, keep=True)
    yield Para("imprint", pieces(block.organ), indent=1, right=1, tail=printed, rule="both", bottom=True)


def _join(*parts: Text) -> tuple[Piece, ...]:
    return tuple(piece for part in parts for piece in pieces(part))


def width(content: Sequence[Piece]) -> float:
    """About how wide a line is, in characters: Latin letters and figures are half as wide."""
    total = 0.0
    for piece in content:
        if isinstance(piece, Blank):
            total += piece.width
        else:
            total += sum(1 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in piece.text)
    return total


def _one(style: str, **more: Any) -> Callable[[Any, b.Page], Iterator[Set]]:
    def setter(block: Any, page: b.Page) -> Iterator[Set]:
        for line in lines_of(block.text):
            yield Para(style, line, **more)

    return setter


def _addressee(block: b.Addressee, page: b.Page) -> Iterator[Set]:
    yield Para("addressee", _join(pieces(block.text) or (Blank(10),), "："))


def _organ(block: b.OrganHead, page: b.Page) -> Iterator[Set]:
    yield Para("organ", pieces(block.organ) or (Blank(10),))


def _space(block: b.Space, page: b.Page) -> Iterator[Set]:
    for _ in range(block.lines):
        yield Para("body", ())


def _break(block: b.PageBreak, page: b.Page) -> Iterator[Set]:
    yield Break()


_SETTERS: dict[type, Callable[[Any, b.Page], Iterator[Set]]] = {
    b.RedHead: _red_head,
    b.OrganHead: _organ,
    b.Title: _title,
    b.Number: _number,
    b.Addressee: _addressee,
    b.Paragraph: _paragraph,
    b.Items: _items,
    b.QuestionAnswer: _question,
    b.SignLines: _signs,
    b.Seal: _seal,
    b.Attachments: _attachments,
    b.Annex: _annex,
    b.Note: _one("note"),
    b.Imprint: _imprint,
    b.Space: _space,
    b.PageBreak: _break,
}

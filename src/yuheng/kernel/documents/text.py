"""Text inside a block: clean, in runs, with blanks for handwriting.

Whatever a person typed may stand in a paper. What no file format can hold or what changes how other text is shown (control
characters, reversed writing direction, characters that are no characters) is taken out here, once, for all renderers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_HANDWRITING = re.compile("(_{2,}|＿+)")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    underline: bool = False


@dataclass(frozen=True)
class Blank:
    """A ruled line to be filled by hand, `width` characters wide."""

    width: int = 8

    def __str__(self) -> str:
        return "_" * (2 * self.width)


Piece = Run | Blank
Text = str | Run | Blank | Iterable["str | Run | Blank"]
"""What a block takes as text. In a plain string two or more `_` are a blank, each half a character wide."""


def bold(text: str) -> Run:
    """Text that stands out."""
    return Run(text, bold=True)


def underlined(text: str) -> Run:
    """Text on a ruled line, as if written into a form."""
    return Run(text, underline=True)


def clean(text: str) -> str:
    """The text without what a paper cannot hold; line ends become `\\n`, tabs a space."""
    return _UNFIT.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def pieces(text: Text) -> tuple[Piece, ...]:
    """The runs and blanks of a text, cleaned; an empty text has none."""
    if isinstance(text, str):
        return tuple(_split(clean(text)))
    if isinstance(text, Run):
        cleaned = clean(text.text)
        return (Run(cleaned, text.bold, text.underline),) if cleaned else ()
    if isinstance(text, Blank):
        return (text,)
    return tuple(piece for part in text for piece in pieces(part))


def _split(text: str) -> Iterable[Piece]:
    for part in _HANDWRITING.split(text):
        if _HANDWRITING.fullmatch(part):
            yield Blank(len(part) if part[0] == "＿" else (len(part) + 1) // 2)
        elif part:
            yield Run(part)


def lines_of(text: Text) -> list[tuple[Piece, ...]]:
    """The text cut at its line ends: each line becomes a paragraph of its own. There is always at least one."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces(text):
        if isinstance(piece, Blank):
            lines[-1].append(piece)
            continue
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Run(part, piece.bold, piece.underline))
    return [tuple(line) for line in lines]


def written(text: Text) -> str:
    """The text as read aloud: blanks are silent."""
    return "".join(piece.text for piece in pieces(text) if isinstance(piece, Run))

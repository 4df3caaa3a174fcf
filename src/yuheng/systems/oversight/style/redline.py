"""Two versions of a text side by side: what stays, what went, what came. Whole sentences are matched first, so that long texts stay fast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 2000
"""Characters of a changed passage that are compared one by one; a longer one is shown as replaced."""

SHORTEST = 2
"""What stays between two changes must be at least so long; a single character that happens to be alike only confuses."""

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")


@dataclass(frozen=True)
class Piece:
    """A stretch of text: same, gone or new."""

    kind: str
    text: str


def redline(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """The old text with what went marked, and the new one with what came marked."""
    left: list[Piece] = []
    right: list[Piece] = []
    before, after = _sentences(old), _sentences(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(left, "same", "".join(before[a:b]))
            _add(right, "same", "".join(after[c:d]))
        else:
            _within("".join(before[a:b]), "".join(after[c:d]), left, right)
    return left, right


def _sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.findall(text.strip()) if one]


def _within(old: str, new: str, left: list[Piece], right: list[Piece]) -> None:
    if max(len(old), len(new)) > LONGEST:
        _add(left, "gone", old)
        _add(right, "new", new)
        return
    for same, a, b, c, d in _stretches(old, new):
        _add(left, "same" if same else "gone", old[a:b])
        _add(right, "same" if same else "new", new[c:d])


def _stretches(old: str, new: str) -> Iterator[tuple[bool, int, int, int, int]]:
    """What stays and what changes in turn, in places of both texts."""
    at, to = 0, 0
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if block.size < SHORTEST and block.size:
            continue
        if at < block.a or to < block.b:
            yield False, at, block.a, to, block.b
        if block.size:
            yield True, block.a, block.a + block.size, block.b, block.b + block.size
        at, to = block.a + block.size, block.b + block.size


def _add(pieces: list[Piece], kind: str, text: str) -> None:
    if not text:
        return
    if pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(kind, pieces[-1].text + text)
    else:
        pieces.append(Piece(kind, text))


def joined(pieces: Sequence[Piece]) -> str:
    """The text that the pieces make."""
    return "".join(piece.text for piece in pieces)

"""A draft as paragraphs with positions, however its file was made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

MOST_NUMBERS = 120_000  # a year's report has a few hundred; a file with more than this is something else
_NUMBER = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿]+")

Kind = Literal["text", "row"]


class Unreadable(Exception):
    """The file cannot be read as a draft; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one row of a table told as a sentence. `index` counts from 0; positions in it count characters."""

    index: int
    text: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Document:
    """A text to read. `name` is how messages call it: the file's name, or empty."""

    paragraphs: tuple[Paragraph, ...]
    name: str = ""

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def refuse_if_no_report(draft: Document) -> None:
    """Raises `Unreadable` for a text with so many numbers that it is a table of data or rubbish, before time is spent on it."""
    left = MOST_NUMBERS
    for paragraph in draft.paragraphs:
        left -= sum(1 for _ in islice(_NUMBER.finditer(paragraph.text), left + 1))
        if left < 0:
            raise Unreadable(f"文件里的数字超过 {MOST_NUMBERS // 10_000} 万个，不像一份报告，请核对后再送校。")


def document(texts: Iterable[str | tuple[str, Kind]], name: str = "") -> Document:
    """A document of these paragraphs; empty ones are left out."""
    made: list[Paragraph] = []
    for item in texts:
        text, kind = (item, "text") if isinstance(item, str) else item
        text = text.strip()
        if text:
            made.append(Paragraph(len(made), text, kind))  # type: ignore[arg-type]
    return Document(tuple(made), name)


def from_text(text: str, name: str = "") -> Document:
    """Plain text: one paragraph a line."""
    return document(text.replace("\x00", "").splitlines(), name)

"""A draft as paragraphs with positions, however its file was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "row"]


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

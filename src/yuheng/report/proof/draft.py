"""A draft that has been read: what every check looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .document import Document
from .figures import FiguresSource
from .model import Finding, Meta, Quantity
from .roles import Role
from .sentences import Sentence


@dataclass(frozen=True)
class Draft:
    """The document with its sentences and judged quantities. `year` is the year reported on, None if nothing names it."""

    document: Document
    year: int | None
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    meta: Meta
    last_year: Document | None
    figures: FiguresSource

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences of what was done: without those of the next year's plan."""
        return tuple(sentence for sentence in self.sentences if not sentence.plan)

    def results(self) -> Iterator[Quantity]:
        """The quantities of this year that are tied to an indicator."""
        return (one for one in self.quantities if one.figure and one.role in (Role.RESULT, Role.PERHAPS))


def at_sentence(sentence: Sentence, code: str, level: str, message: str, basis: str) -> Finding:
    """A finding whose place is a sentence."""
    return Finding(code, level, message, basis, sentence.paragraph, sentence.start, sentence.end, sentence.text.strip()[:120])


def at_quantity(quantity: Quantity, code: str, level: str, message: str, basis: str) -> Finding:
    """A finding whose place is a quantity."""
    return Finding(code, level, message, basis, quantity.paragraph, quantity.start, quantity.end, quantity.sentence[:120])


def at_span(sentence: Sentence, span: tuple[int, int], code: str, level: str, message: str, basis: str) -> Finding:
    """A finding whose place is a part of a sentence, given as positions in it."""
    start, end = sentence.start + span[0], sentence.start + span[1]
    return Finding(code, level, message, basis, sentence.paragraph, start, end, sentence.text[span[0] : span[1]])

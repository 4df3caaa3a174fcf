"""What a system has for the public before and during enforcement (事前公开、事中公示): each tells its own, the public pages ask them all.

A section gives tables of plain words as on a day. What goes into them is public by law: names of staff and of natural persons never do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Told:
    """One table: its heads, its rows of plain words, and what a reader should know of it. `title` tells several of a section apart."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    title: str = ""


@dataclass(frozen=True)
class Section:
    """A part of 事前公开. `read` gives its tables as on a day; `cites` is why it is public; sections stand by `order`."""

    id: str
    name: str
    about: str
    read: Callable[[date], Iterable[Told]]
    order: int
    cites: tuple[str, ...] = ()


_known: dict[str, Section] = {}


def contribute(*sections: Section) -> None:
    """Makes sections of the public pages known."""
    for section in sections:
        if _known.get(section.id, section) != section:
            raise ValueError(f"section {section.id} is contributed twice")
        _known[section.id] = section


def sections() -> list[Section]:
    """All sections in their order."""
    return sorted(_known.values(), key=lambda one: (one.order, one.id))


def section(name: str) -> Section | None:
    return _known.get(name)

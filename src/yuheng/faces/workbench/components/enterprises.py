"""One file per enterprise: finding one, the file, and the sheet read before an inspection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from .base import Act, Link, Page
from .figures import Calibre
from .forms import FormField
from .lists import Pager, Table
from .matter import Field


@dataclass(frozen=True, kw_only=True)
class EnterpriseSearchPage(Page):
    """A search by code or name; `said` is what is wrong with a code, or what was found; `table` the enterprises found, `recent` those opened today."""

    template: ClassVar[str] = "workbench/enterprise_search.html"
    lead: str
    field: FormField
    action: str
    said: str = ""
    wrong: bool = False
    table: Table | None = None
    recent: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class EnterpriseFilePage(Page):
    """The file: who it is, why the reader looks, open problems first, the timeline under its filters, then related people and places, names and merges, and at the end how complete and fresh each source is."""

    template: ClassVar[str] = "workbench/enterprise.html"
    lead: str
    why: str
    facts: Sequence[Calibre]
    fields: Sequence[Field]
    counts: Sequence[tuple[str, str, str]]
    problems: Table
    views: Sequence[Link]
    years: Sequence[Link]
    timeline: Table
    tables: Sequence[tuple[str, Table]]
    sources: Table
    sources_words: str
    pager: Pager | None = None
    acts: Sequence[Act] = ()
    links: Sequence[Link] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class BriefPart:
    """A part of the sheet: lines, how many more there are, what to heed."""

    heading: str
    lines: Sequence[str]
    more: int = 0
    heed: str = ""


@dataclass(frozen=True, kw_only=True)
class BriefPage(Page):
    """本次检查前须知: one A4 page; `why`, `reader` and `number` are printed on it. Parts without lines are named together in one."""

    template: ClassVar[str] = "workbench/enterprise_brief.html"
    file: Link
    on: date
    facts: Sequence[Calibre]
    parts: Sequence[BriefPart]
    rules: Sequence[str]
    why: str
    reader: str
    number: str

    @property
    def empty(self) -> list[str]:
        return [part.heading for part in self.parts if not part.lines]

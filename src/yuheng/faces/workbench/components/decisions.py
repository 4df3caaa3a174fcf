"""Decision tables 裁量基准、清单: which there are, one with its versions and its answer to a case, and the sheet on which a draft is edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from .base import Act, Cite, Link, Page
from .forms import FormField
from .matter import Fact


@dataclass(frozen=True)
class Shelf:
    """One declared table: its version in force, how many versions it has, what is being drafted."""

    table: Link
    help: str
    in_force: str
    rows: int
    versions: int
    drafts: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionTablesPage(Page):
    template: ClassVar[str] = "workbench/decision_tables.html"
    shelves: Sequence[Shelf]


@dataclass(frozen=True)
class DecisionLine:
    """A row in words. `verdict` is what a tried case made of it: yes, no, open, way (it gives way to its exception); empty where none was tried.

    `cells` are (text, verdict) in the order of the columns; `depth` how many rows it is an exception of.
    """

    id: str
    name: str
    cells: Sequence[tuple[str, str]]
    cites: Sequence[Cite]
    note: str = ""
    verdict: str = ""
    why: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Answered:
    """What the table says of the tried case: the answer, or what must still be asked. `receipt` is the digest of the receipt's content."""

    text: str
    told: bool
    row: str = ""
    cites: Sequence[Cite] = ()
    needs: Sequence[str] = ()
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionTablePage(Page):
    """One table on a day: facts of the version, its rows, and a case to try."""

    template: ClassVar[str] = "workbench/decision_table.html"
    lead: str
    facts: Sequence[Fact]
    heads: Sequence[str]
    lines: Sequence[DecisionLine]
    versions: Sequence[Link]
    fields: Sequence[FormField]
    answered: Answered | None = None
    empty: str = ""
    exports: Sequence[Link] = ()
    acts: Sequence[Act] = ()
    hidden: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class EditCell:
    name: str
    label: str
    value: str
    error: str = ""
    wide: bool = False


@dataclass(frozen=True, kw_only=True)
class DecisionEditPage(Page):
    """A draft as a sheet of words. `lines` and `options` are rows of cells; `faults` what the proof found; `problems` what cannot be read."""

    template: ClassVar[str] = "workbench/decision_edit.html"
    action: str
    act: str
    lead: str
    fields: Sequence[FormField]
    heads: Sequence[str]
    lines: Sequence[Sequence[EditCell]]
    option_heads: Sequence[str] = ()
    options: Sequence[Sequence[EditCell]] = ()
    problems: Sequence[str] = ()
    faults: Sequence[str] = ()
    proved: str = ""
    refused: str = ""
    cancel_href: str = ""
    export_href: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict)

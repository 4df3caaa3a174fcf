"""案卷评查: a review as a whole, a sheet beside its file, one problem on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .base import Act, Link, Page
from .lists import Table


@dataclass(frozen=True, kw_only=True)
class ReviewPage(Page):
    """One review: what was drawn and how, how far the sheets are, results by unit, problems by class. `drawn_again` says whether the kept frame and seed give these files."""

    template: ClassVar[str] = "workbench/review.html"
    scope: str
    counts: Sequence[tuple[str, str, str]]
    acts: Sequence[Act] = ()
    drawn_again: str = ""
    files: Table | None = None
    units: Table | None = None
    problems: Table | None = None
    links: Sequence[Link] = ()
    note: str = ""


@dataclass(frozen=True)
class ReviewItem:
    """One item of the standard: code, name, and what it belongs to."""

    code: str
    name: str
    part: str


@dataclass(frozen=True, kw_only=True)
class ReviewSheetPage(Page):
    """A sheet beside its file. `facts`, `events` and `papers` are the file's; `rows` are the deductions as typed: item, points, page, fault, content."""

    template: ClassVar[str] = "workbench/review_sheet.html"
    scope: str
    facts: Sequence[tuple[str, str]]
    events: Sequence[tuple[str, str, str]]
    papers: Sequence[Link]
    hints: Sequence[str]
    items: Sequence[ReviewItem]
    faults: Sequence[tuple[str, str]]
    fatal: Sequence[tuple[str, str, bool]]
    fatal_page: str = ""
    opinion: str = ""
    rows: Sequence[tuple[int, str, str, str, str, str]] = ()
    errors: Sequence[str] = ()
    action: str = ""
    done: str = ""


@dataclass(frozen=True)
class ProblemAct:
    """One step on a problem: its id and name, the field that it asks for (name, label) if any."""

    step: str
    label: str
    field: str = ""
    ask: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewProblemPage(Page):
    """One problem of a reviewed file: what was found where, what became of it, what may be done now."""

    template: ClassVar[str] = "workbench/review_problem.html"
    scope: str
    facts: Sequence[tuple[str, str]]
    acts: Sequence[ProblemAct] = ()
    action: str = ""
    error: str = ""
    typed: str = ""
    others: Sequence[Link] = ()
    matter: Link | None = None

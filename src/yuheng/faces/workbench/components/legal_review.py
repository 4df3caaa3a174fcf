"""法制审核: the case, the law of two days side by side, and the points to be answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from .base import Link, Page
from .forms import FormError, FormField, Group
from .lists import Table


@dataclass(frozen=True)
class LawSide:
    """An article as in force on one day: which version, and its words where the text was imported."""

    head: str
    version: str
    lines: Sequence[str] = ()
    href: str = ""


@dataclass(frozen=True)
class LawBeside:
    """One article that the case rests on, on the day of the act and on that of the decision. `differs`: not the same words."""

    name: str
    act: LawSide
    decision: LawSide
    differs: bool = False

    @property
    def sides(self) -> tuple[LawSide, LawSide]:
        return self.act, self.decision


@dataclass(frozen=True, kw_only=True)
class LegalReviewPage(Page):
    """The review of one case. `points` are its questions, each with what the file says to it as help; without `action` nothing can be performed now, and `refused` says why."""

    template: ClassVar[str] = "workbench/legal_review.html"
    matter: Link
    lead: str
    facts: Sequence[tuple[str, str]]
    laws: Sequence[LawBeside]
    evidence: Table
    discretion: Sequence[tuple[str, str]] = ()
    deviation: str = ""
    papers: Sequence[Link] = ()
    warnings: Sequence[str] = ()
    earlier: Sequence[tuple[str, str]] = ()
    act: str = ""
    action: str = ""
    points: Sequence[FormField] = ()
    groups: Sequence[Group] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[FormError] = ()
    refused: str = ""
    links: Sequence[Link] = ()

"""考核: the hall, the paper before one person, the paper with its answers, what became of a round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .base import Act, Empty, Link, Page
from .lists import Table


@dataclass(frozen=True)
class HallLine:
    """One round for one person, or one training: what it is, how it stands, and what may be done now."""

    name: str
    words: str
    state: str
    act: Act | None = None
    paper: Link | None = None


@dataclass(frozen=True, kw_only=True)
class HallPage(Page):
    """The person's own rounds and trainings, and the rounds that the person organises. `sheets` are the open ones, by number."""

    template: ClassVar[str] = "workbench/exam_hall.html"
    mine: Sequence[HallLine]
    trainings: Sequence[HallLine] = ()
    organised: Table | None = None
    sheets: str = ""
    policy: Sequence[str] = ()
    links: Sequence[Link] = ()
    empty: Empty | None = None


@dataclass(frozen=True)
class Asked:
    """One question as the candidate sees it; `options` are letter, words and whether chosen; `name` that of its inputs."""

    place: int
    no: int
    stem: str
    sort: str
    points: int
    several: bool
    options: Sequence[tuple[str, str, bool]]
    revision: int

    @property
    def name(self) -> str:
        return f"a.{self.no}"


@dataclass(frozen=True, kw_only=True)
class SittingPage(Page):
    """The paper before its candidate. `left` and `grace` are seconds by the server's clock."""

    template: ClassVar[str] = "workbench/exam_sitting.html"
    sheet: int
    questions: Sequence[Asked]
    left: int
    grace: int
    done: int
    policy: Sequence[str]
    save_href: str
    action: str
    hall_href: str
    error: str = ""

    @property
    def left_words(self) -> str:
        """The time left before the script counts it."""
        return f"{max(self.left, 0) // 60}:{max(self.left, 0) % 60:02d}"


@dataclass(frozen=True, kw_only=True)
class ExamPaperPage(Page):
    """The paper with its answers for who draws and who approves it. `drawn` are number, stem, options (letter, words, right), cite, warning."""

    template: ClassVar[str] = "workbench/exam_paper.html"
    scope: str
    rules: Table
    drawn: Sequence[tuple[int, str, Sequence[tuple[str, str, bool]], str, str]]
    digest: str = ""
    seed: str = ""
    action: str = ""
    error: str = ""
    matter: Link | None = None


@dataclass(frozen=True, kw_only=True)
class ExamResultsPage(Page):
    """One round: totals for all, the list for who may read scores, which questions went wrong and whom to enrol (`units`) for who organises."""

    template: ClassVar[str] = "workbench/exam_results.html"
    scope: str
    counts: Sequence[tuple[str, str, str]]
    rates: Sequence[tuple[str, str, str]]
    people: Table | None = None
    people_title: str = "成绩"
    missing: Sequence[str] = ()
    analysis: Table | None = None
    acts: Sequence[Act] = ()
    units: Sequence[tuple[str, str]] = ()
    action: str = ""
    links: Sequence[Link] = ()
    note: str = ""

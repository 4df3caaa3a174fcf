"""Supervision of enforcement: the desk of clues, the plan of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .base import Act, Link, Page
from .forms import FormField


@dataclass(frozen=True)
class ClueLine:
    """One clue: what it says of which file, since when, what the squad explained, and what the viewer may do about it."""

    link: Link
    unit: str
    level: str
    severity: str
    content: str
    words: str
    file: Link | None = None
    explanation: str = ""
    acts: Sequence[Link] = ()


@dataclass(frozen=True)
class ModelLine:
    """One model: what it asks, by which rule, and how often it was right."""

    name: str
    words: str
    basis: str
    href: str
    found: int
    counted: int
    dropped: int
    share: str


@dataclass(frozen=True)
class ClueGroup:
    """Clues that stand at one point: the lines shown, how many `more` there are, and the address of the `whole` group."""

    name: str
    note: str
    more: int
    whole: str
    lines: Sequence[ClueLine]


@dataclass(frozen=True, kw_only=True)
class ClueDeskPage(Page):
    """Clues by where they stand; `repeated` (unit, problem, times, address) and `models` with their quality below."""

    template: ClassVar[str] = "workbench/clue_desk.html"
    lead: str
    asking: Sequence[FormField]
    counts: Sequence[tuple[str, str, str]]
    groups: Sequence[ClueGroup]
    models: Sequence[ModelLine]
    repeated: Sequence[tuple[str, str, int, str]] = ()
    links: Sequence[Link] = ()
    act: Act | None = None


@dataclass(frozen=True, kw_only=True)
class SupervisionPlanPage(Page):
    """The key points of a year: number, point, checks. `bare` counts those without any."""

    template: ClassVar[str] = "workbench/supervision_plan.html"
    year: int
    before: str
    after: str
    counts: Sequence[tuple[str, str, str]]
    points: Sequence[tuple[int, Link, Sequence[Link]]]

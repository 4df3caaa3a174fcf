"""Inspections of enterprises: the public page of a task, its sheet with the code, the check list on a phone, ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from .base import Link, Page
from .forms import FormError, FormField, Group


@dataclass(frozen=True)
class TaskPart:
    """One unit's part of a visit: what it inspects, what it will look at, and who comes (name, certificate, whether it is valid today)."""

    organ: str
    number: str
    item: str
    officers: Sequence[tuple[str, str, bool]]
    points: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class InspectionTaskPage(Page):
    """亮证亮码, public: `state` is valid, ended, waiting or invalid; empty where no code was given. `rights` is what the enterprise may ask."""

    template: ClassVar[str] = "workbench/inspection_task.html"
    field: FormField
    action: str
    errors: Sequence[FormError] = ()
    state: str = ""
    said: str = ""
    facts: Sequence[tuple[str, str]] = ()
    parts: Sequence[TaskPart] = ()
    rights: Sequence[str] = ()
    staff: Link | None = None


@dataclass(frozen=True, kw_only=True)
class InspectionSheetPage(Page):
    """The task on one sheet with its QR code: shown on the officers' phone, or printed and taken along."""

    template: ClassVar[str] = "workbench/inspection_sheet.html"
    matter: Link
    facts: Sequence[tuple[str, str]]
    parts: Sequence[TaskPart]
    code: str
    address: str
    image: str
    warning: str = ""
    acts: Sequence[Link] = ()


@dataclass(frozen=True)
class PointAsked:
    """One point of the check list as it is asked: `found` is ok, bad, na or empty."""

    number: int
    content: str
    basis: str
    method: str = ""
    found: str = ""
    note: str = ""
    photo: str = ""
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class ChecklistPage(Page):
    """检查单 on a phone: every point with three buttons, a note and a photo. Posts `found.<n>`, `note.<n>`, `photo.<n>` (a file)."""

    template: ClassVar[str] = "workbench/checklist.html"
    matter: Link
    target: str
    item: str
    points: Sequence[PointAsked]
    action: str
    act: str
    groups: Sequence[Group] = ()
    errors: Sequence[FormError] = ()
    hidden: dict[str, str] = field(default_factory=dict)
    stopped: str = ""


@dataclass(frozen=True, kw_only=True)
class RatingPage(Page):
    """检查评价, public: the code, stars, three questions. `done` after it was counted. The code comes in the fragment of the address, which no server sees."""

    template: ClassVar[str] = "workbench/rating.html"
    action: str
    stars: FormField
    questions: Sequence[FormField]
    code: str = ""
    errors: Sequence[FormError] = ()
    done: str = ""


@dataclass(frozen=True)
class RatingLetter:
    """One invitation as it is printed; `image` is a data address."""

    target: str
    place: str
    item: str
    code: str
    until: str
    image: str


@dataclass(frozen=True, kw_only=True)
class RatingLettersPage(Page):
    """Invitations to rate, one a sheet; shown once."""

    template: ClassVar[str] = "workbench/rating_letters.html"
    letters: Sequence[RatingLetter]
    address: str
    back: Link

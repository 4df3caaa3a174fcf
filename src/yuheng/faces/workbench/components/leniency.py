"""The conditions of a list asked one at a time, on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from .base import Cite, Link, Page
from .forms import FormError, FormField, Group


@dataclass(frozen=True)
class AnswerLine:
    """A question that was answered, and the address where it is asked again."""

    label: str
    words: str
    again: str = ""


@dataclass(frozen=True, kw_only=True)
class LeniencyPage(Page):
    """免罚轻罚核验: what the look-back saw, the one question that is open, or the answer of the list with its reason.

    `options` are the buttons of a choice (value, words); `number` the field of a number; neither: the answer stands in `result`.
    """

    template: ClassVar[str] = "workbench/leniency.html"
    matter: Link
    item: str
    seen: str
    seen_light: str = "fine"
    earlier: Sequence[str] = ()
    hints: Sequence[str] = ()
    answered: Sequence[AnswerLine] = ()
    kept: Sequence[tuple[str, str]] = ()
    name: str = ""
    question: str = ""
    help: str = ""
    options: Sequence[tuple[str, str]] = ()
    number: FormField | None = None
    stopped: str = ""
    stopped_link: Link | None = None
    result: str = ""
    said: Sequence[tuple[str, str]] = ()
    cites: Sequence[Cite] = ()
    groups: Sequence[Group] = ()
    hidden: dict[str, str] = field(default_factory=dict)
    errors: Sequence[FormError] = ()
    action: str = ""
    act: str = ""

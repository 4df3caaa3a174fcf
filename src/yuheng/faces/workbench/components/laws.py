"""Statutes: the list of them, and one with its articles and what here relies on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .base import Link, Page
from .forms import FormError


@dataclass(frozen=True)
class RuleLine:
    """A parameter of the law in our own words: what, how much, from when to when; `mark` is 待核实 or 部署单位自定."""

    name: str
    value: str
    note: str = ""
    validity: str = ""
    cite: str = ""
    mark: str = ""


@dataclass(frozen=True)
class ProvisionPart:
    """One article: its words where the text was imported, the parameters and the steps that rely on it.

    `chapter` is set on the first article of a chapter.
    """

    anchor: str
    zh: str
    lines: Sequence[str] = ()
    chapter: str = ""
    rules: Sequence[RuleLine] = ()
    uses: Sequence[Link] = ()


class _Open:
    """What everybody may read: in the person's own frame, or bare for the public."""

    signed_in: bool

    @property
    def layout(self) -> str:
        return "workbench/base.html" if self.signed_in else "workbench/public.html"


@dataclass(frozen=True, kw_only=True)
class LawPage(_Open, Page):
    """One version of a statute. `imported` says whether its text is held; `versions` are the others there are."""

    template: ClassVar[str] = "workbench/law.html"
    lead: str
    provisions: Sequence[ProvisionPart]
    versions: Sequence[Link] = ()
    preface: Sequence[str] = ()
    imported: bool = False
    ceased: str = ""
    signed_in: bool = False


@dataclass(frozen=True, kw_only=True)
class LawsPage(_Open, Page):
    """The statutes that are held or cited; `query` is what the list was narrowed to."""

    template: ClassVar[str] = "workbench/laws.html"
    rows: Sequence[tuple[Link, str, str, str]]
    query: str = ""
    count: str = ""
    errors: Sequence[FormError] = ()
    signed_in: bool = False

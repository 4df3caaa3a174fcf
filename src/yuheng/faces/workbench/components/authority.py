"""Who may enforce what: the list of items, the roster of certificates, a certificate's card, and the public check of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .base import Act, Link, Page
from .forms import FormError, FormField
from .lists import Table


@dataclass(frozen=True, kw_only=True)
class AuthorityPage(Page):
    """Counts and tables (title, table, note) of one day; `asking` picks the day and the unit."""

    template: ClassVar[str] = "workbench/authority.html"
    lead: str
    asking: Sequence[FormField]
    counts: Sequence[tuple[str, str, str]]
    tables: Sequence[tuple[str, Table, str]]
    links: Sequence[Link] = ()
    act: Act | None = None


@dataclass(frozen=True, kw_only=True)
class OfficerCheckPage(Page):
    """执法证件核验: what a certificate says on one day, to whoever holds it in the hand. `state` is valid, helper or invalid; empty where nothing was asked."""

    template: ClassVar[str] = "workbench/officer_check.html"
    fields: Sequence[FormField]
    action: str
    errors: Sequence[FormError] = ()
    state: str = ""
    said: str = ""
    facts: Sequence[tuple[str, str]] = ()

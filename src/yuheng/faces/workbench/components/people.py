"""Search, organs, people and posts, who looked at what, notices that went out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .base import Act, Empty, Link, Page
from .figures import Calibre
from .lights import Light
from .lists import ListPage, Pager, Table
from .matter import Field


@dataclass(frozen=True)
class Hit:
    """A found thing. `before`, `found`, `after` are the text around the match; `where` says what matched: 当事人, 文号."""

    title: str
    href: str
    line: str = ""
    where: str = ""
    before: str = ""
    found: str = ""
    after: str = ""
    light: Light | None = None


@dataclass(frozen=True)
class HitGroup:
    """事项, 当事人, 文书, 指标, 页面, 人员: with the number found and the way to all of them."""

    name: str
    count: int
    hits: Sequence[Hit]
    more: Link | None = None


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """Results in groups; `took` in words (共 23 条，用时 12 毫秒)."""

    template: ClassVar[str] = "workbench/search.html"
    query: str
    groups: Sequence[HitGroup]
    took: str = ""
    empty: Empty | None = None


@dataclass(frozen=True)
class OrganNode:
    """An organ in the tree with what is below it."""

    name: str
    href: str
    kind: str = ""
    people: int = 0
    below: Sequence[OrganNode] = ()
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class OrganPage(Page):
    """The tree on the left; on the right the chosen organ's data, posts and people."""

    template: ClassVar[str] = "workbench/organ.html"
    tree: Sequence[OrganNode]
    facts: Sequence[Calibre] = ()
    tables: Sequence[Table] = ()
    acts: Sequence[Act] = ()


@dataclass(frozen=True, kw_only=True)
class PersonPage(Page):
    """A person: posts held with from and to, certificates, matters in hand."""

    template: ClassVar[str] = "workbench/person.html"
    facts: Sequence[Calibre] = ()
    tables: Sequence[Table] = ()
    acts: Sequence[Act] = ()


@dataclass(frozen=True, kw_only=True)
class PartyPage(Page):
    """A party: what it is, masked fields that open one by one, its matters, names over time, merges."""

    template: ClassVar[str] = "workbench/party.html"
    facts: Sequence[Calibre] = ()
    fields: Sequence[Field] = ()
    tables: Sequence[Table] = ()
    acts: Sequence[Act] = ()


@dataclass(frozen=True, kw_only=True)
class AuditPage(ListPage):
    """Who looked at what, when, why. A list with a sentence that this look is recorded, too."""

    template: ClassVar[str] = "workbench/audit.html"


@dataclass(frozen=True)
class Notice:
    """A notice that went out or waits: channel, receiver (masked), state, number of tries."""

    at: str
    channel: str
    receiver: str
    text: str
    state: str
    level: str = "fine"
    matter: Link | None = None
    retry: Act | None = None


@dataclass(frozen=True, kw_only=True)
class OutboxPage(Page):
    """Notices by channel: sent, accepted, refused, unanswered."""

    template: ClassVar[str] = "workbench/outbox.html"
    counts: Sequence[Link]
    notices: Sequence[Notice]
    pager: Pager | None = None
    empty: Empty | None = None

"""Public money and style: the answer to a check before payment, two texts of a rule side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from .authority import AuthorityPage
from .base import Link, Page
from .forms import FormPage


@dataclass(frozen=True)
class FoundLine:
    """One rule that the payment meets: its mark (■ 红色), what was found, the rule in words, its basis and owner, the records."""

    mark: str
    name: str
    content: str
    words: str
    basis: str
    owner: str
    records: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class MoneyCheckPage(FormPage):
    """支付前校验: the form of a payment, and above it, once asked, the answer. `level` is overdue, soon or fine; `unseen` says what could not be checked."""

    template: ClassVar[str] = "workbench/money_check.html"
    said: str = ""
    level: str = "fine"
    found: Sequence[FoundLine] = ()
    unseen: Sequence[str] = ()
    kept: Link | None = None


@dataclass(frozen=True)
class RuleStanding:
    """One rule in words, and how it did."""

    mark: str
    name: str
    href: str
    words: str
    phases: str
    owner: str
    basis: str
    raised: int
    true: int
    false: int
    share: str = ""


@dataclass(frozen=True, kw_only=True)
class MoneyBoardPage(AuthorityPage):
    """资金支付监督: doubts in a table, every rule in words below it."""

    template: ClassVar[str] = "workbench/money_board.html"
    rules: Sequence[RuleStanding] = ()


class Stretch(Protocol):
    """A stretch of text: same, gone or new."""

    @property
    def kind(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class RedlinePage(Page):
    """The old and the new text of a rule side by side, with the problems that it answers."""

    template: ClassVar[str] = "workbench/redline.html"
    matter: Link
    lead: str
    facts: Sequence[tuple[str, str]]
    old: Sequence[Stretch]
    new: Sequence[Stretch]
    problems: Sequence[Link] = ()

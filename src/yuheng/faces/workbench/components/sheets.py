"""Signing sheets one after another, and sheets that are printed: the morning of a squad, the week of a leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.utils.safestring import SafeString

from .base import Act, Cite, Link, Page
from .forms import FormError, FormField
from .home import FigureTile, Todo
from .lights import Clock
from .lists import Table
from .matter import Fact, Paper


@dataclass(frozen=True)
class Opinion:
    """One signature on a sheet: whose, in which post, what, when. An empty `at` is a place still to be signed."""

    part: str
    person: str
    text: str = ""
    at: str = ""
    current: bool = False

    @property
    def place(self) -> str:
        """What its line is called: 承办人意见, 行政机关负责人审批意见."""
        return self.part if self.part.endswith("意见") else f"{self.part}意见"


@dataclass(frozen=True, kw_only=True)
class ApprovalPage(Page):
    """One sheet at a time. `seen_papers` must be opened before signing: the view holds that, the page says it.

    `approve` and `send_back` are labels; the form posts `verdict` (approve, send_back), `opinion` and `hidden` to `action`.
    """

    template: ClassVar[str] = "workbench/approval.html"
    position: int
    total: int
    sheet: str
    matter: Link
    facts: Sequence[Fact]
    opinions: Sequence[Opinion]
    opinion: FormField
    action: str
    approve: str
    send_back: str = "退回"
    papers: Sequence[Paper] = ()
    cites: Sequence[Cite] = ()
    errors: Sequence[FormError] = ()
    hidden: dict[str, str] = field(default_factory=dict)
    skip_href: str = ""
    before_href: str = ""
    minutes: str = ""
    queue: Sequence[Link] = ()

    @property
    def all_errors(self) -> Sequence[FormError]:
        return self.errors


@dataclass(frozen=True, kw_only=True)
class MorningPage(Page):
    """晨会单: for one squad and day, by person. Printed on A4."""

    template: ClassVar[str] = "workbench/morning.html"
    organ: str
    on: date
    people: Sequence[tuple[str, Sequence[Todo]]]
    notes: Sequence[str] = ()
    hearings: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class DerivationPage(Page):
    """期限计算说明: one clock with its whole derivation, printed on A4 for a court. `computed` says when and by which data."""

    template: ClassVar[str] = "workbench/derivation.html"
    matter: Link | None
    organ: str
    clock: Clock
    computed: str


@dataclass(frozen=True, kw_only=True)
class WeeklyPage(Page):
    """周报: for one leader: figures, what is late and why, what waits for the leader."""

    template: ClassVar[str] = "workbench/weekly.html"
    reader: str
    period: str
    figures: Sequence[FigureTile]
    late: Sequence[tuple[Todo, str]] = ()
    waiting: Sequence[Todo] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class StatisticsPage(Page):
    """A statutory sheet in the sender's own columns, printable on A3. `head` rows are (text, colspan, rowspan).

    `agreements` are the sums that must agree (words, whether they do, both sides), `state` how far its procedure is, `changes` what
    moved since it was sealed.
    """

    template: ClassVar[str] = "workbench/statistics.html"
    scope: str
    head: Sequence[Sequence[tuple[str, int, int]]]
    rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    notes: Sequence[str] = ()
    exports: Sequence[Link] = ()
    checks: Sequence[Act] = ()
    tabs: Sequence[Link] = ()
    asking: Sequence[FormField] = ()
    agreements: Sequence[tuple[str, bool, str]] = ()
    state: str = ""
    changes: Sequence[str] = ()
    matter: Link | None = None

    @property
    def disagreeing(self) -> list[tuple[str, bool, str]]:
        return [one for one in self.agreements if not one[1]]


@dataclass(frozen=True)
class RollRow:
    """One record of a sheet: its cells as printed, and its page."""

    href: str
    cells: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class RollPage(Page):
    """台账报表 in the sender's columns, printable on A3. `foot` is (caption, value, address of the figure)."""

    template: ClassVar[str] = "workbench/roll.html"
    scope: str
    heads: Sequence[tuple[str, bool]]
    kinds: Sequence[str]
    rows: Sequence[RollRow]
    foot: Sequence[tuple[str, str, str]]
    asking: Sequence[FormField] = ()
    notes: Sequence[str] = ()
    exports: Sequence[Link] = ()
    sender: str = ""

    @property
    def lines(self) -> list[tuple[RollRow, list[tuple[str, bool]]]]:
        """Each row with its cells, and whether a cell is a number."""
        return [(row, [(text, kind in ("number", "money")) for text, kind in zip(row.cells, self.kinds, strict=True)]) for row in self.rows]


@dataclass(frozen=True)
class RollLine:
    """One sheet in the list of sheets."""

    link: Link
    count: str
    unit: str
    sender: str = ""


@dataclass(frozen=True, kw_only=True)
class RollsPage(Page):
    """The sheets that a person may read."""

    template: ClassVar[str] = "workbench/rolls.html"
    scope: str
    lines: Sequence[RollLine]
    asking: Sequence[FormField] = ()


@dataclass(frozen=True, kw_only=True)
class PaperPage(Page):
    """A paper alone: `body` is safe HTML (class `paper`), `downloads` its other forms; `note` says what state it is in.

    `acts` is what may be done with it next; `life` what became of it so far.
    """

    template: ClassVar[str] = "workbench/paper.html"
    number: str
    matter: Link
    body: SafeString
    downloads: Sequence[Link] = ()
    note: str = ""
    acts: Sequence[Act] = ()
    life: Table | None = None

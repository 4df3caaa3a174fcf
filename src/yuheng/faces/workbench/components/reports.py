"""The annual report: writing it with figures in the text, and proof-reading a draft against the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from .base import Act, Component, Link, Page
from .figures import Calibre, Share
from .forms import FormError, FormField
from .home import FigureTile
from .lights import Light
from .lists import Table

Verdict = Literal["matches", "differs", "untraceable", "not_a_result", ""]
VERDICTS: dict[str, tuple[str, str]] = {
    "matches": ("✓", "相符"),
    "differs": ("✗", "不符"),
    "untraceable": ("?", "查无来源"),
    "not_a_result": ("", "非成果数字"),
}


@dataclass(frozen=True)
class Run:
    """A piece of text. With `indicator` it is a figure chip whose rows open in the right pane (`panel_href`).

    With `verdict` it is a mark of the proof-reading; `note` then says both values.
    """

    text: str
    indicator: str = ""
    panel_href: str = ""
    warning: str = ""
    verdict: Verdict = ""
    note: str = ""
    id: str = ""

    @property
    def sign(self) -> str:
        return VERDICTS[self.verdict][0] if self.verdict else ""

    @property
    def verdict_name(self) -> str:
        return VERDICTS[self.verdict][1] if self.verdict else ""


@dataclass(frozen=True)
class Passage:
    """A heading or paragraph. `edit_href` opens its form, `state` says 待报送, 已报送, 已合稿; `unit` who writes it."""

    runs: Sequence[Run]
    level: int = 0
    id: str = ""
    edit_href: str = ""
    unit: str = ""
    state: str = ""


@dataclass(frozen=True)
class ChipPane(Component):
    """The right pane for one chip: value, last year, rows, warnings. Also the answer to `panel_href`.

    `drift` says what became of a published figure since; `months` draws this year and last; `shares` are the units' parts.
    """

    template: ClassVar[str] = "workbench/parts/chip_pane.html"
    caption: str
    value: str
    unit: str
    scope: str
    definition: str = ""
    before: str = ""
    rows: Table | None = None
    warnings: Sequence[str] = ()
    figure: Link | None = None
    also: Sequence[Link] = ()
    facts: Sequence[Calibre] = ()
    explanation: Sequence[str] = ()
    months: FigureTile | None = None
    shares: Sequence[Share] = ()
    drift: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportPage(Page):
    """The editor. `warnings` concern the whole text: the same set twice, changed after publication, text against record."""

    template: ClassVar[str] = "workbench/report.html"
    state: str
    outline: Sequence[Link]
    passages: Sequence[Passage]
    pane: ChipPane | None = None
    warnings: Sequence[tuple[str, str]] = ()
    acts: Sequence[Act] = ()
    exports: Sequence[Link] = ()
    frozen: str = ""
    views: Sequence[Link] = ()
    light: Light | None = None


@dataclass(frozen=True)
class Insertable:
    """A figure that may be put into the text: its reference, and how it would read now."""

    reference: str
    caption: str
    shown: str
    used: bool = False


@dataclass(frozen=True)
class SentPassage:
    """What a unit sent for a chapter."""

    unit: str
    chapter: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReportDraftPage(Page):
    """统稿: the text with its references, the figures to insert and the units' passages beside it."""

    template: ClassVar[str] = "workbench/report_draft.html"
    act: str
    action: str
    cancel_href: str
    text: str
    error: str = ""
    lead: str = ""
    chapters: Sequence[tuple[str, Sequence[Insertable]]] = ()
    sent: Sequence[SentPassage] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    draft: str = ""
    views: Sequence[Link] = ()
    refused: str = ""


@dataclass(frozen=True)
class UnitState:
    """One unit in the overview: what it sent, what it confirmed, what its editor may do."""

    unit: str
    href: str
    sent: str
    confirmed: str
    light: Light
    act: Act | None = None


@dataclass(frozen=True)
class FigureState:
    """One figure with its confirmation. `name` is the form field's value where it can be confirmed here."""

    caption: Link
    value: str
    before: str
    state: str
    words: str
    unit: str = ""
    name: str = ""
    shown: str = ""
    chapter: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportUnitsPage(Page):
    """单位和数字: which unit sent and confirmed what, and the versions of the draft."""

    template: ClassVar[str] = "workbench/report_units.html"
    units: Sequence[UnitState]
    figures: Sequence[FigureState]
    versions: Table
    summary: str = ""
    acts: Sequence[Act] = ()
    views: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class ReportUnitPage(Page):
    """One unit's part: its passages by chapter with its own figures beside them, and the confirming of those figures.

    `others` are the chapters in which it has neither figures nor a passage.
    """

    template: ClassVar[str] = "workbench/report_unit.html"
    unit: str
    action: str
    chapters: Sequence[tuple[str, FormField, Sequence[FigureState]]]
    others: Sequence[tuple[str, FormField, Sequence[FigureState]]]
    figures: Sequence[FigureState]
    may_send: str = ""
    may_confirm: str = ""
    errors: Sequence[FormError] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    draft: str = ""
    due: str = ""
    views: Sequence[Link] = ()


@dataclass(frozen=True)
class ProofRow:
    """One quantity of the draft in the table."""

    text: str
    sentence: str
    verdict: Verdict
    recorded: str = ""
    indicator: Link | None = None
    anchor: str = ""

    @property
    def sign(self) -> str:
        return VERDICTS[self.verdict][0]

    @property
    def verdict_name(self) -> str:
        return VERDICTS[self.verdict][1]


@dataclass(frozen=True, kw_only=True)
class ProofPage(Page):
    """A person's draft with green, red and grey marks, and a table of all of them. `findings` are those beyond numbers."""

    template: ClassVar[str] = "workbench/proof.html"
    file_name: str
    counts: Sequence[tuple[Verdict, int]]
    passages: Sequence[Passage]
    rows: Sequence[ProofRow]
    findings: Sequence[tuple[str, str]] = ()
    comparisons: Table | None = None
    exports: Sequence[Link] = ()
    again_href: str = ""

    @property
    def named_counts(self) -> list[tuple[str, str, str, int]]:
        return [(key, *VERDICTS[key], number) for key, number in self.counts if key]

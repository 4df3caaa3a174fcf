"""The annual report: writing it with figures in the text, and proof-reading a draft against the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from .base import Act, Component, Link, Page
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
    """The right pane for one chip: value, last year, rows, warnings. Also the answer to `panel_href`."""

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
    exports: Sequence[Link] = ()

    @property
    def named_counts(self) -> list[tuple[str, str, str, int]]:
        return [(key, *VERDICTS[key], number) for key, number in self.counts if key]

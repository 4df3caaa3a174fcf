"""A figure: a door to the rows that make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.utils.safestring import SafeString

from . import drawings
from .base import Act, Cite, Component, Link, Page
from .forms import FormField
from .lists import Pager, Table


@dataclass(frozen=True)
class Series:
    """One line or row of bars; None where nothing is known."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Chart(Component):
    """A chart, drawn in the browser from JSON; the same numbers stand in a table for those without script or sight."""

    template: ClassVar[str] = "workbench/parts/chart.html"
    id: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str
    kind: Literal["bar", "line"] = "bar"

    @property
    def data_id(self) -> str:
        return f"{self.id}-data"

    @property
    def data(self) -> dict[str, Any]:
        named = [{"name": one.name, "values": list(one.values)} for one in self.series]
        return {"kind": self.kind, "unit": self.unit, "labels": list(self.labels), "series": named}

    @property
    def table(self) -> list[tuple[str, list[float | None]]]:
        return [(label, [one.values[index] for one in self.series]) for index, label in enumerate(self.labels)]


@dataclass(frozen=True)
class Share:
    """One organ's part; `value` is printed, `part` of `whole` drawn."""

    name: str
    value: str
    part: float
    whole: float
    href: str = ""

    @property
    def bar(self) -> SafeString:
        return drawings.share_bar(self.part, self.whole)


@dataclass(frozen=True)
class Calibre:
    """口径, stated in words: which date counts, which period, what is in and out, the unit, organ as then or as now."""

    label: str
    value: str


@dataclass(frozen=True)
class Quotient:
    """Numerator and denominator, each a door to its rows."""

    numerator: Link
    denominator: Link


@dataclass(frozen=True, kw_only=True)
class FigurePage(Page):
    """`value` as published or shown, `exact` where the report rounds it, `before` last year's, `used_in` reports and captions.

    `asking` chooses period and organ, `calibre_fields` another calibre, by GET; `saved` are calibres kept by the viewer, `parts` the
    figures that this one adds up.
    """

    template: ClassVar[str] = "workbench/figure.html"
    value: str
    unit: str
    scope: str
    definition: str
    exact: str = ""
    before: str = ""
    change: str = ""
    drift: str = ""
    quotient: Quotient | None = None
    calibres: Sequence[Calibre] = ()
    asking: Sequence[FormField] = ()
    calibre_fields: Sequence[FormField] = ()
    saved: Sequence[Link] = ()
    save_calibre: Act | None = None
    parts: Sequence[Link] = ()
    explanation: Sequence[str] = ()
    cites: Sequence[Cite] = ()
    charts: Sequence[Chart] = ()
    shares: Sequence[Share] = ()
    rows: Table | None = None
    pager: Pager | None = None
    exports: Sequence[Link] = ()
    used_in: Sequence[Link] = ()
    confirmed: str = ""
    warnings: Sequence[str] = ()

    @property
    def beside(self) -> list[str]:
        return [text for text in (f"实数 {self.exact}" if self.exact else "", self.before, self.change) if text]


@dataclass(frozen=True, kw_only=True)
class FiguresPage(Page):
    """All figures of a period by chapter: (chapter, rows of link, value, unit, last year, confirmed by)."""

    template: ClassVar[str] = "workbench/figures.html"
    scope: str
    chapters: Sequence[tuple[str, Sequence[FigureRow]]]
    exports: Sequence[Link] = ()
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class FigureRow:
    """One figure in the table of all."""

    caption: Link
    value: str
    unit: str
    before: str = ""
    shown_as: str = ""
    confirmed: str = ""
    warning: str = ""

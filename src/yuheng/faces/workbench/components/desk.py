"""The one desk: its queue, one item with what may be the same, handing on without orphans, the board with its map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .base import Act, Link, Page
from .forms import FormField, Option
from .lists import Pager, Table
from .matter import Pair, Side


@dataclass(frozen=True, kw_only=True)
class DeskPage(Page):
    """The queue. `counts` are doors: name, number, light, address."""

    template: ClassVar[str] = "workbench/desk.html"
    lead: str
    states: Sequence[Link]
    asking: Sequence[FormField]
    hidden: Sequence[tuple[str, str]]
    counts: Sequence[tuple[str, str, str, str]]
    table: Table
    orders: Sequence[Link] = ()
    pager: Pager | None = None
    links: Sequence[Link] = ()
    act: Act | None = None
    filtered: bool = False


@dataclass(frozen=True)
class OfferLine:
    """Somebody who might take the item up: unit, person, open matters, why proposed."""

    value: str
    unit: str
    name: str
    load: int
    reasons: str
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class DeskItemPage(Page):
    """One item: what was told, what may be the same, by which route and to whom. `routes` with the article in each one's help; `route` is the one asked about."""

    template: ClassVar[str] = "workbench/desk_item.html"
    here: Side
    action: str
    status: str = ""
    pairs: Sequence[Pair] = ()
    joined: Sequence[Link] = ()
    route: str = ""
    routes: Sequence[Option] = ()
    way: str = ""
    fields: Sequence[FormField] = ()
    offers: Sequence[OfferLine] = ()
    hidden: Sequence[tuple[str, str]] = ()
    label: str = ""
    acts: Sequence[Act] = ()
    error: str = ""


@dataclass(frozen=True)
class OrphanLine:
    """An open matter whose handler is gone: the matter, its unit, whose it was and why it is listed, and who may take it."""

    key: str
    matter: Link
    unit: str
    was: str
    takers: Sequence[Option]


@dataclass(frozen=True, kw_only=True)
class DeskHandoverPage(Page):
    """Open matters without a holder; each is handed on by one signature. `more` are not shown yet."""

    template: ClassVar[str] = "workbench/desk_handover.html"
    action: str
    lines: Sequence[OrphanLine]
    more: int = 0
    error: str = ""
    reason: str = ""
    hidden: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Tile:
    """One community on the map: its place in the grid (units of the drawing), name, open and overdue matters, how dark, and the list behind it."""

    x: int
    y: int
    name: str
    open: int
    overdue: int
    shade: int
    href: str

    @property
    def middle(self) -> int:
        return self.x + 60

    @property
    def first(self) -> int:
        return self.y + 30

    @property
    def second(self) -> int:
        return self.y + 52

    @property
    def words(self) -> str:
        return f"{self.name}：未了 {self.open} 件，其中逾期 {self.overdue} 件"


@dataclass(frozen=True, kw_only=True)
class DeskBoardPage(Page):
    """Open matters by place, kind and risk. `heads` are kinds; a line is a place with one (number, address) a kind and its sum."""

    template: ClassVar[str] = "workbench/desk_board.html"
    lead: str
    counts: Sequence[tuple[str, str, str, str]]
    tiles: Sequence[Tile]
    width: int
    height: int
    heads: Sequence[str]
    lines: Sequence[tuple[str, Sequence[tuple[int, str]], int, str]]
    clusters: Sequence[tuple[str, str, int, str]] = ()
    risks: Sequence[Link] = ()

"""待办: what this person must do, by when, and how the year stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.safestring import SafeString

from . import drawings
from .base import Act, Component, Empty, Link, Page
from .lights import MARKS, Level, Light


@dataclass(frozen=True)
class Todo(Component):
    """One obligation: what to do, in which matter, by when, under which law. `helper` names another organ's part (协办)."""

    template: ClassVar[str] = "workbench/parts/todo.html"
    act: str
    href: str
    number: str
    matter: str
    light: Light
    due: date | None = None
    party: str = ""
    law: str = ""
    helper: str = ""


@dataclass(frozen=True)
class Column(Component):
    """The 待办 of one light; `more` opens the rest, with the same filter."""

    template: ClassVar[str] = "workbench/parts/todo_column.html"
    level: Level
    count: int
    todos: Sequence[Todo]
    more: Link | None = None

    @property
    def name(self) -> str:
        return MARKS[self.level][1]

    @property
    def mark(self) -> str:
        return MARKS[self.level][0]


@dataclass(frozen=True)
class WeekDay:
    """A day of the week strip; `count` obligations fall due, `level` is the worst of them."""

    on: date
    count: int
    href: str
    level: Level = "none"
    today: bool = False
    off: bool = False

    @property
    def name(self) -> str:
        return "周" + "一二三四五六日"[self.on.weekday()]


@dataclass(frozen=True)
class FigureTile(Component):
    """A figure as a door: value, unit, period and organ, last year beside it, the year's months below."""

    template: ClassVar[str] = "workbench/parts/figure_tile.html"
    caption: str
    value: str
    unit: str
    href: str
    scope: str
    before: str = ""
    months: Sequence[float | None] = ()
    months_before: Sequence[float | None] = ()

    @property
    def spark(self) -> SafeString:
        return drawings.spark(self.months, self.months_before)


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """The three columns, this week, and the year's figures."""

    template: ClassVar[str] = "workbench/home.html"
    today: str
    columns: Sequence[Column]
    week: Sequence[WeekDay] = ()
    figures: Sequence[FigureTile] = ()
    views: Sequence[Link] = ()
    acts: Sequence[Act] = ()
    empty: Empty | None = None

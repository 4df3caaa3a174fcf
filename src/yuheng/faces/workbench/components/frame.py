"""The frame around every page: rail, top bar, bottom bar, messages, banners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .base import Link

Theme = Literal["auto", "light", "dark"]


@dataclass(frozen=True)
class Chapter:
    """One chapter of the report in the left rail, or the tools after them. `icon` is a name in the sprite; counts in `systems` are only what waits for me."""

    key: str
    name: str
    icon: str
    systems: Sequence[Link]

    @property
    def current(self) -> bool:
        return any(system.current for system in self.systems)

    @property
    def waiting(self) -> int:
        return sum(system.count or 0 for system in self.systems)


@dataclass(frozen=True)
class Choice:
    """A switch in the top bar (organ, period, post): a GET form whose `name` becomes the query parameter."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str
    href: str = ""


@dataclass(frozen=True)
class Message:
    """One sentence to the person. `level`: done, info, warning or error."""

    level: Literal["done", "info", "warning", "error"]
    text: str
    link: Link | None = None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What surrounds a page for one person and request.

    `waiting` counts 待办 for the bell and `overdue` those past their date. `demonstration` puts 演示数据 on every page.
    `theme`, `large_text`, `high_contrast`, `rail_folded` come from the cookies yuheng_theme (auto, light, dark),
    yuheng_text (large), yuheng_contrast (high) and yuheng_rail (folded).
    `draft_scope` keeps one person's unsent text apart from another's on a shared machine: an opaque id, never a name.
    """

    zone: str
    person: str = ""
    post: str = ""
    daily: Sequence[Link] = ()
    chapters: Sequence[Chapter] = ()
    choices: Sequence[Choice] = ()
    person_menu: Sequence[Link] = ()
    logout_href: str = ""
    home_href: str = "/"
    todo_href: str = "/todo/"
    work_href: str = "/matters/"
    search_href: str = "/search/"
    me_href: str = "/me/"
    bottom: Literal["todo", "work", "search", "me", ""] = ""
    waiting: int = 0
    overdue: int = 0
    messages: Sequence[Message] = ()
    demonstration: bool = False
    simulated_now: str = ""
    theme: Theme = "auto"
    large_text: bool = False
    high_contrast: bool = False
    rail_folded: bool = False
    draft_scope: str = ""
    version: str = ""

"""Lights, due dates, clocks and how they were computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import drawings
from .base import Cite, Component

Level = Literal["overdue", "soon", "fine", "paused", "none"]
DayKind = Literal["trigger", "counted", "off", "makeup", "suspended", "end"]

MARKS: dict[str, tuple[str, str]] = {
    "overdue": ("■", "逾期"),
    "soon": ("▲", "临期"),
    "fine": ("●", "正常"),
    "paused": ("‖", "暂停"),
    "none": ("○", "无期限"),
}
DAY_NAMES: dict[str, str] = {
    "trigger": "起算事由发生日（不计入）",
    "counted": "计入",
    "off": "非工作日（不计入）",
    "makeup": "调休上班（计入）",
    "suspended": "暂停（不计入）",
    "end": "届满日",
}


@dataclass(frozen=True)
class Light(Component):
    """A light that never speaks by colour alone: mark, and days in words such as 剩 3 个工作日 or 逾期 2 日.

    Drawn without a template because a list shows a hundred of them.
    """

    level: Level
    words: str = ""
    provisional: bool = False

    @property
    def mark(self) -> str:
        return MARKS[self.level][0]

    @property
    def name(self) -> str:
        return MARKS[self.level][1]

    def html(self, request: object = None) -> SafeString:
        tail = SafeString(' <span class="y-tag y-tag-info">暂定</span>') if self.provisional else ""
        shown = self.words or self.name
        named = "" if self.name in shown else format_html('<span class="visually-hidden">{}：</span>', self.name)
        return format_html(
            '<span class="y-light y-{}"><span class="y-mark" aria-hidden="true">{}</span>{}{}{}</span>',
            self.level, self.mark, named, shown, tail,
        )  # fmt: skip


@dataclass(frozen=True)
class Day:
    """One cell of the calendar strip. `note` is shown on hover: 国庆节, 听证期间."""

    on: date
    kind: DayKind
    note: str = ""


@dataclass(frozen=True)
class DerivationLine:
    """One step of the computation in words, with its article; `day` is the date reached, if the line reaches one."""

    text: str
    cite: Cite | None = None
    day: date | None = None


@dataclass(frozen=True)
class Derivation(Component):
    """How a date was computed, for the person who asks why, and printable for a court."""

    template: ClassVar[str] = "workbench/parts/derivation.html"
    lines: Sequence[DerivationLine]
    days: Sequence[Day] = ()
    print_href: str = ""

    @property
    def strip(self) -> SafeString:
        return drawings.day_strip([(day.on, day.kind, day.note) for day in self.days])

    @property
    def legend(self) -> list[tuple[str, str]]:
        present = {day.kind for day in self.days}
        return [(kind, name) for kind, name in DAY_NAMES.items() if kind in present]


@dataclass(frozen=True)
class Due(Component):
    """A due date with its light, its law and, on a click, its derivation."""

    template: ClassVar[str] = "workbench/parts/due.html"
    on: date | None
    light: Light
    cite: Cite | None = None
    derivation: Derivation | None = None


@dataclass(frozen=True)
class Span:
    """A suspension of a clock, both ends included; `until` is None while it lasts."""

    since: date
    until: date | None
    why: str


@dataclass(frozen=True)
class Clock(Component):
    """A legal period as a bar: used days solid, suspended spans hatched, today a line, the end a tick.

    `words` says the state: 已用 41 日，共 90 日，停表 12 日.
    """

    template: ClassVar[str] = "workbench/parts/clock.html"
    name: str
    since: date
    due: Due
    today: date
    words: str = ""
    spans: Sequence[Span] = ()
    done_on: date | None = None

    @property
    def bar(self) -> SafeString:
        end = self.due.on or self.today
        spans = [(span.since, span.until or self.today) for span in self.spans]
        return drawings.clock_bar(self.since, end, self.done_on or self.today, spans, self.due.light.level)

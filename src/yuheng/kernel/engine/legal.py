"""The law as the decision asks it: parameters of the day under one legal scope, and the clocks of the calendar in force."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from yuheng.kernel.law import Citation, LegalScope, Parameter, law
from yuheng.kernel.tables.published import Version, in_force
from yuheng.kernel.time import Calendar, Length, current_calendar, reckon, warn_on

Spans = tuple[tuple[date, date | None], ...]
Extensions = tuple[tuple[str, date], ...]


class Answer(NamedTuple):
    due: date | None
    warn: date | None
    provisional: bool
    suspended: bool
    version: str


class Legal:
    """`LegalDay` over the law book and the calendar."""

    def __init__(self, scope: LegalScope) -> None:
        self.scope = scope

    def value(self, key: str, on: date) -> Any:
        return law(key, on=on, scope=self.scope).value

    def table(self, name: str, on: date) -> Version:
        return in_force(name, on)

    def reckon(self, key: str, start: date, spans: Spans = (), extensions: Extensions = ()) -> Answer:
        return _reckon(self.scope, key, start, spans, extensions, current_calendar(self.scope.region))

    def earliest(self, key: str, start: date) -> date:
        return _earliest(self.scope, key, start, current_calendar(self.scope.region))

    def backlog(self, at: date, recorded: date) -> bool:
        return recorded > at and recorded > _next_working_day(at, current_calendar(self.scope.region))

    def cite(self, citations: tuple[str, ...]) -> str:
        return cite_words(citations)

    def source(self, key: str, on: date) -> str:
        return law(key, on=on, scope=self.scope).citation.zh


@lru_cache(maxsize=4096)
def cite_words(citations: tuple[str, ...]) -> str:
    """Citations as Chinese words: 《行政处罚法》第六十条."""
    return "、".join(Citation.parse(text).zh for text in citations)


@lru_cache(maxsize=512)
def legal_day(field: str, region: str, act: str) -> Legal:
    """The law under one matter's legal scope."""
    return Legal(LegalScope(field=field, region=region, act=act))


@lru_cache(maxsize=65536)
def _reckon(
    scope: LegalScope, key: str, start: date, spans: Spans, extensions: Extensions, calendar: Calendar
) -> Answer:
    parameter = law(key, on=start, scope=scope)
    longer = tuple((_length(law(name, on=day, scope=scope)), day) for name, day in extensions)
    found = reckon(parameter, start, calendar, spans=spans, extensions=longer)
    return Answer(found.due, warn_on(found, parameter), found.provisional, found.suspended, parameter.version)


def _length(parameter: Parameter) -> Length:
    return Length(int(parameter.value), parameter.unit)


@lru_cache(maxsize=65536)
def _earliest(scope: LegalScope, key: str, start: date, calendar: Calendar) -> date:
    parameter = law(key, on=start, scope=scope)
    due = reckon(parameter, start, calendar, direction="earliest").due
    assert isinstance(due, date)
    return due


@lru_cache(maxsize=8192)
def _next_working_day(day: date, calendar: Calendar) -> date:
    day += timedelta(days=1)
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day

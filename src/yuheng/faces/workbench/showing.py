"""Values of the kernel as parts of pages: lights, due dates, derivations, articles, facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.citing import href_of
from yuheng.kernel.engine.legal import Legal
from yuheng.kernel.engine.office import Office
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.law import GENERAL, Citation, Parameter, law
from yuheng.kernel.law.book import LawError
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.procedure.state import Clock
from yuheng.kernel.time import Reckoning, current_calendar, reckon
from yuheng.kernel.time.length import Length

ERASED = "（已依法删除）"
STATUS = {"open": "办理中", "closed": "已办结，尚有待办", "rest": "办结"}
LEVELS = ("公开", "内部", "敏感", "专封")


def light(
    due: date | None, warn: date | None, today: date, *, suspended: bool = False, provisional: bool = False, working: bool = False
) -> ui.Light:
    """The light of a due date on a day, with the days in words; `working` counts them as the period does."""
    if suspended:
        return ui.Light("paused", "暂停计算")
    if due is None:
        return ui.Light("none", "")
    if due < today:
        return ui.Light("overdue", f"逾期 {_days(due, today, working)}", provisional)
    level = "soon" if warn is not None and warn <= today else "fine"
    words = "今天到期" if due == today else f"剩 {_days(today, due, working)}"
    return ui.Light("soon" if due == today else level, words, provisional)  # type: ignore[arg-type]


def _days(first: date, last: date, working: bool) -> str:
    if working:
        return f"{max(current_calendar().working_days(first + timedelta(days=1), last), 0)} 个工作日"
    return f"{(last - first).days} 日"


@lru_cache(maxsize=4096)
def cite(text: str) -> ui.Cite:
    citation = Citation.parse(text)
    return ui.Cite(citation.zh, href_of(citation))


def cites(texts: Iterable[str]) -> list[ui.Cite]:
    return [cite(text) for text in texts]


@lru_cache(maxsize=4096)
def parameter(key: str, on: date, scope: Any) -> Parameter | None:
    """The parameter of a period, None where the law book has none for the day."""
    try:
        return law(key, on=on, scope=scope) if key else None
    except LawError:
        return None


def clock_light(clock: Clock, today: date, law_: Legal) -> ui.Light:
    found = parameter(clock.parameter, clock.start, law_.scope)
    working = found is not None and found.unit == "working_day"
    return light(clock.due, clock.warn, today, suspended=clock.suspended, provisional=clock.provisional, working=working)


def reckoning(clock: Clock, law_: Legal) -> Reckoning | None:
    """How the clock's date was computed; None for a date that a fact gives."""
    found = parameter(clock.parameter, clock.start, law_.scope)
    if found is None:
        return None
    longer = []
    for key, day in clock.extensions:
        more = parameter(key, day, law_.scope)
        if more is not None:
            longer.append((Length(int(more.value), more.unit), day))
    return reckon(found, clock.start, current_calendar(law_.scope.region), spans=clock.spans, extensions=longer)


def due(clock: Clock, today: date, law_: Legal, print_href: str = "") -> ui.Due:
    """The due date with its law and, on a click, its derivation."""
    found = parameter(clock.parameter, clock.start, law_.scope)
    article = article_of(found) if found is not None else None
    reckoned = reckoning(clock, law_)
    shown = derivation(reckoned, print_href) if reckoned is not None else None
    return ui.Due(clock.due, clock_light(clock, today, law_), article, shown)


def article_of(found: Parameter) -> ui.Cite:
    """The article of a parameter; 待核实 where nobody compared it with the statute."""
    return ui.Cite(found.citation.zh, href_of(found.citation), unchecked=found.checked == "memory")


def derivation(found: Reckoning, print_href: str = "") -> ui.Derivation:
    """The lines of a derivation, and the days on the strip."""
    lines = [
        ui.DerivationLine(line.text, ui.Cite(line.cite) if line.cite and line.cite not in line.text else None, line.day)
        for line in found.derivation
    ]
    return ui.Derivation(lines, strip(found), print_href)


def strip(found: Reckoning) -> list[ui.Day]:
    """The days from the trigger to the end, each with what it is to this period."""
    first, last = _date(found.start), _date(found.due)
    if last is None or first is None or last <= first or (last - first).days > 800:
        return []
    calendar, working = found.calendar, found.length.unit == "working_day"
    days = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        stopped = any(a <= day and (b is None or day <= b) for a, b in found.spans)
        if day == first:
            kind = "trigger"
        elif day == last:
            kind = "end"
        elif stopped:
            kind = "suspended"
        elif working and not calendar.is_working(day):
            kind = "off"
        elif working and day in calendar.worked:
            kind = "makeup"
        else:
            kind = "counted"
        days.append(ui.Day(day, kind, calendar.name(day) if day in calendar.off or day in calendar.worked else ""))  # type: ignore[arg-type]
    return days


def _date(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def words(field: Field, value: Any, staff: Office, names: Mapping[tuple[str, int], str] | None = None, *, bare: bool = False) -> str:
    """A fact as people read it. Personal data are masked unless `bare`."""
    if value is None or value == "":
        return ""
    if field.kind == "organ":
        return staff.names.get(int(value), str(value))
    if field.kind == "person":
        return staff.people.get(int(value), str(value))
    if field.kind in ("party", "matter"):
        return (names or {}).get((field.kind, int(value)), f"编号 {value}")
    if field.kind == "datetime" and isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if field.kind == "encrypted":
        return masked(field.personal or "id", str(value)) if not bare else str(value)
    text = field.words(value)
    if field.personal and not bare:
        text = masked(field.personal, text)
    return f"{text} {field.unit}" if field.unit and text else text


def fact(field: Field, value: Any, staff: Office, names: Mapping[tuple[str, int], str] | None = None) -> ui.Fact:
    shown = words(field, value, staff, names)
    short = shown if len(shown) <= 120 else shown[:118] + "…"
    return ui.Fact(field.label, short, title=shown if short != shown else "")


def facts(shape: Shape, values: Mapping[str, Any], staff: Office, names: Mapping[tuple[str, int], str] | None = None) -> list[ui.Fact]:
    """All filled facts that people read, in the order of the declaration."""
    found = [fact(field, values.get(name), staff, names) for name, field in shape.fields.items() if not field.quiet]
    return [one for one in found if one.value]


def before(shown: ui.Fact, old: str) -> ui.Fact:
    return replace(shown, before=old)


def law_scope() -> Any:
    """The general legal scope, where a list does not know a matter's own."""
    return GENERAL

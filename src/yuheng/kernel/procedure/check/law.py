"""The law behind a declaration: every article exists, every period exists on every day, and the periods fit one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from yuheng.kernel.procedure.check.result import Problem
from yuheng.kernel.procedure.declare import AnyOf, Due, Procedure, Step


class Period(Protocol):
    """A parameter of the law, as far as the checker looks at it."""

    @property
    def name(self) -> str: ...

    @property
    def value(self) -> Any: ...

    @property
    def unit(self) -> str: ...


class LawBook(Protocol):
    """The dated parameters."""

    def ask(self, key: str, on: date) -> Period | None:
        """The parameter in force on a day."""

    def changes(self, key: str) -> Iterable[date]:
        """The days on which what the parameter says may change."""


class CitationChecker(Protocol):
    """The statutes there are."""

    def fault(self, citation: str) -> str:
        """What is wrong with a citation, in Chinese; empty where its article exists."""


@dataclass(frozen=True)
class Law:
    """The law that procedures are checked against, up to a day."""

    book: LawBook
    citations: CitationChecker
    until: date


def lawful(procedure: Procedure, law: Law) -> list[Problem]:
    """What is wrong with the articles and periods of a procedure."""
    return [*_citations(procedure, law.citations), *_parameters(procedure, law), *_fit(procedure, law)]


def _citations(procedure: Procedure, checker: CitationChecker) -> Iterator[Problem]:
    places: list[tuple[str, Iterable[str]]] = [(procedure.name, procedure.cites)]
    for step in procedure.steps:
        dues = (*step.obliges, *(step.until.late if step.until else ()))
        more = [c for part in (*dues, *step.wait, *((step.until,) if step.until else ())) for c in part.cites]
        places.append((step.name, (*step.cites, *more)))
    places += [(condition.name, condition.cites) for condition in procedure.conditions.values()]
    places += [(rule.words(procedure.names), rule.cites) for rule in procedure.never]
    places += [(procedure.names.get(lapse.then, lapse.then), lapse.cites) for lapse in procedure.lapses]
    for name, citations in places:
        for citation in dict.fromkeys(citations):
            fault = checker.fault(citation)
            if fault:
                yield Problem("bad_article", f"“{name}”的依据“{citation}”有误：{fault}", cites=(citation,))


def parameters(procedure: Procedure) -> dict[str, str]:
    """Every parameter that a procedure looks up, with who uses it."""
    found: dict[str, str] = {}
    for step in procedure.steps:
        for due in (*step.obliges, *(step.until.late if step.until else ())):
            for key in _keys(due):
                found.setdefault(key, step.name)
        for wait in step.wait:
            found.setdefault(wait.within, step.name)
        if step.until:
            found.setdefault(step.until.within, step.name)
        for rule in step.extends:
            found.setdefault(rule.by, step.name)
    for condition in procedure.conditions.values():
        for key in condition.law:
            found.setdefault(key, condition.name)
    return found


def _keys(due: Due) -> list[str]:
    chosen = list(due.within_by[1].values()) if due.within_by else []
    return [key for key in ([due.within] if due.within else []) + chosen if key]


def _parameters(procedure: Procedure, law: Law) -> Iterator[Problem]:
    last = min(procedure.ceased - timedelta(days=1), law.until) if procedure.ceased else law.until
    for key, user in parameters(procedure).items():
        days = {procedure.in_force, last, *(d for d in law.book.changes(key) if procedure.in_force <= d <= last)}
        missing = sorted(day for day in days if law.book.ask(key, day) is None)
        if missing:
            message = f"“{user}”所用期限“{key}”在 {missing[0]} 没有施行的规定（本程序自 {procedure.in_force} 起施行）。"
            yield Problem("no_period", message)


SHORTEST = {"hour": 0.0, "day": 1.0, "working_day": 1.0, "month": 28.0, "year": 365.0}
LONGEST = {"hour": 1 / 24, "day": 1.0, "working_day": 2.0, "month": 31.0, "year": 366.0}
"""Calendar days in one unit at least and at most; ten days of holiday at once are added to a period of working days."""


def _fit(procedure: Procedure, law: Law) -> Iterator[Problem]:
    last = min(procedure.ceased - timedelta(days=1), law.until) if procedure.ceased else law.until
    for day in sorted({procedure.in_force, last}):
        found = list(_unfit(procedure, law.book, day))
        if found:
            yield from found
            return


def _unfit(procedure: Procedure, book: LawBook, day: date) -> Iterator[Problem]:
    for step in procedure.steps:
        if step.until:
            period = book.ask(step.until.within, day)
            lead = _lead(procedure, book, day, step.until.step, step)
            if period and lead and not _before(lead, period):
                message = (
                    f"“{step.name}”须等待{lead.name}（{lead.value}{UNITS.get(lead.unit, '')}），"
                    f"不短于其截止期限{period.name}（{period.value}{UNITS.get(period.unit, '')}），永远不能办理。"
                )
                yield Problem("wait_until", message, cites=step.cites)
        for due in step.obliges:
            target = procedure.by_id.get(due.step)
            period = book.ask(due.within, day) if due.within else None
            if target is None or period is None or due.starts:
                continue
            needed = _shortest(procedure, book, day, step.id, target, frozenset())
            if needed > _longest(period):
                message = (
                    f"“{step.name}”后须在{period.value}{UNITS.get(period.unit, '')}内办理“{target.name}”，"
                    f"但依其前置等待期间至少需{needed:.0f}日，合法办理不可能按期。"
                )
                yield Problem("too_short", message, cites=step.cites)


UNITS = {"hour": "小时", "day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}


def _lead(procedure: Procedure, book: LawBook, day: date, trigger: str, step: Step) -> Period | None:
    """The longest wait since a trigger that lies before a step: its own, or of what it comes after."""
    found: list[Period] = []
    front, seen = [step], {step.id}
    while front:
        here = front.pop()
        found += [
            p for w in here.wait if w.step == trigger and w.unless is None for p in [book.ask(w.within, day)] if p
        ]
        for name in here.after:
            before = procedure.by_id.get(name) if isinstance(name, str) else None
            if before is not None and before.when is None and before.id not in seen:
                seen.add(before.id)
                front.append(before)
    return max(found, key=_least, default=None)


def _before(wait: Period, until: Period) -> bool:
    if wait.unit == until.unit:
        return bool(wait.value < until.value)
    return _least(wait) < _longest(until)


def _least(period: Period) -> float:
    return float(period.value) * SHORTEST.get(period.unit, 0.0)


def _longest(period: Period) -> float:
    holidays = 10 if period.unit == "working_day" else 0
    return float(period.value) * LONGEST.get(period.unit, 1e9) + holidays


def _shortest(procedure: Procedure, book: LawBook, day: date, trigger: str, step: Step, seen: frozenset[str]) -> float:
    """The fewest calendar days from a trigger to a step: waits along what it must come after. A waiver is not hoped for."""
    if step.id == trigger or step.id in seen:
        return 0.0
    seen |= {step.id}

    def since(name: str) -> float:
        other = procedure.by_id.get(name)
        # Without a condition of its own, or what comes before may not exist and then delays nothing.
        if other is None or (other.when is not None and name != trigger):
            return 0.0
        return _shortest(procedure, book, day, trigger, other, seen)

    found = [0.0]
    for name in step.after:
        found.append(min(since(one) for one in name.steps) if isinstance(name, AnyOf) else since(name))
    for wait in step.wait:
        period = book.ask(wait.within, day)
        other = procedure.by_id.get(wait.step)
        if period is not None and other is not None and _follows(procedure, other, trigger):
            found.append(since(wait.step) + _least(period))
    return max(found)


def _follows(procedure: Procedure, step: Step, trigger: str) -> bool:
    """Whether a step certainly comes no earlier than the trigger."""
    front, seen = [step], {step.id}
    while front:
        here = front.pop()
        if here.id == trigger or (procedure.by_id[trigger].opens and here.when is None):
            return True
        for name in here.after:
            other = procedure.by_id.get(name) if isinstance(name, str) else None
            if other is not None and other.when is None and other.id not in seen:
                seen.add(other.id)
                front.append(other)
    return False

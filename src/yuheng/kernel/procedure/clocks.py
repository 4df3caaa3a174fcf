"""Obligations and their clocks: opened by a trigger, suspended, extended, discharged by the step itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from yuheng.kernel.procedure.declare import Due, Extend
from yuheng.kernel.procedure.marking import Compiled, Marking, Slot
from yuheng.kernel.procedure.state import Clock, LegalDay, Refusal, Snapshot


def parameter_of(due: Due, facts: Mapping[str, Any]) -> str:
    """The law parameter of an obligation's period under these facts; empty for an obligation without one."""
    if due.within_by is not None:
        fact, table = due.within_by
        return table.get(str(facts.get(fact) or ""), table.get("", ""))
    return due.within or ""


def dated(facts: Mapping[str, Any], rows: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> dict[str, Any]:
    """Facts as clocks read them: beside them the values of each row, under `instalments.due_on.2`."""
    found = dict(facts)
    for kind, items in rows.items():
        for number, row in items.items():
            found.update({f"{kind}.{name}.{number}": value for name, value in row.items()})
    return found


def on_fact(due: Due, row: int) -> str:
    """The fact that holds the date of an obligation; that of the row itself where the date is a row's."""
    return f"{due.on}.{row}" if due.on and "." in due.on else due.on or ""


def _applies(due: Due, facts: Mapping[str, Any], row: int) -> bool:
    """Whether there is something to be done at all: a date that nobody named, a source that asks for nothing, oblige nobody."""
    if due.on is not None:
        return facts.get(on_fact(due, row)) is not None
    return due.within_by is None or bool(parameter_of(due, facts))


def reckoned(clock: Clock, law: LegalDay, facts: Mapping[str, Any]) -> Clock:
    """The clock with its due date computed anew."""
    if clock.on_fact:
        return replace(clock, due=facts.get(clock.on_fact), warn=facts.get(clock.on_fact), suspended=False)
    if not clock.parameter:
        return clock
    r = law.reckon(clock.parameter, clock.start, clock.spans, clock.extensions)
    return replace(clock, due=r.due, warn=r.warn, provisional=r.provisional, suspended=r.suspended, version=r.version)


def opened(
    c: Compiled,
    m: Marking,
    slot: Slot,
    dues: tuple[Due, ...],
    day: date,
    seq: int,
    facts: Mapping[str, Any],
    law: LegalDay,
) -> list[Clock]:
    """The clocks that performing the slot starts. An obligation already met for good is not opened."""
    found: list[Clock] = []
    for due in dues:
        start = facts.get(due.starts) if due.starts else day
        for target in c.targets(due, slot):
            if not _applies(due, facts, target.row):
                continue
            if m.done & target.bit and not target.step.repeat:
                continue
            clock = Clock(
                name=due.name,
                step=target.step.id,
                row=target.row,
                seq=seq,
                no=len(found),
                start=start or day,
                parameter=parameter_of(due, facts),
                on_fact=on_fact(due, target.row),
                start_fact=due.starts or "",
            )
            found.append(reckoned(clock, law, facts))
    return found


def discharged(clock: Clock, seq: int, day: date, how: str = "done") -> Clock:
    """The clock ended by an event; `met` says whether in time."""
    return replace(clock, ended=seq, ended_how=how, met=clock.due is None or day <= clock.due)


def suspended(clocks: list[Clock], names: tuple[str, ...], day: date) -> list[Clock]:
    """Clocks of these names with a span opened on `day`, where none is open."""
    return [
        replace(clock, spans=(*clock.spans, (day, None)))
        for clock in clocks
        if clock.name in names and not any(end is None for _start, end in clock.spans)
    ]


def resumed(clocks: list[Clock], names: tuple[str, ...], day: date) -> list[Clock]:
    """Clocks of these names with their open span closed on `day`; both its first and last day are excluded."""
    found = []
    for clock in clocks:
        if clock.name in names and any(end is None for _start, end in clock.spans):
            spans = tuple((start, day if end is None else end) for start, end in clock.spans)
            found.append(replace(clock, spans=spans))
    return found


def extended(state: Snapshot, rules: tuple[Extend, ...], day: date, law: LegalDay) -> list[Clock] | Refusal:
    """Clocks lengthened by the rules, or why the law denies it: too often, too late, or nothing to extend."""
    found: list[Clock] = []
    for rule in rules:
        running = [clock for clock in state.clocks if clock.open and clock.name == rule.clock]
        name = state.procedure.names.get(rule.clock, rule.clock)
        if not running:
            return Refusal("extend", f"“{name}”没有正在计算的期限，无从延长。", remedy="请核对环节。")
        for clock in running:
            if sum(1 for key, _day in clock.extensions if key == rule.by) >= rule.times:
                return Refusal(
                    "extend", f"“{name}”的期限已按规定延长{rule.times}次，不能再次延长（{law.source(rule.by, day)}）。"
                )
            if clock.due is not None and day > clock.due:
                return Refusal(
                    "extend",
                    f"“{name}”的期限已于 {clock.due} 届满，届满后批准的延长不发生效力（{law.source(rule.by, day)}）。",
                    remedy="逾期事实将如实记录，请尽快办理。",
                )
            found.append(replace(clock, extensions=(*clock.extensions, (rule.by, day))))
    return found

"""Why a step may not be done now, and what would lift it: the same relations as `marking.may`, told in Chinese.

Used for refusals and for the list of next steps on a matter's page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from yuheng.kernel.procedure.conditions import All, Formula
from yuheng.kernel.procedure.declare import AnyOf, Step
from yuheng.kernel.procedure.marking import CLOSED, OPENED, Compiled, Existence, Marking, Slot
from yuheng.kernel.procedure.state import LegalDay, Refusal, Snapshot


def why_not(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> Refusal | None:
    """The first relation that forbids the slot in this marking, or None where it may be done."""
    step = slot.step
    for test in (_life, _existence, _done, _after, _owed, _waiting, _expired, _closing):
        found = test(c, m, e, slot, state, law)
        if found is not None:
            code, why, remedy = found
            cites = _cites(step, state, law) if code in ("when", "unknown") else step.cites
            articles = f"（{law.cite(cites)}）" if cites else ""
            return Refusal(code, f"不能办理“{step.name}”：{why}{articles}。", cites, remedy, step=step.id)
    return None


def _cites(step: Step, state: Snapshot, law: LegalDay) -> tuple[str, ...]:
    """The articles of the conditions because of which the step does not exist, or the step's own where they name none."""
    atoms = [atom for part in _false_parts(step, state, law) for atom in part.atoms()] if step.when is not None else []
    return tuple(dict.fromkeys(cite for atom in atoms for cite in atom.cites)) or step.cites


_Found = tuple[str, str, str] | None


def _names(c: Compiled, mask: int) -> str:
    steps = dict.fromkeys(slot.step.name for slot in c.slots if slot.bit & mask)
    return "、".join(f"“{name}”" for name in steps)


def _life(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> _Found:
    if m.flags & CLOSED and not slot.step.after_close:
        return "closed", "本件已经办结", "确需处理的，请办理更正、撤销或者另行立案。"
    if not m.flags & OPENED and not slot.step.opens:
        return "not_open", f"本件尚未办理“{c.procedure.opening.name}”", f"请先办理“{c.procedure.opening.name}”。"
    return None


def _existence(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> _Found:
    step = slot.step
    if not m.on & slot.bit:
        return "excluded", "因已经办理的环节，本环节不再适用", ""
    if not e.sure & slot.bit and step.when is not None:
        if e.maybe & slot.bit:
            return "unknown", f"尚不能确定是否属于“{step.when.words()}”的情形", f"请先填写：{_empty(c, step, state)}。"
        return _outside(step, state, law)
    if not slot.bit & c.real:
        label = c.procedure.shape.rows[step.for_each].label if step.for_each else ""
        return "no_row", f"尚未登记{label}", f"请先登记{label}。"
    return None


def _outside(step: Step, state: Snapshot, law: LegalDay) -> tuple[str, str, str]:
    """Why a step is not for this matter: of several conditions the ones that do not hold, in their own words where they have some."""
    parts = _false_parts(step, state, law)
    false = [atom for part in parts for atom in part.atoms() if atom.ask(state.facts, _values(state, law), _reckoned(law)) is False]
    words = [word for atom in false if (word := atom.told(state.facts, _reckoned(law)))]
    said = "；".join(words) or f"本件不属于“{'且'.join(part.words() for part in parts)}”的情形"
    return "when", said, "".join(dict.fromkeys(atom.remedy for atom in false))


def _false_parts(step: Step, state: Snapshot, law: LegalDay) -> list[Formula]:
    """The parts of a conjunction that are false on the facts; the whole where that cannot be told part by part."""
    assert step.when is not None
    parts = list(step.when.parts) if isinstance(step.when, All) else [step.when]
    values = {atom.id: atom.ask(state.facts, _values(state, law), _reckoned(law)) for part in parts for atom in part.atoms()}
    return [part for part in parts if part.value(values) is False] or [step.when]


def _values(state: Snapshot, law: LegalDay) -> Callable[[str], Any]:
    """The law as it stood when the matter was last written; a period's own day decides where it is reckoned."""
    day = state.last_recorded.date() if state.last_recorded else date.max
    return lambda key: law.value(key, day)


def _reckoned(law: LegalDay) -> Callable[[str, date], date | None]:
    return lambda key, start: law.reckon(key, start).due


def _empty(c: Compiled, step: Step, state: Snapshot) -> str:
    fields = c.procedure.shape.fields
    missing: dict[str, None] = {}
    for atom in step.when.atoms() if step.when else ():
        for name in atom.reads:
            if state.facts.get(name) in (None, "") and name in fields:
                missing[fields[name].label] = None
    return "、".join(missing) or "相关案情"


def _done(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> _Found:
    if m.done & slot.bit and not slot.step.repeat:
        day = state.step((slot.step.id, slot.row)).last_day
        when = f"已于 {day} 办理" if day else "已经办理"
        return "done", f"本环节{when}，不能重复办理", "有误的，请办理更正。"
    return None


def _after(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> _Found:
    undone = m.on & e.maybe & ~m.done
    for group in slot.after:
        if group & undone:
            names = _names(c, group & undone)
            return "after", f"尚未办理{names}", f"请先办理{names}。"
    ways = [a for a in slot.step.after if isinstance(a, AnyOf)]
    for group, way in zip(slot.any_of, ways, strict=True):
        if not c.satisfied(m, e, group):
            names = "、".join(f"“{c.procedure.names[name]}”" for name in way.steps)
            return "any_of", f"{names}均未办理", f"请先办理{names}之一。"
    return None


def _owed(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> _Found:
    owed = c.owed(m, e) & slot.blocked_by
    if owed:
        return "blocked", f"{_names(c, owed)}尚未完成", f"请先办理{_names(c, owed)}。"
    return None


def _waiting(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> _Found:
    there = m.on & e.maybe
    for wait, (trigger, timer, waiver) in zip(slot.step.wait, slot.waits, strict=True):
        if not trigger & there or c.waived(m, e, waiver):
            continue
        if trigger & there & ~m.done:
            return "after", f"尚未办理{_names(c, trigger)}", f"请先办理{_names(c, trigger)}。"
        if not m.over & timer:
            day = last_act_day(state, wait.step)
            first = law.earliest(wait.within, day) if day else None
            rule = law.source(wait.within, day) if day else ""
            return "wait", f"“{c.procedure.names[wait.step]}”后的法定期间未满（{rule}）", f"最早可于 {first} 办理。"
    return None


def _expired(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> _Found:
    if slot.until & m.over and not slot.step.citizen and slot.step.until:
        until = slot.step.until
        day = last_act_day(state, until.step)
        due = law.reckon(until.within, day).due if day else None
        return "until", f"期限已于 {due} 届满（{law.source(until.within, day) if day else ''}）", ""
    return None


def _closing(c: Compiled, m: Marking, e: Existence, slot: Slot, state: Snapshot, law: LegalDay) -> _Found:
    if slot.step.closes:
        owed = c.owed(m, e) & ~slot.leaves & ~slot.bit
        if owed:
            return "owed", f"还有未完成的环节{_names(c, owed)}", f"请先办理{_names(c, owed)}。"
    return None


def last_act_day(state: Snapshot, step_id: str) -> date | None:
    """The latest act day of a step over all its rows, or None."""
    days = [s.last_day for (name, _row), s in state.steps.items() if name == step_id and s.done and s.last_day]
    return max(days, default=None)

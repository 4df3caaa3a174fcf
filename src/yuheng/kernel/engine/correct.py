"""`correct` and `undo`: history is never rewritten, it is answered by another event."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from yuheng.kernel.engine.acts import Change, Frame, kernel_act, outcome_of, refuse
from yuheng.kernel.engine.completing import completion_of
from yuheng.kernel.engine.history import of_matter
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.procedure.agreement import broken
from yuheng.kernel.procedure.clocks import dated, reckoned
from yuheng.kernel.procedure.decide import marking_bits
from yuheng.kernel.procedure.fold import folded, undone
from yuheng.kernel.procedure.marking import OPENED, compiled
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Clock, Snapshot
from yuheng.kernel.records.models import Amended, Event, Paper


def correct(
    matter: int, field: str, value: Any, *, by: int, reason: str, second: int | None = None, post: int | None = None,
    account: int | None = None, key: str = "",
) -> Done:  # fmt: skip
    """Corrects an entry error in a fact; the old value stays in the ledger beside it.

    Conditions and clocks are computed again; no step is un-done, but where a done step would now have been forbidden, the
    matter gets a defect 程序瑕疵. A fact that a condition or a clock reads needs a second person. Raises `Refused`.
    """

    def judge(frame: Frame) -> Change:
        state = frame.state
        fields = state.procedure.shape.fields
        if field not in fields:
            raise refuse("data", f"没有“{field}”这一项。", "请核对要更正的项目。")
        _reasoned(reason)
        _not_derived(state, field)
        with_ = _second(frame, second) if second else ()
        if not with_ and field in _consequential(state):
            raise refuse("second", f"“{fields[field].label}”影响程序和期限，更正须由另一人复核。", "请填写复核人员。")
        try:
            with time_at(frame.recorded):
                cleaned = fields[field].clean(value) if value not in (None, "") else None
        except BadValue as error:
            raise refuse("data", str(error)) from None
        if cleaned == state.facts.get(field):
            raise refuse("same", f"“{fields[field].label}”原来就是这个值，没有更正。")
        writes = {field: cleaned}
        standing = {kind: [row for row in rows.values() if not row.get("voided")] for kind, rows in state.rows.items()}
        wrong = broken(state.procedure.shape.agreements, {**state.facts, **writes, **standing}, {field})
        if wrong:
            raise refuse("data", next(iter(wrong.values())), "请一并核对有关项目。")
        moved = _clocks_of_fact(state, field, {**state.facts, **writes}, frame)
        outcome = outcome_of(frame, "correct", reason=reason, writes=writes, clocks=moved, with_=with_)
        frame.work.head.irregular |= bool(_defects(state, outcome.values))
        details: dict[str, Any] = {"field": field}
        if _defects(state, outcome.values):
            details["irregular"] = True
        return Change(outcome, details)

    return kernel_act(matter, by, judge, post=post, account=account, key=key)


def correct_time(
    matter: int, seq: int, at: datetime, *, by: int, second: int, reason: str, post: int | None = None
) -> Done:
    """Corrects the time of an act. It moves the clocks that the act started. Raises `Refused`."""

    def judge(frame: Frame) -> Change:
        state = frame.state
        _reasoned(reason)
        when = at if at.tzinfo else at.replace(tzinfo=CHINA)
        if when > frame.recorded:
            raise refuse("future", "更正后的办理时间晚于当前时间。", "请填写实际办理时间。")
        if not any(was.last_seq == seq for was in state.steps.values()):
            raise refuse("event", "这一条记录不是该环节最近的一次办理，不能更正时间。", "请核对过程记录。")
        moved = [
            reckoned(replace(clock, start=when.date()), frame.law, dated(state.facts, state.rows))
            for clock in state.clocks
            if clock.open and clock.seq == seq and not clock.start_fact
        ]
        outcome = outcome_of(frame, "correct", reason=reason, clocks=moved, with_=_second(frame, second))
        steps = {}
        for key, was in state.steps.items():
            if was.last_seq == seq:
                first = when.date() if was.times == 1 else was.first_day
                steps[key] = replace(was, last_at=when, last_day=when.date(), first_day=first)
                step = state.procedure.by_id[key[0]]
                outcome.opened = when if step.opens else outcome.opened
                frame.work.rescoped |= step.opens  # lists are sorted by the day of opening
                outcome.closed = when if step.closes else outcome.closed
        outcome.steps = steps
        _amend(state.matter, seq, day=when.date())
        return Change(outcome, {"event": seq, "at": when.isoformat(timespec="milliseconds")})

    return kernel_act(matter, by, judge, post=post)


def undo(matter: int, *, by: int, reason: str, post: int | None = None, account: int | None = None, key: str = "") -> Done:
    """Takes back the latest act: by its author or a superior, the same day, before anything was served or published.

    The state is the fold of the events not undone; numbers that the act took are listed 作废. Raises `Refused`.
    """

    def judge(frame: Frame) -> Change:
        state = frame.state
        _reasoned(reason)
        past = of_matter(state.matter, state.procedure)
        gone = undone(past)
        # A request for help and its answer move nothing, and do not stand in the way.
        live = [p for p in past if p.seq not in gone and p.kind not in ("undo", "assist")]
        if not live or live[-1].kind not in ("perform", "open", "lapse"):
            raise refuse("undo", "没有可以撤回的办理。", "有误的，请办理更正。")
        last = live[-1]
        if last.kind == "open":
            raise refuse(
                "undo", f"“{state.procedure.names[last.step]}”是本件的开始，不能撤回。", "确属误立的，请办理撤案。"
            )
        if last.recorded.date() != frame.recorded.date():
            raise refuse(
                "undo", f"“{state.procedure.names[last.step]}”不是今天记录的，不能撤回。", "有误的，请办理更正。"
            )
        final = completion_of(state.procedure.id, last.step)
        if final is not None and final.final:
            raise refuse("undo", final.final, "有误的，请办理更正。")
        above = frame.by.organ is not None and frame.by.organ in state.lead_line[1:]
        if by not in last.persons and not above:
            raise refuse("undo", "只有办理人员本人或者上级可以撤回。", "请由本人或者上级办理。")
        papers = Paper.objects.filter(matter=state.matter, seq=last.seq)
        if papers.filter(state__in=("served", "returned")).exists():
            raise refuse("undo", "这一环节的文书已经送达或者签收，不能撤回。", "请制作并送达更正文书。")
        events = [p for p in past if p.seq != last.seq]
        renewed = folded(state.matter, state.procedure, events)
        outcome = outcome_of(frame, "undo", step=last.step, row=last.row, reason=reason)
        renewed.seq, renewed.last_recorded = outcome.seq, frame.recorded
        outcome.values = renewed.values
        outcome.opened, outcome.closed, outcome.stage = renewed.opened, renewed.closed, renewed.stage
        papers.update(state="void")
        _amend(state.matter, last.seq, undone=True)
        return Change(outcome, {"event": last.seq}, state=renewed)

    return kernel_act(matter, by, judge, post=post, account=account, key=key)


def _amend(matter: int, seq: int, **changes: Any) -> None:
    """Tells the figures that an event was taken back or bears another day."""
    event = Event.objects.only("pk").get(matter=matter, seq=seq)
    Amended.objects.update_or_create(event=event, defaults=changes)


def _reasoned(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise refuse("reason", "请填写理由。", "理由将与原记录一并保存。")


def _second(frame: Frame, second: int) -> tuple:
    if second == frame.by.person:
        raise refuse("second", "复核人员不能是更正人员本人。", "请由另一人复核。")
    return (replace(frame.staff.seat(second, frame.recorded.date()), part="复核"),)


def _consequential(state: Snapshot) -> set[str]:
    """Facts that a condition or a clock of the procedure reads."""
    procedure = state.procedure
    names = {name for condition in procedure.conditions.values() for name in condition.sees}
    for step in procedure.steps:
        for due in step.obliges:
            names |= {due.on or "", due.starts or "", due.within_by[0] if due.within_by else ""}
    return names - {""}


def _not_derived(state: Snapshot, field: str) -> None:
    """A fact that others follow from, or that follows from others, changes only with the step that derives it."""
    for step in state.procedure.steps:
        for one in step.derives:
            if field == one.field or field in one.reads:
                label = state.procedure.shape.fields[field].label
                raise refuse("derived", f"“{label}”与由它得出的内容相互对应，不能单独更正。", f"请重新办理“{step.name}”，或者另立一件。")


def _clocks_of_fact(state: Snapshot, field: str, facts: dict[str, Any], frame: Frame) -> list[Clock]:
    moved = []
    for clock in state.clocks:
        if clock.open and field in (clock.on_fact, clock.start_fact):
            start = facts[field] if field == clock.start_fact and facts[field] else clock.start
            moved.append(reckoned(replace(clock, start=start), frame.law, facts))
    return moved


def _defects(state: Snapshot, values: dict[str, Any]) -> list[int]:
    """`never` rules that a done step now stands against."""
    c = compiled(state.procedure, state.row_numbers())
    marking = marking_bits(c, state)
    if not marking.flags & OPENED:
        return []
    return [rule for slot in c.slots if slot.bit & marking.done for rule in c.broken(marking, slot, values)]

"""The frame of the kernel acts: lock, judge, write one event, all in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from yuheng.kernel.engine.events import PaperMade, event_of
from yuheng.kernel.engine.legal import Legal, legal_day
from yuheng.kernel.engine.load import Loaded, load
from yuheng.kernel.engine.mirroring import mirror
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.orders import Done, Refused
from yuheng.kernel.engine.papers import paper_row
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.ledger.commitment import Salts
from yuheng.kernel.now import now
from yuheng.kernel.procedure.decide import truths
from yuheng.kernel.procedure.state import Act, Clock, Outcome, Refusal, Seat, Snapshot
from yuheng.kernel.records.models import Event


@dataclass(slots=True)
class Frame:
    """What a kernel act works on, under lock."""

    work: Work
    staff: Office
    law: Legal
    by: Seat
    recorded: datetime

    @property
    def state(self) -> Snapshot:
        return self.work.state


@dataclass(slots=True)
class Change:
    """What a kernel act does to a matter."""

    outcome: Outcome
    details: Mapping[str, Any]
    papers: Sequence[PaperMade] = ()
    """Papers that the event names; those in `brought` are put into the file by it."""
    brought: Sequence[PaperMade] = ()
    state: Snapshot | None = None
    """Set where the act makes the state anew (undo, adopt) instead of moving it on."""


def refuse(code: str, message: str, remedy: str = "", cites: tuple[str, ...] = ()) -> Refused:
    return Refused(Refusal(code, message, cites, remedy))


def kernel_act(
    matter: int,
    by: int,
    judge: Callable[[Frame], Change],
    *,
    post: int | None = None,
    salts: Salts = secrets.token_bytes,
    account: int | None = None,
    key: str = "",
) -> Done:
    """Locks the matter, lets `judge` decide (it raises `Refused`), writes its event.

    `key` of `account` makes a repeated call harmless: it gives the first event back.
    """
    with transaction.atomic():
        staff = office()
        loaded = load([matter], staff).get(matter)
        if loaded is None:
            raise refuse("matter", "没有这一事项。", "请核对编号。")
        earlier = Event.objects.filter(account=account, key=key).first() if key and account is not None else None
        if earlier is not None and earlier.matter_id != matter:
            raise refuse("key", "这个请求编号已经用于另一项办理，本次没有办理。", "请刷新页面后重新办理。")
        if earlier is not None:
            return Done(matter, earlier.pk, earlier.seq, earlier.step, earlier.hash, repeated=True)
        return _done(loaded, staff, by, judge, post, salts, account if key else None, key)


def _done(
    loaded: Loaded, staff: Office, by: int, judge: Callable[[Frame], Change], post: int | None, salts: Salts,
    account: int | None = None, key: str = "",
) -> Done:  # fmt: skip
    head = loaded.head
    recorded = max(now(), head.recorded_at) if head.recorded_at else now()
    seat = staff.seat(by, recorded.date(), line=loaded.state.lead_line, post=post)
    work = Work(loaded, scope_before=(head.status, head.level, head.due_on))
    frame = Frame(work, staff, legal_day(head.field, head.region, head.act), seat, recorded)
    change = judge(frame)
    outcome = change.outcome
    if key:
        outcome.act = replace(outcome.act, key=key, account=account)
    shape = work.state.procedure.shape
    work.take(outcome)
    if change.state is not None:
        _renew(work, change.state)
    papers = [*change.papers, *change.brought]
    row, openings, hashed = event_of(head, shape, outcome, papers, details=change.details, salts=salts)
    head.seq, head.head, head.recorded_at = outcome.seq, hashed, recorded
    batch = Batch({head.id: work}, [row], [*openings], [paper_row(head.id, outcome, paper) for paper in change.brought])
    batch.flush(staff)
    mirror([work.state], undone=True)
    return Done(head.id, row[0], outcome.seq, outcome.act.step, hashed)


def _renew(work: Work, state: Snapshot) -> None:
    """Puts a state made anew in place of the old one; everything is written."""
    old = work.state
    state.lead, state.lead_line, state.power = old.lead, old.lead_line, old.power
    state.members, state.recused = old.members, old.recused
    gone = {clock.id for clock in old.clocks} - {clock.id for clock in state.clocks}
    for clock in old.clocks:
        if clock.id in gone:
            clock.ended, clock.ended_how = state.seq, "undone"
            work.clocks[clock.id] = (clock, state.last_recorded.date() if state.last_recorded else None)
    for clock in state.clocks:
        work.clocks[clock.id] = (clock, None)
    for name in old.procedure.shape.fields:
        state.facts.setdefault(name, None)
    for kind, items in old.rows.items():
        for number in items:
            state.rows.setdefault(kind, {}).setdefault(number, {"voided": True})
            work.rows.setdefault(kind, {})[number] = {}
    for key in old.steps:
        state.steps.setdefault(key, Snapshot(state.matter, state.procedure).step(key))
    work.fields = set(old.procedure.shape.fields)
    work.steps = set(state.steps)
    work.loaded.state = state


def outcome_of(
    frame: Frame,
    kind: str,
    *,
    step: str = "",
    row: int = 0,
    reason: str = "",
    at: datetime | None = None,
    writes: dict[str, Any] | None = None,
    row_writes: dict[str, dict[int, dict[str, Any]]] | None = None,
    clocks: Sequence[Clock] = (),
    with_: tuple[Seat, ...] = (),
    account: int | None = None,
) -> Outcome:
    """An outcome that moves no step: facts, clocks and truths only."""
    state = frame.state
    facts = {**state.facts, **(writes or {})}
    day = frame.recorded.date()
    values_before = truths(state.procedure, state.facts, state.rows, day, frame.law)
    rows = {k: {**items, **(row_writes or {}).get(k, {})} for k, items in state.rows.items()}
    values = truths(state.procedure, facts, rows, day, frame.law)
    act = Act(
        step=step,
        by=frame.by,
        at=at or frame.recorded,
        recorded=frame.recorded,
        row=row,
        with_=with_,
        reason=reason,
        account=account,
    )
    return Outcome(
        act=act,
        seq=state.seq + 1,
        late=False,
        backlog=False,
        writes=writes or {},
        row_writes=row_writes or {},
        steps={},
        clocks=list(clocks),
        values=values,
        changed_values={k: v for k, v in values.items() if v is not values_before.get(k)},
        opened=state.opened,
        closed=state.closed,
        stage=state.stage,
        kind=kind,
    )

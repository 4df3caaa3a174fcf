"""An act tried without being done: what it would make of the matter, or why it would be refused. Writes nothing, locks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from yuheng.kernel.engine.asking import Said, asked
from yuheng.kernel.engine.completing import completed
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import Loaded, load
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.opening import act_of, new_work
from yuheng.kernel.engine.orders import Order
from yuheng.kernel.engine.signing import signed_by_all
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.now import now
from yuheng.kernel.procedure.clocks import opened
from yuheng.kernel.procedure.decide import decide, marking_of
from yuheng.kernel.procedure.marking import NO_ROW
from yuheng.kernel.procedure.state import Clock, LegalDay, Outcome, Refusal, Snapshot


def trial(order: Order) -> Outcome | Refusal:
    """Decides on the matter as it stands now by the order's own data; nothing is filled in from the records (`engine/completing.py`), no question is put."""
    staff, recorded = office(), now()
    loaded = load([order.matter] if order.matter and order.opening is None else [], staff, lock=False)
    return _tried(order, staff, recorded, loaded, None)


def trials(orders: Sequence[Order]) -> list[Outcome | Refusal]:
    """Decides each act as `perform` would: a dry run of thousands asks for the office and the matters once.

    The questions of a step are put too, and remember the acts before: the second of two rows that claim one number is told so.
    """
    staff, recorded = office(), now()
    said: Said = {}
    loaded = load([order.matter or 0 for order in orders if order.opening is None], staff, lock=False)
    return [_tried(order, staff, recorded, loaded, said) for order in orders]


def _tried(order: Order, staff: Office, recorded: datetime, loaded: dict[int, Loaded], said: Said | None) -> Outcome | Refusal:
    """`said`: what the questions remember; None leaves out what is filled in and asked."""
    work: Work | Refusal
    if order.opening is not None:
        work = new_work(order, Batch(), staff, recorded)
    else:
        known = loaded.get(order.matter or 0)
        work = Work(known) if known is not None else Refusal("matter", "没有这一事项。", remedy="请核对编号。")
    if isinstance(work, Refusal):
        return work
    head = work.head
    act = signed_by_all(act_of(order, work, staff, recorded), work.state, staff)
    if isinstance(act, Refusal):
        return act
    filled = completed(act, work.state) if said is not None else None
    if isinstance(filled, Refusal):
        return filled
    act = replace(act, data=filled.data) if filled is not None else act
    law = legal_day(head.field, head.region, head.act)
    outcome = decide(work.state, act, law)
    if isinstance(outcome, Refusal) or said is None:
        return outcome
    return asked(work.state, outcome, law, said) or outcome


def would_start(state: Snapshot, step_id: str, row: int, law: LegalDay) -> list[Clock]:
    """The clocks that performing the step today would start, whatever its form will say."""
    day = now().date()
    fresh = replace(state, opened=state.opened or now())
    compiled, marking = marking_of(fresh, day, law)
    index = compiled.index.get((step_id, row), compiled.index.get((step_id, NO_ROW)))
    if index is None:
        return []
    slot = compiled.slots[index]
    return opened(
        compiled, compiled.perform(marking, slot), slot, slot.step.obliges, day, state.seq + 1, state.facts, law
    )

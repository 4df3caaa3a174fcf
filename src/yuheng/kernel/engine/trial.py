"""An act tried without being done: what it would make of the matter, or why it would be refused. Writes nothing, locks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

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
    """Decides on the matter as it stands now by the order's own data; nothing is filled in from the records (`engine/completing.py`)."""
    staff, recorded = office(), now()
    loaded = load([order.matter] if order.matter and order.opening is None else [], staff, lock=False)
    return _tried(order, staff, recorded, loaded, fills=False)


def trials(orders: Sequence[Order]) -> list[Outcome | Refusal]:
    """Decides each act as `perform` would if it came alone: a dry run of thousands asks for the office and the matters once."""
    staff, recorded = office(), now()
    loaded = load([order.matter or 0 for order in orders if order.opening is None], staff, lock=False)
    return [_tried(order, staff, recorded, loaded, fills=True) for order in orders]


def _tried(order: Order, staff: Office, recorded: datetime, loaded: dict[int, Loaded], *, fills: bool) -> Outcome | Refusal:
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
    filled = completed(act, work.state) if fills else None
    if isinstance(filled, Refusal):
        return filled
    act = replace(act, data=filled.data) if filled is not None else act
    return decide(work.state, act, legal_day(head.field, head.region, head.act))


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

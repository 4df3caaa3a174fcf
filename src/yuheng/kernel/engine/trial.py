"""An act tried without being done: what it would make of the matter, or why it would be refused. Writes nothing, locks nothing."""

from __future__ import annotations

from dataclasses import replace

from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import load
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Order
from yuheng.kernel.engine.perform import _act, new_work
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.now import now
from yuheng.kernel.procedure.clocks import opened
from yuheng.kernel.procedure.decide import decide, marking_of
from yuheng.kernel.procedure.marking import NO_ROW
from yuheng.kernel.procedure.state import Clock, LegalDay, Outcome, Refusal, Snapshot


def trial(order: Order) -> Outcome | Refusal:
    """Decides as `perform` would, on the matter as it stands now."""
    staff, recorded = office(), now()
    work: Work | Refusal
    if order.opening is not None:
        work = new_work(order, Batch(), staff, recorded)
    else:
        loaded = load([order.matter or 0], staff, lock=False).get(order.matter or 0)
        work = Work(loaded) if loaded is not None else Refusal("matter", "没有这一事项。", remedy="请核对编号。")
    if isinstance(work, Refusal):
        return work
    head = work.head
    return decide(work.state, _act(order, work, staff, recorded), legal_day(head.field, head.region, head.act))


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

"""Whether an act that an approval sheet carries bears every signature of its organ's chain."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.engine.office import Office
from yuheng.kernel.procedure.chains import Chain, chain_of, chosen, countersigned
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot


def places_of(chain: Chain, state: Snapshot, day: date, staff: Office) -> tuple[int, ...]:
    """The places that a sheet of this matter has on a day: what the nearest organ declares, or the standard."""
    for organ in state.lead_line:
        found = chosen(staff.approvals.get(organ), chain.id, day)
        if found is not None:
            return chain.places(found, state.values)
    return chain.places(None, state.values)


def signed_by_all(act: Act, state: Snapshot, staff: Office) -> Act | Refusal:
    """The act with those who proposed it marked; the refusal where somebody has not signed yet."""
    step = state.procedure.by_id.get(act.step)
    chain = chain_of(step.approval) if step is not None and step.approval else None
    if step is None or chain is None:
        return act
    return countersigned(step, act, state, places_of(chain, state, act.day, staff))

"""What nobody types: the unit that is urged is the one that leads the matter; a matter taken apart again is joined to nothing."""

from __future__ import annotations

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot


def issued(act: Act, state: Snapshot) -> Completed | Refusal:
    return Completed({**act.data, "unit": state.lead, "issued_on": act.day})


register("desk.urging", "issue", issued)

"""The work list of payments to check: every payment that a transaction leaves stands on it until the rules were run over it."""

from __future__ import annotations

from collections.abc import Sequence

from yuheng.kernel.procedure.state import Snapshot
from yuheng.systems.oversight.money.facts import Unchecked


def keep(states: Sequence[Snapshot]) -> None:
    """Called with every payment that a transaction leaves."""
    Unchecked.objects.bulk_create([Unchecked(payment_id=state.matter) for state in states if state.opened is not None], ignore_conflicts=True)

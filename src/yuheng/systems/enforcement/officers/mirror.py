"""The certificate that the engine asks, as its file says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from yuheng.kernel.engine.staff.cards import Card, keep
from yuheng.kernel.procedure.state import Snapshot
from yuheng.systems.enforcement.items.choices import FIELD_NAMES
from yuheng.systems.enforcement.officers.facts import ENDS

WAYS = dict(ENDS)
NEEDED = ("holder", "unit", "number", "valid_from", "valid_to")


def keep_cards(states: Sequence[Snapshot]) -> None:
    """Called with every file of a certificate that a transaction leaves."""
    # A file adopted from paper may still lack what makes a certificate; until it is corrected there is none.
    live = [state for state in states if state.opened is not None and all(state.facts.get(name) is not None for name in NEEDED)]
    keep([_card(state) for state in live], [state.matter for state in states if state.opened is None])


def _card(state: Snapshot) -> Card:
    f = state.facts
    began, ended = f.get("suspended_on"), f.get("restored_on")
    # Restored before it was suspended once more: the suspension runs.
    last = ended - timedelta(days=1) if ended is not None and began is not None and ended > began else None
    return Card(
        matter=state.matter, person=f["holder"], organ=f["unit"], number=f["number"], kinds=tuple(FIELD_NAMES[one] for one in f["kinds"] or ()), auxiliary=f["grade"] == "auxiliary",
        from_on=f["valid_from"], to_on=f["valid_to"], paused_on=began, paused_to=last, paused_why=f.get("suspended_why") or "",
        stopped_on=f.get("ended_on"), stopped_why=f"注销（{WAYS[f['ended_how']]}）" if f.get("ended_how") else "",
    )  # fmt: skip

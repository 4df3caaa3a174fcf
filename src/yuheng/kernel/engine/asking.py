"""Questions that a performance must answer beyond its relations and fields: what another record says, what a sum must be.

A step names them in `asks`; a system registers each under its id. They are put after the decision and may read the database.
They restrict, and never allow: what `check` proved stays proved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot

Said = dict[str, Any]
"""What the questions of one transaction remember of acts that are decided and not yet written."""

Question = Callable[[Snapshot, Outcome, LegalDay, Said], Refusal | None]

_known: dict[str, Question] = {}


def asks(name: str) -> Callable[[Question], Question]:
    """Registers a question under its id."""

    def known(question: Question) -> Question:
        if _known.get(name, question) is not question:
            raise ValueError(f"question {name} is registered twice")
        _known[name] = question
        return question

    return known


def asked(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """The first refusal that a question of the step gives, or None."""
    step = state.procedure.by_id[outcome.act.step]
    for name in step.asks:
        refusal = _known[f"{state.procedure.id}:{name}"](state, outcome, law, said)
        if refusal is not None:
            return refusal
    return None

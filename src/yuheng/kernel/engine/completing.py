"""What a step fills in by itself, and what stands beside its event: declared by a floor above, run inside the act's transaction.

A published report's digest, a confirmed figure's value are never typed: whichever door an act comes through, the same function
fills them from the records, and what it leaves behind stands or falls with the event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from yuheng.kernel.procedure.state import Act, Refusal, Snapshot


@dataclass(frozen=True)
class Completed:
    """The data of the act with what was filled in; `then` writes beside the event, given the matter."""

    data: Mapping[str, Any]
    then: Callable[[int], None] | None = None


Fill = Callable[[Act, Snapshot], Completed | Refusal]


@dataclass(frozen=True)
class Completion:
    """`fill` is asked before the act is judged; `final` says why the act can never be undone, empty where it can."""

    fill: Fill
    final: str = ""


_known: dict[tuple[str, str], Completion] = {}


def register(procedure: str, step: str, fill: Fill, *, final: str = "") -> None:
    """Declares that acts of this step are completed by `fill`."""
    if (procedure, step) in _known:
        raise ValueError(f"{procedure} {step} is completed twice")
    _known[procedure, step] = Completion(fill, final)


def completion_of(procedure: str, step: str) -> Completion | None:
    return _known.get((procedure, step))


def completed(act: Act, state: Snapshot) -> Completed | Refusal | None:
    """The act's data filled in, or why not; None for the usual step that fills in nothing."""
    known = _known.get((state.procedure.id, act.step))
    return known.fill(act, state) if known else None

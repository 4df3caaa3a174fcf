"""What the kernel itself reads of a matter, kept in step with its facts: a certificate of enforcement is the file in which it was issued.

A mirror runs after the writes of every act, correction and undoing, inside their transaction, so that what it keeps can never say anything else than
the records do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from yuheng.kernel.procedure.state import Snapshot

Mirror = Callable[[Sequence[Snapshot]], None]

_known: dict[str, Mirror] = {}


def mirrors(procedure: str, keep: Mirror) -> None:
    """Declares that `keep` is told of every matter of this procedure as each transaction leaves it."""
    if _known.get(procedure, keep) is not keep:
        raise ValueError(f"{procedure} is mirrored twice")
    _known[procedure] = keep


def mirrored(states: Iterable[Snapshot]) -> bool:
    """Whether something is kept of one of these matters."""
    return bool(_known) and any(state.procedure.id in _known for state in states)


def mirror(states: Iterable[Snapshot]) -> None:
    """Tells the mirrors what a transaction leaves."""
    if not _known:
        return
    told: dict[str, list[Snapshot]] = {}
    for state in states:
        if state.procedure.id in _known:
            told.setdefault(state.procedure.id, []).append(state)
    for procedure, found in told.items():
        _known[procedure](found)

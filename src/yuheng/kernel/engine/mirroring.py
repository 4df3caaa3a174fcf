"""What the kernel itself reads of a matter, kept in step with its facts: a certificate of enforcement is the file in which it was issued.

A mirror runs after the writes of every act, correction and undoing, inside their transaction, so that what it keeps can never say anything else than
the records do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from yuheng.kernel.procedure.marking import NO_ROW
from yuheng.kernel.procedure.state import Snapshot

Mirror = Callable[[Sequence[Snapshot]], None]

_known: dict[str, tuple[Mirror, str]] = {}


def mirrors(procedure: str, keep: Mirror, *, begins: str = "") -> None:
    """Declares that `keep` is told of every matter of this procedure as each transaction leaves it.

    With `begins` nothing is kept before that step was done once: usual acts before it pay nothing for the mirror.
    """
    if _known.get(procedure, (keep, begins)) != (keep, begins):
        raise ValueError(f"{procedure} is mirrored twice")
    _known[procedure] = keep, begins


def mirrored(states: Iterable[Snapshot]) -> bool:
    """Whether something is kept of one of these matters."""
    return bool(_known) and any(_kept(state) for state in states)


def _kept(state: Snapshot) -> bool:
    known = _known.get(state.procedure.id)
    return known is not None and (not known[1] or state.step((known[1], NO_ROW)).times > 0)


def mirror(states: Iterable[Snapshot], *, undone: bool = False) -> None:
    """Tells the mirrors what a transaction leaves; `undone`: acts may have been taken back, also the one with which a mirror begins."""
    if not _known:
        return
    told: dict[str, list[Snapshot]] = {}
    for state in states:
        if state.procedure.id in _known and (undone or _kept(state)):
            told.setdefault(state.procedure.id, []).append(state)
    for procedure, found in told.items():
        _known[procedure][0](found)

"""What the kernel itself reads of a matter, kept in step with its facts: a certificate of enforcement is the file in which it was issued.

A mirror runs after the writes of every act, correction and undoing, inside their transaction, so that what it keeps can never say anything else than
the records do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from yuheng.kernel.procedure.marking import NO_ROW
from yuheng.kernel.procedure.state import Snapshot

Mirror = Callable[[Sequence[Snapshot]], None]

_known: dict[str, list[tuple[Mirror, str]]] = {}


def mirrors(procedure: str, keep: Mirror, *, begins: str = "") -> None:
    """Declares that `keep` is told of every matter of this procedure as each transaction leaves it.

    With `begins` nothing is kept before that step was done once: usual acts before it pay nothing for the mirror.
    """
    kept = _known.setdefault(procedure, [])
    if (keep, begins) not in kept:
        if any(other is keep for other, _begins in kept):
            raise ValueError(f"{procedure} is mirrored twice by one keeper")
        kept.append((keep, begins))


def mirrored(states: Iterable[Snapshot]) -> bool:
    """Whether something is kept of one of these matters."""
    return bool(_known) and any(_begun(state, begins) for state in states for _keep, begins in _known.get(state.procedure.id, ()))


def _begun(state: Snapshot, begins: str) -> bool:
    return not begins or state.step((begins, NO_ROW)).times > 0


def mirror(states: Iterable[Snapshot], *, undone: bool = False) -> None:
    """Tells the mirrors what a transaction leaves; `undone`: acts may have been taken back, also the one with which a mirror begins."""
    if not _known:
        return
    told: dict[Mirror, list[Snapshot]] = {}
    for state in states:
        for keep, begins in _known.get(state.procedure.id, ()):
            if undone or _begun(state, begins):
                told.setdefault(keep, []).append(state)
    for keep, found in told.items():
        keep(found)

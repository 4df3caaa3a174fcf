"""Runs the models: what is new becomes a clue; what was found before is left as it stands."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.now import today
from yuheng.systems.oversight.clues import found as _models  # noqa: F401  (registers them)
from yuheng.systems.oversight.clues.facts import Clue
from yuheng.systems.oversight.clues.model import ClueModel, Hit, all_models

MANY = 500
"""Marks looked up at once."""

LONG = 74
"""Characters of a mark: with its head it is the key of the act that makes the clue."""

FEW = 50
"""Clues of one transaction: nobody who is working waits long for it."""


@dataclass(frozen=True)
class Ran:
    """What a run did: clues made, by model, and hits that were known; `refused` says what could not be listed, and which model failed."""

    made: dict[str, int]
    known: int
    refused: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.made.values())


def run() -> Ran:
    """Runs every model over the records of today. Running again finds nothing new: a clue is found once."""
    on, known = today(), 0
    made: dict[str, int] = {}
    refused: list[str] = []
    for model in all_models():
        try:
            hits = {model.mark(hit)[:LONG]: hit for hit in model.find(on)}
        except Exception as error:  # one model that fails must not silence the others
            logging.getLogger("yuheng.supervision").exception("线索模型 %s 没有运行", model.id)
            refused.append(f"{model.id}: {type(error).__name__}")
            continue
        old = _marks(list(hits))
        known += len(old)
        fresh = {mark: hit for mark, hit in hits.items() if mark not in old}
        for result in perform_many([_order(model, mark, hit) for mark, hit in fresh.items()], chunk=FEW):
            if isinstance(result, Done):
                made[model.id] = made.get(model.id, 0) + 1
            else:
                refused.append(f"{model.id}: {result}")
    return Ran(made, known, tuple(refused))


def _marks(marks: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(marks), MANY):
        found |= set(Clue.objects.filter(mark__in=marks[start : start + MANY]).values_list("mark", flat=True))
    return found


def _order(model: ClueModel, mark: str, hit: Hit) -> Order:
    data = {
        "mark": mark, "model": model.id, "name": model.name, "subject": hit.subject or "—", "file": hit.file, "unit": hit.unit, "found_on": today(),
        "since": hit.since, "severity": model.severity, "content": hit.content, "proof": hit.proof, "basis": model.basis,
    }  # fmt: skip
    return Order("find", 0, opening=Opening("oversight.clue", lead=hit.unit), data=data, key=f"clue:{mark}")

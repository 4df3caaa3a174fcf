"""The papers that an act makes or brings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from yuheng.kernel.documents import paper, template_digest
from yuheng.kernel.engine.events import PaperMade, plain
from yuheng.kernel.engine.filling import declared_id
from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.procedure.state import Outcome, Snapshot
from yuheng.kernel.records.ids import new_id


def papers_of(state: Snapshot, outcome: Outcome) -> list[PaperMade]:
    """Papers in the order of the declaration, then those that were uploaded. Files are rendered when first opened."""
    procedure = state.procedure
    digest = data_digest(state) if outcome.produces else ""
    made = [
        PaperMade(
            new_id(outcome.act.recorded),
            kind,
            procedure.papers.get(kind, kind),
            template=_template(declared_id(procedure, kind)),
            data=digest,
        )
        for kind in outcome.produces
    ]
    return made + brought(outcome)


def brought(outcome: Outcome) -> list[PaperMade]:
    """The files that came with an act."""
    return [PaperMade(new_id(outcome.act.recorded), paper.kind, paper.name, file=paper.digest) for paper in outcome.act.papers]


def paper_row(matter: int, outcome: Outcome, paper: PaperMade) -> list[Any]:
    """The row of a paper, in the order of `write.PAPER`: what was brought is signed already, what was made has its number."""
    act = outcome.act
    state = "returned" if paper.file else "numbered"
    return [
        paper.id, matter, outcome.seq, act.step, act.row, paper.kind, paper.name, paper.number, state, not paper.file, paper.template, paper.data,
        "", "", paper.file, act.day, None,
    ]  # fmt: skip


@lru_cache(maxsize=1024)
def _template(declared: str) -> str:
    """The digest of a paper's declaration; empty for one that no system declared."""
    return template_digest(paper(declared)) if declared else ""


def data_digest(state: Snapshot) -> str:
    """The digest of the facts a paper is made from: the matter's facts as they stood after the act.

    The fold of the events up to that act gives the same digest: what is empty and what is not voided does not count.
    """
    rows = {kind: {str(number): _written(row) for number, row in items.items()} for kind, items in state.rows.items() if items}
    return sm3(canonical({"facts": _written(state.facts), "rows": rows})).hex()


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: plain(value) if isinstance(value, date) else value for name, value in values.items() if value is not None}
    if not found.get("voided", True):
        del found["voided"]
    return found

"""The papers that an act makes or brings."""

from __future__ import annotations

from yuheng.kernel.engine.events import PaperMade, plain
from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.procedure.state import Outcome, Snapshot
from yuheng.kernel.records.ids import new_id


def papers_of(state: Snapshot, outcome: Outcome) -> list[PaperMade]:
    """Papers in the order of the declaration, then those that were uploaded. Files are rendered when first opened."""
    names = state.procedure.papers
    digest = data_digest(state) if outcome.produces else ""
    made = [
        PaperMade(new_id(outcome.act.recorded), kind, names.get(kind, kind), data=digest) for kind in outcome.produces
    ]
    brought = [
        PaperMade(new_id(outcome.act.recorded), paper.kind, paper.name, file=paper.digest)
        for paper in outcome.act.papers
    ]
    return made + brought


def data_digest(state: Snapshot) -> str:
    """The digest of the facts a paper is made from: the matter's facts as they stood after the act."""
    facts = {name: plain(value) for name, value in sorted(state.facts.items()) if value is not None}
    rows = {
        kind: {
            str(number): {name: plain(value) for name, value in sorted(row.items())} for number, row in items.items()
        }
        for kind, items in sorted(state.rows.items())
    }
    return sm3(canonical({"facts": facts, "rows": rows})).hex()

"""What was decided becomes events, papers and numbers, and is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from yuheng.kernel.engine import numbers, prepared, titles
from yuheng.kernel.engine.events import PaperMade, event_of, key_digest, opening_line
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.mirroring import mirror, mirrored
from yuheng.kernel.engine.office import Office
from yuheng.kernel.engine.orders import ClockLine, Done, Order
from yuheng.kernel.engine.papers import paper_row, papers_of
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.ledger.commitment import Salts
from yuheng.kernel.procedure.decide import decide
from yuheng.kernel.procedure.lapses import lapsed
from yuheng.kernel.procedure.state import Outcome


@dataclass(slots=True)
class Decided:
    """An act that may be done, before its event is made."""

    order: Order | None
    work: Work
    outcome: Outcome
    papers: list[PaperMade]
    then: Callable[[int], None] | None = None


def fallen(work: Work, day: date, recorded: datetime) -> list[Decided]:
    """What the law let follow from terms that expired before `day`, taken into the work. `tick` records what nobody's act brings along."""
    law = legal_day(work.head.field, work.head.region, work.head.act)
    found = []
    for act in lapsed(work.state, day, recorded):
        outcome = decide(work.state, act, law)
        if isinstance(outcome, Outcome):
            outcome.kind = "lapse"
            work.take(outcome)
            found.append(Decided(None, work, outcome, papers_of(work.state, outcome)))
    return found


def record(plan: Sequence[Decided], batch: Batch, staff: Office, salts: Salts, travel: ExitStack) -> dict[int, Done]:
    """Takes numbers, makes events and papers, writes all. Numbers are taken after every check: a refused act uses none.

    `travel` is unwound by the caller after the transaction: the writes of a single matter then travel with COMMIT.
    """
    taken = numbers.take([(item.work, item.outcome, item.papers) for item in plan], staff)
    names = titles.party_names(item.work for item in plan if item.work.new)
    done: dict[int, Done] = {}
    for item, number in zip(plan, taken, strict=True):
        done[id(item)] = _event(item, number, batch, salts)
    for work in {id(item.work): item.work for item in plan}.values():
        titles.entitle(work, names)
    # A matter loaded whose every act was refused is written by nobody.
    touched = {id(item.work) for item in plan}
    batch.works = {key: work for key, work in batch.works.items() if id(work) in touched}
    then = [(item.then, item.work.head.id) for item in plan if item.then is not None]
    states = [work.state for work in batch.works.values()]
    if len(batch.works) > 1:
        batch.flush(staff)
    elif then or mirrored(states) or _inside():
        with prepared.together():
            batch.flush(staff)
    else:
        prepared.begin(travel)
        batch.flush(staff)
    mirror(states)
    for done_so, matter in then:
        done_so(matter)
    return done


def _inside() -> bool:
    """Whether this transaction is part of a larger one: what fails must then fail before its savepoint is released."""
    return len(connection.savepoint_ids) > 0


def _event(item: Decided, number: str, batch: Batch, salts: Salts) -> Done:
    head, outcome, order, papers = item.work.head, item.outcome, item.order, item.papers
    digest = key_digest(order.step, order.row, order.data, order.opening) if order and order.key else ""
    details: dict[str, Any] = {"clock": outcome.act.step} if outcome.kind == "lapse" else {}
    if outcome.kind == "open":
        details["opening"] = opening_line(head, item.work.parties, item.work.members)
    if number:
        head.number = details["number"] = number
    row, openings, hashed = event_of(
        head, item.work.state.procedure.shape, outcome, papers, details=details, salts=salts, digest=digest
    )
    batch.events.append(row)
    batch.openings.extend(openings)
    act = outcome.act
    batch.papers.extend(paper_row(head.id, outcome, paper) for paper in papers)
    head.seq, head.head, head.recorded_at = outcome.seq, hashed, act.recorded
    steps = item.work.state.procedure.names
    return Done(
        matter=head.id,
        event=row[0],
        seq=outcome.seq,
        step=act.step,
        hash=hashed,
        number=number or next((paper.number for paper in papers if paper.number), ""),
        clocks=tuple(
            ClockLine(c.step, steps[c.step], c.due, c.provisional, c.suspended) for c in outcome.clocks if c.open
        ),
        papers=tuple(paper.id for paper in papers),
        late=outcome.late,
    )

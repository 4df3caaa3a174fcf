"""`perform` and `perform_many`: one path, one act or thousands.

A call loads its matters under lock, decides act after act in memory, takes numbers in a fixed order, and writes set-wise,
all in one transaction. A refused act changes nothing; in `perform_many` the others stand.
"""

from __future__ import annotations

import gc
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from yuheng.kernel.engine import numbers, titles
from yuheng.kernel.engine.asking import asked
from yuheng.kernel.engine.completing import completed
from yuheng.kernel.engine.events import PaperMade, event_of, key_digest, opening_line
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import Head, Loaded, load
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.orders import ClockLine, Done, Order, Refused
from yuheng.kernel.engine.papers import paper_row, papers_of
from yuheng.kernel.engine.references import missing_reference, pointed, refers
from yuheng.kernel.engine.signing import signed_by_all
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.ledger.commitment import Salts
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.decide import decide
from yuheng.kernel.procedure.lapses import lapsed
from yuheng.kernel.procedure.rights import alternatives
from yuheng.kernel.procedure.state import SYSTEM, Act, Outcome, Refusal, Seat, Snapshot
from yuheng.kernel.records.ids import new_id
from yuheng.kernel.records.models import Event

Key = tuple[int | None, str]
"""An account and its idempotency key."""

CHUNK = 500
"""Acts per transaction in `perform_many`."""

MANY = 200
"""Acts from which a chunk is a large one."""


@dataclass(slots=True)
class Decided:
    """An act that may be done, before its event is made."""

    order: Order | None
    work: Work
    outcome: Outcome
    papers: list[PaperMade]
    then: Callable[[int], None] | None = None


@dataclass(slots=True)
class Again:
    """The same key and data a second time in one chunk: gives what the first gives."""

    first: Decided


def perform(order: Order) -> Done:
    """Does one act. Raises `Refused`; then nothing has changed. A repeated `key` with the same data gives the first result."""
    result = perform_many([order])[0]
    if isinstance(result, Refusal):
        raise Refused(result)
    return result


def perform_many(
    orders: Sequence[Order],
    *,
    chunk: int = CHUNK,
    salts: Salts = secrets.token_bytes,
    progress: Callable[[int], None] | None = None,
) -> list[Done | Refusal]:
    """Does many acts in order. Each chunk is one transaction; a refused act leaves the others standing.

    `progress` is told after every chunk how many acts were dealt with.
    """
    results: list[Done | Refusal] = []
    opened: dict[str, int] = {}
    for start in range(0, len(orders), chunk):
        part = [_placed(order, opened) for order in orders[start : start + chunk]]
        with _uncollected(len(part)):
            results.extend(_chunk(part, opened, salts))
        if progress is not None:
            progress(len(results))
    return results


@contextmanager
def _uncollected(acts: int) -> Iterator[None]:
    """No garbage collection during a large chunk: it holds a hundred objects an act, all in use, and none in a cycle."""
    if acts < MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _placed(order: Order, opened: dict[str, int]) -> Order:
    """The order with the reference to a matter of an earlier chunk resolved."""
    if order.ref and order.opening is None and order.ref in opened:
        return replace(order, matter=opened[order.ref])
    return order


def _chunk(orders: list[Order], opened: dict[str, int], salts: Salts) -> list[Done | Refusal]:
    repeated = _repeated(orders)
    for attempt in range(3):
        try:
            with transaction.atomic():
                return _run(orders, opened, repeated, salts)
        except IntegrityError:
            # Another process took the same key or identifier between our look and our write: look again.
            repeated = _repeated(orders)
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


def _repeated(orders: Iterable[Order]) -> dict[Key, Done | Refusal]:
    """Acts whose key was used before, with what they gave then."""
    keyed = {(order.account, order.key): order for order in orders if order.key}
    if not keyed:
        return {}
    found: dict[Key, Done | Refusal] = {}
    rows = Event.objects.filter(key__in={key for _account, key in keyed}).only(
        "id", "matter_id", "seq", "step", "hash", "key", "account", "key_digest"
    )
    for event in rows:
        order = keyed.get((event.account, event.key or ""))
        if order is None:
            continue
        if event.key_digest == key_digest(order.step, order.row, order.data, order.opening):
            found[(event.account, event.key or "")] = Done(
                event.matter_id, event.id, event.seq, event.step, event.hash, repeated=True
            )
        else:
            found[(event.account, event.key or "")] = OTHER_DATA
    return found


def _run(
    orders: list[Order],
    opened: dict[str, int],
    repeated: dict[Key, Done | Refusal],
    salts: Salts,
) -> list[Done | Refusal]:
    staff = office()
    batch = Batch()
    orders = _bound(orders, opened, repeated)
    known = load((order.matter for order in orders if order.matter is not None), staff)
    for matter, loaded in known.items():
        head = loaded.head
        batch.works[matter] = Work(loaded, scope_before=(head.status, head.level, head.due_on))
    refs: dict[str, int] = {}
    plan: list[Decided | Again | Done | Refusal] = []
    keyed: dict[Key, Decided] = {}
    first: list[int] = []
    for order in orders:
        first.append(len(plan))
        again = _again(order, keyed)
        if again is not None:
            plan.append(again)
            if order.opening is not None and order.ref and isinstance(again, Again):
                refs[order.ref] = again.first.work.head.id
            continue
        plan.extend(_decided(order, batch, refs, opened, staff, repeated))
        if order.key and isinstance(plan[-1], Decided):
            keyed[(order.account, order.key)] = plan[-1]
    done = _written([item for item in plan if isinstance(item, Decided)], batch, staff, salts)
    results: list[Done | Refusal] = []
    for position in range(len(orders)):
        end = first[position + 1] if position + 1 < len(orders) else len(plan)
        item = plan[end - 1]
        if isinstance(item, Again):
            results.append(replace(done[id(item.first)], number="", clocks=(), papers=(), late=False, repeated=True))
        else:
            results.append(done[id(item)] if isinstance(item, Decided) else item)
    opened.update(refs)
    return results


def _bound(orders: list[Order], opened: dict[str, int], repeated: dict[Key, Done | Refusal]) -> list[Order]:
    """The orders with each reference to a matter that an earlier call opened under the same key resolved."""
    found: list[Order] = []
    for order in orders:
        earlier = repeated.get((order.account, order.key)) if order.key and order.opening is not None else None
        if order.ref and isinstance(earlier, Done):
            opened[order.ref] = earlier.matter
        found.append(_placed(order, opened))
    return found


OTHER_DATA = Refusal("key", "这个请求编号已经用于另一项办理，本次没有办理。", remedy="请刷新页面后重新办理。")


def _again(order: Order, keyed: dict[Key, Decided]) -> Again | Refusal | None:
    """What a key that was used earlier in this chunk gives; None for a fresh one."""
    first = keyed.get((order.account, order.key)) if order.key else None
    if first is None or first.order is None:
        return None
    then, now_ = first.order, order
    same = key_digest(then.step, then.row, then.data, then.opening) == key_digest(
        now_.step, now_.row, now_.data, now_.opening
    )
    return Again(first) if same else OTHER_DATA


def _decided(
    order: Order,
    batch: Batch,
    refs: dict[str, int],
    opened: dict[str, int],
    staff: Office,
    repeated: dict[Key, Done | Refusal],
) -> list[Decided | Done | Refusal]:
    """What becomes of one order: lapses that the law brought before it, and the act itself last."""
    if order.key and (order.account, order.key) in repeated:
        return [repeated[(order.account, order.key)]]
    recorded = _moment(order.recorded or now())
    work = _work(order, batch, refs, opened, staff, recorded)
    if isinstance(work, Refusal):
        return [work]
    if work.head.recorded_at and recorded < work.head.recorded_at:
        recorded = work.head.recorded_at
    law = legal_day(work.head.field, work.head.region, work.head.act)
    order = pointed(order, {**opened, **refs}) if refers(order.data) else order
    act = signed_by_all(_act(order, work, staff, recorded), work.state, staff)
    if isinstance(act, Refusal):
        if order.opening is not None:
            batch.works.pop(work.head.id, None)
        return [act]
    saved = work.loaded
    found: list[Decided | Done | Refusal] = [*fallen(work, act.day, recorded)]
    filled = completed(act, work.state)
    if filled is not None and not isinstance(filled, Refusal):
        act = replace(act, data=filled.data)
    outcome = filled if isinstance(filled, Refusal) else decide(work.state, act, law)
    refusal = outcome if isinstance(outcome, Refusal) else missing_reference(outcome, work.state.procedure.shape, staff, batch.works)
    if refusal is None and isinstance(outcome, Outcome):
        refusal = asked(work.state, outcome, law, batch.said)
    if refusal is not None:
        # Lapses stand only together with an act; `tick` records those that nobody's act brought along.
        if found:
            batch.works[work.head.id] = Work(saved, new=work.new, scope_before=work.scope_before)
        if order.opening is not None:
            batch.works.pop(work.head.id, None)
        return [refusal]
    assert isinstance(outcome, Outcome)
    if order.opening is not None:
        outcome.kind = "open"
        if order.ref:
            refs[order.ref] = work.head.id
    work.take(outcome)
    then = filled.then if filled is not None and not isinstance(filled, Refusal) else None
    found.append(Decided(order, work, outcome, papers_of(work.state, outcome), then))
    return found


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


def _moment(value: datetime) -> datetime:
    if value.tzinfo is not CHINA:
        value = value.astimezone(CHINA) if value.tzinfo else value.replace(tzinfo=CHINA)
    return value.replace(microsecond=value.microsecond // 1000 * 1000) if value.microsecond % 1000 else value


def _work(
    order: Order, batch: Batch, refs: dict[str, int], opened: dict[str, int], staff: Office, recorded: datetime
) -> Work | Refusal:
    """The matter that the order is about: loaded, opened earlier in this call, or to be opened now."""
    if order.opening is not None:
        return new_work(order, batch, staff, recorded)
    matter = order.matter if order.matter is not None else refs.get(order.ref, opened.get(order.ref))
    work = batch.works.get(matter) if matter is not None else None
    if work is None:
        return Refusal("matter", "没有这一事项，或者它没有开始。", remedy="请核对编号。")
    return work


def new_work(order: Order, batch: Batch, staff: Office, recorded: datetime) -> Work | Refusal:
    opening = order.opening
    assert opening is not None
    day = (_moment(order.at) if order.at else recorded).date()
    try:
        procedure = registry.current(opening.procedure, day)
    except registry.UnknownProcedure as error:
        return Refusal("procedure", str(error))
    if order.step != procedure.opening.id:
        return Refusal("not_open", f"“{procedure.name}”自“{procedure.opening.name}”开始。")
    if opening.lead not in staff.parents or (opening.area is not None and opening.area not in staff.parents):
        return Refusal("organ", "没有这一承办单位或者属地。", remedy="请核对单位编码。")
    level = procedure.level if opening.level is None else max(opening.level, 0)
    head = Head(
        id=new_id(recorded),
        procedure=procedure.id,
        version=procedure.version,
        number="",
        title="",
        lead_id=opening.lead,
        power_id=opening.power or staff.power_of(opening.lead),
        area_id=opening.area,
        handler_id=order.by or None,
        field=opening.field,
        region=opening.region,
        act=opening.act,
        level=level,
        status="open",
        stage="",
        opened_at=None,
        opened_on=None,
        closed_at=None,
        closed_on=None,
        due_on=None,
        warn_on=None,
        due_step="",
        provisional=False,
        irregular=False,
        adopted=False,
        seq=0,
        head="",
        recorded_at=None,
        recused=[],
        batch=opening.batch,
    )
    state = Snapshot(
        matter=head.id,
        procedure=procedure,
        lead=opening.lead,
        lead_line=staff.line(opening.lead),
        power=head.power_id,
        members=frozenset(person for person, _part in opening.members),
    )
    work = Work(
        Loaded(head, state),
        new=True,
        parties=tuple((part.party, part.part, part.hidden) for part in opening.parties),
        members=opening.members,
    )
    batch.works[head.id] = work
    return work


def _act(order: Order, work: Work, staff: Office, recorded: datetime) -> Act:
    at = _moment(order.at) if order.at else recorded
    step = work.state.procedure.by_id.get(order.step)
    wanted = {role.id for seat in step.by for role in alternatives(seat)} if step else set()
    line = work.state.lead_line

    def seat(person: int, post: int | None = None) -> Seat:
        return staff.seat(person, at.date(), wanted, line, post)

    others = []
    for position, person in enumerate(order.with_):
        part = order.parts[position] if position < len(order.parts) else ""
        opinion = order.opinions[position] if position < len(order.opinions) else ""
        one = seat(person)
        others.append(replace(one, part=part, opinion=opinion) if part or opinion else one)
    return Act(
        step=order.step,
        by=SYSTEM if order.by == 0 else seat(order.by, order.post),
        at=at,
        recorded=recorded,
        row=order.row,
        with_=tuple(others),
        data=order.data,
        papers=order.papers,
        key=order.key,
        reason=order.reason,
        account=order.account,
    )


def _written(plan: list[Decided], batch: Batch, staff: Office, salts: Salts) -> dict[int, Done]:
    """Takes numbers, makes events and papers, writes all. Numbers are taken after every check: a refused act uses none."""
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
    batch.flush(staff)
    for item in plan:
        if item.then is not None:
            item.then(item.work.head.id)
    return done


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

"""`perform` and `perform_many`: one path, one act or thousands.

A call loads its matters under lock, decides act after act in memory, takes numbers in a fixed order, and writes set-wise,
all in one transaction. A refused act changes nothing; in `perform_many` the others stand.
"""

from __future__ import annotations

import gc
import secrets
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from yuheng.kernel.engine import prepared, repeats
from yuheng.kernel.engine.asking import asked
from yuheng.kernel.engine.completing import completed
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import load
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.opening import act_of, moment, new_work
from yuheng.kernel.engine.orders import Done, Order, Refused
from yuheng.kernel.engine.papers import papers_of
from yuheng.kernel.engine.recording import Decided, fallen, record
from yuheng.kernel.engine.references import missing_reference, named, pointed, refers
from yuheng.kernel.engine.repeats import Again, Key
from yuheng.kernel.engine.signing import signed_by_all
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.ledger.commitment import Salts
from yuheng.kernel.now import now
from yuheng.kernel.procedure.decide import decide
from yuheng.kernel.procedure.state import Outcome, Refusal

CHUNK = 500
"""Acts per transaction in `perform_many`."""

MANY = 200
"""Acts from which a chunk is a large one."""


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
    opened: dict[str, int] | None = None,
) -> list[Done | Refusal]:
    """Does many acts in order. Each chunk is one transaction; a refused act leaves the others standing.

    `progress` is told after every chunk how many acts were dealt with. `opened` holds the matters that earlier calls opened, by
    their references, and takes in those of this one.
    """
    results: list[Done | Refusal] = []
    opened = {} if opened is None else opened
    for start in range(0, len(orders), chunk):
        part = orders[start : start + chunk]
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


def _chunk(orders: Sequence[Order], opened: dict[str, int], salts: Salts) -> list[Done | Refusal]:
    repeated = repeats.repeated(orders)
    for attempt in range(3):
        try:
            # Unwound after COMMIT, which thus travels with the writes of a single act.
            with ExitStack() as travel, transaction.atomic():
                return _run(orders, opened, repeated, salts, travel)
        except IntegrityError:
            # Another process took the same key or identifier between our look and our write: look again.
            repeated = repeats.repeated(orders)
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


def _run(
    orders: Sequence[Order],
    opened: dict[str, int],
    repeated: dict[Key, Done | Refusal],
    salts: Salts,
    travel: ExitStack,
) -> list[Done | Refusal]:
    with prepared.together():  # with BEGIN
        staff = office()
    batch = Batch()
    opened |= _repeated_openings(orders, repeated)
    there = (_matter(order, opened) for order in orders if order.opening is None)
    known = load((matter for matter in there if matter is not None), staff)
    for matter, loaded in known.items():
        head = loaded.head
        batch.works[matter] = Work(loaded, scope_before=(head.status, head.level, head.due_on))
    if len(orders) >= MANY:
        batch.named = named(orders)
    refs: dict[str, int] = {}
    plan: list[Decided | Again | Done | Refusal] = []
    keyed: dict[Key, Decided] = {}
    first: list[int] = []
    for order in orders:
        first.append(len(plan))
        again = repeats.again(order, keyed)
        if again is not None:
            plan.append(again)
            if order.opening is not None and order.ref and isinstance(again, Again):
                refs[order.ref] = again.first.work.head.id
            continue
        plan.extend(_decided(order, batch, refs, opened, staff, repeated))
        if order.key and isinstance(plan[-1], Decided):
            keyed[(order.account, order.key)] = plan[-1]
    done = record([item for item in plan if isinstance(item, Decided)], batch, staff, salts, travel)
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


def _matter(order: Order, opened: Mapping[str, int]) -> int | None:
    """The matter that an order is about: named, or opened earlier under its reference."""
    return order.matter if order.matter is not None else opened.get(order.ref)


def _repeated_openings(orders: Sequence[Order], repeated: dict[Key, Done | Refusal]) -> dict[str, int]:
    """The matters that an earlier call opened under the same keys, by reference."""
    found: dict[str, int] = {}
    for order in orders:
        earlier = repeated.get((order.account, order.key)) if order.key and order.ref and order.opening is not None else None
        if isinstance(earlier, Done):
            found[order.ref] = earlier.matter
    return found


TWO_OPENINGS = Refusal("ref", "同一次提交中有两项用同一个引用名开始办理，后一项没有办理。", remedy="请给每一项各起一个引用名后重新提交。")


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
    if order.opening is not None and order.ref and (order.ref in refs or order.ref in opened):
        return [TWO_OPENINGS]
    recorded = moment(order.recorded or now())
    work = _work(order, batch, refs, opened, staff, recorded)
    if isinstance(work, Refusal):
        return [work]
    if work.state.last_recorded and recorded < work.state.last_recorded:
        # Whoever looks later at a matter never finds what was recorded earlier behind it, in one call as in many.
        recorded = work.state.last_recorded
    law = legal_day(work.head.field, work.head.region, work.head.act)
    order = pointed(order, ChainMap(refs, opened)) if refers(order.data) else order
    act = signed_by_all(act_of(order, work, staff, recorded), work.state, staff)
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
    refusal = outcome if isinstance(outcome, Refusal) else missing_reference(outcome, work.state.procedure.shape, staff, batch)
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


def _work(
    order: Order, batch: Batch, refs: dict[str, int], opened: dict[str, int], staff: Office, recorded: datetime
) -> Work | Refusal:
    """The matter that the order is about: loaded, opened earlier in this call, or to be opened now."""
    if order.opening is not None:
        return new_work(order, batch, staff, recorded)
    matter = refs.get(order.ref) if order.matter is None and order.ref in refs else _matter(order, opened)
    work = batch.works.get(matter) if matter is not None else None
    if work is None:
        return Refusal("matter", "没有这一事项，或者它没有开始。", remedy="请核对编号。")
    return work



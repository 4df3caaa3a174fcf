"""`tick`: records what a statute lets follow from an expired term, once, where nobody's act did so before.

Guards compare dates, so that a lapse works whether or not this runs: it only puts what already follows into the ledger.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import ExitStack

from django.db import transaction

from yuheng.kernel.engine import recompute
from yuheng.kernel.engine.load import load
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.recording import fallen, record
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.now import now
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Clock, Tally

CHUNK = 200
"""Matters per transaction."""

DONE = "tick"
"""Name under which the moment of the last whole round is kept, in milliseconds."""


def tick() -> int:
    """Records every lapse that is due; returns how many. Notes that the round was made. Ends what a killed loading of a calendar left."""
    recompute.finish()
    today, made = now().date(), 0
    for procedure in registry.all_procedures():
        names = [lapse.clock for lapse in procedure.lapses]
        if not names:
            continue
        over = Clock.objects.filter(
            matter__procedure=procedure.id, matter__version=procedure.version, name__in=names, ended=0, asleep=False, due_on__lt=today
        )
        matters = sorted(set(over.values_list("matter_id", flat=True)))
        for start in range(0, len(matters), CHUNK):
            made += _recorded(matters[start : start + CHUNK])
    Tally.objects.update_or_create(name=DONE, shard=0, defaults={"value": int(now().timestamp() * 1000)})
    return made


def _recorded(matters: Sequence[int]) -> int:
    with ExitStack() as travel, transaction.atomic():
        staff, batch, plan = office(), Batch(), []
        for matter, loaded in load(matters, staff).items():
            head = loaded.head
            work = Work(loaded, scope_before=(head.status, head.level, head.due_on))
            batch.works[matter] = work
            recorded = max(now(), head.recorded_at) if head.recorded_at else now()
            plan += fallen(work, recorded.date(), recorded)
        if plan:
            record(plan, batch, staff, secrets.token_bytes, travel)
        return len(plan)


def lag() -> float | None:
    """Seconds since the last whole round; None where none was made yet."""
    value = Tally.objects.filter(name=DONE, shard=0).values_list("value", flat=True).first()
    return None if value is None else max(now().timestamp() - value / 1000, 0.0)

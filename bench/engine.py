"""Steps one by one and in bulk, beside a plain ORM update with a log row in the same run; verification; replay."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

from django.db import connection, transaction
from django.test.utils import setup_databases

from bench.rows import Row, rate
from yuheng.kernel.engine.perform import perform, perform_many

_serial = itertools.count()


def rows() -> list[Row]:
    setup_databases(0, False)
    from tests.example.office import staff

    staffed = staff()
    found = [_plain(staffed), _single(staffed), _bulk(staffed)]
    return found + _ledger()


def _single(staffed) -> Row:
    lives = [staffed.life(f"s{next(_serial)}") for _ in range(60)]

    def work() -> int:
        done = 0
        for life in [lives.pop() for _ in range(20)]:
            matter = None
            for order in life:
                placed = order if matter is None else replace(order, ref="", matter=matter)
                matter = perform(placed).matter
                done += 1
        return done

    goal = "≥ 400" if connection.vendor == "postgresql" else "≥ 900 NORMAL, ≥ 700 FULL"
    return Row(
        "steps one by one, in process", rate(work), "steps/s", goal, "six steps a matter, each its own transaction"
    )


def _bulk(staffed) -> Row:
    def work() -> int:
        orders = [order for _ in range(500) for order in staffed.life(f"b{next(_serial)}")]
        return len(perform_many(orders, chunk=1500))

    return Row("steps in bulk", rate(work), "steps/s", "≥ 5,000", "chunks of 1,500 acts")


def _plain(staffed) -> Row:
    from yuheng.kernel.records.models import Look, Matter

    matter = Matter.objects.get(pk=staffed.accept().matter)
    from yuheng.kernel.now import now
    from yuheng.kernel.records.models import Account

    account = Account.objects.create(username="bench")

    def work() -> int:
        for _ in range(150):
            with transaction.atomic():
                one = Matter.objects.select_for_update().get(pk=matter.pk)
                one.stage = "受理"
                one.save(update_fields=["stage"])
                Look.objects.create(account=account, matter=one, what="x", at=now())
        return 150

    return Row("plain ORM update and log row", rate(work), "writes/s", "", "for comparison, same run")


def _ledger() -> list[Row]:
    from yuheng.kernel.engine.replay import replay
    from yuheng.kernel.engine.sequencer import checkpoint, drain
    from yuheng.kernel.engine.verification import verify
    from yuheng.kernel.records.models import Event

    home = Path(tempfile.mkdtemp())
    sequenced = rate(drain, 1)
    checkpoint(home, "bench")
    count = Event.objects.count()
    verified = rate(lambda: verify(home).events, 3)
    matters = list(Event.objects.values_list("matter_id", flat=True).distinct()[:300])

    def again() -> int:
        assert not list(replay(matters))
        return len(matters) * 6

    return [
        Row("events sequenced as leaves", sequenced, "events/s", "", ""),
        Row("verify", verified, "events/s", "1M in ≤ 5 s with two processes", f"{count:,} events, one process"),
        Row("replay", rate(again, 1), "events/s", "", ""),
    ]

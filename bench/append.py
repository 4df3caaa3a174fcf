"""Events chained by SM3 and committed one by one: what the ledger itself costs, without a decision around it."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import setup_databases

from bench.rows import Row, rate

A_RUN = 400


def rows() -> list[Row]:
    setup_databases(0, False)
    from tests.example.office import staff
    from yuheng.kernel.engine import prepared
    from yuheng.kernel.engine.statements import table
    from yuheng.kernel.engine.write import EVENT
    from yuheng.kernel.ledger.body import read_body, seal
    from yuheng.kernel.records.ids import new_id
    from yuheng.kernel.records.models import Event

    made = Event.objects.get(pk=staff().accept().event)
    values = {name: getattr(made, name) for name in EVENT}
    body = read_body(bytes(made.body))
    at, head, seq = made.recorded_at, made.hash, made.seq

    def work() -> int:
        nonlocal at, head, seq
        for _ in range(A_RUN):
            seq, at = seq + 1, at + timedelta(milliseconds=20)
            identifier = new_id(at)
            written, digest = seal({**body, "_": {**body["_"], "id": identifier, "seq": seq, "prev": head}})
            row = {**values, "id": identifier, "seq": seq, "at": at, "recorded_at": at, "key": None, "hash": digest, "body": written}
            with ExitStack() as travel, transaction.atomic():
                prepared.begin(travel)
                table(Event).insert(EVENT, [[row[name] for name in EVENT]])
            head = digest
        return A_RUN

    goal = "≥ 1,000" if connection.vendor == "postgresql" else "≥ 2,500 FULL"
    kept = os.environ.get("YUHENG_SQLITE_SYNCHRONOUS", "FULL") if connection.vendor == "sqlite" else "fsync"
    return [Row("chained events committed one by one", rate(work), "events/s", goal, f"a transaction each, {kept}; hashed, queued for the tree by trigger")]

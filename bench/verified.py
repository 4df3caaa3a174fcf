"""Verification of the whole ledger with two processes, beside the bare SM3 rate of the same bodies; proofs out of the tables."""

from __future__ import annotations

import hashlib
import time

from bench.rows import Row, percentiles, timed

IN_TOWN = True


def rows(size: int) -> list[Row]:
    from yuheng.faces.cli import setup
    from yuheng.kernel.engine.proving import prove
    from yuheng.kernel.engine.sequencer import checkpoint, drain
    from yuheng.kernel.engine.verification import verify
    from yuheng.kernel.records.models import Event

    home = setup.home()
    drain()
    checkpoint(home, "bench")
    bodies = [bytes(body) for body in Event.objects.values_list("body", flat=True)[:50_000]]
    started = time.perf_counter()
    for body in bodies:
        hashlib.new("sm3", body).digest()
    bare = len(bodies) / (time.perf_counter() - started)
    started = time.perf_counter()
    found = verify(home, processes=2)
    spent = time.perf_counter() - started
    if found.findings:
        raise AssertionError(found.words()[:500])
    events = list(Event.objects.values_list("pk", flat=True)[: 200 * 97 : 97])
    proving = percentiles([timed(lambda event=event: prove(home, event)) for event in events])
    octets = sum(map(len, bodies)) / len(bodies)
    return [
        Row("bare SM3 over the ledger's bodies, one process", bare, "bodies/s", "", f"{octets:,.0f} octets a body"),
        Row("verify, two processes", found.events / spent, "events/s", "≥ 200,000", f"{found.events:,} events in {spent:.1f} s, {found.matters:,} matters"),
        Row("verify of 1M events", 1_000_000 / (found.events / spent), "s", "≤ 5", "at this rate"),
        Row("proof out of the tables, p50", proving[0], "ms", "", f"p95 {proving[1]:.2f}"),
    ]  # fmt: skip

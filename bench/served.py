"""The site as it is served, granian with two workers: penalties over HTTP, latencies, memory and its growth, collection pauses."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from bench import clients, lifecycle
from bench.lists import system_account
from bench.rows import Row, percentiles

IN_TOWN = True
PORT = int(os.environ.get("YUHENG_BENCH_PORT", "9471"))
WORKERS = 2
SECONDS = float(os.environ.get("YUHENG_BENCH_SECONDS", "15"))
REQUESTS = int(os.environ.get("YUHENG_BENCH_REQUESTS", "20000"))


def rows(size: int) -> list[Row]:
    from yuheng.faces.api import auth
    from yuheng.kernel.access import grants, matters
    from yuheng.kernel.now import now

    people, accounts = lifecycle.cast()
    tokens = {part: auth.issue(system_account(account)) for part, account in accounts.items()}
    at = now() - timedelta(minutes=20)
    start = int(time.time()) % 1_000_000 * 10
    makers = (lifecycle.writes(people, at, number) for number in count(start))
    seen = grants.viewer(accounts["head"])
    listed = [matter.pk for matter in matters.page(seen, ["penalty.summary"], size=100).rows]
    connection.close()
    paths = [*(f"/api/matters/{pk}" for pk in listed[:40]), "/api/matters?procedure=penalty.summary&size=100", "/api/matters?size=50"]
    with served() as workers:
        asyncio.run(clients.lives(PORT, tokens, makers, 2, 3))
        asyncio.run(clients.reads(PORT, tokens["head"], paths, 2000, 8))
        many, _spent, seconds = asyncio.run(clients.lives(PORT, tokens, makers, 16, SECONDS))
        alone = percentiles(asyncio.run(clients.lives(PORT, tokens, makers, 1, SECONDS))[1])
        arrived = percentiles(asyncio.run(clients.arriving(PORT, tokens, makers, 20, SECONDS)))
        before = memory(workers)
        asyncio.run(clients.reads(PORT, tokens["head"], paths, REQUESTS, 8))
        after = memory(workers)
        pauses = collected(WORKERS)
    longest = max((ms for _g, ms, _used in pauses), default=0.0)
    own = max((used for _g, _ms, used in pauses), default=0.0)
    goal = "≤ 10/15/30"
    return [
        Row("penalty lifecycles of six writes over HTTP, 16 clients", many / seconds, "lifecycles/s", "≥ 30", f"{many * 6 / seconds:.0f} writes/s"),
        Row("one write, one client, p50", alone[0], "ms", goal, f"p95 {alone[1]:.1f}, p99 {alone[2]:.1f}"),
        Row("one write, 20 a second arriving independently, p50", arrived[0], "ms", goal, f"p95 {arrived[1]:.1f}, p99 {arrived[2]:.1f}"),
        Row("memory of two workers", after, "MB", "≤ 300", "proportional set size after all requests, with the process that they are forked from"),
        Row(f"growth over {REQUESTS:,} requests", (after - before) / before * 100, "%", "≤ 5", f"from {before:.0f} MB"),
        Row("longest garbage-collection pause", longest, "ms", "≤ 20",
            f"by the wall; {own:.1f} ms of the processor; {len(pauses)} collections, {sum(g == 2 for g, _ms, _used in pauses)} of generation 2"),
    ]  # fmt: skip


@contextmanager
def served() -> Iterator[list[int]]:
    """The site served from this environment; gives the process ids: the one that is forked, then its workers."""
    code = (
        "from yuheng.faces.cli import setup; from yuheng.faces.cli.serve import begin; setup.start(); "
        f"begin('bench.wsgi:application', '127.0.0.1', {PORT}, {WORKERS})"
    )
    process = subprocess.Popen([sys.executable, "-c", code])
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(2)
        yield [process.pid, *(pid for pid in children(process.pid) if "resource_tracker" not in command(pid))]
    finally:
        process.terminate()
        process.wait(30)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def memory(workers: list[int]) -> float:
    """Megabytes of these processes, pages shared between them counted once."""
    kilobytes = 0
    for pid in workers:
        line = next(line for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        kilobytes += int(line.split()[1])
    return kilobytes / 1024


def collected(workers: int) -> list[tuple[int, float, float]]:
    """The collections of all workers: generation, milliseconds by the wall, milliseconds of the processor."""
    folder = Path(settings.HOME) / "bench"
    for old in folder.glob("gc-*.json"):
        old.unlink()
    for _ in range(200):
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}/bench", timeout=5).read()
        if len(list(folder.glob("gc-*.json"))) == workers:
            break
    found: list[Any] = [one for path in folder.glob("gc-*.json") for one in json.loads(path.read_text())]
    return [(generation, ms, used) for generation, ms, used in found]

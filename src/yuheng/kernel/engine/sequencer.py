"""The sequencer: puts new events as leaves into the one tree, in batches, and signs checkpoints.

One at a time: on PostgreSQL under an advisory lock, on SQLite because a write transaction is alone. It drains what is visible,
because ids commit out of order; tree order is sequencing order, and within a matter it is seq order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import connection, transaction

from yuheng.kernel.engine.statements import table
from yuheng.kernel.ledger import keys
from yuheng.kernel.ledger.checkpoint import Checkpoint as Signed
from yuheng.kernel.ledger.checkpoint import parse, sign
from yuheng.kernel.ledger.nodes import Reader, grow
from yuheng.kernel.now import now
from yuheng.kernel.records.models import Checkpoint, Event, Leaf, TreeNode, Unsequenced

BATCH = 5000
"""Leaves per transaction."""

_LOCK = 0x59_48_4C_47
"""The advisory lock's number on PostgreSQL."""


class StoredNodes:
    """The tree's hashes as the tables hold them."""

    def read(self, level: int, first: int, count: int) -> Sequence[bytes]:
        rows: Iterable[str]
        if level == 0:
            rows = (
                Leaf.objects.filter(index__gte=first, index__lt=first + count)
                .order_by("index")
                .values_list("event__hash", flat=True)
            )
        else:
            rows = (
                TreeNode.objects.filter(level=level, index__gte=first, index__lt=first + count)
                .order_by("index")
                .values_list("hash", flat=True)
            )
        return [bytes.fromhex(value) for value in rows]


def size() -> int:
    """How many leaves the tree has."""
    last = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def sequence(limit: int = BATCH) -> int:
    """Makes leaves of up to `limit` waiting events; returns how many. 0 when none waits or another sequencer is at work."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
                if not cursor.fetchone()[0]:
                    return 0
        waiting = list(Unsequenced.objects.order_by("event").values_list("event", flat=True)[:limit])
        if not waiting:
            return 0
        rows = _in_order(waiting)
        reader = Reader(StoredNodes(), size())
        frontier = reader.frontier()
        start = frontier.end
        nodes = grow(frontier, (bytes.fromhex(row[3]) for row in rows))
        table(Leaf).insert(("index", "event_id"), [[start + i, row[0]] for i, row in enumerate(rows)])
        table(TreeNode).insert(("level", "index", "hash"), [[level, i, h.hex()] for level, i, h in nodes])
        _ask(f"DELETE FROM kernel_unsequenced WHERE event IN {_among()}", waiting)
        return len(rows)


def _among() -> str:
    """A list of ids as one parameter: Django's own would be thousands, each wrapped by hand."""
    return "(SELECT unnest(%s::bigint[]))" if connection.vendor == "postgresql" else "(SELECT value FROM json_each(%s))"


def _ask(sql: str, ids: list[int]) -> list[tuple[int, int, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [ids if connection.vendor == "postgresql" else json.dumps(ids)])
        return cursor.fetchall() if cursor.description else []


def _in_order(waiting: list[int]) -> list[tuple[int, int, int, str]]:
    """Waiting events by id, but never an event before an earlier one of its matter."""
    events = _ask(f"SELECT id, matter_id, seq, hash FROM kernel_event WHERE id IN {_among()}", waiting)
    by_matter: dict[int, list[tuple[int, int, int, str]]] = {}
    for row in sorted(events, key=lambda row: row[0]):
        by_matter.setdefault(row[1], []).append(row)
    ranks = {matter: iter(sorted(rows, key=lambda row: row[2])) for matter, rows in by_matter.items()}
    ordered = sorted((row for rows in by_matter.values() for row in rows), key=lambda row: row[0])
    return [next(ranks[row[1]]) for row in ordered]


def drain() -> int:
    """Sequences all that waits; returns how many leaves were made."""
    total = 0
    while made := sequence():
        total += made
    return total


def checkpoint(home: Path, origin: str) -> Signed | None:
    """Signs the tree as it stands and keeps the checkpoint; None for an empty tree."""
    with transaction.atomic():
        count = size()
        if not count:
            return None
        kept = Checkpoint.objects.filter(size=count).first()
        if kept is not None:
            return parse(kept.text)
        root = Reader(StoredNodes(), count).root()
        moment = now()
        signed = sign(signing_key(home), origin, count, root, int(moment.timestamp() * 1000))
        Checkpoint.objects.create(size=count, root=root.hex(), signed_at=moment, text=signed.text())
        return signed


def signing_key(home: Path) -> keys.SigningKey:
    """The ledger's key under YUHENG_HOME; made at first use."""
    directory = home / "ledger"
    try:
        return keys.load(directory)
    except (FileNotFoundError, keys.KeyProblem):
        if directory.exists() and any(directory.iterdir()):
            raise
        return keys.create(directory)


def lag() -> tuple[int, float]:
    """How many events wait, and for how many seconds the oldest has."""
    oldest = Unsequenced.objects.order_by("event").values_list("event", flat=True).first()
    if oldest is None:
        return 0, 0.0
    recorded = Event.objects.filter(pk=oldest).values_list("recorded_at", flat=True).first()
    waited = (now() - recorded).total_seconds() if recorded else 0.0
    return Unsequenced.objects.count(), max(waited, 0.0)

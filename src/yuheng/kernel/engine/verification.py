"""Verification over the tables: chains and tree in two processes, columns and openings with `deep`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from yuheng.kernel.engine.sequencer import size
from yuheng.kernel.engine.verify_tables import check_files, check_tables, stray
from yuheng.kernel.ledger import keys
from yuheng.kernel.ledger.checkpoint import parse
from yuheng.kernel.ledger.findings import Finding
from yuheng.kernel.ledger.verify_chains import Chains, check_chains
from yuheng.kernel.ledger.verify_tree import Leaves, check_checkpoints, check_leaves, join_leaves, split_leaves
from yuheng.kernel.now import now
from yuheng.kernel.records.models import Checkpoint, Event, Matter, TreeNode

WORTH = 50_000
"""From so many events on a second process pays."""

Check = Callable[[], Iterable[Finding]]
_further: list[Check] = []


def register_check(check: Check) -> None:
    """A floor above has tables of its own that the ledger vouches for: every verification asks `check` as well."""
    if check not in _further:
        _further.append(check)


@dataclass
class Verified:
    """What was checked and found. `unsequenced` events are chained but not yet under the tree."""

    events: int
    matters: int
    leaves: int
    checkpoints: int
    unsequenced: int
    age: float = 0.0
    """Seconds since the oldest event that has no leaf yet was recorded."""
    files: int | None = None
    """Files compared with their digests; None where `deep` was not asked."""
    findings: list[Finding] = field(default_factory=list)

    def words(self) -> str:
        waiting = f"{self.unsequenced} 条" + (f"，最早的已等待 {self.age:.0f} 秒" if self.unsequenced else "")
        head = f"核验 {self.matters:,} 件事项、{self.events:,} 条记录、{self.leaves:,} 个叶子、{self.checkpoints} 个检查点"
        head += f"、{self.files:,} 个文件" if self.files is not None else ""
        head += f"；尚未编入总账 {waiting}。"
        if not self.findings:
            return head + "没有发现问题。"
        return "\n".join([head, f"发现 {len(self.findings)} 个问题：", *(f"  {finding}" for finding in self.findings)])

    def to_json(self) -> dict[str, Any]:
        return {
            "events": self.events,
            "matters": self.matters,
            "leaves": self.leaves,
            "checkpoints": self.checkpoints,
            "unsequenced": self.unsequenced,
            "oldest_seconds": round(self.age, 3),
            "files": self.files,
            "findings": [
                {
                    "fault": f.fault.value,
                    "message": f.message,
                    "event": f.event,
                    "matter": f.matter,
                    "seq": f.seq,
                    "leaf": f.leaf,
                }
                for f in self.findings
            ],
        }


def verify(home: Path, witness: str | None = None, *, deep: bool = False, processes: int | None = None) -> Verified:
    """Checks hashes, chains, leaves, roots, signatures and what floors above registered; with `deep` also columns, heads and openings."""
    count = Event.objects.count()
    parts = processes or (2 if count >= WORTH else 1)
    signed = [parse(text) for text in Checkpoint.objects.order_by("size").values_list("text", flat=True)]
    given = parse(witness) if witness else None
    sizes = sorted({one.size for one in [*signed, *([given] if given else [])]})
    leaves = size()
    chain_cuts = _matter_cuts(parts)
    leaf_cuts = split_leaves(leaves, parts) if leaves else []
    if parts > 1:
        connection.close()  # a child must not inherit an open connection
        with ProcessPoolExecutor(parts, mp_context=get_context("fork")) as pool:
            chains = list(pool.map(_chains, chain_cuts))
            trees = list(pool.map(_leaves, [(begin, end, sizes) for begin, end in leaf_cuts]))
    else:
        chains = [_chains(cut) for cut in chain_cuts]
        trees = [_leaves((begin, end, sizes)) for begin, end in leaf_cuts]
    whole = Chains()
    for part in chains:
        whole.add(part)
    tree = join_leaves(trees, _nodes())
    public = keys.public_keys(home / "ledger") if (home / "ledger").exists() else {}
    findings = [*whole.findings, *tree.findings, *check_checkpoints(tree, signed, public, given), *stray()]
    for further in _further:
        findings.extend(further())
    seen: int | None = None
    if deep:
        findings.extend(check_tables())
        seen, wrong = check_files(home / "files")
        findings.extend(wrong)
    return Verified(whole.events, whole.matters, leaves, len(signed), whole.unsequenced, _age(whole.oldest), seen, findings)


def _age(oldest: int) -> float:
    """Seconds since the event was recorded; 0 for none."""
    recorded = Event.objects.filter(pk=oldest).values_list("recorded_at", flat=True).first() if oldest else None
    return max((now() - recorded).total_seconds(), 0.0) if recorded else 0.0


def _matter_cuts(parts: int) -> list[tuple[int, int]]:
    """Ranges of matters with about as many events each: [first, last)."""
    top = 1 << 62
    if parts == 1:
        return [(0, top)]
    ids = list(Matter.objects.order_by("pk").values_list("pk", flat=True))
    cuts = [0, *(ids[len(ids) * i // parts] for i in range(1, parts)), top] if ids else [0, top]
    return list(pairwise(cuts))


def _rows(sql: str, parameters: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows as they come: on PostgreSQL by a cursor of the server, as bytes and not as their hexadecimal text."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.cursor.execute(sql, parameters, binary=True)
        else:
            cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(5000):
            yield from rows


def _chains(cut: tuple[int, int]) -> Chains:
    rows = _rows(
        'SELECT e.id, e.matter_id, e.seq, e.hash, e.body, l."index" FROM kernel_event e '
        "LEFT JOIN kernel_leaf l ON l.event_id = e.id "
        "WHERE e.matter_id >= %s AND e.matter_id < %s ORDER BY e.matter_id, e.seq",
        list(cut),
    )
    return check_chains((i, m, s, h, bytes(b), leaf) for i, m, s, h, b, leaf in rows)


def _leaves(part: tuple[int, int, list[int]]) -> Leaves:
    begin, end, sizes = part
    rows = _rows(
        'SELECT l."index", l.event_id, e.hash FROM kernel_leaf l LEFT JOIN kernel_event e ON e.id = l.event_id '
        'WHERE l."index" >= %s AND l."index" < %s ORDER BY l."index"',
        [begin, end],
    )
    return check_leaves(rows, begin, [s for s in sizes if begin < s <= end or s == begin], _nodes())


def _nodes() -> dict[tuple[int, int], bytes]:
    return {
        (level, index): bytes.fromhex(value)
        for level, index, value in TreeNode.objects.values_list("level", "index", "hash")
    }

"""How fast the pure part of the ledger is: hashing, commitments, the tree, proofs, verification, in one run.

The rate of bare SM3 over the same octets is measured beside it, so that the figures can be read on any machine. Rows are
held in memory: what a database adds is measured elsewhere.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from yuheng.kernel.ledger.body import NO_HASH, build_body, seal
from yuheng.kernel.ledger.commitment import commit_all
from yuheng.kernel.ledger.nodes import Reader, grow
from yuheng.kernel.ledger.tree import Range, verify_inclusion
from yuheng.kernel.ledger.verify_chains import Row, check_chains
from yuheng.kernel.ledger.verify_tree import Leaves, check_leaves, join_leaves, split_leaves

Result = TypeVar("Result")

EVENTS = 100_000
A_MATTER = 4
PROOFS = 1000

Measured = tuple[str, float, str]
"""What was measured, how much, of which unit."""


def rows() -> list[Measured]:
    """All figures of this room, measured now."""
    personal = {"party_name": "某某餐饮服务有限公司", "address": "示范区人民路 1 号", "@reason": "日常检查发现"}
    committing = _seconds(lambda: [commit_all(personal) for _ in range(EVENTS // 10)])
    writing, events = _timed(_events)
    octets = sum(len(row.body) for row in events)
    leaves = [bytes.fromhex(row.hash) for row in events]
    growing, (frontier, nodes) = _timed(lambda: _grown(leaves))
    chosen = [number * 97 % EVENTS for number in range(PROOFS)]
    reading, paths = _timed(lambda: {index: Reader(nodes, EVENTS).inclusion(index) for index in chosen})
    root = frontier.root()
    holding, held = _timed(lambda: [verify_inclusion(leaves[i], i, EVENTS, paths[i], root) for i in chosen])
    if not all(held):
        raise AssertionError("the bench's own proofs do not hold")
    bare = _seconds(lambda: [hashlib.new("sm3", row.body).digest() for row in events])
    alone, together = (_verified(events, nodes.stored, count) for count in (1, 2))
    return [
        ("octets of a body, mean", octets / EVENTS, "octets"),
        ("bare SM3 over the same bodies", EVENTS / bare, "bodies/s"),
        ("bare SM3 over 8 MB", 8 / _seconds(lambda: hashlib.new("sm3", bytes(8_000_000)).digest()), "MB/s"),
        ("events built and hashed, without commitments", EVENTS / writing, "events/s"),
        ("commitments", EVENTS // 10 * len(personal) / committing, "commitments/s"),
        ("leaves appended", EVENTS / growing, "leaves/s"),
        ("nodes stored for each leaf", len(nodes.stored) / EVENTS, "nodes"),
        ("proof made", reading / PROOFS * 1e6, "µs"),
        ("proof verified, without signature", holding / PROOFS * 1e6, "µs"),
        ("verify, one process", EVENTS / alone, "events/s"),
        ("verify, two processes", EVENTS / together, "events/s"),
    ]


class _Table:
    """Leaves and stored nodes in memory."""

    def __init__(self, leaves: Sequence[bytes], stored: dict[tuple[int, int], bytes]) -> None:
        self.leaves = leaves
        self.stored = stored

    def read(self, level: int, first: int, count: int) -> Sequence[bytes]:
        if not level:
            return self.leaves[first : first + count]
        return [self.stored[level, index] for index in range(first, first + count)]


def _events() -> list[Row]:
    """Events as a penalty writes them, a few to a matter, in order of matter and seq."""
    when = datetime(2023, 5, 4, 2, 0, tzinfo=UTC)
    made: list[Row] = []
    prev = NO_HASH
    for number in range(EVENTS):
        matter, seq = divmod(number, A_MATTER)
        prev = prev if seq else NO_HASH
        body = build_body(
            id=number + 1, matter=matter + 1, seq=seq + 1, prev=prev, kind="perform", at=when, recorded=when,
            actor={"person": 7, "post": 3, "organ": 12}, procedure="penalty.ordinary", version=1, step="notify_rights",
            values={"violation": "market.unlicensed", "proposed_fine": 500_000},
            commitments={"party_name": prev, "address": prev, "@reason": prev}, conditions={"major": None},
            due=[{"clock": "decide", "step": "decide", "due": "2023-08-02", "parameter": "penalty.decide"}],
        )  # fmt: skip
        written, prev = seal(body)
        made.append(Row(number + 1, matter + 1, seq + 1, prev, written, number))
    return made


def _grown(leaves: Sequence[bytes]) -> tuple[Range, _Table]:
    frontier = Range()
    return frontier, _Table(leaves, {(level, index): node for level, index, node in grow(frontier, leaves)})


_shared: tuple[list[Row], dict[tuple[int, int], bytes]] = ([], {})


def _part(cut: tuple[int, int]) -> tuple[int, Leaves]:
    """What one process does: the chains and the leaves of its stretch."""
    events, stored = _shared
    begin, end = cut
    chains = check_chains(events[begin:end])
    leaves = check_leaves(
        ((index, events[index].id, events[index].hash) for index in range(begin, end)), begin, [EVENTS], stored
    )
    return len(chains.findings), leaves


def _verified(events: list[Row], stored: dict[tuple[int, int], bytes], processes: int) -> float:
    """Seconds to verify all, processes started included. Stretches end between matters, because 16 is 4 matters."""
    global _shared
    _shared = (events, stored)
    begin = time.perf_counter()
    cuts = split_leaves(EVENTS, processes)
    if processes == 1:
        parts = [_part(cut) for cut in cuts]
    else:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            parts = pool.map(_part, cuts)
    whole = join_leaves([part[1] for part in parts], stored)
    if whole.findings or any(part[0] for part in parts):
        raise AssertionError("the bench's own ledger does not verify")
    return time.perf_counter() - begin


def _seconds(work: Callable[[], object]) -> float:
    return _timed(work)[0]


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


if __name__ == "__main__":
    for name, value, unit in rows():
        print(f"{name:50} {value:14,.1f} {unit}")

"""Are the events of every matter whole, in order and unchanged? One pass over rows, with constant memory.

Rows come ordered by matter and seq, each matter whole; so the table can be cut between any two matters and the parts
checked by several processes. What a chain cannot show (its last events gone, all of it rewritten), the tree shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from yuheng.kernel.ledger.body import envelope
from yuheng.kernel.ledger.canonical import event_hash
from yuheng.kernel.ledger.findings import Fault, Finding, place
from yuheng.kernel.ledger.ids import NO_HASH


class Row(NamedTuple):
    """An event as stored. Plain tuples of this order serve as well. `leaf` is None while it is not yet sequenced."""

    id: str
    matter: str
    seq: int
    prev: bytes
    hash: bytes
    body: bytes
    leaf: int | None


@dataclass(slots=True)
class Chains:
    """What a pass over some matters saw. `oldest` is the earliest id that has no leaf yet; ids begin with their time."""

    events: int = 0
    matters: int = 0
    unsequenced: int = 0
    oldest: str = ""
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: Chains) -> None:
        """Take over what another part saw."""
        self.events += other.events
        self.matters += other.matters
        self.unsequenced += other.unsequenced
        self.oldest = min(filter(None, (self.oldest, other.oldest)), default="")
        self.findings += other.findings


def check_chains(rows: Iterable[Row | tuple[str, str, int, bytes, bytes, bytes, int | None]]) -> Chains:
    """Check hashes, envelopes, chains and the order of leaves within each matter."""
    seen = Chains()
    nothing = Row("", "", 0, NO_HASH, NO_HASH, b"", -1)
    last: Row | tuple[str, str, int, bytes, bytes, bytes, int | None] = nothing
    last_leaf: int | None = -1
    for row in rows:
        id_, matter, seq, prev, hashed, body, leaf = row
        seen.events += 1
        if matter != last[1]:
            seen.matters += 1
            last, last_leaf = nothing, -1
        if event_hash(body) != hashed or not body.startswith(envelope(id_, matter, seq, prev)):
            seen.findings.append(_altered(row))
        if seq != last[2] + 1 or prev != last[4]:
            seen.findings.append(_unlinked(row, last))
        if leaf is None:
            seen.unsequenced += 1
            seen.oldest = min(seen.oldest, id_) if seen.oldest else id_
        elif last_leaf is None or leaf <= last_leaf:
            seen.findings.append(_misplaced(row, last))
        last, last_leaf = row, leaf
    return seen


def _altered(row: tuple) -> Finding:
    """The body is not the one that the hash or the columns were made for."""
    id_, matter, seq, _, hashed, body, leaf = row
    where = place(id_, matter, seq)
    if event_hash(body) != hashed:
        return Finding(Fault.CHANGED, f"{where}的正文与哈希不符：正文或哈希被改动", id_, matter, seq, leaf)
    return Finding(
        Fault.COLUMNS, f"{where}的编号、序号或前一哈希与正文所记不同：数据表的列被改动", id_, matter, seq, leaf
    )


def _unlinked(row: tuple, last: tuple) -> Finding:
    """The event does not follow the one before it."""
    id_, matter, seq, _, _, _, leaf = row
    where = place(id_, matter, seq)
    if seq > last[2] + 1:
        missing = f"第 {last[2] + 1} 条" if seq == last[2] + 2 else f"第 {last[2] + 1}–{seq - 1} 条"
        return Finding(
            Fault.DELETED, f"事项 {matter} 缺少{missing}记录：已被删除（其后是 {id_}）", "", matter, last[2] + 1
        )
    if seq <= last[2]:
        return Finding(Fault.INSERTED, f"{where}与 {last[0]} 序号重复：是插入的记录", id_, matter, seq, leaf)
    if seq == 1:
        return Finding(Fault.CHANGED, f"{where}是首条记录，却记有前一哈希：被改动", id_, matter, seq, leaf)
    return Finding(
        Fault.CHANGED,
        f"{place(last[0], matter, last[2])}与其后 {id_} 所记的前一哈希不符：被改动或者替换",
        last[0],
        matter,
        last[2],
        last[6],
    )


def _misplaced(row: tuple, last: tuple) -> Finding:
    """The event stands in the tree before the one that it follows in its matter."""
    id_, matter, seq, _, _, _, leaf = row
    return Finding(
        Fault.REORDERED,
        f"{place(id_, matter, seq)}在总账中排在前一条 {last[0]} 之前：次序被改动",
        id_,
        matter,
        seq,
        leaf,
    )

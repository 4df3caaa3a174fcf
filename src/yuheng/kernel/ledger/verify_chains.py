"""Are the events of every matter whole, in order and unchanged? One pass over rows, with constant memory.

Rows come ordered by matter and seq, each matter whole; so the table can be cut between any two matters and the parts
checked by several processes. What a chain cannot show (its last events gone, all of it rewritten), the tree shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from yuheng.kernel.ledger.body import ENVELOPE, NO_HASH, envelope, read_body
from yuheng.kernel.ledger.canonical import event_hash
from yuheng.kernel.ledger.findings import Fault, Finding, place


class Row(NamedTuple):
    """An event as stored. Plain tuples of this order serve as well. `hash` is hex; `leaf` is None while it is not yet sequenced."""

    id: int
    matter: int
    seq: int
    hash: str
    body: bytes
    leaf: int | None


Stored = Row | tuple[int, int, int, str, bytes, int | None]

_NOTHING: Stored = Row(0, 0, 0, NO_HASH, b"", -1)
"""What stands before the first event of every matter."""


@dataclass(slots=True)
class Chains:
    """What a pass over some matters saw. `oldest` is the earliest id that has no leaf yet; ids sort by time."""

    events: int = 0
    matters: int = 0
    unsequenced: int = 0
    oldest: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: Chains) -> None:
        """Take over what another part saw."""
        self.events += other.events
        self.matters += other.matters
        self.unsequenced += other.unsequenced
        self.oldest = min(filter(None, (self.oldest, other.oldest)), default=0)
        self.findings += other.findings


def check_chains(rows: Iterable[Stored]) -> Chains:
    """Check hashes, envelopes, chains and the order of leaves within each matter."""
    seen = Chains()
    last: Stored = _NOTHING
    for row in rows:
        id_, matter, seq, hashed, body, leaf = row
        seen.events += 1
        if matter != last[1]:
            seen.matters += 1
            last = _NOTHING
        if event_hash(body).hex() != hashed or not body.startswith(envelope(id_, matter, seq, last[3])):
            seen.findings += _altered(row, last)
        if seq != last[2] + 1:
            seen.findings.append(_misnumbered(row, last))
        if leaf is None:
            seen.unsequenced += 1
            seen.oldest = min(seen.oldest, id_) if seen.oldest else id_
        elif last[5] is None or leaf <= last[5]:
            seen.findings.append(_misplaced(row, last))
        last = row
    return seen


def _altered(row: Stored, last: Stored) -> Iterator[Finding]:
    """The body is not the one that the hash, the columns or the event before were made for."""
    id_, matter, seq, hashed, body, leaf = row
    where = place(id_, matter, seq)
    if event_hash(body).hex() != hashed:
        yield Finding(Fault.CHANGED, f"{where}的正文与哈希不符：正文或哈希被改动", id_, matter, seq, leaf)
        return
    prev = _prev(body)
    if not body.startswith(envelope(id_, matter, seq, prev)):
        message = f"{where}的编号、事项或序号与正文所记不同：数据表的列被改动"
        yield Finding(Fault.COLUMNS, message, id_, matter, seq, leaf)
    elif seq == 1:
        yield Finding(Fault.CHANGED, f"{where}是首条记录，却记有前一哈希：被改动", id_, matter, seq, leaf)
    elif seq == last[2] + 1:
        message = f"{place(last[0], matter, last[2])}与其后 {id_} 所记的前一哈希不符：被改动或者替换"
        yield Finding(Fault.CHANGED, message, last[0], matter, last[2], last[5])


def _prev(body: bytes) -> str:
    """What the body says came before it; empty if it says nothing readable."""
    try:
        return str(read_body(body)[ENVELOPE]["prev"])
    except (ValueError, KeyError, TypeError):
        return ""


def _misnumbered(row: Stored, last: Stored) -> Finding:
    """Events are missing before this one, or it has the number of another."""
    id_, matter, seq, _, _, leaf = row
    if seq <= last[2]:
        message = f"{place(id_, matter, seq)}与 {last[0]} 序号重复：其一是插入的记录"
        return Finding(Fault.INSERTED, message, id_, matter, seq, leaf)
    first = last[2] + 1
    missing = f"第 {first} 条" if seq == first + 1 else f"第 {first}–{seq - 1} 条"
    return Finding(Fault.DELETED, f"事项 {matter} 缺少{missing}记录：已被删除（其后是 {id_}）", 0, matter, first)


def _misplaced(row: Stored, last: Stored) -> Finding:
    """The event stands in the tree before the one that it follows in its matter."""
    id_, matter, seq, _, _, leaf = row
    message = f"{place(id_, matter, seq)}在总账中排在前一条 {last[0]} 之前：次序被改动"
    return Finding(Fault.REORDERED, message, id_, matter, seq, leaf)

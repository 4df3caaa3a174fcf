"""What verification can find. Every finding names the record it is about, in Chinese, and what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """The kinds of damage to a ledger."""

    CHANGED = "changed"
    COLUMNS = "columns"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    LEAF_MISSING = "leaf_missing"
    LEAF_ORPHAN = "leaf_orphan"
    NODE = "node"
    ROOT = "root"
    TAIL_CUT = "tail_cut"
    SIGNATURE = "signature"
    OPENING = "opening"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage: its kind, a sentence for people, and what is known of where it is."""

    fault: Fault
    message: str
    event: int = 0
    matter: int = 0
    seq: int = 0
    leaf: int | None = None

    def __str__(self) -> str:
        return self.message


def place(event: int, matter: int, seq: int) -> str:
    """How a message names a record: the matter, its number in the matter, its id."""
    return f"事项 {matter} 第 {seq} 条记录（{event}）"

"""Proofs and receipts of single events against the latest checkpoint."""

from __future__ import annotations

from pathlib import Path

from yuheng.kernel.engine.sequencer import StoredNodes, checkpoint, size
from yuheng.kernel.ledger.checkpoint import parse
from yuheng.kernel.ledger.nodes import Reader
from yuheng.kernel.ledger.proof import Proof
from yuheng.kernel.records.models import Checkpoint, Event


class NoProof(LookupError):
    """There is nothing to prove it by; the message is Chinese."""


def prove(home: Path, event: int, *, with_body: bool = True) -> Proof:
    """The proof that an event is in the ledger, against the smallest signed checkpoint that holds it. Raises NoProof."""
    found = Event.objects.filter(pk=event).select_related("leaf").first()
    if found is None:
        raise NoProof(f"没有编号为 {event} 的记录。")
    leaf = getattr(found, "leaf", None)
    if leaf is None:
        raise NoProof("这条记录刚刚产生，尚未编入总账，请稍后再试。")
    kept = Checkpoint.objects.filter(size__gt=leaf.index).order_by("size").first()
    signed = parse(kept.text) if kept is not None else checkpoint(home, "yuheng")
    if signed is None or signed.size > size():
        raise NoProof("总账没有可用的检查点。")
    path = Reader(StoredNodes(), signed.size).inclusion(leaf.index)
    body = bytes(found.body) if with_body else None
    return Proof(found.pk, bytes.fromhex(found.hash), leaf.index, tuple(path), signed, body)

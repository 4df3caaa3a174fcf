"""Proofs and receipts of single events against the latest checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from yuheng.kernel.engine.sequencer import StoredNodes, checkpoint, size
from yuheng.kernel.ledger.checkpoint import parse
from yuheng.kernel.ledger.commitment import Opening as Opened
from yuheng.kernel.ledger.nodes import Reader
from yuheng.kernel.ledger.proof import Proof
from yuheng.kernel.records.models import Checkpoint, Event, Opening


class NoProof(LookupError):
    """There is nothing to prove it by; the message is Chinese."""


def prove(home: Path, event: int, *, with_body: bool = True, fields: Sequence[str] = ()) -> Proof:
    """The proof that an event is in the ledger, against the smallest signed checkpoint that holds it. Raises NoProof.

    `fields` are committed values to be opened in it.
    """
    found = Event.objects.filter(pk=event).select_related("leaf").first()
    if found is None:
        raise NoProof(f"没有编号为 {event} 的记录。")
    leaf = getattr(found, "leaf", None)
    if leaf is None:
        raise NoProof("这条记录刚刚产生，尚未编入总账，请稍后再试。")
    kept = Checkpoint.objects.filter(size__gt=leaf.index).order_by("size").first()
    signed = parse(kept.text) if kept is not None else checkpoint(home, settings.ORIGIN)
    if signed is None or signed.size > size():
        raise NoProof("总账没有可用的检查点。")
    path = Reader(StoredNodes(), signed.size).inclusion(leaf.index)
    body = bytes(found.body) if with_body else None
    return Proof(found.pk, bytes.fromhex(found.hash), leaf.index, tuple(path), signed, body, _opened(event, fields))


def _opened(event: int, fields: Sequence[str]) -> tuple[Opened, ...]:
    kept = {one.field: one for one in Opening.objects.filter(event=event, field__in=fields)}
    missing = [name for name in fields if name not in kept]
    if missing:
        raise NoProof(f"这条记录没有“{missing[0]}”的原值：没有这一项，或者已经依法删除。")
    return tuple(Opened(name, kept[name].value.encode(), bytes.fromhex(kept[name].salt)) for name in fields)

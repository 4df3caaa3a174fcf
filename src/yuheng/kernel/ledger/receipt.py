"""Receipts: what a person who filed something takes home, on paper, as a QR code.

A receipt names an event, its hash and its place in the tree of a published checkpoint. It proves that the event was
recorded not later than that checkpoint, and no more: not the hour, not that what was filed is true.
The long form carries the path and is checked offline against the published checkpoint; the short form is checked by
asking the ledger for the path.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from yuheng.kernel.ledger import checkpoint as checkpoints
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.ledger.checkpoint import Checkpoint
from yuheng.kernel.ledger.proof import Proof
from yuheng.kernel.ledger.tree import verify_inclusion
from yuheng.kernel.now import CHINA

FORMAT = "yuheng-receipt/1"
PREFIX = "YH1:"
_FIXED = 7 + 32 + 5 + 5
_CHECK = 4


class BadReceipt(ValueError):
    """A receipt cannot be read, or does not hold. The message says in Chinese why."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Event `event` with hash `hash` is leaf `leaf` of the tree of `size` leaves; `path` is empty in the short form."""

    event: int
    hash: bytes
    leaf: int
    size: int
    path: tuple[bytes, ...] = ()

    def code(self) -> str:
        """The receipt for a QR code, of characters of its alphanumeric mode only: YH1: and base 32 without padding."""
        data = b"".join([self.event.to_bytes(7), self.hash, self.leaf.to_bytes(5), self.size.to_bytes(5), *self.path])
        return PREFIX + base64.b32encode(data + sm3(data)[:_CHECK]).decode().rstrip("=")

    def verify(self, checkpoint: Checkpoint, keys: Mapping[str, bytes], path: Sequence[bytes] | None = None) -> str:
        """Check the receipt against the published checkpoint of its size; returns what it proves, in Chinese.

        The short form needs the `path` from the ledger. Raises BadReceipt or BadCheckpoint.
        """
        checkpoints.verify(checkpoint.text(), keys)
        if checkpoint.size != self.size:
            raise BadReceipt(
                f"回执对应共 {self.size} 条记录的检查点，给出的检查点有 {checkpoint.size} 条；请换对应的检查点"
            )
        siblings = self.path if path is None else path
        if not siblings and self.size > 1:
            raise BadReceipt("短回执不含路径：请联网核验，或者出示完整回执")
        if not verify_inclusion(self.hash, self.leaf, self.size, siblings, checkpoint.root):
            raise BadReceipt(f"回执不成立：检查点里的第 {self.leaf + 1} 条不是这条记录")
        return meaning(self.event, checkpoint.time)


def issue(proof: Proof, *, short: bool = False) -> Receipt:
    """The receipt of an event that a checkpoint already covers."""
    path = () if short else proof.path
    return Receipt(proof.event, proof.hash, proof.leaf, proof.checkpoint.size, path)


def receipt_json(proof: Proof) -> dict[str, Any]:
    """The receipt as a JSON object: its two codes, the checkpoint, and what they prove."""
    return {
        "format": FORMAT,
        "event": proof.event,
        "hash": proof.hash.hex(),
        "code": issue(proof).code(),
        "short_code": issue(proof, short=True).code(),
        "checkpoint": proof.checkpoint.text(),
        "proves": meaning(proof.event, proof.checkpoint.time),
    }


def meaning(event: int, time: int) -> str:
    """What a receipt proves, in words: not later than the checkpoint, no more."""
    moment = datetime.fromtimestamp(time / 1000, UTC).astimezone(CHINA)
    return f"记录 {event} 不晚于 {moment:%Y年%m月%d日%H时%M分%S秒}（检查点时间）已经记入台账，此后未被改动。"


def read_code(code: str) -> Receipt:
    """A receipt from its code; spaces, line breaks and lower case do no harm. Raises BadReceipt for a slip of the pen."""
    plain = "".join(code.split()).upper()
    if not plain.startswith(PREFIX):
        raise BadReceipt("这不是回执码：回执码以 YH1: 开头")
    letters = plain[len(PREFIX) :]
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        raise BadReceipt("回执码里有不该有的字符或者长度不对；请重新扫描") from None
    data, check = data[:-_CHECK], data[-_CHECK:]
    if len(data) < _FIXED or (len(data) - _FIXED) % 32 or sm3(data)[:_CHECK] != check:
        raise BadReceipt("回执码不完整或者有错字；请重新扫描")
    return _unpack(data)


def _unpack(data: bytes) -> Receipt:
    path = tuple(data[start : start + 32] for start in range(_FIXED, len(data), 32))
    event, leaf, size = (int.from_bytes(data[a:b]) for a, b in ((0, 7), (39, 44), (44, 49)))
    return Receipt(event, data[7:39], leaf, size, path)

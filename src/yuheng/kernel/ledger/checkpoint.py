"""Signed checkpoints: one short text that says how large the tree was and what its root was.

Whoever keeps a checkpoint outside can later show that the ledger was cut or rewritten; so they are published, and given
to a witness.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yuheng.kernel.ledger.keys import SigningKey, signed

HEADER = "yuheng-checkpoint/1"

_TEXT = re.compile(
    HEADER + r"\norigin ([^\x00-\x1f\x7f]{1,200})\nsize (0|[1-9][0-9]{0,15})\nroot ([0-9a-f]{64})\n"
    r"time (0|[1-9][0-9]{0,15})\nkey ([0-9a-f]{16})\nsignature ([0-9a-f]{128})\n"
)


class BadCheckpoint(ValueError):
    """A text is no checkpoint, or its signature does not hold. The message is in Chinese."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first `size` leaves of the ledger `origin` had the root `root` at `time` (milliseconds UTC), says `key`."""

    origin: str
    size: int
    root: bytes
    time: int
    key: str
    signature: bytes

    @property
    def message(self) -> bytes:
        """The bytes that are signed: every line up to and with `key`."""
        return _message(self.origin, self.size, self.root, self.time, self.key)

    def text(self) -> str:
        """The checkpoint as text. `parse` reads exactly this."""
        return f"{self.message.decode()}signature {self.signature.hex()}\n"

    def is_signed_by(self, keys: Mapping[str, bytes]) -> bool:
        """Whether one of these public keys (by name) made the signature."""
        public = keys.get(self.key)
        return public is not None and signed(public, self.message, self.signature)


def sign(key: SigningKey, origin: str, size: int, root: bytes, time: int) -> Checkpoint:
    """A checkpoint of the tree of `size` leaves. Raises BadCheckpoint if the origin cannot stand on one line."""
    signature = key.sign(_message(origin, size, root, time, key.id))
    return parse(Checkpoint(origin, size, root, time, key.id, signature).text())


def parse(text: str) -> Checkpoint:
    """A checkpoint from its text, signature not yet checked. Raises BadCheckpoint if a single character is amiss."""
    found = _TEXT.fullmatch(text)
    if not found:
        raise BadCheckpoint("这不是检查点文本（格式 yuheng-checkpoint/1），可能在复制时多了或少了字符")
    origin, size, root, time, key, signature = found.groups()
    return Checkpoint(origin, int(size), bytes.fromhex(root), int(time), key, bytes.fromhex(signature))


def verify(text: str, keys: Mapping[str, bytes]) -> Checkpoint:
    """A checkpoint whose signature holds. Raises BadCheckpoint otherwise, naming the key."""
    checkpoint = parse(text)
    if checkpoint.key not in keys:
        raise BadCheckpoint(f"检查点由密钥 {checkpoint.key} 签名，手头没有这把公钥；请向发布机关索取")
    if not checkpoint.is_signed_by(keys):
        raise BadCheckpoint(f"检查点（共 {checkpoint.size} 条记录）的签名不成立：文本被改动，或者不是本机关签发")
    return checkpoint


def _message(origin: str, size: int, root: bytes, time: int, key: str) -> bytes:
    return f"{HEADER}\norigin {origin}\nsize {size}\nroot {root.hex()}\ntime {time}\nkey {key}\n".encode()

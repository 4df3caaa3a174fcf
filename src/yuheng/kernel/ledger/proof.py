"""Proofs: one JSON object with which a stranger can check, offline, that an event is in the ledger.

With the body it also shows what was recorded; with openings, the personal values that the body only commits to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yuheng.kernel.ledger import checkpoint as checkpoints
from yuheng.kernel.ledger.body import ENVELOPE, read_body
from yuheng.kernel.ledger.canonical import event_hash
from yuheng.kernel.ledger.checkpoint import Checkpoint
from yuheng.kernel.ledger.commitment import Opening, opens
from yuheng.kernel.ledger.tree import verify_inclusion

FORMAT = "yuheng-proof/1"


class BadProof(ValueError):
    """A proof does not hold, or is none. The message says in Chinese which part."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Event `event` with hash `hash` is leaf `leaf` of the tree of `checkpoint`; `path` are the siblings."""

    event: int
    hash: bytes
    leaf: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint
    body: bytes | None = None
    openings: tuple[Opening, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The proof as a JSON object; the body as a string, because its very characters are what is hashed."""
        found: dict[str, Any] = {
            "format": FORMAT,
            "event": self.event,
            "hash": self.hash.hex(),
            "leaf": self.leaf,
            "path": [sibling.hex() for sibling in self.path],
            "checkpoint": self.checkpoint.text(),
        }
        if self.body is not None:
            found["body"] = self.body.decode()
        if self.openings:
            found["openings"] = [
                {"field": opening.field, "value": opening.value.decode(), "salt": opening.salt.hex()}
                for opening in self.openings
            ]
        return found

    def verify(self, keys: Mapping[str, bytes]) -> None:
        """Check all that the proof claims, with the public keys of the ledger. Raises BadProof or BadCheckpoint."""
        checkpoints.verify(self.checkpoint.text(), keys)
        if not verify_inclusion(self.hash, self.leaf, self.checkpoint.size, self.path, self.checkpoint.root):
            raise BadProof(f"记录 {self.event} 的路径到不了检查点的根：记录不在这个检查点里，或者证明被改动")
        self._verify_body()

    def _verify_body(self) -> None:
        if self.body is None:
            if self.openings:
                raise BadProof("证明附有个人信息的开示，却没有记录正文，无法核对")
            return
        if event_hash(self.body) != self.hash:
            raise BadProof(f"记录 {self.event} 的正文与哈希不符：正文被改动")
        try:
            body = read_body(self.body)
        except ValueError:
            raise BadProof(f"记录 {self.event} 的正文不是规范 JSON") from None
        chain, commitments = body.get(ENVELOPE), body.get("commitments", {})
        if not isinstance(chain, dict) or chain.get("id") != self.event:
            raise BadProof(f"正文是另一条记录，不是 {self.event}")
        for opening in self.openings:
            commitment = commitments.get(opening.field) if isinstance(commitments, dict) else None
            if not isinstance(commitment, str) or not opens(opening, commitment):
                raise BadProof(f"字段 {opening.field} 的开示与记录 {self.event} 中的承诺不符")


def read_proof(text: str | Mapping[str, Any]) -> Proof:
    """A proof from JSON, not yet checked. Raises BadProof if it is not one, BadCheckpoint for its checkpoint."""
    try:
        found = json.loads(text) if isinstance(text, str) else text
        if found["format"] != FORMAT:
            raise BadProof(f"不认识的证明格式 {found['format']}")
        body = found.get("body")
        if type(found["event"]) is not int or type(found["leaf"]) is not int:
            raise TypeError("event 和 leaf 应是整数")
        return Proof(
            event=found["event"],
            hash=bytes.fromhex(found["hash"]),
            leaf=found["leaf"],
            path=tuple(bytes.fromhex(sibling) for sibling in found["path"]),
            checkpoint=checkpoints.parse(found["checkpoint"]),
            body=None if body is None else body.encode(),
            openings=_read_openings(found.get("openings", ())),
        )
    except (BadProof, checkpoints.BadCheckpoint):
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BadProof(f"这不是证明文件（格式 {FORMAT}）：{fault}") from None


def _read_openings(found: Sequence[Mapping[str, str]]) -> tuple[Opening, ...]:
    return tuple(Opening(item["field"], item["value"].encode(), bytes.fromhex(item["salt"])) for item in found)

"""What a backup holds: every file of it with size and SM3, the database it came from, where the ledger stood.

The manifest is written last and the directory renamed after it: what bears its name is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FORMAT = "yuheng-backup/1"
NAME = "manifest.json"
SECRETS = ("fields", "index")
"""Under `secrets/`: what seals identity numbers, and what finds them."""


class BadBackup(Exception):
    """A directory is no whole backup; the message is Chinese."""


@dataclass
class Manifest:
    """`files` are path → [size, SM3]; `size` is the number of leaves; `migrations` the structure of the database."""

    made_at: str
    version: str
    vendor: str
    size: int
    events: int
    matters: int
    migrations: list[list[str]]
    demonstration: bool
    with_key: bool
    with_secrets: bool
    secrets: dict[str, str] = field(default_factory=dict)
    """Keys of the sealed identity numbers → their SM3, by which a key that was kept apart is known again."""
    files: dict[str, list[Any]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: str = FORMAT

    def write(self, root: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        durable(root / NAME, text.encode())


def durable(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Writes a new file that outlives a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def force(folder: Path) -> None:
    """Forces the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> tuple[int, str]:
    """Size and SM3 of a file, however large."""
    state, size = hashlib.new("sm3"), 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            state.update(piece)
            size += len(piece)
    return size, state.hexdigest()


def fingerprints(folder: Path) -> dict[str, str]:
    """The keys of sealed numbers that lie in a folder, each by its SM3."""
    return {name: digest(folder / name)[1] for name in SECRETS if (folder / name).is_file()}


def load(root: Path) -> Manifest:
    """The manifest of a backup all of whose files are there and unchanged. Raises BadBackup, naming what is not."""
    try:
        content = json.loads((root / NAME).read_text(encoding="utf-8"))
        if content.get("format") != FORMAT:
            raise BadBackup(f"{root} 是另一版本的备份（{content.get('format')}），请用同一版本的软件恢复。")
        found = Manifest(**content)
    except FileNotFoundError:
        raise BadBackup(f"{root} 不是完整的备份：没有 {NAME}。没有恢复。") from None
    except (ValueError, TypeError, AttributeError):
        raise BadBackup(f"{root} 的 {NAME} 不能读取，可能被改动。没有恢复。") from None
    for name, (size, wanted) in found.files.items():
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()):
            raise BadBackup(f"备份清单指向备份之外的文件“{name}”。没有恢复。")
        if not path.is_file():
            raise BadBackup(f"备份缺少文件“{name}”。没有恢复。")
        if digest(path) != (size, wanted):
            raise BadBackup(f"备份的文件“{name}”与清单不符，已损坏或者被改动。没有恢复。")
    return found

"""Files kept by their digest: one file, one place, written whole or not at all.

A file is written beside its place, forced to the disk, then renamed: a process killed at any moment leaves either the whole
file or a temporary one that `sweep` removes. The same content is stored once.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from yuheng.kernel.ledger.canonical import sm3

_DIGEST = re.compile("[0-9a-f]{64}")
_TEMPORARY = ".part-"
_MARK = ".erase-"


class MissingFile(LookupError):
    """No file of this digest, or one whose content has another digest; the message is Chinese."""


def place_of(root: Path, digest: str) -> Path:
    """Where a digest's file lies: two levels of two letters, then the whole digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no SM3 digest")
    return root / digest[:2] / digest[2:4] / digest


def store(root: Path, data: bytes) -> str:
    """Keeps the data and returns its digest. After it returned, the file outlives a power cut."""
    digest = sm3(data).hex()
    place = place_of(root, digest)
    if place.exists() and place.stat().st_size == len(data):
        return digest
    _make(root, place.parent)
    temporary = place.with_name(f"{_TEMPORARY}{os.getpid()}-{time.monotonic_ns()}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o440)
        temporary.replace(place)
        _force(place.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return digest


def fetch(root: Path, digest: str, *, verify: bool = True) -> bytes:
    """The content of a digest. Raises MissingFile if it is not there or, with `verify`, is not what was stored."""
    try:
        data = place_of(root, digest).read_bytes()
    except FileNotFoundError:
        raise MissingFile(f"文件库中没有摘要为 {digest[:16]}… 的文件，请从备份恢复。") from None
    if verify and sm3(data).hex() != digest:
        raise MissingFile(f"文件 {digest[:16]}… 的内容与其摘要不符，可能被改动，请从备份恢复并报告。")
    return data


def erase(root: Path, digest: str) -> bool:
    """Deletes a file whose erasure the ledger records. Returns whether it was there."""
    place = place_of(root, digest)
    if not place.exists():
        return False
    place.unlink()
    _force(place.parent)
    return True


def mark(root: Path, digest: str) -> None:
    """Notes that a file is about to be erased: the note outlives a process that dies before or after its transaction."""
    place_of(root, digest)
    _make(root, root)
    (root / f"{_MARK}{digest}").touch()
    _force(root)


def marked(root: Path) -> list[str]:
    """Digests of the files that are about to be erased."""
    return sorted(path.name.removeprefix(_MARK) for path in root.glob(f"{_MARK}*"))


def unmark(root: Path, digest: str) -> None:
    (root / f"{_MARK}{digest}").unlink(missing_ok=True)


def digests(root: Path) -> Iterator[str]:
    """Every digest kept, in order."""
    for place in sorted(root.glob("??/??/*")):
        if _DIGEST.fullmatch(place.name):
            yield place.name


def sweep(root: Path, older_than: float = 3600) -> int:
    """Removes temporary files that killed processes left, older than so many seconds. Returns how many."""
    limit = time.time() - older_than  # the machine's clock: file systems know no other
    left = [path for path in root.glob(f"??/??/{_TEMPORARY}*") if path.stat().st_mtime <= limit]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _make(root: Path, folder: Path) -> None:
    """Makes the folder; each new name on the way is forced to the disk with the folder that holds it."""
    missing = [each for each in (folder, folder.parent, root) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        _force(each.parent)


def _force(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

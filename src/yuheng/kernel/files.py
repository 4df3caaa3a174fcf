"""Files of the data directory that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def put(path: Path, content: str | bytes) -> None:
    """Writes a file beside its place and moves it there: a reader, or a killed process, never leaves or sees a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

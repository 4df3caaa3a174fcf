"""What an upload may be: kinds, limits, and the answer that is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["docx", "xlsx", "pdf", "jpeg", "png", "gif", "webp", "tiff", "mp4", "wav", "mp3", "ofd", "text"]

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What an office allows, in octets; `ratio` is how often larger than itself a packed file may be."""

    document: int = 50 * MIB
    picture: int = 20 * MIB
    recording: int = 2048 * MIB
    expanded: int = 300 * MIB
    ratio: int = 200
    entries: int = 5000
    pixels: int = 120_000_000


@dataclass(frozen=True)
class Upload:
    """A file that may be kept."""

    kind: Kind
    media: str
    size: int
    digest: str


class BadUpload(ValueError):
    """A file that may not be kept. `code` is for programs; the message is Chinese and says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


MEDIA: dict[Kind, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "tiff": "image/tiff",
    "mp4": "video/mp4",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "text": "text/plain; charset=utf-8",
}

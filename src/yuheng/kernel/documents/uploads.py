"""What a person uploads is judged by its content, never by its name.

Refused: what is no known kind, too large, expands too far, holds macros, programs or outside templates, or is broken. A PDF
with JavaScript, programs to be started or attached files is refused: a piece of evidence never needs them. The result names
the kind, media type and the SM3 digest under which the file is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from yuheng.kernel.documents.upload_packed import check_packed, open_packed
from yuheng.kernel.documents.upload_pdf import check_pdf
from yuheng.kernel.documents.upload_pictures import check_picture
from yuheng.kernel.documents.upload_rules import MEDIA, MIB, BadUpload, Kind, Limits, Upload
from yuheng.kernel.ledger.canonical import sm3

__all__ = ["BadUpload", "Kind", "Limits", "Upload", "check", "kind_of"]

_PICTURES = {"jpeg", "png", "gif", "webp", "tiff"}
_RECORDINGS = {"mp4", "wav", "mp3"}


USUAL = Limits()


def check(data: bytes, *, allowed: frozenset[Kind] | None = None, limits: Limits = USUAL) -> Upload:
    """Judges a file by its content. Raises BadUpload; `allowed` narrows the kinds a step takes."""
    if not data:
        raise BadUpload("empty", "文件是空的，请检查后重新上传。")
    kind = kind_of(data)
    if allowed is not None and kind not in allowed:
        raise BadUpload("kind", f"这里不收 {kind} 文件，请上传 {'、'.join(sorted(allowed))}。")
    limit = limits.picture if kind in _PICTURES else limits.recording if kind in _RECORDINGS else limits.document
    if len(data) > limit:
        raise BadUpload("size", f"文件有 {len(data) / MIB:.1f} MB，超过 {limit // MIB} MB 的上限，请压缩或者分开上传。")
    _CHECKS.get(kind, _nothing)(data, limits)
    return Upload(kind, MEDIA[kind], len(data), sm3(data).hex())


def kind_of(data: bytes) -> Kind:
    """The kind of a file by its first octets and, for packed ones, its parts. Raises BadUpload for what is not taken."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE"):
        return "webp" if data[8:12] == b"WEBP" else "wav"
    if data[4:8] == b"ftyp":
        return "mp4"
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadUpload("old_office", "不收 doc、xls 等旧格式（可能含宏），请另存为 docx、xlsx 或 PDF 后上传。")
    if data.startswith((b"MZ", b"\x7fELF", b"#!")):
        raise BadUpload("program", "不收程序文件。")
    if _is_text(data):
        return "text"
    raise BadUpload("kind", "不能识别的文件。可以上传 docx、xlsx、PDF、OFD、图片、录音录像。")


_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
)


def _is_text(data: bytes) -> bool:
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data):
        return False
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return not re.match(r"\s*<(!doctype|html|svg|script|\?xml)", text, re.IGNORECASE)


def _packed_kind(data: bytes) -> Kind:
    names = set(open_packed(data).namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "OFD.xml" in names:
        return "ofd"
    raise BadUpload("archive", "不收压缩包，请把里面的文件逐个上传。")


def _check_text(data: bytes, limits: Limits) -> None:
    if len(data) > 5 * MIB:
        raise BadUpload("size", "文本文件超过 5 MB，请用 docx 或 PDF 上传。")


def _nothing(data: bytes, limits: Limits) -> None:
    """Recordings, webp and tiff are kept as they are: nothing here opens them."""


_CHECKS: dict[Kind, Callable[[bytes, Limits], None]] = {
    "docx": check_packed,
    "xlsx": check_packed,
    "ofd": check_packed,
    "pdf": check_pdf,
    "jpeg": check_picture,
    "png": check_picture,
    "gif": check_picture,
    "text": _check_text,
}

"""Packed files (docx, xlsx, ofd): how far they expand, and whether anything in them can run or reaches outside."""

from __future__ import annotations

import io
import re
import struct
import zipfile

from yuheng.kernel.documents.upload_rules import MIB, BadUpload, Limits


def open_packed(data: bytes) -> zipfile.ZipFile:
    """The archive. Raises BadUpload if it is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError):
        raise BadUpload("broken", "文件已损坏，无法打开，请重新导出后上传。") from None


_ACTIVE = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|/embeddings/.*\.bin$|\.(exe|dll|js|vbs|ps1|bat|cmd|scr|hta|jar)$",
    re.IGNORECASE,
)


def check_packed(data: bytes, limits: Limits) -> None:
    """Raises BadUpload for bombs, macros, programs, locked and doctored files."""
    with open_packed(data) as archive:
        entries = archive.infolist()
        total = sum(entry.file_size for entry in entries)
        if len(entries) > limits.entries or total > min(limits.expanded, max(len(data) * limits.ratio, MIB)):
            raise BadUpload("bomb", "文件展开后过大，疑似压缩炸弹，不予接收。")
        if len({entry.filename for entry in entries}) != len(entries):
            raise BadUpload("broken", "文件里有重名的部件，可能被改动过，不予接收。")
        for entry in entries:
            if entry.flag_bits & 1:
                raise BadUpload("locked", "文件已加密，请去掉密码后上传。")
            if entry.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", entry.filename):
                raise BadUpload("broken", "文件里有不正常的路径，不予接收。")
            if _ACTIVE.search(entry.filename):
                raise BadUpload("macro", "文件含有宏或者可以运行的内容，不予接收，请另存为不含宏的文件。")
        read = _read_all(archive, entries, total)
    _check_parts(read)


def _read_all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], total: int) -> dict[str, bytes]:
    """Reads every part, as far as it said it would go: sizes in the list of contents may lie."""
    found: dict[str, bytes] = {}
    left = total
    for entry in entries:
        try:
            with archive.open(entry) as part:
                content = part.read(entry.file_size + 1)
        except Exception:  # whatever the unpacker raises: the file is broken
            raise BadUpload("broken", "文件已损坏，无法打开，请重新导出后上传。") from None
        left -= len(content)
        if len(content) > entry.file_size or left < 0:
            raise BadUpload("bomb", "文件展开后比声明的大，不予接收。")
        if entry.filename.endswith((".xml", ".rels")):
            found[entry.filename] = content
    return found


def _check_parts(parts: dict[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"").lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise BadUpload("macro", "文件含有宏，不予接收，请另存为不含宏的文件。")
    for name, content in parts.items():
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or "<!DOCTYPE".encode("utf-16-le") in content:
            raise BadUpload("entity", "文件里有外部实体声明，不予接收。")
        if name.endswith(".rels") and _OUTSIDE.search(content):
            raise BadUpload("outside", "文件引用了外部模板或者外部对象，不予接收，请另存为普通文件。")


_OUTSIDE = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External[\"'])(?=[^>]*Type\s*=\s*[\"'][^\"']*/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)[\"'])",
    re.IGNORECASE,
)

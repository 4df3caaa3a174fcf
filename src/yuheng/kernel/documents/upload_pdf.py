"""PDFs: whether they open, and whether anything in them can run."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from yuheng.kernel.documents.upload_rules import BadUpload, Limits

_BANNED = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/EmbeddedFiles",
    "/RichMedia",
    "/XFA",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
}


def check_pdf(data: bytes, limits: Limits) -> None:
    """Raises BadUpload for broken and locked files and those with JavaScript, started programs or attached files."""
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted
        found = None if locked else _active(reader)
        pages = 0 if locked else len(reader.pages)
    except Exception:  # whatever the reader raises: the file is broken
        raise BadUpload("broken", "PDF 文件已损坏，无法打开，请重新导出后上传。") from None
    if locked:
        raise BadUpload("locked", "PDF 已加密，请去掉密码后上传。")
    if found:
        raise BadUpload("active", f"PDF 含有可以运行的内容（{found.lstrip('/')}），不予接收，请打印成普通 PDF 后上传。")
    if not pages:
        raise BadUpload("broken", "PDF 里没有页面。")


def _active(reader: PdfReader) -> str | None:
    """The first banned thing anywhere in the file's objects."""
    seen: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
            each = each.get_object()
        if isinstance(each, DictionaryObject):
            names = {str(name) for name in each}
            action = each.get("/S")
            if isinstance(action, str):
                names.add(str(action))
            if names & _BANNED:
                return sorted(names & _BANNED)[0]
            waiting.extend(each.values())
        elif isinstance(each, ArrayObject):
            waiting.extend(each)
    return None

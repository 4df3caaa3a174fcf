"""Reads a draft from a file: txt, docx or html, tables included."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from .document import Document, Kind, Unreadable, document, from_text
from .tables import told

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_UNPACKED = 256 * 1024 * 1024
_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([\w-]{2,20})", re.IGNORECASE)
_BETWEEN_CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
_BLOCKS = frozenset(
    ["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "blockquote", "pre", "br", "title", "dt", "dd", "ul", "ol", "main", "aside", "td", "th", "tr", "table"]
)
_SILENT = frozenset(["script", "style", "noscript", "template", "svg", "head", "iframe", "select", "option", "button", "nav"])


def read(path: Path) -> Document:
    """Reads a file by what its name says it is. Raises `Unreadable` with a sentence for the user."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"文件超过 {LARGEST_FILE // 1024 // 1024} MB，不像一份报告，请核对后再送校。")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"读不到文件 {path.name}：{error.strerror}。请核对路径和权限。") from error
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> Document:
    """Reads the content of a file of this name."""
    suffix = Path(name).suffix.lower()
    if suffix == ".docx":
        return read_docx(content, name)
    if suffix in (".html", ".htm", ".xhtml"):
        return read_html(content, name)
    if suffix in (".txt", ".md", ".text", ""):
        return from_text(decoded(content), name)
    raise Unreadable(f"不认识的文件类型 {suffix}。可以校对 txt、docx 和 html；doc 或者 wps 请先另存为 docx。")


def decoded(content: bytes) -> str:
    """Text of bytes: by its mark, as UTF-8, else as GB 18030; what still cannot be read becomes a sign for it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def read_html(content: bytes | str, name: str = "") -> Document:
    """The visible text of a page. Broken markup is read as far as it goes."""
    text = content if isinstance(content, str) else _page_text(content)
    # A declaration of an encoding inside a text that is decoded already would only confuse the parser.
    text = re.sub(r"^\s{0,9}<\?xml[^>]{0,200}\?>", "", text).replace("\x00", "")
    parser = etree.HTMLParser(
        recover=True, huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser) if text.strip() else None
    except etree.XMLSyntaxError:
        root = None
    return document(_html_parts(root) if root is not None else (), name)


def _page_text(content: bytes) -> str:
    named = _CHARSET.search(content[:4096])
    if named:
        try:
            return content.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def _html_parts(root: etree._Element) -> Iterator[tuple[str, Kind]]:
    """Walks the tree without recursion, so that deep nesting is no danger."""
    buffer: list[str] = []
    silent = 0
    table: list[list[list[str]]] | None = None
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            silent += tag in _SILENT
            if silent:
                continue
            if tag == "table":
                if not depth:
                    yield from _flush(buffer)
                    table = []
                depth += 1
            elif table is not None and tag == "tr":
                table.append([])
            elif table is not None and tag in ("td", "th"):
                if not table:
                    table.append([])
                table[-1].append([])
            elif tag in _BLOCKS and table is None:
                yield from _flush(buffer)
            _say(node.text, table, buffer)
            continue
        if tag in _SILENT:
            silent -= 1
        elif not silent:
            if tag == "table":
                depth -= 1
                if not depth and table is not None:
                    for sentence in told([["".join(cell) for cell in row] for row in table if row]):
                        yield sentence, "row"
                    table = None
            elif tag in _BLOCKS and table is None:
                yield from _flush(buffer)
        if not silent:
            _say(node.tail, table, buffer)
    yield from _flush(buffer)


def _say(text: str | None, table: list[list[list[str]]] | None, buffer: list[str]) -> None:
    if not text:
        return
    if table is None:
        buffer.append(text)
    elif table and table[-1]:
        table[-1][-1].append(text)


def _flush(buffer: list[str]) -> Iterator[tuple[str, Kind]]:
    text = _BETWEEN_CHINESE.sub("", " ".join("".join(buffer).split()))
    buffer.clear()
    if text:
        yield text, "text"


def read_docx(content: bytes, name: str = "") -> Document:
    """The paragraphs and tables of a Word file in their order; text deleted in tracked changes is left out."""
    import docx
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise Unreadable(f"{name or '文件'}展开后过大，不像一份报告。")
        opened = docx.Document(io.BytesIO(content))
    except Unreadable:
        raise
    except Exception as error:  # python-docx raises many kinds for a damaged package
        raise Unreadable(f"{name or '文件'}不是完好的 docx，打不开。请在 Word 中另存一次再送校。") from error
    parts: list[tuple[str, Kind]] = []
    for block in opened.iter_inner_content():
        if isinstance(block, Table):
            rows = [[cell.text for cell in row.cells] for row in block.rows]
            parts += [(sentence, "row") for sentence in told(rows)]
        else:
            parts.append((_with_insertions(block._p), "text"))
    return document(parts, name)


def _with_insertions(paragraph: etree._Element) -> str:
    """All text of a paragraph, that inserted by tracked changes and in fields included."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    pieces = []
    for node in paragraph.iter(f"{space}t", f"{space}tab", f"{space}br"):
        pieces.append(node.text or "" if node.tag == f"{space}t" else " ")
    return "".join(pieces)

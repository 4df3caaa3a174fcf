"""What an xlsx file holds before it is opened: how far it expands, how far its cells reach, which of them are errors.

The reader lays out a full table from the first to the last used cell, and two cells far apart would need more memory than there
is. So the extent is measured on the XML first, and a clerk is told which sheet reaches too far instead of "broken".
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from yuheng.kernel.sheets.columns import BadSheet

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """`octets` of the file, `expanded` of its parts together, `rows`, `columns` and `area` (rows × columns) of one sheet."""

    octets: int = 10 * MIB
    expanded: int = 200 * MIB
    rows: int = 50_000
    columns: int = 300
    area: int = 3_000_000

    def check_extent(self, name: str, rows: int, columns: int) -> None:
        """Raises BadSheet if a sheet reaches too far."""
        if rows > self.rows:
            raise BadSheet(
                "rows",
                f"工作表“{name}”用到第 {rows} 行，一次最多 {self.rows} 行，请分成几个文件，或者删除下方多余的行。",
            )
        if columns > self.columns:
            raise BadSheet(
                "columns", f"工作表“{name}”用到第 {columns} 列，最多 {self.columns} 列，请删除右侧多余的列。"
            )
        if rows * columns > self.area:
            raise BadSheet("area", f"工作表“{name}”的范围过大（{rows} 行 {columns} 列），请分成几个文件。")


@dataclass(frozen=True)
class Part:
    """A sheet inside: its formula errors by (row, column), both from 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)


_CELL = re.compile(rb"<(?:\w+:)?c(?:\s([^>]*?))?(/?)>")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"'](\d+)")
_REFERENCE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']\$?([A-Za-z]{1,9})\$?(\d{1,12})[\"']")
_ERROR = re.compile(rb"(?:^|\s)t\s*=\s*[\"']e[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")


def inspect(data: bytes, limits: Limits) -> dict[str, Part]:
    """The sheets of an xlsx file by name. Raises BadSheet for what is none, holds macros, is locked, broken or too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise BadSheet("broken", "文件已损坏，无法打开。请用 Excel 或者 WPS 打开后另存为 xlsx，再重新上传。") from None
    with archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names:
            raise BadSheet("kind", _other_kind(names))
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise BadSheet("macro", "文件含有宏，不予接收，请另存为不含宏的 xlsx。")
        parts = _expanded(archive, limits)
    return {name: _measured(name, parts[path], limits) for name, path in _sheets(parts).items() if path in parts}


def _other_kind(names: list[str]) -> str:
    kinds = (
        ("xl/workbook.bin", "xlsb 格式"),
        ("word/", "Word 文档"),
        ("OFD.xml", "OFD 文件"),
        ("content.xml", "ODS 格式"),
        ("ppt/", "演示文稿"),
    )
    for start, kind in kinds:
        if any(name.startswith(start) for name in names):
            return f"这是{kind}，请另存为 xlsx 后上传。"
    return "这是压缩包，不是 Excel 文件，请解压后上传里面的 xlsx。"


def _expanded(archive: zipfile.ZipFile, limits: Limits) -> dict[str, bytes]:
    """The XML parts; every part is unpacked, because sizes in the list of contents may lie."""
    bomb = BadSheet(
        "bomb", f"文件展开后超过 {limits.expanded // MIB} MB，疑似压缩炸弹，不予接收；请删除图片和多余的行后另存。"
    )
    entries = archive.infolist()
    left = limits.expanded
    if len(entries) > 2000 or sum(entry.file_size for entry in entries) > left:
        raise bomb
    found: dict[str, bytes] = {}
    for entry in entries:
        if entry.flag_bits & 1:
            raise BadSheet("locked", "文件设有打开密码，请去掉密码后另存，再上传。")
        try:
            with archive.open(entry) as part:
                content = part.read(left + 1)
        except Exception:  # whatever the unpacker raises: the file is broken
            raise BadSheet(
                "broken", "文件已损坏（部分内容无法解压）。请用 Excel 或者 WPS 打开后另存为 xlsx，再重新上传。"
            ) from None
        left -= len(content)
        if left < 0:
            raise bomb
        if entry.filename.endswith((".xml", ".rels")):
            found[entry.filename] = content
    return found


def _sheets(parts: dict[str, bytes]) -> dict[str, str]:
    """Paths of the sheets by their names, in order."""
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])
        relations = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    except ElementTree.ParseError:
        raise BadSheet(
            "broken", "文件已损坏（工作簿目录无法读取）。请用 Excel 或者 WPS 打开后另存为 xlsx，再重新上传。"
        ) from None
    targets = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))[1:] for one in relations
    }
    found = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            found[sheet.get("name", "")] = targets.get(relation, "")
    return found


def _measured(name: str, xml: bytes, limits: Limits) -> Part:
    rows = [0, len(_ROW.findall(xml))]
    widest, errors, unnamed = 0, {}, False
    for cell in _CELL.finditer(xml):
        if cell[2]:  # formatted but empty
            continue
        reference = _REFERENCE.search(cell[1] or b"")
        if reference is None:
            unnamed = True
            continue
        row, column = int(reference[2]), _column(reference[1])
        rows[0] = max(rows[0], row)
        widest = max(widest, column)
        if _ERROR.search(cell[1]):
            value = _VALUE.search(xml, cell.end(), cell.end() + 5000)
            errors[row - 1, column - 1] = value[1].decode("ascii", "replace") if value else "#VALUE!"
    if unnamed:  # cells without an address stand one after another
        widest = max(widest, *(len(_CELL.findall(part)) for part in _ROW.split(xml)))
        rows[0] = max(rows[0], rows[1], *(int(number) for number in _ROW_NUMBER.findall(xml)), 0)
    limits.check_extent(name, rows[0], widest)
    return Part(errors)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number

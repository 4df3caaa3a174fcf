"""Telephone numbers as people write them, brought to one form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


class BadPhone(ValueError):
    """Not a telephone number; the message is Chinese and says what is wrong."""


@dataclass(frozen=True)
class Phone:
    """`kind`: mobile, fixed, service (400, 800), short (110, 12345). Fixed lines read 0512-57300000, with -8012 for an extension."""

    number: str
    kind: str


_EXTENSION = re.compile(r"(?:转|分机|EXT\.?|X|#)[:：]?(\d{1,6})$")
_THREE_DIGIT_AREAS = re.compile(r"0(?:10|2\d)")


def checked(text: str) -> Phone:
    """The number in its one form. Raises BadPhone. A fixed line without area code is kept without one."""
    shown = unicodedata.normalize("NFKC", text).upper()
    plain = re.sub(r"[\s\u200b-\u200f\u202a-\u202e\ufeff.]", "", shown)
    plain = re.sub(r"[()—–]+|-{2,}", "-", plain).strip("-")
    plain = re.sub(r"^(?:\+|00)86-?|^86(?=1\d{10}$)", "", plain)
    extension = _EXTENSION.search(plain)
    if extension:
        plain = plain[: extension.start()]
    tail = f"-{extension[1]}" if extension else ""
    if wrong := re.search(r"[^0-9\-]", plain):
        meant = {"O": "，可能应为“0”", "I": "，可能应为“1”", "L": "，可能应为“1”"}.get(wrong[0], "")
        raise BadPhone(f"电话号码第 {wrong.start() + 1} 位“{wrong[0]}”不是数字{meant}。一格只填一个号码。")
    digits = plain.replace("-", "")
    if digits.startswith("1") and len(digits) > 6:
        return _mobile(digits)
    if re.fullmatch(r"[48]00\d{7}", digits):
        return Phone(f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", "service")
    if digits.startswith("0"):
        return _fixed(plain, digits, tail)
    if re.fullmatch(r"[2-9]\d{6,7}", digits):
        return Phone(digits + tail, "fixed")
    if re.fullmatch(r"1\d{2,5}|9\d{4,5}", digits):
        return Phone(digits, "short")
    raise BadPhone(f"电话号码共 {len(digits)} 位，不像手机号码（11 位）或者固定电话（区号加 7 至 8 位）。")


def _mobile(digits: str) -> Phone:
    if len(digits) != 11:
        raise BadPhone(f"手机号码应为 11 位，现为 {len(digits)} 位。")
    if digits[1] < "3":
        raise BadPhone(f"手机号码第 2 位应为 3 至 9，现为“{digits[1]}”。")
    return Phone(digits, "mobile")


def _fixed(plain: str, digits: str, tail: str) -> Phone:
    if digits.startswith("01") and len(digits) == 12:  # a mobile dialled from another city
        return _mobile(digits[1:])
    cut = 3 if _THREE_DIGIT_AREAS.match(digits) else 4
    area, local = digits[:cut], digits[cut:]
    parts = [part for part in plain.split("-") if part]
    if not tail and len(parts) == 3 and len(parts[2]) <= 6:  # 0512-57300000-8012
        local, tail = parts[1], f"-{parts[2]}"
    if len(local) not in (7, 8):
        raise BadPhone(f"固定电话区号 {area} 之后应为 7 至 8 位，现为 {len(local)} 位。")
    return Phone(f"{area}-{local}{tail}", "fixed")

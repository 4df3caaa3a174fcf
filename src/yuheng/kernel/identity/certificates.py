"""证件: what a person shows to be known by. Resident cards are checked fully; others by their shape; some people have none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from yuheng.kernel.identity import resident_id
from yuheng.kernel.identity.resident_id import BadId, normalised

NONE = "none"

KINDS = {
    "resident": "居民身份证",
    "old_resident": "第一代居民身份证（15 位）",
    "residence_permit": "港澳台居民居住证",
    "mainland_pass": "港澳居民来往内地通行证",
    "taiwan_pass": "台湾居民来往大陆通行证",
    "passport": "护照",
    "permanent_residence": "外国人永久居留身份证",
    NONE: "无证件",
}
"""Kinds by the code that is stored; the meaning of a code never changes."""


@dataclass(frozen=True)
class Certificate:
    """A checked certificate; date of birth and sex where the number itself tells them."""

    kind: str
    number: str
    born_on: date | None = None
    sex: str = ""


def checked(kind: str, text: str, today: date) -> Certificate:
    """The certificate of this kind (a code of KINDS). Raises BadId; for `none` the number must be empty."""
    if kind not in KINDS:
        raise BadId("kind", f"没有这种证件类型：{kind}，可选：{'、'.join(KINDS.values())}。")
    number = normalised(text)
    if kind == NONE:
        if number:
            raise BadId("kind", "证件类型选了“无证件”，号码应当留空；有号码的请选择证件类型。")
        return Certificate(kind, "")
    if not number:
        raise BadId("missing", f"请填写{KINDS[kind]}号码；确无证件的，证件类型请选“无证件”。")
    return _CHECKS[kind](number, today)


def _resident(number: str, today: date) -> Certificate:
    known = resident_id.checked(number, today)
    return Certificate("resident", known.number, known.born_on, known.sex)


def _residence_permit(number: str, today: date) -> Certificate:
    known = resident_id.checked(number, today)
    if number[:6] not in ("810000", "820000", "830000"):
        message = f"港澳台居民居住证号码第 1 至 6 位应为 810000、820000 或者 830000，现为“{number[:6]}”。"
        raise BadId("shape", message, 1)
    return Certificate("residence_permit", known.number, known.born_on, known.sex)


def _old_resident(number: str, today: date) -> Certificate:
    """Kept as it is: fifteen digits, two of them for the year of a twentieth-century birth, no check character."""
    _shaped(number, r"[0-9]{15}", "第一代居民身份证号码应为 15 位数字")
    try:
        born = date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    except ValueError:
        message = f"第一代居民身份证号码第 7 至 12 位“{number[6:12]}”不是真实的出生日期（两位年、两位月、两位日）。"
        raise BadId("birth", message, 7) from None
    return Certificate("old_resident", number, born, "男" if int(number[14]) % 2 else "女")


def _mainland_pass(number: str, today: date) -> Certificate:
    _shaped(number, r"[HM][0-9]{8}([0-9]{2})?", "港澳居民来往内地通行证号码应为 H 或者 M 加 8 位（旧证 10 位）数字")
    return Certificate("mainland_pass", number)


def _taiwan_pass(number: str, today: date) -> Certificate:
    _shaped(
        number, r"[0-9]{8}|[0-9]{10}[A-Z]?", "台湾居民来往大陆通行证号码应为 8 位数字（旧证 10 位数字，可以带一个字母）"
    )
    return Certificate("taiwan_pass", number)


def _passport(number: str, today: date) -> Certificate:
    _shaped(number, r"(?=.*[0-9])[A-Z0-9]{5,15}", "护照号码应为 5 至 15 位字母和数字")
    return Certificate("passport", number)


def _permanent_residence(number: str, today: date) -> Certificate:
    """The card since 2023 has the shape of a resident number beginning with 9, the older one three letters and 12 digits."""
    if len(number) == 18 and number.startswith("9"):
        known = resident_id.checked(number, today)
        return Certificate("permanent_residence", known.number, known.born_on, known.sex)
    _shaped(
        number, r"[A-Z]{3}[0-9]{12}", "外国人永久居留身份证号码应为 9 开头的 18 位号码，或者旧证的 3 个字母加 12 位数字"
    )
    return Certificate("permanent_residence", number)


def _shaped(number: str, pattern: str, rule: str) -> None:
    if not re.fullmatch(pattern, number):
        raise BadId("shape", f"{rule}，现为“{number}”（{len(number)} 位）。")


_CHECKS: dict[str, Callable[[str, date], Certificate]] = {
    "resident": _resident,
    "old_resident": _old_resident,
    "residence_permit": _residence_permit,
    "mainland_pass": _mainland_pass,
    "taiwan_pass": _taiwan_pass,
    "passport": _passport,
    "permanent_residence": _permanent_residence,
}

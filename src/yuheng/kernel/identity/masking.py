"""Masking by default, on screens, in exports and logs."""

from __future__ import annotations

import re
from collections.abc import Callable

_DOUBLE = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "端木",
    "长孙",
    "宇文",
    "南宫",
)
_BODY = re.compile(r"公司|厂|店|部|中心|合作社|委员会|事务所|学校|医院|酒店|超市|摊|馆|坊|集团|工作室|局|所|协会|企业")


def name(text: str) -> str:
    """张三丰 → 张**, 欧阳修 → 欧阳*, 阿迪力·买买提 → 阿**·***; names of bodies stay."""
    if not text or (_BODY.search(text) and len(text) > 3):
        return text
    if "·" in text:
        first, _dot, rest = text.partition("·")
        return first[:1] + "*" * (len(first) - 1) + "·" + "*" * len(rest)
    if text.isascii():
        return text[:1] + "*" * max(len(text) - 1, 1)
    kept = 2 if text.startswith(_DOUBLE) and len(text) > 2 else 1
    return text[:kept] + "*" * max(len(text) - kept, 1)


def identity(text: str) -> str:
    """320583199001011232 → 320583********1232; shorter numbers keep their first and last two."""
    if len(text) == 18:
        return text[:6] + "*" * 8 + text[-4:]
    return text[:2] + "*" * max(len(text) - 4, 2) + text[-2:] if len(text) > 4 else "*" * len(text)


def phone(text: str) -> str:
    """13812348000 → 138****8000."""
    digits = text.strip()
    return (
        digits[:3] + "****" + digits[-4:] if len(digits) >= 11 else digits[:-4] + "****" if len(digits) > 4 else "****"
    )


def address(text: str) -> str:
    """An address down to the compound: building, unit and room are cut."""
    cut = re.search(r"\d+\s*(?:号楼|幢|栋|单元|室|#|-)|[一二三四五六七八九十]+(?:号楼|幢|栋|单元)", text)
    return text[: cut.start()].rstrip() + "***" if cut else text


def bank(text: str) -> str:
    """The last four of a card."""
    return "*" * max(len(text) - 4, 0) + text[-4:]


def plate(text: str) -> str:
    """苏E3K812 → 苏E***12."""
    return text[:2] + "***" + text[-2:] if len(text) >= 6 else "***"


KINDS: dict[str, Callable[[str], str]] = {
    "name": name,
    "id": identity,
    "phone": phone,
    "address": address,
    "bank": bank,
    "plate": plate,
}
"""Masks by the kind of personal data that a column declares."""


def masked(kind: str, text: str | None) -> str:
    """The text as everybody may see it."""
    return KINDS[kind](text) if text and kind in KINDS else text or ""


_FOUND = re.compile(r"(?<!\d)(\d{17}[\dXx])(?!\d)|(?<!\d)(1[3-9]\d{9})(?!\d)|(?<!\d)(\d{16,19})(?!\d)")


def scrubbed(text: str) -> str:
    """Free text with identity numbers, phones and card numbers masked."""

    def hide(found: re.Match[str]) -> str:
        for kind, value in zip((identity, phone, bank), found.groups(), strict=True):
            if value:
                return kind(value)
        return found[0]

    return _FOUND.sub(hide, text)

"""统一社会信用代码 (GB 32100-2015): 18 characters, the last one a check.

What the standard makes impossible is refused, with the place of the wrong character and what should stand there. What is only
unlikely (an unknown division, a wrong inner check of the organisation code, as real old codes have) is a warning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from yuheng.kernel.identity import divisions

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters, their place is their value; I, O, S, V and Z do not occur."""

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_INNER = (3, 7, 9, 10, 5, 8, 4, 2)
_MEANT = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}

DEPARTMENTS = {
    "1": ("机构编制", "1239"), "2": ("外交", "19"), "3": ("司法行政", "123459"), "4": ("文化", "19"), "5": ("民政", "1239"),
    "6": ("旅游", "129"), "7": ("宗教", "129"), "8": ("工会", "19"), "9": ("市场监管", "1239"),
    "A": ("中央军委改革和编制办公室", "19"), "N": ("农业农村", "1239"), "Y": ("其他", "1"),
}  # fmt: skip
"""Department that registers (first character), with the categories it knows (second character)."""


class BadUscc(ValueError):
    """Not a valid code; the message says which character is wrong and what it should be.

    `place` counts from 1 (None where the code as a whole is wrong), `expected` is what should stand there, where that is known.
    `reason`: length, old_number, character, digits, filler, department, category, check.
    """

    def __init__(self, reason: str, message: str, place: int | None = None, expected: str | None = None) -> None:
        super().__init__(message)
        self.reason, self.place, self.expected = reason, place, expected


@dataclass(frozen=True)
class Uscc:
    """A valid code with its parts. `warnings` are Chinese and for a person to look at; they refuse nothing."""

    code: str
    department: str
    category: str
    division: str
    organisation: str
    warnings: tuple[str, ...]


def check_character(first17: str) -> str:
    """The 18th character to these 17."""
    total = sum(_VALUES[c] * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def inner_check(first8: str) -> str:
    """The check character of the organisation code (GB 11714) within."""
    rest = 11 - sum(int(c, 36) * w for c, w in zip(first8, _INNER, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def normalised(text: str) -> str:
    """Upper case, half width, without blanks, hyphens and invisible characters."""
    return re.sub(r"[\s\-\u200b-\u200f\u202a-\u202e\ufeff]", "", unicodedata.normalize("NFKC", text)).upper()


def is_old_number(text: str) -> bool:
    """A 15-digit 工商注册号 of the time before the code: kept as text, never turned into a code."""
    return bool(re.fullmatch(r"[0-9]{15}", normalised(text)))


def checked(text: str) -> str:
    """The code in upper case without blanks. Raises BadUscc."""
    return parsed(text).code


def parsed(text: str) -> Uscc:
    """The code with its parts and warnings. Raises BadUscc."""
    code = normalised(text)
    if is_old_number(code):
        raise BadUscc("old_number", "这是 15 位的旧注册号，请填写 18 位统一社会信用代码。")
    if len(code) != 18:
        raise BadUscc("length", f"统一社会信用代码应为 18 位，现为 {len(code)} 位。")
    _check_characters(code)
    _check_structure(code)
    right = check_character(code[:17])
    if code[17] != right:
        message = f"统一社会信用代码第 18 位校验位应为 {right}，现为 {code[17]}，请核对整个代码。"
        raise BadUscc("check", message, 18, right)
    return Uscc(code, code[0], code[1], code[2:8], code[8:17], tuple(_warnings(code)))


def _check_characters(code: str) -> None:
    wrong = [place for place, character in enumerate(code, start=1) if character not in _VALUES]
    if not wrong:
        return
    place, character = wrong[0], code[wrong[0] - 1]
    meant = _MEANT.get(character)
    hint = f"，可能应为“{meant}”" if meant else ""
    mended = "".join(_MEANT.get(c, c) for c in code)
    if all(c in _VALUES for c in mended) and check_character(mended[:17]) == mended[17]:
        # Only the whole mended code tells whether the guess is right: with it the check character fits.
        hint = f"{hint}（改正后为 {mended}，校验位相符）"
    more = f"，另有第 {'、'.join(map(str, wrong[1:]))} 位" if len(wrong) > 1 else ""
    message = f"统一社会信用代码第 {place} 位“{character}”不是允许的字符{hint}{more}（代码不使用 I、O、S、V、Z）。"
    raise BadUscc("character", message, place, meant)


def _check_structure(code: str) -> None:
    for place in range(3, 9):
        if not code[place - 1].isdigit():
            message = f"统一社会信用代码第 {place} 位应为数字（第 3 至 8 位是行政区划码），现为“{code[place - 1]}”。"
            raise BadUscc("digits", message, place)
    if code == "0" * 18:
        raise BadUscc("filler", "统一社会信用代码不能全部填 0，没有代码的请留空。")
    if code[0] not in DEPARTMENTS:
        known = "、".join(DEPARTMENTS)
        raise BadUscc("department", f"统一社会信用代码第 1 位“{code[0]}”不是登记管理部门代码，应为 {known} 之一。", 1)
    name, categories = DEPARTMENTS[code[0]]
    if code[1] not in categories:
        message = f"统一社会信用代码第 2 位“{code[1]}”不是{name}部门的机构类别，应为 {'、'.join(categories)} 之一。"
        raise BadUscc("category", message, 2)


def _warnings(code: str) -> list[str]:
    found = []
    if doubt := divisions.doubt(code[2:8]):
        found.append(f"第 3 至 8 位{doubt}，请核对。")
    right = inner_check(code[8:16])
    if code[16] != right:
        found.append(f"第 17 位组织机构代码的校验位应为 {right}，现为 {code[16]}；早年代码可能如此，请核对。")
    return found


def made(kind: str, division: str, serial: int) -> str:
    """A code with right check characters for demonstration data: kind 91 enterprise, 92 individual business; `serial` to 999999."""
    body = f"MA{serial:06d}"
    first17 = f"{kind}{division}{body}{inner_check(body)}"
    return first17 + check_character(first17)

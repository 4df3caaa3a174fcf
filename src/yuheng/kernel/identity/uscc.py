"""统一社会信用代码 (GB 32100-2015): 18 characters, the last one a check."""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters, their place is their value; I, O, S, V and Z do not occur."""

_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_INNER = (3, 7, 9, 10, 5, 8, 4, 2)
_MEANT = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}


class BadUscc(ValueError):
    """Not a valid code; the message says which character is wrong and what it should be."""


def check_character(first17: str) -> str:
    """The 18th character to these 17."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def inner_check(first8: str) -> str:
    """The check character of the organisation code (GB 11714) within."""
    values = [int(c, 36) for c in first8]
    rest = 11 - sum(v * w for v, w in zip(values, _INNER, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def checked(text: str) -> str:
    """The code in upper case without blanks. Raises BadUscc."""
    code = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()
    if len(code) == 15 and code.isdigit():
        raise BadUscc("这是 15 位的旧注册号，请填写 18 位统一社会信用代码。")
    if len(code) != 18:
        raise BadUscc(f"统一社会信用代码应为 18 位，现为 {len(code)} 位。")
    for place, character in enumerate(code, start=1):
        if character not in ALPHABET:
            meant = _MEANT.get(character)
            hint = f"，可能应为“{meant}”" if meant else ""
            raise BadUscc(f"统一社会信用代码第 {place} 位“{character}”不是允许的字符{hint}（不使用 I、O、S、V、Z）。")
    if not code[2:8].isdigit():
        raise BadUscc(f"统一社会信用代码第 3 至 8 位应为行政区划码（数字），现为“{code[2:8]}”。")
    right = check_character(code[:17])
    if code[17] != right:
        raise BadUscc(f"统一社会信用代码第 18 位校验位应为 {right}，现为 {code[17]}，请核对整个代码。")
    return code


def made(kind: str, division: str, serial: int) -> str:
    """A code with right check characters for demonstration data: kind 91 enterprise, 92 individual business."""
    body = f"MA{serial:06d}"
    first17 = f"{kind}{division}{body}{inner_check(body)}"
    return first17 + check_character(first17)

"""公民身份号码 (GB 11643-1999): 18 characters, a real date of birth, a check character."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))
_CHECK = "10X98765432"


class BadId(ValueError):
    """Not a valid number; the message says which character is wrong and what it should be."""


@dataclass(frozen=True)
class ResidentId:
    """A valid number with what it says of its bearer."""

    number: str
    born_on: date
    sex: str

    def age_on(self, day: date) -> int:
        """Full years on a day; a year is full on the birthday."""
        had = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (not had)


def check_character(first17: str) -> str:
    """The 18th character to these 17 digits."""
    return _CHECK[sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def checked(text: str, today: date) -> ResidentId:
    """The number with its birth date and sex. Raises BadId."""
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if len(number) == 15 and number.isdigit():
        raise BadId("这是 15 位的第一代身份证号码，请填写 18 位公民身份号码；确无 18 位号码的，按其他证件登记。")
    if len(number) != 18:
        raise BadId(f"公民身份号码应为 18 位，现为 {len(number)} 位。")
    for place, character in enumerate(number[:17], start=1):
        if not (character.isdigit() and character.isascii()):
            raise BadId(f"公民身份号码第 {place} 位应为数字，现为“{character}”。")
    if number[17] not in "0123456789X":
        raise BadId(f"公民身份号码第 18 位应为数字或者 X，现为“{number[17]}”。")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadId(f"公民身份号码第 7 至 14 位“{number[6:14]}”不是真实的日期。") from None
    if born > today or born.year < 1850:
        raise BadId(f"公民身份号码中的出生日期 {born} 不可能，请核对第 7 至 14 位。")
    right = check_character(number[:17])
    if number[17] != right:
        raise BadId(f"公民身份号码第 18 位校验码应为 {right}，现为 {number[17]}，请核对整个号码。")
    return ResidentId(number, born, "男" if int(number[16]) % 2 else "女")


def made(division: str, born_on: date, serial: int) -> str:
    """A number with a right check character for demonstration data; `serial` 1 to 999, odd for men."""
    first17 = f"{division}{born_on:%Y%m%d}{serial:03d}"
    return first17 + check_character(first17)

"""公民身份号码 (GB 11643-1999): 18 characters, a real date of birth, a check character.

The first six are the division of first registration and no ground to refuse: codes of places that are gone stay in force, and
81, 82, 83 are residence permits of Hong Kong, Macao and Taiwan residents.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))
_CHECK = "10X98765432"
_FIRST_YEAR = 1850


class BadId(ValueError):
    """Not a valid number; the message says which character is wrong and what it should be.

    `place` counts from 1 (None where the number as a whole is wrong); `expected` is what should stand there, where that is known.
    `reason`: length, old_number, character, filler, birth, future, check; other certificates also kind, shape, missing.
    """

    def __init__(self, reason: str, message: str, place: int | None = None, expected: str | None = None) -> None:
        super().__init__(message)
        self.reason, self.place, self.expected = reason, place, expected


@dataclass(frozen=True)
class ResidentId:
    """A valid number with what it says of its bearer."""

    number: str
    born_on: date
    sex: str

    def age_on(self, day: date) -> int:
        """Full years on a day; a year is full on the birthday (29 February: on 1 March of a common year)."""
        had = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (not had)


def normalised(text: str) -> str:
    """Upper case, half width, without blanks, hyphens and invisible characters."""
    return re.sub(r"[\s\-\u200b-\u200f\u202a-\u202e\ufeff]", "", unicodedata.normalize("NFKC", text)).upper()


def check_character(first17: str) -> str:
    """The 18th character to these 17 digits."""
    return _CHECK[sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def checked(text: str, today: date) -> ResidentId:
    """The number with its birth date and sex. Raises BadId."""
    number = normalised(text)
    if re.fullmatch(r"[0-9]{15}", number):
        raise BadId(
            "old_number", "这是 15 位的第一代身份证号码，请填写 18 位公民身份号码；确无 18 位号码的，按其他证件登记。"
        )
    if len(number) != 18:
        raise BadId("length", f"公民身份号码应为 18 位，现为 {len(number)} 位。")
    for place, character in enumerate(number[:17], start=1):
        if character not in "0123456789":
            meant = {"O": "0", "I": "1", "L": "1"}.get(character)
            hint = f"，可能应为“{meant}”" if meant else ""
            message = f"公民身份号码第 {place} 位应为数字，现为“{character}”{hint}。"
            raise BadId("character", message, place, meant)
    right = check_character(number[:17])
    if number[17] not in "0123456789X":
        raise BadId("character", f"公民身份号码第 18 位应为数字或者 X，现为“{number[17]}”。", 18, right)
    born = _born(number, today)
    if number[17] != right:
        message = f"公民身份号码第 18 位校验码应为 {right}，现为 {number[17]}，请核对整个号码。"
        raise BadId("check", message, 18, right)
    return ResidentId(number, born, "男" if int(number[16]) % 2 else "女")


def _born(number: str, today: date) -> date:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    if not _FIRST_YEAR <= year <= today.year:
        message = f"公民身份号码第 7 至 10 位“{number[6:10]}”应为 {_FIRST_YEAR} 至 {today.year} 的年份，这样的出生日期不可能。"
        raise BadId("birth" if year < _FIRST_YEAR else "future", message, 7)
    if not 1 <= month <= 12:
        message = f"公民身份号码第 11、12 位“{number[10:12]}”应为 01 至 12 的月份，现有出生日期不是真实的日期。"
        raise BadId("birth", message, 11)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        message = f"公民身份号码第 13、14 位“{number[12:14]}”应为 01 至 {last}（{year} 年 {month} 月有 {last} 天），现有出生日期不是真实的日期。"
        raise BadId("birth", message, 13)
    born = date(year, month, day)
    if born > today:
        raise BadId("future", f"公民身份号码中的出生日期 {born} 晚于今天，不可能，请核对第 7 至 14 位。", 7)
    return born


def made(division: str, born_on: date, serial: int) -> str:
    """A number with a right check character for demonstration data; `serial` 1 to 999, odd for men."""
    first17 = f"{division}{born_on:%Y%m%d}{serial:03d}"
    return first17 + check_character(first17)

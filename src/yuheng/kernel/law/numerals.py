"""Chinese numerals as statutes write them: 第四十二条, 第一百二十条之一."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 0 to 9999 in Chinese numerals as articles are numbered (一百零五, 十二)."""
    if not 0 <= number < 10_000:
        raise ValueError(f"{number} is out of range")
    if number < 10:
        return _DIGITS[number]
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        elif text:
            gap = bool(number)
    if number:
        text += ("零" if gap else "") + _DIGITS[number]
    return text.removeprefix("一") if text.startswith("一十") else text


def read_chinese(text: str) -> int:
    """The number that Chinese numerals below ten thousand stand for. Raises ValueError for anything else."""
    units = {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, 0
    for character in text:
        if character in units:
            total += (digit or 1) * units[character]
            digit = 0
        elif character in _DIGITS or character in "〇两":
            digit = 0 if character == "〇" else 2 if character == "两" else _DIGITS.index(character)
        else:
            raise ValueError(f"{text!r} is not a Chinese numeral")
    return total + digit

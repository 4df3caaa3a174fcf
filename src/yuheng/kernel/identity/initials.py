"""The initials of a name's pinyin, as people type them to find a firm: 顺丰物流 is sfwl.

GB 2312 keeps its 3,755 common characters in the order of their sound, so that a table of 23 borders tells the first letter. A
character beyond them, or with several readings, may be told otherwise than it is read: good for finding, and for nothing else.
"""

from __future__ import annotations

from bisect import bisect_right

_BORDERS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"), (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"),
    (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"), (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"),
    (0xCEF4, "x"), (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_STARTS = [start for start, _letter in _BORDERS]
_END = 0xD7FA
LONGEST = 60


def initials(name: str) -> str:
    """The initials of a name, letters and digits as they stand, at most `LONGEST`."""
    return "".join(_initial(sign) for sign in name)[:LONGEST]


def _initial(sign: str) -> str:
    if sign.isascii():
        return sign.lower() if sign.isalnum() else ""
    try:
        code = int.from_bytes(sign.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _BORDERS[bisect_right(_STARTS, code) - 1][1] if _STARTS[0] <= code < _END else ""

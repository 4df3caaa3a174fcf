"""Cutting out of a complaint whatever tells who complained; the original is kept beside it."""

from __future__ import annotations

import re

HIDDEN = "［已隐去］"
_NUMBERS = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|1[3-9][0-9](?:[ -]?[0-9]){8}|0[0-9]{2,3}[ -]?[0-9]{7,8})(?![0-9])")
"""Resident numbers, mobile and fixed telephones, however spaced."""
_CALLED = "先生女士小姐同志师傅老板"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")


def cut(original: str, complainant: str = "", phone: str = "", more: str = "") -> str:
    """The text without the complainant's name, the ways it is called by (张先生、小张、老张), numbers, and the words in `more`."""
    words = {one.strip() for one in re.split(r"[、，,;；\n]", more) if one.strip()} | {one for one in (complainant.strip(), phone.strip()) if one}
    found = _NUMBERS.sub(HIDDEN, original.translate(_FULL_WIDTH))
    for word in sorted(words, key=len, reverse=True):
        # A name stays a name with spaces between its characters.
        found = re.sub(r"\s*".join(map(re.escape, re.sub(r"\s", "", word))), HIDDEN, found)
    name = complainant.strip()
    if 2 <= len(name) <= 4 and re.fullmatch(r"[\u4e00-\u9fff·]+", name):
        title = "|".join(_CALLED[at : at + 2] for at in range(0, len(_CALLED), 2))
        found = re.sub(rf"{name[0]}某+|(?:{name[:2] if len(name) == 4 else name[0]})(?:{title}|某)|[小老阿]{name[0]}(?![\u4e00-\u9fff]{{2}}[区县镇村])", HIDDEN, found)
        if len(name) > 2:
            found = found.replace(name[-2:], HIDDEN)
    return re.sub(rf"(?:{re.escape(HIDDEN)})+", HIDDEN, found)

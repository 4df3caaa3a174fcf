"""Masking by default, on screens, in exports and logs. A mask never shows more than its kind allows, whatever it is given."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from yuheng.kernel.identity import names
from yuheng.kernel.identity.addresses import compound
from yuheng.kernel.identity.phone import BadPhone
from yuheng.kernel.identity.phone import checked as checked_phone

SMALLEST_CELL = 5
"""Counts of people below this are not shown."""

_GRID = 500
_METRES_A_DEGREE = 111_320


def name(text: str) -> str:
    """张三 → 张*, 欧阳修文 → 欧阳**, 阿迪力·买买提 → 阿**·***, John Smith → J*** S****; names of firms and offices stay."""
    if not text or names.is_body(text):
        return text
    plain = names.normalised(text)
    if "·" in plain:
        first, _dot, rest = plain.partition("·")
        return _first(first) + "·" + re.sub(r"[^·]", "*", rest)
    if not re.search(r"[\u3400-\u9fff\U00020000-\U0003ffff]", plain):
        return " ".join(_first(word) for word in plain.split(" "))
    surname, given = names.split(plain)
    return surname + "*" * max(len(given), 1)


def _first(word: str) -> str:
    return word[:1] + "*" * max(len(word) - 1, 1)


def identity(text: str) -> str:
    """320583199001011232 → 320583********1232; shorter numbers keep their first and last two."""
    plain = re.sub(r"\s", "", text)
    if len(plain) == 18:
        return plain[:6] + "*" * 8 + plain[-4:]
    return plain[:2] + "*" * max(len(plain) - 4, 2) + plain[-2:] if len(plain) > 6 else "*" * len(plain)


def phone(text: str) -> str:
    """13812348000 → 138****8000; of a fixed line the area code and the last two digits stay; hotlines are nobody's."""
    try:
        known = checked_phone(text)
    except BadPhone:
        digits = re.sub(r"[^0-9]", "", text)
        return digits[:3] + "*" * (len(digits) - 7) + digits[-4:] if len(digits) > 10 else "****"
    if known.kind in ("service", "short"):
        return known.number
    area, _line, local = known.number.partition("-")
    if local:
        return f"{area}-****{local.partition('-')[0][-2:]}"
    return known.number[:3] + "****" + known.number[-4:] if known.kind == "mobile" else "****" + area[-2:]


def address(text: str) -> str:
    """An address down to the compound: building, unit, floor and room are cut."""
    return compound(text)


def bank(text: str) -> str:
    """The last four of a card."""
    return _last_four(re.sub(r"\s", "", text))


def order(text: str) -> str:
    """The number of a 12345 order: whoever has it can ask after the caller's case, so only the last four stay."""
    return _last_four(text)


def _last_four(text: str) -> str:
    return "*" * (len(text) - 4) + text[-4:] if len(text) > 7 else "*" * len(text)


def plate(text: str) -> str:
    """苏E3K812 → 苏E***12, new-energy plates too."""
    plain = re.sub(r"[\s·•.\-]", "", text)
    return plain[:2] + "***" + plain[-2:] if len(plain) >= 7 else "***"


def count(number: int) -> str:
    """A count of people: below five it is “<5”, because a small cell names somebody; zero stays zero."""
    return str(number) if number == 0 or number >= SMALLEST_CELL else f"<{SMALLEST_CELL}"


def coordinates(longitude: float, latitude: float) -> tuple[float, float]:
    """A point moved to the middle of its 500 m cell, in degrees to four places."""
    south = _METRES_A_DEGREE / _GRID
    row = math.floor(latitude * south)
    middle = (row + 0.5) / south
    # The width of a cell follows the row, not the point, so that the answer tells nothing of the place within the row.
    east = max(south * math.cos(math.radians(middle)), 1e-6)
    return round((math.floor(longitude * east) + 0.5) / east, 4), round(middle, 4)


KINDS: dict[str, Callable[[str], str]] = {
    "name": name,
    "id": identity,
    "phone": phone,
    "address": address,
    "bank": bank,
    "plate": plate,
    "order": order,
}
"""Masks by the kind of personal data that a column declares."""


def masked(kind: str, text: str | None) -> str:
    """The text as everybody may see it."""
    return KINDS[kind](text) if text and kind in KINDS else text or ""

"""Personal data found in free text: identity numbers, phones, bank cards, plates, and names one is told of."""

from __future__ import annotations

import re
import unicodedata

from yuheng.kernel.identity import masking, uscc

_FOUND = re.compile(
    r"(?P<id>(?<![0-9A-Z])[1-9][0-9]{5} ?[0-9]{8} ?[0-9]{3}[0-9X](?![0-9A-Z]))"
    r"|(?P<card>(?<![0-9])(?:[0-9]{4} ){3,4}[0-9]{1,4}(?![0-9])|(?<![0-9])[0-9]{16,19}(?![0-9]))"
    r"|(?P<old>(?<![0-9A-Z])[1-9][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9A-Z]))"
    r"|(?P<mobile>(?<![0-9])(?:\+?86[ \-]?)?1[3-9][0-9](?:[0-9]{8}|[ \-][0-9]{4}[ \-][0-9]{4})(?![0-9]))"
    r"|(?P<fixed>(?<![0-9])0[1-9][0-9]{1,2}[ \-][2-9][0-9]{6,7}(?![0-9]))"
    r"|(?P<plate>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?[0-9A-HJ-NP-Z]{4,5}[0-9A-HJ-NP-Z挂学警港澳](?![0-9A-Z]))",
    re.IGNORECASE,
)


def scrubbed(text: str, people: tuple[str, ...] = ()) -> str:
    """The text with what was found masked. Full-width digits are found too; what is not found keeps every character."""
    folded = "".join(_folded(character) for character in text)
    parts, last = [], 0
    for found in _FOUND.finditer(folded):
        shown = _hidden(found)
        if shown is None:
            continue
        parts += [text[last : found.start()], shown]
        last = found.end()
    result = "".join([*parts, text[last:]])
    for person in sorted(people, key=len, reverse=True):
        if len(person) > 1:
            result = result.replace(person, masking.name(person))
    return result


def _folded(character: str) -> str:
    """Full-width letters and digits made plain, one for one, so that places in the text stay."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _hidden(found: re.Match[str]) -> str | None:
    kind = found.lastgroup or ""
    value = found[0]
    if kind in ("id", "card") and _is_code(value):
        return None  # a code of eighteen digits names a body, which is public
    masks = {"card": masking.bank, "plate": masking.plate, "mobile": masking.phone, "fixed": masking.phone}
    return masks.get(kind, masking.identity)(value)


def _is_code(value: str) -> bool:
    try:
        uscc.checked(value)
    except uscc.BadUscc:
        return False
    # Where it could be a person's number as well (places 7 to 14 are a date), it is treated as one.
    return not re.fullmatch(
        r"[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]", value
    )

"""Chinese numerals as people write them into cells: 三百二十, 壹万陆仟肆佰零玖元零贰分, 二〇二三. Ambiguous ones are refused."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"两": 2, "弍": 2, "貳": 2, "参": 3, "陸": 6, "○": 0}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHARACTERS = frozenset(_DIGITS) | frozenset(_SMALL) | frozenset(_LARGE)


def whole(text: str) -> int | None:
    """The whole number, or None if the characters do not make exactly one: 二百五 may be 250 or 205, so it makes none."""
    if not text or any(character not in CHARACTERS for character in text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    for large in ("亿億", "万萬"):
        places = [i for i, character in enumerate(text) if character in large]
        if places:
            if len(places) > 1:
                return None
            head, tail = text[: places[0]], text[places[0] + 1 :]
            unit = _LARGE[text[places[0]]]
            above = _with_units(head)
            below = _below(tail, unit)
            return None if above in (None, 0) or below is None else above * unit + below
    return _section(text)


def _below(tail: str, unit: int) -> int | None:
    """What follows 万 or 亿: nothing, or a number; a bare digit right behind (三万五) is ambiguous, 零五 is not."""
    if not tail:
        return 0
    if len(tail) == 1:
        return None
    value = _with_units(tail)
    return value if value is not None and 0 < value < unit else None


def _section(text: str) -> int | None:
    """Up to 9999."""
    total, last, digit, zero = 0, 10_000, None, False
    for place, character in enumerate(text):
        if character in _SMALL:
            unit = _SMALL[character]
            if digit is None and not (unit == 10 and place == 0):
                return None
            if unit >= last:
                return None
            total, last, digit, zero = total + (1 if digit is None else digit) * unit, unit, None, False
        elif _DIGITS[character] == 0:
            if digit is not None or zero:
                return None
            zero = True
        elif digit is not None:
            return None
        else:
            digit = _DIGITS[character]
    if digit is not None:
        if last not in (10, 10_000) and not zero:
            return None
        total += digit
    elif zero and total:
        return None
    return total


def yuan(text: str) -> Decimal | None:
    """A sum in words, in yuan: 伍仟元整, 三万五千元, 叁佰贰拾伍元零肆分. None if it is none."""
    rest = text.removeprefix("人民币").replace("圆", "元")
    for end in ("整", "正"):
        rest = rest.removesuffix(end)
    head, has_yuan, tail = rest.partition("元")
    if not has_yuan:
        head, tail = ("", rest) if rest.endswith(("角", "分")) else (rest, "")
    main = whole(head) if head else 0
    if main is None or (has_yuan and not head):
        return None
    small = Decimal(0)
    tail = tail.removeprefix("零")
    for unit, worth in (("角", Decimal("0.1")), ("分", Decimal("0.01"))):
        if unit in tail:
            sign, tail = tail[0], tail[1:]
            if not tail.startswith(unit) or not _DIGITS.get(sign):
                return None
            small += _DIGITS[sign] * worth
            tail = tail[1:].removeprefix("零")
    return None if tail else main + small

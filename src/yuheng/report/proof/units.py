"""Measure words: which there are, which may stand for one another, and in what scale money is told."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from .data import load

MONEY = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}


@cache
def groups() -> dict[str, frozenset[str]]:
    """The groups of each measure word."""
    found: dict[str, set[str]] = {}
    for name, words in load("measures")["groups"].items():
        for word in words:
            found.setdefault(word, set()).add(name)
    for word, names in load("measures")["generic"].items():
        found.setdefault(word, set()).update(names)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def structural() -> frozenset[str]:
    """Measure words that order a text (个方面, 级) rather than count what was done."""
    return frozenset(load("measures")["structural"])


@cache
def all_units() -> tuple[str, ...]:
    """Every measure word, longest first, as a pattern needs them."""
    return tuple(sorted({*groups(), *structural()}, key=lambda word: (-len(word), word)))


def is_unit(text: str) -> bool:
    """Whether the text is a measure word and nothing else."""
    return text.strip() in groups() or text.strip() in ("％", "百分比")


def kin(one: str, other: str) -> bool:
    """Whether two measure words may stand for one another."""
    return bool(groups().get(one, frozenset()) & groups().get(other, frozenset()))


def is_time(unit: str) -> bool:
    """Whether the unit is one of duration."""
    return "time" in groups().get(unit, ())


def scale(unit: str) -> Fraction:
    """What one of the unit is in its base: money in 元, shares in percent; 1 for counts."""
    if unit in MONEY:
        return Fraction(MONEY[unit])
    return {"‰": Fraction(1, 10), "成": Fraction(10)}.get(unit, Fraction(1))

"""Lists in another order than by day or due date: by number, unit, stage, a fact, and the like.

The scope index holds two orders. For any other the whole list is read and sorted, and so only a list of at most `SORTED` matters:
the cost is bounded however many matters there are, and no order is asked of a database that has no index for it. A longer list must
be narrowed first (a year, a unit, a stage); whoever asks is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from yuheng.kernel.records.models import Matter, MatterParty, Scope

SORTED = 10_000
"""Matters of a list that can be put into any order."""


class TooMany(Exception):
    """The list holds more matters than can be sorted."""


@dataclass(frozen=True)
class By:
    """What a list is sorted by.

    `column`: an attribute of matters, or of `facts` where a facts model is named; `party`: the name of the first party instead.
    `told`: what is compared, made of what is stored (a name for an organ, a label for a choice). What is empty stands last
    either way.
    """

    column: str = ""
    facts: Any = None
    party: bool = False
    told: Callable[[Any], Any] | None = None

    def values(self, rows: QuerySet[Any], key: str) -> dict[int, Any]:
        """What is stored, by matter, for rows that name their matter in `key`. Raises `TooMany`.

        A column of matters comes with the rows themselves; facts and parties are asked for only once the rows are known to be few.
        """
        rows = rows.order_by()
        if self.facts is None and not self.party:
            return _few(rows.values_list(key, self.column if key == "pk" else f"matter__{self.column}"))
        listed = _few(rows.values_list(key, key))
        if self.party:
            return {**dict.fromkeys(listed), **first_parties(list(listed))}
        stored = self.facts._default_manager.filter(pk__in=rows.values(key)).values_list("pk", self.column)
        return {**dict.fromkeys(listed), **dict(stored)}


def _few(rows: QuerySet[Any]) -> dict[int, Any]:
    found = dict(rows[: SORTED + 1])
    if len(found) > SORTED:
        raise TooMany
    return found


def first_parties(listed: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The first party of each matter that is not hidden, as (kind, name)."""
    found: dict[int, tuple[str, str]] = {}
    rows = MatterParty.objects.filter(matter__in=listed, hidden=False).order_by("-pk")
    for matter, kind, name in rows.values_list("matter_id", "party__kind", "party__name"):
        found[matter] = (kind, name)
    return found


def in_order(scopes: Sequence[QuerySet[Scope]], by_matter: QuerySet[Matter] | None, by: By, down: bool) -> list[int]:
    """The matters of a list in the order asked for. Raises `TooMany`."""
    stored: dict[int, Any] = by.values(by_matter, "pk") if by_matter is not None else {}
    for one in scopes:
        stored.update(by.values(one, "matter"))
    if len(stored) > SORTED:
        raise TooMany
    keyed: list[tuple[Any, int]] = []
    blank: list[int] = []
    for matter, value in stored.items():
        told = by.told(value) if value is not None and by.told is not None else value
        if told is None or told == "":
            blank.append(matter)
        else:
            keyed.append((spelled(told) if isinstance(told, str) else told, matter))
    keyed.sort(reverse=down)
    return [matter for _value, matter in keyed] + sorted(blank, reverse=down)


_DIGITS = re.compile(r"(\d+)")


@lru_cache(maxsize=16_384)
def spelled(text: str) -> tuple[tuple[int, Any], ...]:
    """A key by which Chinese text is ordered as people expect: numbers by their size, characters by their sound.

    GB 18030 keeps the characters of GB 2312's first level in the order of their pinyin; rare ones follow by radical.
    """
    return tuple(
        (0, int(part)) if number % 2 else (1, part.encode("gb18030", "replace"))
        for number, part in enumerate(_DIGITS.split(text))
        if part
    )


def cut(order: list[int], size: int, after: int | None, before: int | None, last: bool) -> tuple[list[int], bool, bool]:
    """A page of the order, and whether there is something before and after it. A matter that left the list reads as the first page."""
    places = {matter: place for place, matter in enumerate(order)} if after or before else {}
    start = 0
    if last:
        start = max(0, len(order) - size)
    elif before is not None and before in places:
        start = max(0, places[before] - size)
        return order[start : places[before]], start > 0, True
    elif after is not None and after in places:
        start = places[after] + 1
    shown = order[start : start + size]
    return shown, start > 0, start + size < len(order)

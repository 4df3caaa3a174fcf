"""One set of records under two captions, or one indicator told twice, must be told alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..draft import Draft, at_quantity
from ..model import Finding, Quantity
from ..quantities import Fuzz
from ..verdict import span

BASIS = "同一组记录在一份报告中只能有一个数"


def contradictions(draft: Draft) -> Iterator[Finding]:
    """3100 here and 3100余 there: declared as one set, one and the same indicator, or so alike that somebody must look."""
    groups: dict[str, list[Quantity]] = {}
    for one in draft.results():
        assert one.figure is not None
        groups.setdefault(f"set:{one.figure.same_set}" if one.figure.same_set else one.figure.id, []).append(one)
    for held in groups.values():
        for first, second in pairwise(held):
            if _told(first) != _told(second):
                message = f"“{_caption(first)}”与“{_caption(second)}”是同一组记录，前文为{first.text}，此处为{second.text}，应当一致"
                yield at_quantity(second, "same_set", "must", message, BASIS)
    yield from _alike(draft, {one.start for held in groups.values() if len(held) > 1 for one in held})


def _alike(draft: Draft, known: set[int]) -> Iterator[Finding]:
    """The same round number in the same unit, once exact and once with 余, under two indicators."""
    seen: dict[tuple[object, str], Quantity] = {}
    for one in draft.results():
        if one.value is None or one.value < 100 or one.start in known:
            continue
        other = seen.setdefault((one.value, one.unit), one)
        if other is not one and {other.amount.fuzz, one.amount.fuzz} == {Fuzz.EXACT, Fuzz.MORE_THAN}:
            message = (
                f"“{_caption(other)}”为{other.text}，“{_caption(one)}”为{one.text}："
                "疑为同一批，请核对；是同一批的应当写同一个数"
            )
            yield at_quantity(one, "same_set.alike", "should", message, BASIS)


def _caption(one: Quantity) -> str:
    return one.figure.caption if one.figure else ""


def _told(one: Quantity) -> object:
    return span(one.amount), one.amount.fuzz

"""What became of every number of the books: 已使用, 作废, 遗失, 交回, 在用, or 去向不明.

A number that a decision bears must come from a book issued, by that day, to one of its officers; where it does not, the account says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from yuheng.kernel.records.models import Event
from yuheng.systems.enforcement.penalty.facts import SummaryPenalty
from yuheng.systems.enforcement.spot_books.facts import Spent, SpotBook

State = Literal["used", "void", "lost", "returned", "at_hand", "missing"]
WORDS: dict[State, str] = {
    "used": "已使用", "void": "作废", "lost": "遗失", "returned": "交回", "at_hand": "在用", "missing": "去向不明",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One number of a book; `matters` are the cases that bear it; `fault` says in Chinese what is wrong with it."""

    number: str
    state: State
    matters: tuple[int, ...] = ()
    fault: str = ""


def written(series: str, number: int) -> str:
    """The number as it stands on the form."""
    return f"{series}{number:06d}"


def account(book: int) -> list[Line]:
    """Every number of a book, in order."""
    held = SpotBook.objects.get(pk=book)
    spent = {one.number: one for one in Spent.objects.filter(matter=book, voided=False)}
    numbers = {written(held.series, n): n for n in range(held.first, held.first + held.count)}
    used: dict[str, list[int]] = {}
    for number, matter in SummaryPenalty.objects.filter(book_number__in=numbers).values_list(
        "book_number", "matter_id"
    ):
        used.setdefault(number, []).append(matter)
    highest = max((numbers[number] for number in used), default=held.first - 1)
    officers = _officers({matter for matters in used.values() for matter in matters})
    return [_line(held, text, n, used.get(text, []), spent.get(n), highest, officers) for text, n in numbers.items()]


def strangers() -> list[tuple[str, int]]:
    """Numbers of decisions that belong to no book that was issued, each with its case."""
    books = list(SpotBook.objects.values_list("series", "first", "count"))
    found = (
        SummaryPenalty.objects.exclude(book_number__isnull=True)
        .exclude(book_number="")
        .values_list("book_number", "matter_id")
    )
    return [
        (number, matter) for number, matter in found.order_by("book_number", "matter_id") if not _known(number, books)
    ]


def _known(number: str, books: Iterable[tuple[str, int, int]]) -> bool:
    parts = re.fullmatch(r"(.*?)(\d{6})", number)
    return parts is not None and any(
        parts[1] == series and first <= int(parts[2]) < first + count for series, first, count in books
    )


def _line(
    held: SpotBook, text: str, n: int, matters: list[int], spent: Spent | None, highest: int, officers: dict[int, tuple[frozenset[int], date]]
) -> Line:  # fmt: skip
    if matters:
        faults = []
        if len(matters) > 1:
            faults.append("一号用于多案")
        if spent is not None:
            faults.append(f"已登记{WORDS['void' if spent.how == 'void' else 'lost']}，又用于案件")
        for matter in matters:
            who, day = officers.get(matter, (frozenset(), None))
            if held.holder_id not in who:
                faults.append("使用人不是领用人")
            elif day is not None and day < held.issued_on:
                faults.append("使用早于领用")
        return Line(text, "used", tuple(matters), "；".join(dict.fromkeys(faults)))
    if spent is not None:
        return Line(text, "void" if spent.how == "void" else "lost")
    if held.returned_on is not None and held.unused_from is not None and n >= held.unused_from:
        return Line(text, "returned")
    if held.returned_on is None and n > highest:
        return Line(text, "at_hand")
    return Line(text, "missing", fault="号码没有使用、作废、遗失或者交回的记录")


def _officers(matters: set[int]) -> dict[int, tuple[frozenset[int], date]]:
    """Who decided each case on the spot, and on which day."""
    found = Event.objects.filter(matter__in=matters, step="decide", kind="perform").order_by("seq")
    return {
        event.matter_id: (frozenset({event.person or 0, *(one["person"] for one in event.participants)}), event.day)
        for event in found.only("matter", "person", "participants", "day")
    }

"""A decision on the spot bears a number of a book that was issued to one of its officers, and each number once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.enforcement.penalty.facts import SummaryPenalty
from yuheng.systems.enforcement.spot_books.facts import Spent, SpotBook

ACT = "行政处罚法(2021-01-22)"
FORM = re.compile(r"(.*?)(\d{6})")


@asks("penalty.spot_book:issued")
def issued(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """No number is in two books. The book is remembered for the decisions of the same transaction."""
    told = outcome.writes
    last = told["first"] + told["count"] - 1
    pending = said.setdefault("books", {})
    same = [book for book in pending.values() if book["series"] == told["series"]]
    same += SpotBook.objects.filter(series=told["series"], first__lte=last).values("series", "first", "count")
    if any(book["first"] <= last and told["first"] < book["first"] + book["count"] for book in same):
        return _no("first", "这些号码已经编在另一本决定书中。", "请核对编号前缀和起始号。", outcome)
    pending[state.matter] = dict(told)
    return None


@asks("penalty.spot_book:spent")
def spent(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Only numbers of this book, and none that a decision bears."""
    first, count, series = (state.facts[name] for name in ("first", "count", "series"))
    for row in outcome.row_writes.get("spent", {}).values():
        if row.get("voided"):
            continue
        text = f"{series}{row['number']:06d}"
        if not first <= row["number"] < first + count:
            return _no("spent", f"号码 {row['number']} 不在这一本决定书中。", f"这一本的号码自 {first} 起，共 {count} 份。", outcome)
        if text in said.get("numbers", ()) or SummaryPenalty.objects.filter(book_number=text).exists():
            return _no("spent", f"{text} 已经用于案件，不能登记作废、遗失。", "请核对号码。", outcome)
        said.setdefault("spent", set()).add((state.matter, row["number"]))
    return None


@asks("penalty.summary:number")
def number(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """The number lies in a book issued by that day to one of the officers who decide, was not used, void or lost before."""
    text = str(outcome.writes.get("book_number") or "")
    parts = FORM.fullmatch(text)
    book = _book(parts[1], int(parts[2]), said) if parts else None
    if parts is None or book is None:
        return _no("book_number", f"{text} 不是已领用的当场处罚决定书的号码。", "请填写所领用的决定书上的号码；没有登记领用的，先登记领用。", outcome)
    pk, held = book
    day, no = outcome.act.day, int(parts[2])
    if held["holder"] not in {seat.person for seat in outcome.act.seats}:
        return _no("book_number", f"{text} 的领用人不是本案的执法人员。", "请使用本人领用的决定书。", outcome)
    if held["issued_on"] > day or (held.get("returned_on") and held["returned_on"] < day):
        return _no("book_number", f"{text} 在 {day} 没有由执法人员领用。", "请核对领用、交回的日期。", outcome)
    lost, taken = _gone(pk, parts[1], held, said)
    if (pk, no) in said.get("spent", ()) or no in lost:
        return _no("book_number", f"{text} 已登记作废或者遗失，不能使用。", "请使用下一号。", outcome)
    if {said.get("numbers", {}).get(text, state.matter), *taken.get(text, ())} - {state.matter}:
        return _no("book_number", f"{text} 已经用于另一案件。", "一号只用于一案，请核对号码。", outcome)
    said.setdefault("numbers", {})[text] = state.matter
    return None


def _book(series: str, no: int, said: Said) -> tuple[int, dict[str, Any]] | None:
    """The book that holds a number; issued earlier, or by an earlier act of this transaction."""
    for pk, told in said.get("books", {}).items():
        if told["series"] == series and _holds(told, no):
            return pk, told
    kept = said.setdefault("kept", {}).setdefault(series, {})
    for pk, told in kept.items():
        if _holds(told, no):
            return pk, told
    found = SpotBook.objects.filter(series=series, first__lte=no).order_by("-first").values("matter", "first", "count", "holder", "issued_on", "returned_on").first()
    if found is None or not _holds(found, no):
        return None
    kept[found["matter"]] = dict(found)
    return found["matter"], kept[found["matter"]]


def _holds(book: Mapping[str, Any], no: int) -> bool:
    return bool(book["first"] <= no < book["first"] + book["count"])


def _gone(pk: int, series: str, book: Mapping[str, Any], said: Said) -> tuple[set[int], dict[str, set[int]]]:
    """The numbers of a book that became no decision, and the matters whose decisions bear the others; read once a transaction."""
    kept = said.setdefault("gone", {})
    if pk not in kept:
        borne: dict[str, set[int]] = {}
        numbers = [f"{series}{no:06d}" for no in range(book["first"], book["first"] + book["count"])]
        for text, matter in SummaryPenalty.objects.filter(book_number__in=numbers).values_list("book_number", "matter"):
            borne.setdefault(text, set()).add(matter)
        kept[pk] = (set(Spent.objects.filter(matter=pk, voided=False).values_list("number", flat=True)), borne)
    found: tuple[set[int], dict[str, set[int]]] = kept[pk]
    return found


def _no(field: str, message: str, remedy: str, outcome: Outcome) -> Refusal:
    return Refusal("asked", message, (f"{ACT}#52",), remedy, fields={field: message}, step=outcome.act.step)

"""From deductions to a score, from sheets to the result of a file. Whole points only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yuheng.systems.oversight.case_review.standard import PART


@dataclass(frozen=True)
class Scale:
    """The points of the two parts and the limits of the grades, from the law book."""

    form: int
    content: int
    good: int
    fit: int

    @classmethod
    def of(cls, value: Any) -> Scale:
        """`value(name)` looks up a parameter."""
        return cls(*(int(value(f"case_review.{name}")) for name in ("form", "content", "good", "fit")))

    def points(self, deductions: Iterable[Mapping[str, Any]]) -> int:
        """What is left of form and content; a part never falls below nothing."""
        off = {"form": 0, "content": 0}
        for one in deductions:
            off[PART[one["item"]]] += one["points"] or 0
        return max(self.form - off["form"], 0) + max(self.content - off["content"], 0)

    def grade(self, score: int, fatal: bool) -> str:
        """不合格 with a fatal point, else by points."""
        if fatal or score < self.fit:
            return "unfit"
        return "good" if score >= self.good else "fit"


@dataclass(frozen=True)
class Scored:
    """One finished sheet."""

    turn: str
    score: int
    fatal: bool


@dataclass(frozen=True)
class Outcome:
    """What the sheets of a file come to: `due` names the sheet that is still missing, else score and whether a fatal point stands."""

    due: str = ""
    score: int | None = None
    fatal: bool = False
    apart: int | None = None


def outcome(sheets: Sequence[Scored], reviewers: int, tolerance: int) -> Outcome:
    """One reviewer's sheet stands; of two within the tolerance and of one mind about fatal points the mean, rounded up from the half; else
    the third reviewer's sheet decides."""
    known = {sheet.turn: sheet for sheet in sheets}
    first, second, third = (known.get(turn) for turn in ("first", "second", "third"))
    if first is None:
        return Outcome("first")
    if reviewers == 1:
        return Outcome("", first.score, first.fatal)
    if second is None:
        return Outcome("second")
    apart = abs(first.score - second.score)
    if apart <= tolerance and first.fatal == second.fatal:
        return Outcome("", (first.score + second.score + 1) // 2, first.fatal, apart)
    if third is None:
        return Outcome("third", apart=apart)
    return Outcome("", third.score, third.fatal, apart)

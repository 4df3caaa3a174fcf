"""Compares a draft with other published papers of the same organ, indicator by indicator."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .document import Document
from .draft import Draft, at_quantity
from .judging import read_quantities, year_of
from .model import Comparison, Finding, Quantity
from .roles import Role
from .verdict import Span, span

BASIS = "同一机关公开的数据应当前后一致，口径不同的应当注明"


def compare(draft: Draft, papers: Sequence[Document]) -> tuple[tuple[Comparison, ...], tuple[Finding, ...]]:
    """Every indicator that the draft and a paper both state of the same year; where the values exclude each other, a finding."""
    comparisons: list[Comparison] = []
    findings: list[Finding] = []
    for number, paper in enumerate(papers, 1):
        name = paper.name or f"对照文件{number}"
        year = year_of(paper) or draft.year
        theirs = _stated(tuple(read_quantities(paper, draft.figures, year)), year)
        for ours in _stated(draft.quantities, draft.year):
            for other in theirs:
                if ours[:2] == other[:2]:
                    comparison = _comparison(ours[2], other[2], name, ours[1])
                    comparisons.append(comparison)
                    if not comparison.agrees:
                        findings.append(at_quantity(ours[2], "against", "must", comparison.message, BASIS))
    return tuple(comparisons), tuple(findings)


def _stated(quantities: Sequence[Quantity], year: int | None) -> list[tuple[str, int | None, Quantity]]:
    """Indicator, year and quantity of each tied result; what is told of the year before counts for that year."""
    stated: list[tuple[str, int | None, Quantity]] = []
    for one in quantities:
        if one.figure and one.role in (Role.RESULT, Role.PERHAPS):
            stated.append((one.figure.id, year, one))
        elif one.figure and one.role is Role.EARLIER and year:
            stated.append((one.figure.id, year - 1, one))
    return stated


def _comparison(ours: Quantity, other: Quantity, paper: str, year: int | None) -> Comparison:
    assert ours.figure is not None
    agrees = compatible(ours, other)
    what = f"“{ours.figure.caption}”（{year}年）：本稿为{ours.text}，{paper}为{other.text}"
    message = f"{what}，{'一致' if agrees else '不一致，请核对口径'}"
    return Comparison(ours.figure.id, ours.figure.caption, ours.text, ours.sentence, paper, other.text, other.sentence,
                      agrees, message)  # fmt: skip


def compatible(one: Quantity, other: Quantity) -> bool:
    """Whether one recorded value could satisfy both texts."""
    mine, theirs = span(one.amount), span(other.amount)
    return mine is None or theirs is None or _meet(mine, theirs)


def _meet(one: Span, other: Span) -> bool:
    lows = [bound for bound in (one.low, other.low) if bound is not None]
    highs = [bound for bound in (one.high, other.high) if bound is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is None or high is None:
        return True
    if low < high:
        middle: Fraction = (low + high) / 2
        return one.holds(middle) and other.holds(middle)
    return low == high and one.holds(low) and other.holds(low)

"""Conditions of mediation, and the proposal of possible duplicates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yuheng.kernel.law import law
from yuheng.kernel.procedure.conditions import Condition

ACT = "人民调解法(2010-08-28)"

held_elsewhere = Condition(
    "held_elsewhere",
    "人民法院、公安机关已经受理而未经其委派、委托或者移交",
    ("source", "referral"),
    lambda f: f.source in ("court", "police") and f.referral == "none",
    (f"{ACT}#18", "最高人民法院关于人民法院特邀调解的规定(2016-06-28)#27"),
)

unconfirmable = Condition(
    "unconfirmable",
    "属于人民法院不予受理司法确认的情形",
    ("cautions",),
    lambda f: bool(f.cautions),
    ("最高人民法院关于适用《民事诉讼法》的解释(2022-04-01)#355",),
)


@dataclass(frozen=True)
class Report:
    """What a duplicate check compares."""

    received_on: date
    kind: str
    area: int | None
    names: frozenset[str]
    address: str
    words: str = ""


@dataclass(frozen=True)
class Likeness:
    """How like two reports are, with the reasons; a person decides."""

    other: int
    score: int
    reasons: tuple[str, ...]


ENOUGH = 45
"""Least score at which two reports are put before a person."""
SAME_PARTY, SAME_KIND, SAME_AREA, SAME_PLACE, NEAR_WORDS = 50, 15, 15, 30, 20
NEAR = 0.35
"""Least share of common pairs of characters at which two accounts are near each other."""


def nearness(one: str, other: str) -> float:
    """Share of pairs of neighbouring characters that two accounts have in common, 0 to 1."""
    a, b = ({text[place : place + 2] for place in range(len(text) - 1)} for text in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def likeness(one: Report, number: int, other: Report) -> Likeness | None:
    """The likeness of two reports, or None where they are too far apart to be one dispute. Reasons name no person."""
    period = law("dispute.alike", on=max(one.received_on, other.received_on)).value
    if abs((one.received_on - other.received_on).days) > period:
        return None
    reasons: list[str] = []
    score = 0
    shared = one.names & other.names
    if shared:
        score += SAME_PARTY
        reasons.append(f"当事人相同（{len(shared)} 人）")
    if one.kind == other.kind:
        score += SAME_KIND
        reasons.append("纠纷类型相同")
    if one.area is not None and one.area == other.area:
        score += SAME_AREA
        reasons.append("同一村（社区）")
    if one.address and one.address == other.address:
        score += SAME_PLACE
        reasons.append("发生地点相同")
    if nearness(one.words, other.words) >= NEAR:
        score += NEAR_WORDS
        reasons.append("纠纷概况相近")
    return Likeness(number, score, tuple(reasons)) if score >= ENOUGH else None


def duplicates(one: Report, others: Iterable[tuple[int, Report]]) -> list[Likeness]:
    """Possible duplicates, likest first; proposed only, for a person to confirm."""
    found = [likeness(one, number, other) for number, other in others]
    return sorted((like for like in found if like is not None), key=lambda like: -like.score)

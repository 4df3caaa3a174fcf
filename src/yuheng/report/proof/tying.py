"""Ties a quantity to an indicator by the words around it, never by its value: a wrong number must still find its indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .figures import Figure
from .quantities import Amount
from .roles import Role
from .sentences import Sentence
from .units import kin
from .wording import Wording

ENOUGH, SURE = 5.0, 7.0  # what a result needs, and what a quantity needs that is only perhaps one
MARGIN = 0.75  # a second indicator as near as this makes the tie ambiguous
_BOUND_OFF = re.compile(r"^[、,，和及与并；;。]")
_OWN_NAME, _NEXT_NAME = 4, 8
_PART_OF = re.compile(r"其中|包括|分别|平均|人均|同比|涉及其他")
_NO_WORDS = re.compile(r"[\s和及与共计、,，总合]{0,3}")


@dataclass(frozen=True, slots=True)
class Tie:
    """The indicator of a quantity with the words that tied it; without a figure, why there is none."""

    figure: Figure | None
    score: float = 0.0
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class _Reach:
    """The words that may name the quantity: before it in its clause, behind it, and in the clauses before."""

    before: str
    after: str
    far: str
    clause: str
    nearby: str
    segment: str
    topic: str


class Tier:
    """Knows the indicators' wordings; ties one quantity after the other."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._by_unit: dict[str, list[tuple[Figure, Wording, float]]] = {}
        self._all = [(figure, wording) for figure in figures for wording in figure.wordings]

    def tie(self, at: int, found: Sequence[Amount], sentence: Sentence, role: Role) -> Tie:
        """Ties `found[at]`; `found` are all quantities of the sentence in order."""
        amount = found[at]
        reach = _reach(at, found, sentence)
        best: dict[str, Tie] = {}
        for figure, wording, unit_score in self._fitting(amount.unit):
            tie = _score(figure, wording, unit_score, reach, sentence)
            if tie and (figure.id not in best or tie.score > best[figure.id].score):
                best[figure.id] = tie
        ranked = sorted(best.values(), key=lambda tie: -tie.score)
        needed = SURE if role is Role.PERHAPS else ENOUGH
        if not ranked or ranked[0].score < needed:
            return Tie(None, explanation="上下文中没有能够对应的指标")
        if len(ranked) > 1 and ranked[0].score - ranked[1].score < MARGIN:
            names = "、".join(f"“{tie.figure.caption}”" for tie in ranked[:3] if tie.figure)
            return Tie(None, explanation=f"可能对应{names}，不能确定，请写明所指")
        return ranked[0]

    def _fitting(self, unit: str) -> list[tuple[Figure, Wording, float]]:
        if unit not in self._by_unit:
            scored = ((figure, wording, _unit_score(unit, wording.unit)) for figure, wording in self._all)
            self._by_unit[unit] = [(figure, wording, score) for figure, wording, score in scored if score is not None]
        return self._by_unit[unit]


def _unit_score(unit: str, wanted: tuple[str, ...]) -> float | None:
    """How well the measure word fits; None if it is of another kind altogether."""
    if unit in wanted:
        return 2.0
    if any(_share(unit) and _share(one) for one in wanted):
        return 2.0
    if not unit:
        return 0.0 if not any(_share(one) for one in wanted) else None
    return 1.0 if any(kin(unit, one) for one in wanted) else None


def _share(unit: str) -> bool:
    return unit in ("%", "‰", "成")


def _reach(at: int, found: Sequence[Amount], sentence: Sentence) -> _Reach:
    text = sentence.folded
    spans = [(one.start - sentence.start, one.end - sentence.start) for one in found if not one.mask]
    start, end = found[at].start - sentence.start, found[at].end - sentence.start
    clause_start = max((stop for stop in sentence.clauses if stop <= start), default=0)
    clause_end = min((stop for stop in sentence.clauses if stop >= end), default=len(text))
    earlier = [span for span in spans if span[0] < start]
    while earlier and _NO_WORDS.fullmatch(text[earlier[-1][1] : start]):  # 414批577人次 share their noun
        start = earlier.pop()[0]
        clause_start = max((stop for stop in sentence.clauses if stop <= start), default=0)
    floor = earlier[-1][1] if earlier else 0
    later = [span[0] for span in spans if span[0] >= end]
    stop = min([clause_end, *later[:1]])
    after = text[end:stop]
    if stop < clause_end:  # what stands right before the next number is that number's name
        after = after[: max(_OWN_NAME, len(after) - _NEXT_NAME)]
    return _Reach(
        before=text[max(floor, clause_start) : start],
        after="" if _BOUND_OFF.match(after) else after.rstrip("，,；;。"),
        far=text[floor:clause_start] if floor < clause_start else "",
        clause=text[clause_start:clause_end],
        nearby=text[_clause_before(sentence, clause_start) : clause_end],
        segment=text[max(text.rfind(sign, 0, start) for sign in "；;") + 1 : _segment_end(text, end)],
        topic=sentence.topic,
    )


def _clause_before(sentence: Sentence, clause_start: int) -> int:
    """Where the clause before begins; a semicolon parts what is listed."""
    if sentence.folded[clause_start - 1 : clause_start] in ("；", ";"):
        return clause_start
    return max((stop for stop in sentence.clauses if stop < clause_start), default=0)


def _segment_end(text: str, start: int) -> int:
    return min((at for at in (text.find("；", start), text.find(";", start)) if at >= 0), default=len(text))


def _score(figure: Figure, wording: Wording, unit_score: float, reach: _Reach, sentence: Sentence) -> Tie | None:
    if wording.not_near_pattern and wording.not_near_pattern.search(reach.clause):
        return None
    if wording.near_pattern and not wording.near_pattern.search(reach.nearby):
        return None
    noun = _noun(wording.noun_pattern, reach)
    if noun is None:
        return None
    score, word, where = noun
    verbs = _verbs(wording, reach)
    if verbs is None:
        return None
    score += unit_score + verbs + (0.5 if figure.chapter and figure.chapter == sentence.chapter else 0.0)
    return Tie(figure, round(score, 2), f"{where}“{word}”对应指标“{figure.caption}”")


def _verbs(wording: Wording, reach: _Reach) -> float | None:
    pattern = wording.verb_pattern
    if pattern is None:
        return 0.0
    if pattern.search(reach.clause):
        return 0.8
    return 0.4 if pattern.search(reach.segment) or pattern.search(reach.topic) else None


def _noun(pattern: re.Pattern[str], reach: _Reach) -> tuple[float, str, str] | None:
    """The best place of a noun: just before the number, just behind it, or in a clause before without another number between."""
    places = []
    near = _last(pattern, reach.before)
    if near and not _PART_OF.search(reach.before, near.end()):
        places.append((6 - 0.15 * (len(reach.before) - near.end()) + _length(near), near.group(), "数字之前"))
    behind = pattern.search(reach.after)
    if behind and not _PART_OF.search(reach.before):
        places.append((5.6 - 0.2 * behind.start() + _length(behind), behind.group(), "数字之后"))
    if not places and not _PART_OF.search(reach.before):
        far = _last(pattern, reach.far)
        if far and not _PART_OF.search(reach.far, far.end()):
            distance = len(reach.far) - far.end() + len(reach.before)
            places.append((3.6 - 0.04 * distance + _length(far), far.group(), "前文"))
    return max(places) if places else None


def _length(match: re.Match[str]) -> float:
    return 0.3 * min(len(match.group()), 8)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found

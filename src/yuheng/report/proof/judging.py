"""Goes through a document sentence by sentence and gives every quantity its verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .document import Document
from .figures import Figure, FiguresSource
from .model import Quantity
from .quantities import Amount, amounts
from .roles import Part, Role, part
from .sentences import Sentence, sentences
from .tying import Tie, Tier
from .verdict import Verdict, judge, judge_change

_TITLE_YEAR = re.compile(r"((?:19|20)\d{2})\s?年?(?:度)?[^\n]{0,24}(?:报告|情况|总结)")
_ANY_YEAR = re.compile(r"((?:19|20)\d{2})年")
_AND = re.compile(r"[和、及与,，]")
_DOWN = re.compile(r"下降|减少|降低|压减|压缩|回落|缩减|降幅|缩短|节约|节省|减$|降$")


def year_of(document: Document) -> int | None:
    """The year a report is of: the one its title names, else the one it names most often at the beginning."""
    head = "\n".join(paragraph.text for paragraph in document.paragraphs[:8])[:4000]
    title = _TITLE_YEAR.search(head)
    if title:
        return int(title[1])
    years = _ANY_YEAR.findall(head)
    return int(max(years, key=years.count)) if years else None


def read_quantities(document: Document, figures: FiguresSource, year: int | None) -> Iterator[Quantity]:
    """Every quantity of the document with its verdict, in order."""
    yield from judged(document, sentences(document, year), figures, year)


def judged(
    document: Document, said: Iterable[Sentence], figures: FiguresSource, year: int | None
) -> Iterator[Quantity]:
    """Every quantity of these sentences of the document with its verdict, in order."""
    tier = Tier(figures.figures())
    waiting: dict[int, list[Amount]] = {}
    for sentence in said:
        if sentence.paragraph not in waiting:
            waiting = {sentence.paragraph: amounts(document.paragraphs[sentence.paragraph].text)}
        pending = waiting[sentence.paragraph]
        count = next((at for at, amount in enumerate(pending) if amount.start >= sentence.end), len(pending))
        found, waiting[sentence.paragraph] = pending[:count], pending[count:]
        if found:
            yield from _judged(found, sentence, tier, year)


def _judged(found: Sequence[Amount], sentence: Sentence, tier: Tier, year: int | None) -> Iterator[Quantity]:
    roles = _roles(found, sentence, year)
    tied: list[Figure] = []
    for at, amount in enumerate(found):
        role = roles[at]
        last = _changed(at, roles, sentence, found, tied) if role.role is Role.CHANGE else None
        tie, verdict, why = _verdict(at, found, sentence, role, tier, last)
        figure = tie.figure if verdict is not Verdict.NOT_A_RESULT else None
        if figure and role.role in (Role.RESULT, Role.PERHAPS):
            tied.append(figure)
        recorded = None
        if figure:
            recorded = figure.previous if role.role is Role.EARLIER else figure.exact
        yield Quantity(amount.text, amount.value, amount.unit, sentence.text.strip(), figure.id if figure else None, recorded,
                       verdict, sentence.paragraph, amount.start, amount.end, why, role.role, amount, figure)  # fmt: skip


def _roles(found: Sequence[Amount], sentence: Sentence, year: int | None) -> list[Part]:
    """The part each quantity plays; 下降11%和6% are two changes."""
    roles: list[Part] = []
    for at, amount in enumerate(found):
        role = part(amount, sentence, year)
        if at and role.role is Role.RESULT and roles[-1].role is Role.CHANGE and amount.unit == found[at - 1].unit:
            between = sentence.text[found[at - 1].end - sentence.start : amount.start - sentence.start]
            role = roles[-1] if _AND.fullmatch(between) else role
        roles.append(role)
    return roles


def _changed(
    at: int, roles: Sequence[Part], sentence: Sentence, found: Sequence[Amount], tied: Sequence[Figure]
) -> Figure | None:
    """The figure that a change speaks of: the last one told, or with 分别 each in its turn."""
    first = at
    while first and roles[first - 1].role is Role.CHANGE:
        first -= 1
    count = next((place for place in range(first, len(roles)) if roles[place].role is not Role.CHANGE), len(roles)) - first
    before = sentence.folded[: found[first].start - sentence.start]
    if count > 1 and "分别" in before[-12:] and len(tied) >= count:
        return tied[len(tied) - count + at - first]
    return tied[-1] if tied else None


def _verdict(
    at: int, found: Sequence[Amount], sentence: Sentence, role: Part, tier: Tier, last: Figure | None
) -> tuple[Tie, Verdict, str]:
    nothing = Tie(None)
    if role.role is Role.NONE:
        return nothing, Verdict.NOT_A_RESULT, role.reason
    if role.role is Role.CHANGE:
        if last is None:
            return nothing, Verdict.UNTRACEABLE, f"{role.reason}，但看不出是哪一项指标"
        before = sentence.folded[: found[at].start - sentence.start][-16:]
        return Tie(last), *judge_change(found[at], last, bool(_DOWN.search(before)))
    tie = tier.tie(at, found, sentence, role.role)
    if tie.figure is None:
        if role.role is Role.PERHAPS:
            return tie, Verdict.NOT_A_RESULT, role.reason
        return tie, Verdict.UNTRACEABLE, tie.explanation
    if role.role is Role.EARLIER:
        return _earlier(tie, found[at], role)
    verdict, why = judge(found[at], tie.figure)
    return tie, verdict, f"{tie.explanation}；{why}"


def _earlier(tie: Tie, amount: Amount, role: Part) -> tuple[Tie, Verdict, str]:
    figure = tie.figure
    assert figure is not None
    if figure.previous is None or ("上" not in role.reason and "去" not in role.reason and not _is_last_year(role, figure)):
        return tie, Verdict.UNTRACEABLE, f"{role.reason}，没有那一年的记录可核对"
    then = Figure(figure.id, figure.caption, figure.unit, figure.previous, same_set=figure.same_set)
    verdict, why = judge(amount, then)
    return tie, verdict, f"{role.reason}；{why}"


def _is_last_year(role: Part, figure: Figure) -> bool:
    return figure.year is not None and f"{figure.year - 1}年" in role.reason

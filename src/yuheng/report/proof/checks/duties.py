"""What the rules on inspection demand of the report: in time, in public, with all its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from yuheng.kernel.law import LawError, Parameter, law

from ..draft import Draft, at_sentence
from ..model import Finding
from ..sentences import Sentence, heading_level

_BEFORE = re.compile(r"(\d{1,2})月(\d{1,2})日之?前")
_STAMP = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_SHORTCOMING = re.compile(r"(?:存在|仍有|还有|尚有|面临)[^。]{0,120}?(?:不足|问题|短板|薄弱|差距|困难|不够)|(?:主要|存在)的?(?:问题|不足)")
_CAUSE = re.compile(r"原因|由于|因为|源于|根源|归结|究其|缘于|导致|所致|致使")
_HEAD = re.compile(r"第一责任人|(?:党政)?主要负责人[^。]{0,12}(?:履行|职责|法治)|主要负责同志[^。]{0,12}(?:履行|职责)")
_WORK = re.compile(r"开展|完成|推进|组织|办理|建成|制定|印发|落实")


def _ask(key: str, year: int) -> Parameter | None:
    """The rule in force when the report of the year is due; None where the law book does not hold it."""
    try:
        return law(key, on=date(year + 1, 1, 1))
    except LawError:
        return None


def _basis(parameter: Parameter) -> str:
    return "、".join(citation.zh for citation in parameter.citations)


def deadlines(draft: Draft) -> Iterator[Finding]:
    """Sent and public in time, as far as the dates are known; a date that nobody gave is asked for."""
    if draft.year is None:
        yield Finding("year", "must", "看不出报告的是哪一年，请在标题中写明年度", "校对通则：标题应当写明年度")
        return
    shown = draft.meta.published or _stamped(draft)
    for key, day, act in (("rol_report.submit", draft.meta.sent, "报送"), ("rol_report.publish", shown, "公开")):
        parameter = _ask(key, draft.year)
        found = _BEFORE.search(str(parameter.value)) if parameter else None
        if parameter is None or found is None:
            continue
        limit = date(draft.year + 1, int(found[1]), int(found[2]))
        when = f"{limit.year}年{limit.month}月{limit.day}日之前"
        if day is None:
            yield Finding(key, "look", f"没有{act}日期，无法核对是否在{when}{act}，请填写", _basis(parameter))
        elif day >= limit:
            late = f"{day.year}年{day.month}月{day.day}日{act}，晚于法定时间，应当在{when}{act}"
            yield Finding(key, "must", late, _basis(parameter))


def _stamped(draft: Draft) -> date | None:
    """The date of publication that a saved page bears in its first lines."""
    for paragraph in draft.document.paragraphs[:6]:
        found = _STAMP.search(paragraph.text)
        if found and len(paragraph.text) < 80:
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                return None
    return None


def parts(draft: Draft) -> Iterator[Finding]:
    """Whether the parts that the rules list are there; each missing one with what is missing."""
    parameter = _ask("rol_report.content", draft.year) if draft.year else None
    if parameter is None or not isinstance(parameter.value, (list, tuple)):
        return
    for item in parameter.value:
        for word, check in _PARTS:
            if word in str(item):
                yield from check(draft, f"{_basis(parameter)}：{item}")


def _work(draft: Draft, basis: str) -> Iterator[Finding]:
    if sum(bool(_WORK.search(sentence.text)) for sentence in draft.told) < 3:
        yield Finding("part.work", "must", "没有写上一年度推进法治政府建设的主要举措和成效", basis)


def _shortcomings(draft: Draft, basis: str) -> Iterator[Finding]:
    at = [place for place, sentence in enumerate(draft.sentences) if _is_shortcoming(sentence)]
    if not at:
        yield Finding("part.shortcomings", "must", "没有写存在的不足", basis)
        return
    if not any(_CAUSE.search(sentence.text) for sentence in _passage(draft, at)):
        message = "写了不足，没有写原因：应当逐项说明存在不足的原因"
        yield at_sentence(draft.sentences[at[-1]], "part.causes", "must", message, basis)


def _is_shortcoming(sentence: Sentence) -> bool:
    """A shortcoming of the year's own work, not a problem that an inspection found in others' files."""
    return bool(_SHORTCOMING.search(sentence.text)) and not re.search(r"查找|发现[^。]{0,10}问题|排查|败诉", sentence.text)


def _passage(draft: Draft, at: list[int]) -> Iterator[Sentence]:
    """The sentences about shortcomings, those near them and those under a heading about shortcomings."""
    near = {place + step for place in at for step in range(-1, 4)}
    for place, sentence in enumerate(draft.sentences):
        under = re.search(r"不足|问题|短板", sentence.heading)
        if heading_level(sentence.text):
            continue
        if (place in near and not sentence.plan) or under or place in at:
            yield sentence


def _principal(draft: Draft, basis: str) -> Iterator[Finding]:
    """A section (heading or leading sentence) on the duty of the principal responsible person among what was done."""
    told = [sentence for sentence in draft.told if _HEAD.search(sentence.text)]
    headed = any(heading_level(sentence.text) or sentence.topic == sentence.text for sentence in told)
    if headed or len({sentence.start for sentence in told}) >= 3:
        return
    planned = next((sentence for sentence in draft.sentences if sentence.plan and _HEAD.search(sentence.text)), None)
    message = "没有党政主要负责人履行推进法治建设第一责任人职责情况的部分"
    if told:
        yield at_sentence(told[0], "part.principal", "must", f"{message}，只有零星提及", basis)
    elif planned:
        yield at_sentence(planned, "part.principal", "must", f"{message}，只在下一年度安排中提到", basis)
    else:
        yield Finding("part.principal", "must", message, basis)


def _plan(draft: Draft, basis: str) -> Iterator[Finding]:
    if not any(sentence.plan for sentence in draft.sentences):
        yield Finding("part.plan", "must", "没有写下一年度推进法治政府建设的主要安排", basis)


_PARTS: tuple[tuple[str, Callable[[Draft, str], Iterator[Finding]]], ...] = (
    ("举措", _work),
    ("不足", _shortcomings),
    ("第一责任人", _principal),
    ("下一年度", _plan),
)

"""Where a quantity stands: its sentence and clause, the chapter and topic, and whether the text there tells of plans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .document import Document, Paragraph
from .numerals import chinese, fold

_SENTENCE_END = re.compile(r"[。！？!?]{1,9}[”’」』）)]{0,3}")
_LONGEST_SENTENCE = 600  # a longer one is cut at a clause, so that one endless line cannot make reading slow
_CLAUSE_END = re.compile(r"[，；;：。！？!?]|[,:](?!\d{3}(?!\d))|(?<!\d)[,:](?=\d)")
_HEADINGS = (
    (1, re.compile(r"^\s*([一二三四五六七八九十]{1,3})、")),
    (1, re.compile(r"^\s*第([一二三四五六七八九十]{1,3})(?:部分|章)")),
    (2, re.compile(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]")),
    (3, re.compile(r"^\s*\d{1,2}[.、．](?!\d)")),
)
_TOPIC = re.compile(r"(?:^|[。；;！])\s*(?:[一二三四五六七八九十]{1,3}(?:是|要)|[(（][一二三四五六七八九十\d]{1,3}[)）])")
_LONGEST_HEADING = 45


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph. `clauses` are the ends of its clauses; `topic` is the leading sentence it stands under."""

    paragraph: int
    start: int
    end: int
    text: str
    folded: str
    clauses: tuple[int, ...]
    chapter: int
    heading: str
    topic: str
    plan: bool


def heading_level(text: str) -> int:
    """1 for 一、 2 for （一） 3 for 1. if the paragraph is short enough to be a heading; 0 for text."""
    if len(text) > _LONGEST_HEADING or text.rstrip().endswith(("。", "；", ";")):
        return 0
    return next((level for level, pattern in _HEADINGS if pattern.match(text)), 0)


def _chapter(text: str) -> int:
    for _, pattern in _HEADINGS[:2]:
        found = pattern.match(text)
        written = chinese(found[1]) if found else None
        if written:
            return int(written.value)
    return 0


def sentences(document: Document, year: int | None) -> Iterator[Sentence]:
    """All sentences in order. `year` is the year reported on: what is said of the next one is a plan."""
    plan_heading, plan_sentence = _plan_patterns(year)
    chapter, heading, planned = 0, "", 0
    for paragraph in document.paragraphs:
        level = heading_level(paragraph.text)
        if level:
            if planned and level <= planned:
                planned = 0
            if not planned and plan_heading.search(paragraph.text):
                planned = level
            if level == 1:
                chapter = _chapter(paragraph.text) or chapter + 1
            heading = paragraph.text
        topic = ""
        for start, end in _spans(paragraph.text):
            text = paragraph.text[start:end]
            folded = fold(text)
            if not planned and plan_sentence.search(folded):
                planned = 1
            if _TOPIC.match(text):
                topic = text
            yield Sentence(paragraph.index, start, end, text, folded, _clauses(folded), chapter, heading, topic, planned > 0)


def _plan_patterns(year: int | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    following = rf"{year + 1}年|" if year else ""
    when = rf"(?:{following}明年|下一年度?|新的一年(?:里)?|下一步|下阶段|今后)"
    heading = re.compile(rf"{when}|(?:工作|主要)?(?:打算|展望|思路|努力方向)|(?:工作|重点)安排")
    opening = rf"^(?:[一二三四五六七八九十]{{1,3}}、|[(（][一二三四五六七八九十]{{1,3}}[)）])?\s*{when}"
    return heading, re.compile(rf"{opening}[^。]{{0,60}}?(?:将|要|计划|拟|力争|继续|进一步|着力|持续|聚焦|围绕)")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield from _cut(text, start, match.end())
        start = match.end()
    if start < len(text):
        yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST_SENTENCE:
        stop = max(text.rfind(sign, start, start + _LONGEST_SENTENCE) for sign in "；;，,") + 1
        stop = stop if stop > start else start + _LONGEST_SENTENCE
        yield start, stop
        start = stop
    yield start, end


def _clauses(folded: str) -> tuple[int, ...]:
    ends = [match.end() for match in _CLAUSE_END.finditer(folded)]
    if not ends or ends[-1] < len(folded):
        ends.append(len(folded))
    return tuple(ends)


def bodies(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs that are text, not headings or table rows."""
    return tuple(part for part in document.paragraphs if part.kind == "text" and not heading_level(part.text))

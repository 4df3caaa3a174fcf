"""A statute's text read into articles: 第四十二条, its paragraphs 款 and items 项, under its chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yuheng.kernel.law.citation import Citation
from yuheng.kernel.law.numerals import chinese, read_chinese

_HEAD = re.compile(r"\**第([〇零一二三四五六七八九十百千两]+)条(?:之([一二三四五六七八九十]+))?\**[\s　：:]*(.*)")
_CHAPTER = re.compile(r"#{1,6}\s*(.+)|(第[一二三四五六七八九十百]+[编章节](?:[\s　].*)?)")
_ITEM = re.compile(r"[（(]([一二三四五六七八九十百]+)[）)]")
_SECTION = re.compile(r"[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|# ")
_MARKS = re.compile(r"<!--.*?-->|[​‌‍﻿]")


class BadText(ValueError):
    """A statute's text cannot be right; the message is Chinese."""


@dataclass
class Article:
    """One article. `lines` are its paragraphs and items in order; `chapter` is the heading under which it stands."""

    number: int
    added: int
    chapter: str
    lines: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """How the page of the statute names it: 42, 120-1."""
        return f"{self.number}-{self.added}" if self.added else str(self.number)

    @property
    def zh(self) -> str:
        return f"第{chinese(self.number)}条" + (f"之{chinese(self.added)}" if self.added else "")

    @property
    def paragraphs(self) -> int:
        """How many 款 it has; items belong to the paragraph before them."""
        return sum(1 for line in self.lines if not _ITEM.match(line))

    def items(self, paragraph: int = 0) -> set[str]:
        """The items 项 of the article, or of one of its paragraphs."""
        found, at = set(), 0
        for line in self.lines:
            item = _ITEM.match(line)
            if item is None:
                at += 1
            elif paragraph in (0, at):
                found.add(item[1])
        return found


@dataclass
class Text:
    """A statute's text. Papers without numbered articles have only `lines`; otherwise these are what stands before the first."""

    lines: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)

    def article(self, number: int, added: int = 0) -> Article | None:
        return next((a for a in self.articles if (a.number, a.added) == (number, added)), None)

    def section(self, place: str) -> list[str]:
        """The lines of a section of a paper without articles: from （六） to the next heading of its rank or above."""
        found: list[str] = []
        for line in self.lines:
            if line.startswith(place):
                found = [line]
            elif found and _SECTION.match(line):
                break
            elif found:
                found.append(line)
        return found

    def fault(self, citation: Citation) -> str:
        """What is wrong with a citation of this text, in Chinese; empty where its place exists."""
        if not citation.article:
            # Only a section named as the paper itself names it can be looked for.
            return "" if _SECTION.fullmatch(citation.place) is None or self.section(citation.place) else f"正文中没有{citation.place}。"
        if not self.articles:
            return "该文件不分条。"
        found = self.article(citation.article, citation.added)
        if found is None:
            last = self.articles[-1]
            return f"正文中没有第{chinese(citation.article)}条" + (f"之{chinese(citation.added)}" if citation.added else "") + f"（末条为{last.zh}）。"
        if citation.paragraph > found.paragraphs:
            return f"{found.zh}只有 {found.paragraphs} 款，没有第{chinese(citation.paragraph)}款。"
        item = _ITEM.fullmatch(citation.item)
        if item is not None and item[1] not in found.items(citation.paragraph):
            return f"{found.zh}没有第{citation.item}项。"
        return ""


def parse(content: str) -> Text:
    """Reads a text: one paragraph a line, articles beginning 第…条, headings marked #. Raises BadText for a gap or a repeated article."""
    text, chapter = Text(), ""
    for line in _lines(content):
        head = _HEAD.fullmatch(line)
        begun = _begun(head, text) if head else None
        if begun is not None:
            number, added, rest = begun
            text.articles.append(Article(number, added, chapter, [rest] if rest else []))
            continue
        heading = _CHAPTER.fullmatch(line)
        if heading is not None:
            chapter = re.sub(r"[\s　]+", " ", (heading[1] or heading[2]).strip("*# "))
            if not text.articles:
                text.lines.append(f"# {chapter}")
            continue
        (text.articles[-1].lines if text.articles else text.lines).append(line.strip("*") if line.startswith("**") else line)
    return text


def _lines(content: str) -> Iterator[str]:
    for line in _MARKS.sub("", content).splitlines():
        stripped = line.strip().strip("　")
        if stripped:
            yield stripped


def _begun(head: re.Match[str], text: Text) -> tuple[int, int, str] | None:
    """The article that a line begins; None where a line only speaks of an article (第三条规定的…)."""
    number, added = read_chinese(head[1]), read_chinese(head[2]) if head[2] else 0
    if not text.articles:
        return number, added, head[3]
    last = text.articles[-1]
    if (number, added) in ((last.number + 1, 0), (last.number, last.added + 1)):
        return number, added, head[3]
    follows = re.match(r"(第.{1,8}[款项]|规定|的|所|第)", head[3])
    if follows or (number, added) < (last.number, last.added):
        return None
    if (number, added) == (last.number, last.added):
        raise BadText(f"{last.zh}出现了两次。")
    raise BadText(f"{last.zh}之后是第{chinese(number)}条，中间有缺漏。")

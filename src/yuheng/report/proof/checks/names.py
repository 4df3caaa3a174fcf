"""Names of laws and fixed expressions, written as they must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

import yaml

from yuheng.kernel.law.book import directory

from ..data import load
from ..draft import Draft, at_span
from ..model import Finding

BASIS = "校对通则：法律、文件、会议和固定表述应当写规范名称"
_TITLE = re.compile(r"《([^《》]{2,60})》")
_BARE_LAW = re.compile(r"(?<!《)中华人民共和国[\u4e00-\u9fff]{2,24}?(?:法|条例)(?![》\u4e00-\u9fff])")
_EXTRAS = re.compile(r"[(（][^)）]*[)）]|[〔\[][^〕\]]*[〕\]]|\s|草案|试行|修订")
_LAW_ENDS = ("法", "条例", "办法", "规定", "纲要", "解释", "规则", "细则", "决定", "意见")
ALIKE = 0.8
_SLACK = 2


@cache
def _statutes() -> dict[str, str]:
    """Every known name of a statute, short and full, with brackets left out, and the name as it is written."""
    path = directory() / "statutes.yaml"
    if not path.exists():
        return {}
    entries = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("statutes", [])
    return {_EXTRAS.sub("", entry[kind]): entry[kind] for entry in entries for kind in ("short", "full") if entry.get(kind)}


def laws(draft: Draft) -> Iterator[Finding]:
    """Titles that are nearly, but not quite, those of a known statute; laws named in full without title marks."""
    for sentence in draft.sentences:
        for match in _TITLE.finditer(sentence.text):
            right = _nearly(match[1])
            if right:
                message = f"“《{match[1]}》”疑有误，规范名称是“《{right}》”"
                yield at_span(sentence, match.span(), "name.law", "should", message, BASIS)
        for match in _BARE_LAW.finditer(sentence.text):
            message = f"“{match.group()}”应当加书名号"
            yield at_span(sentence, match.span(), "name.title_marks", "look", message, BASIS)


@cache
def _nearly(title: str) -> str:
    """The known name that the title misses by a little; empty if it is exact or is something else."""
    bare, known = _EXTRAS.sub("", title), _statutes()
    if bare in known or not bare.endswith(_LAW_ENDS):
        return ""
    best, name = 0.0, ""
    for candidate, written in known.items():
        if abs(len(candidate) - len(bare)) > _SLACK:
            continue
        ratio = SequenceMatcher(None, bare, candidate, autojunk=False).ratio()
        if ratio > best:
            best, name = ratio, written
    return name if best >= ALIKE else ""


def fixed_names(draft: Draft) -> Iterator[Finding]:
    """Words often typed wrong, and fixed expressions with a character missing or changed."""
    wrong = load("names")["wrong"]
    pattern = re.compile("|".join(map(re.escape, sorted(wrong, key=len, reverse=True))))
    for sentence in draft.sentences:
        for match in pattern.finditer(sentence.text):
            message = f"“{match.group()}”应为“{wrong[match.group()]}”"
            yield at_span(sentence, match.span(), "name.wrong", "should", message, BASIS)
        for start, end, right in _near_fixed(sentence.text):
            message = f"“{sentence.text[start:end]}”应为“{right}”"
            yield at_span(sentence, (start, end), "name.fixed", "should", message, BASIS)


def _near_fixed(text: str) -> Iterator[tuple[int, int, str]]:
    """Windows that begin and end like a fixed expression and differ in between."""
    for name, pattern in _fixed_patterns():
        for match in pattern.finditer(text):
            found = match.group()
            if found != name and _distance(found, name) <= max(1, len(name) // 5) and found not in _fixed_set():
                yield match.start(), match.end(), name


@cache
def _fixed_set() -> frozenset[str]:
    return frozenset(load("names")["fixed"])


@cache
def _fixed_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for name in load("names")["fixed"]:
        middle = len(name) - 4
        gap = rf"[\u4e00-\u9fff]{{{max(0, middle - 3)},{middle + 2}}}?"
        made.append((name, re.compile(rf"{re.escape(name[:2])}{gap}{re.escape(name[-2:])}")))
    return tuple(made)


def _distance(one: str, other: str) -> int:
    """How many characters must be changed, added or dropped."""
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, mark in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (sign != mark))
    return row[-1]

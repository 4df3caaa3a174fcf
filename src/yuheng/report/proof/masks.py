"""Numerals that count nothing: dates, ordinals, titles, names in quotes, document numbers, set phrases. Found before quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .data import load

_N = "[零〇○一二两三四五六七八九十百千]"
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千")
_RUN = re.compile(r"[\d.,零〇○一二两三四五六七八九十百千万亿]{33,}")
_HAS_NUMERAL = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿]")
_LONE_QUANTITY = re.compile(r"[\d.,]+\s{0,4}(?:%|[万亿]?[个件起场次条份项名人家户处元]+)?(?:以上|余|多)?")


@dataclass(frozen=True, slots=True)
class Mask:
    """A span that is no result, with the reason for people and a code for programs."""

    start: int
    end: int
    code: str
    reason: str


REASONS = {
    "run": "过长的数字串",
    "title": "书名号内的名称",
    "quoted": "引号内的专有名称",
    "furniture": "网页附带信息，非正文",
    "document_number": "文号或者案号",
    "date": "日期或者时间",
    "heading": "层次序号",
    "ordinal": "序数",
    "service": "服务号码或者平台名称",
    "identifier": "证件、电话等号码",
    "code": "型号、版本或者代号",
    "meeting": "会议或者规划名称",
    "phrase": "固定说法",
}

# In the order of precedence where two begin at one place; of overlapping ones the earlier and then the longer counts.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("title", r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?》"),
    ("quoted", r"“[^“”\n]{1,24}”|「[^「」\n]{1,24}」|『[^『』\n]{1,24}』|‘[^‘’\n]{1,24}’|(?<![\w\"])\"[^\"\n]{1,24}\""),
    ("furniture", r"(?:阅读|浏览|点击|访问|来访|下载)(?:次数|人数|量|数)?\s{0,4}[::]\s{0,4}\d{1,9}\s{0,4}次?"),
    ("document_number", r"[〔\[【(（]\s{0,4}(?:19|20)\d{2}\s{0,4}[〕\]】)）](?:[^\s，。；、（(]{0,24}?号|第?\d{1,6}(?:-\d{1,4})?)|(?:文号|编号|案号|备案号)\s{0,4}[::]?\s{0,4}[\w\-]{1,30}"),
    ("date", r"(?<!\d)(?:19|20)\d{2}\s{0,4}年?\s{0,4}(?:[-—－–~～至到]|—{2})\s{0,4}(?:(?:19|20)\d{2}|\d{2})\s{0,4}年(?:度)?"),
    ("date", r"(?<!\d)(?:19|20)\d{2}\s{0,4}[-/.年]\s{0,4}(?:0?[1-9]|1[0-2])\s{0,4}[-/.月]\s{0,4}(?:0?[1-9]|[12]\d|3[01])(?!\d)\s{0,4}日?(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?"),
    ("date", r"(?<!\d)(?:19|20)\d{2}\s{0,4}年度?(?:\s{0,4}(?:0?[1-9]|1[0-2])\s{0,4}月(?!度)(?:\s{0,4}(?:0?[1-9]|[12]\d|3[01])\s{0,4}日)?(?:份|底|初|中旬|上旬|下旬)?)?"),
    ("date", r"(?<!\d)(?:0?[1-9]|1[0-2])\s{0,4}(?:[-—－–~～至到、]\s{0,4}(?:0?[1-9]|1[0-2])\s{0,4})?月(?:\s{0,4}(?:0?[1-9]|[12]\d|3[01])\s{0,4}日|份|底|初|中旬|上旬|下旬|以来|起)?(?!\s{0,4}\d)"),
    ("date", r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)|(?<=[于在至到])(?:[1-9]|[12]\d|3[01])日(?![内前以之])"),
    ("date", rf"[二一][零〇○九]{_N}{{2}}年度?|(?<!{_N}){_N}{{1,3}}月(?:{_N}{{1,3}}日|份|底|初)?(?!度)|[一二三四两]个?季度|[12]\d世纪|[上下]半年"),
    ("heading", r"^\s{0,4}(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s{0,4}(?:[、.]|\.\d{1,2}(?:\.\d{1,2})?[、.\s])(?!\d))"),
    ("heading", r"(?:(?<=[。；;！!？?])|(?<=[::]))\s{0,4}(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.](?!\d))|[①-⑳]"),
    ("heading", r"(?:(?<![^\s。；;,，:：！!?？”、])|^)(?:[一二三四五六七八九十]{1,3})(?:是(?!否)|要(?!求))"),
    ("ordinal", r"第\s{0,4}(?:[\d]{1,5}|[零〇一二两三四五六七八九十百千]{1,7})(?:时间|季度|责任人|方|条|款|项|号|届|次|批|期|章|节|轮|名|位|个|类|阶段|线|手|步|年|场|关)?"),
    ("meeting", r"(?:党的|市委|省委|区委|中共)?(?:十[一二三四五六七八九]|二十)(?:大|届(?:[一二三四五六七八九]中(?:、[一二三四五六七八九]中)*)?(?:[一二三四五六七八九十]次)?全(?:体)?会?)|[一二三四五六七八九]中全会|十[一二三四五六七]五"),
    ("service", ""),
    ("identifier", r"(?<![\dA-Za-z])(?:\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}-\d{7,8}|\d{7,9}-\d|[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10})(?![\dA-Za-z])"),
    ("code", r"(?<![A-Za-z\d])(?:[A-Za-z][A-Za-z\-]{0,11}\d{1,6}[A-Za-z]{0,6}|[vV]\d{1,2}\.\d(?!\d)|\d{1,2}\.0(?:版|时代|(?!\d|\s?[%‰\u4e00-\u9fff]))|\d{1,4}[A-Za-z]{1,8})(?![A-Za-z\d])"),
    ("code", r"[\dNnXx]{1,3}(?:\s{0,4}[+]\s{0,4}[\dNnXx]{1,3})+|7\s{0,4}[×xX*]\s{0,4}24(?:小时)?|24小时(?=[不自全服接值在开])|365天|\d{1,4}号(?=[楼线门院库仓路地])"),
    ("phrase", ""),
)  # fmt: skip


def _filled(code: str, pattern: str) -> str:
    if code == "service":
        words = load("phrases")
        numbers = "|".join(sorted(words["services"], key=len, reverse=True))
        return rf"(?<!\d)(?:{numbers})(?:[、/](?:{numbers}))*(?=[”\"]?(?:{'|'.join(words['service_nouns'])}))"
    if code == "phrase":
        words = load("phrases")
        known = sorted({*words["theory"], *words["work"], *words["idioms"]}, key=lambda word: (-len(word), word))
        return "|".join(re.escape(word) for word in known)
    return pattern


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(_filled(code, pattern))) for code, pattern in _PATTERNS)


def masks(text: str) -> list[Mask]:
    """The spans of one paragraph (widths folded) that are no results, in order, none overlapping another."""
    runs = [Mask(match.start(), match.end(), "run", REASONS["run"]) for match in _RUN.finditer(text)]
    if runs:  # blanked at once, so that no other pattern labours over them
        text = _RUN.sub(lambda match: "▮" * len(match.group()), text)
    if not _HAS_NUMERAL.search(text):
        return runs
    found = sorted((*runs, *_all(text)), key=lambda mask: (mask.start, -mask.end))
    kept: list[Mask] = []
    for mask in found:
        if not kept or mask.start >= kept[-1].end:
            kept.append(mask)
    return kept


def _all(text: str) -> Iterator[Mask]:
    for code, pattern in _compiled():
        for match in pattern.finditer(text):
            words = match.group()
            if not _HAS_NUMERAL.search(words) and code != "heading":
                continue
            if code == "phrase" and text[match.start() - 1 : match.start()] in _NUMERALS:
                continue
            if code == "quoted" and _LONE_QUANTITY.fullmatch(words[1:-1]):
                continue
            yield Mask(match.start(), match.end(), code, REASONS[code])

"""Years that do not belong: the plan of last year copied into this one's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..draft import Draft, at_span
from ..model import Finding

BASIS = "校对通则：报告年度以外的年份应当有明确用意"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?年?度?")
_RANGE = re.compile(r"(?:19|20)\d{2}\s?年?\s?(?:[-—－–~～至到]|——)\s?(?:(?:19|20)\d{2}|\d{2})\s?年?")
_COMPARING = re.compile(r"(?:较|比|与|同|由|自|从|至|截至|到|以|早在|始于|于)$")
_COMPARED = re.compile(r"^(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|起|至|到|底|末|同期|相比|增|减|上升|下降|的基础|修订|修正|版|施行|实施|出台|颁布|成立|建成)")
_NUMBERED = re.compile(r"[〔\[【]\s?(?:19|20)\d{2}\s?[〕\]】]|第\d+号")


def wrong_years(draft: Draft) -> Iterator[Finding]:
    """Each year in what was done that is not the year reported on and is not there to compare or to say since when."""
    year = draft.year
    if year is None:
        return
    for sentence in draft.told:
        text = sentence.folded
        if len(text) < 60 and re.search(r"\d{1,2}:\d{2}|发布|来源|阅读|浏览", text):
            continue
        ranges = [match.span() for match in _RANGE.finditer(text)] + [match.span() for match in _NUMBERED.finditer(text)]
        for match in _YEAR.finditer(text):
            named = int(match[1])
            if named == year or not match.group().endswith(("年", "度")) or any(a <= match.start() < b for a, b in ranges):
                continue
            if _COMPARING.search(text[: match.start()]) or _COMPARED.match(text[match.end() :]):
                continue
            if named == year + 1 and re.search(r"将|计划|拟|安排", text[match.end() :]):
                continue
            message = f"本报告写{year}年的工作，这里是{named}年，请核对是否沿用了旧稿"
            yield at_span(sentence, match.span(), "year.other", "should", message, BASIS)

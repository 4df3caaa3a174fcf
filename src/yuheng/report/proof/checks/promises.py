"""What last year's report promised for this year must be answered in this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..draft import Draft
from ..model import Finding
from ..sentences import heading_level, sentences

BASIS = "《法治政府建设与责任落实督察工作规定》第二十五条：下一年度安排应当在下一年度报告中有交代"
ANSWERED = 0.5  # this share of a promise's own words must stand together somewhere in what was done
_CUT = re.compile(r"[。；;！]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
_EMPTY = frozenset(
    ["进一步", "深入", "持续", "不断", "加强", "推进", "推动", "强化", "提升", "提高", "加快", "全面", "切实", "认真", "积极", "扎实", "着力", "健全", "完善", "优化", "深化", "开展", "落实", "做好", "确保", "充分", "发挥", "坚持", "围绕", "聚焦", "工作", "建设", "法治", "政府", "依法", "机制", "体系", "制度", "能力", "水平", "作用", "各项", "任务", "有关", "相关", "重点", "突出", "问题", "单位", "部门", "全区", "我区", "本区", "习近平", "思想", "贯彻", "学习", "法治建设", "法治政府", "法治思想", "基层", "领导", "干部", "薄弱环节", "薄弱", "环节", "纵深", "牢固", "掌握", "方向", "方式", "思维", "解决", "运用", "内容", "纳入", "情况", "实处", "探索", "建立", "谋划"]
)


def unanswered(draft: Draft) -> Iterator[Finding]:
    """The promises of last year's plan that nothing in this report's account speaks of."""
    if draft.last_year is None or draft.year is None:
        return
    told = [_words(sentence.text) for sentence in draft.told]
    near = [one | two for one, two in zip(told, [*told[1:], frozenset()], strict=False)]
    for promise in _promises(draft):
        words = _words(promise)
        if len(words) < 3:
            continue
        best = max((len(words & said) / len(words) for said in near), default=0.0)
        if best < ANSWERED:
            yield Finding("promise", "should", f"上年报告承诺“{promise[:60]}”，本报告没有交代", BASIS, quote=promise)


def _promises(draft: Draft) -> Iterator[str]:
    assert draft.last_year is not None
    assert draft.year is not None
    for sentence in sentences(draft.last_year, draft.year - 1):
        if not sentence.plan or heading_level(sentence.text):
            continue
        for piece in _CUT.split(sentence.text):
            piece = re.sub(r"^\s*(?:[一二三四五六七八九十]{1,3}(?:是|要|、)|[(（][^)）]{1,3}[)）])", "", piece).strip()
            if len(piece) >= 10:
                yield piece


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning of their own."""
    import rjieba  # thirty megabytes that only a proof-reading needs

    return frozenset(word for word in rjieba.cut(text) if _CHINESE.fullmatch(word) and word not in _EMPTY)

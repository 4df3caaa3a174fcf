"""Paragraphs and shortcomings that were in last year's report already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..document import Document
from ..draft import Draft, at_sentence
from ..model import Finding
from ..sentences import Sentence, sentences

BASIS = "《法治政府建设与责任落实督察工作规定》第二十五条：报告上一年度的情况，不是沿用旧稿"
ALIKE = 0.8  # this share of a sentence's pieces stood in one sentence of last year's report
_SHORTEST = 18  # shorter sentences are alike by nature
_PIECE = 5
_NOISE = re.compile(r"[\W\d_]+|[一二三四五六七八九十]{1,3}是")
_SHORTCOMING = re.compile(r"不足|问题|短板|薄弱|差距|不够|有待")


def paragraphs(draft: Draft) -> Iterator[Finding]:
    """Each sentence that stood in last year's report all but word for word; repeated shortcomings weigh more."""
    if draft.last_year is None:
        return
    index = _Index(draft.last_year, draft.year - 1 if draft.year else None)
    for sentence in draft.sentences:
        share, old = index.nearest(sentence.text)
        if share < ALIKE or old is None:
            continue
        if _SHORTCOMING.search(sentence.text) and re.search(r"存在|仍|还有|有待|尚", sentence.text):
            message = "这里的不足与上年报告雷同：应当写整改了什么、为什么仍然存在"
            yield at_sentence(sentence, "copied.shortcoming", "must", message, BASIS)
        else:
            message = f"与上年报告雷同（{int(share * 100)}%）：“{old.text.strip()[:30]}…”"
            yield at_sentence(sentence, "copied", "should", message, BASIS)


def pieces(text: str) -> frozenset[str]:
    """The short pieces a text is made of, numbers and signs left out."""
    bare = _NOISE.sub("", text)
    if len(bare) < _SHORTEST:
        return frozenset()
    return frozenset(bare[at : at + _PIECE] for at in range(len(bare) - _PIECE + 1))


class _Index:
    """Which sentences of last year hold a piece."""

    def __init__(self, document: Document, year: int | None) -> None:
        self.sentences: list[Sentence] = list(sentences(document, year))
        self.holders: dict[str, list[int]] = {}
        for at, sentence in enumerate(self.sentences):
            for piece in pieces(sentence.text):
                held = self.holders.setdefault(piece, [])
                if len(held) < 20:  # what stands everywhere tells nothing
                    held.append(at)

    def nearest(self, text: str) -> tuple[float, Sentence | None]:
        """The sentence that shares most with the text, and the share of the text's pieces it holds."""
        own = pieces(text)
        hits = Counter(at for piece in own for at in self.holders.get(piece, ()))
        if not hits:
            return 0.0, None
        at, count = hits.most_common(1)[0]
        return count / len(own), self.sentences[at]

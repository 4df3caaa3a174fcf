"""Citations found in Chinese words: 依照《行政处罚法》第四十四条、第六十二条."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yuheng.kernel.law.numerals import read_chinese

_NUMERAL = "[〇零一二三四五六七八九十百千两]+"
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_PLACE = re.compile(rf"第({_NUMERAL})条(?:之({_NUMERAL}))?(?:第({_NUMERAL})款)?(?:第?[（(]({_NUMERAL})[）)]项?)?")
_BETWEEN = re.compile(r"[、和及至，]?\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a statute named in a text: from `start` to `end`; the first place bears the statute's title."""

    start: int
    end: int
    statute: str
    article: int = 0
    added: int = 0
    paragraph: int = 0

    @property
    def anchor(self) -> str:
        return (f"{self.article}-{self.added}" if self.added else str(self.article)) if self.article else ""


def citations_in(text: str) -> Iterator[Found]:
    """Every statute named in a text with the articles that follow it, in order."""
    for title in _TITLE.finditer(text):
        start, position, places = title.start(), title.end(), 0
        while True:
            begin = _BETWEEN.match(text, position).end() if places else position  # type: ignore[union-attr]
            place = _PLACE.match(text, begin)
            if place is None:
                break
            article, added, paragraph = (read_chinese(part) if part else 0 for part in place.group(1, 2, 3))
            yield Found(start if not places else begin, place.end(), title[1], article, added, paragraph)
            position, places = place.end(), places + 1
        if not places:
            yield Found(start, title.end(), title[1])

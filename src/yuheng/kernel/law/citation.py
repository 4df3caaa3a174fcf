"""Citations: `行政处罚法(2021-01-22)#42.2（一）` is article 42, paragraph 2, item 1 of the version adopted that day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from yuheng.kernel.law.numerals import chinese

_FORM = re.compile(r"(?P<name>[^#]+?)(?:\((?P<version>\d{4}(?:-\d{2}-\d{2})?)\))?#(?P<place>.+)")
_ARTICLE = re.compile(
    r"(?P<article>\d+)(?:之(?P<added>\d+))?(?:\.(?P<paragraph>\d+))?(?P<item>（[^）]+）)?(?P<rest>.*)"
)


class BadCitation(ValueError):
    """A text is no citation; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one version of a statute.

    `article` is 0 for papers without numbered articles; `place` then says where (（六）, 附件1).
    """

    statute: str
    version: str
    article: int
    added: int = 0
    paragraph: int = 0
    item: str = ""
    place: str = ""

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Reads a citation. Raises BadCitation."""
        return _parse(text)

    def __str__(self) -> str:
        version = f"({self.version})" if self.version else ""
        if not self.article:
            return f"{self.statute}{version}#{self.place}"
        added = f"之{self.added}" if self.added else ""
        paragraph = f".{self.paragraph}" if self.paragraph else ""
        return f"{self.statute}{version}#{self.article}{added}{paragraph}{self.item}{self.place}"

    @property
    def zh(self) -> str:
        """As papers write it: 《行政处罚法》第四十二条第二款第（一）项."""
        title = f"《{self.statute}》" if "〔" not in self.statute else self.statute
        if not self.article:
            return title + ("" if self.place in ("0", "") else self.place)
        text = f"{title}第{chinese(self.article)}条"
        if self.added:
            text += f"之{chinese(self.added)}"
        if self.paragraph:
            text += f"第{chinese(self.paragraph)}款"
        if self.item:
            text += f"第{self.item}项"
        return text + self.place


@lru_cache(maxsize=16384)
def _parse(text: str) -> Citation:
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise BadCitation(f"“{text}”不是引用：应当写作“行政处罚法(2021-01-22)#42.2”。")
    name, version, place = found["name"].strip(), found["version"] or "", found["place"].strip()
    article = _ARTICLE.fullmatch(place)
    # GB/T 9704-2012#5.2.3 and the like are sections of a standard, not articles.
    if article is None or name.startswith(("GB", "DA", "DB")) or int(article["article"]) == 0:
        return Citation(name, version, 0, place=place)
    return Citation(
        name,
        version,
        int(article["article"]),
        int(article["added"] or 0),
        int(article["paragraph"] or 0),
        article["item"] or "",
        article["rest"] or "",
    )

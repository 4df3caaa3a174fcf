"""Finding matters by their words in Chinese: two characters are enough. Answers are narrowed by `access`, never here."""

from yuheng.kernel.search.find import matching
from yuheng.kernel.search.words import indexed, terms

__all__ = ["indexed", "matching", "terms"]

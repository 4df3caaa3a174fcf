"""Text as searchable words: every pair of neighbouring Chinese characters, and every Latin or digit run.

A query of two characters or more is the conjunction of its pairs, so that whatever stands in the text is found, also what no
dictionary of words knows: names of people and shops. Single characters are indexed as well, for names of one.
"""

from __future__ import annotations

import re
import unicodedata

_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")


def _runs(text: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFKC", text).lower())


def _chinese(run: str) -> bool:
    return not run[0].isascii()


def indexed(text: str) -> str:
    """The words under which a text is found, one blank between."""
    found: dict[str, None] = {}
    for run in _runs(text):
        if not _chinese(run):
            found[run] = None
            continue
        found.update(dict.fromkeys(run))
        found.update(dict.fromkeys(run[i : i + 2] for i in range(len(run) - 1)))
    return " ".join(found)


def terms(query: str) -> list[str]:
    """The words that a text must all have to answer a query; empty for a query of nothing but signs."""
    found: dict[str, None] = {}
    for run in _runs(query):
        if not _chinese(run) or len(run) == 1:
            found[run] = None
        else:
            found.update(dict.fromkeys(run[i : i + 2] for i in range(len(run) - 1)))
    return list(found)[:24]

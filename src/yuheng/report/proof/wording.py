"""How a text speaks of an indicator: declared beside it, read by the proof-reader. Words, never sentences of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

HOUSE_WORDINGS = Path(__file__).parent.parent / "wordings.yaml"
_GAP = r"[^，,。；;：\d]{0,12}?"


@dataclass(frozen=True)
class Wording:
    """One way in which a text names an indicator.

    `nouns`: one of them must stand close to the number (… in a noun stands for a few characters). `verbs`: if given, one of
    them must stand in the same sentence (up to a semicolon) or its leading sentence. `near`: if given, one must stand in the same clause or
    the one before. `unit`: the measure words it is counted in. `not_near`: with
    one of these in the same clause it is another thing.
    """

    nouns: tuple[str, ...]
    unit: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()

    @cached_property
    def noun_pattern(self) -> re.Pattern[str]:
        return any_of(self.nouns)

    @cached_property
    def verb_pattern(self) -> re.Pattern[str] | None:
        return any_of(self.verbs) if self.verbs else None

    @cached_property
    def near_pattern(self) -> re.Pattern[str] | None:
        return any_of(self.near) if self.near else None

    @cached_property
    def not_near_pattern(self) -> re.Pattern[str] | None:
        return any_of(self.not_near) if self.not_near else None


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of the words, the longest first; … in a word spans a gap within one clause."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(_GAP.join(re.escape(piece) for piece in word.split("…")) for word in ordered))


def wordings_of(entries: Sequence[Mapping[str, Any]]) -> tuple[Wording, ...]:
    """Wordings from plain data; a missing noun or unit is an error that names the entry."""
    made = []
    for entry in entries:
        if not entry.get("nouns") or not entry.get("unit"):
            raise ValueError(f"a wording needs nouns and unit: {entry!r}")
        made.append(Wording(**{key: tuple(str(word) for word in value) for key, value in entry.items()}))
    return tuple(made)


def load_wordings(path: Path = HOUSE_WORDINGS) -> dict[str, tuple[Wording, ...]]:
    """The wordings of all indicators in a file, by indicator id."""
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {name: wordings_of(entries) for name, entries in content.items()}

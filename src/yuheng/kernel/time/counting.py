"""How a statute counts: which 日 are working days, and whose last day moves off a rest day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

import yaml

from yuheng.kernel.law.book import LawError, book, directory
from yuheng.kernel.law.citation import Citation

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class CountingRule:
    """The rule of counting of one statute in one period of validity; the default rule has no citation."""

    statute: str
    valid_from: date = date.min
    valid_to: date | None = None
    version: str = ""
    working_days: tuple[int, ...] = ()
    up_to: int = 0
    all: bool = False
    moves_all: bool = False
    cite: Citation | None = None
    moves_cite: Citation | None = None

    def is_working(self, n: int, whose: str = "organ") -> bool:
        """Whether a period written as n 日 in this statute is n working days."""
        if self.all:
            return whose not in ("party", "minimum_party")
        return n in self.working_days or 0 < n <= self.up_to

    def moves(self, whose: str) -> bool:
        """Whether a last day on a rest day moves to the next day that is not one."""
        return self.moves_all or whose == "party"


@cache
def _table() -> tuple[dict[str, list[CountingRule]], dict[str, Any]]:
    content = yaml.load((directory() / "counting.yaml").read_text(encoding="utf-8"), Loader=_Loader)
    rules: dict[str, list[CountingRule]] = {}
    for entry in content["counting"]:
        cite = Citation.parse(entry["cite"])
        moves = entry.get("moves_cite")
        rule = CountingRule(
            statute=entry["statute"],
            valid_from=entry["from"],
            valid_to=entry.get("to"),
            version=entry.get("version", ""),
            working_days=tuple(entry.get("working_days", ())),
            up_to=entry.get("up_to", 0),
            all=bool(entry.get("all")),
            moves_all=entry.get("moves") == "all",
            cite=cite,
            moves_cite=Citation.parse(moves) if moves else (cite if entry.get("moves") == "all" else None),
        )
        rules.setdefault(rule.statute, []).append(rule)
    return rules, content["warnings"]


_NAMED = re.compile(r"(?P<name>.+?)\((?P<version>\d{4}(?:-\d{2}-\d{2})?)\)")


@lru_cache(maxsize=4096)
def counting_rule(statute: str, on: date) -> CountingRule:
    """The rule of `statute` (by name in force on the day, or of a version named as `行政复议法(2017-09-01)`).

    A statute that has no rule of its own counts 日 as calendar days and is silent on the end. Raises LawError where the
    statute was not in force.
    """
    named = _NAMED.fullmatch(statute.strip())
    name = named["name"] if named else statute.strip()
    version = named["version"] if named else ""
    found = _table()[0].get(name, [])
    for rule in found:
        if version and rule.version == version:
            return rule
        if (
            not (version and any(r.version for r in found))
            and rule.valid_from <= on
            and (rule.valid_to is None or on <= rule.valid_to)
        ):
            return rule
    if found and not version:
        first = min(rule.valid_from for rule in found)
        raise LawError(f"《{name}》在 {on} 没有施行的版本（自 {first} 起）。")
    if not found and not known_statute(name):
        raise LawError(f"法律参数库中没有《{name}》。")
    return CountingRule(name)


@cache
def _statutes() -> dict[str, list[dict[str, Any]]]:
    content = yaml.load((directory() / "statutes.yaml").read_text(encoding="utf-8"), Loader=_Loader)
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in content["statutes"]:
        found.setdefault(entry["short"], []).append(entry)
        found.setdefault(entry["full"], []).append(entry)
    return found


@cache
def _cited() -> frozenset[str]:
    return frozenset(citation.statute for parameter in book() for citation in parameter.citations)


def known_statute(name: str) -> bool:
    """Whether the law book holds or cites a statute of this name."""
    return name in _statutes() or name in _table()[0] or name in _cited()


def warning_days(unit: str, n: int) -> tuple[int, ...]:
    """How many days before the end to warn, first warning first."""
    kind = "working_day" if unit == "working_day" else "day"
    days = n * {"month": 30, "year": 365}.get(unit, 1)
    for entry in _table()[1][kind]:
        if days <= entry["up_to"]:
            return tuple(entry["days"])
    return ()

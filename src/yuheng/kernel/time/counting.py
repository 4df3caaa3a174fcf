"""How a statute counts: which 日 are working days, and whose last day moves off a rest day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

import yaml

from yuheng.kernel.law import statutes
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


@lru_cache(maxsize=4096)
def _rule(name: str, version: str, on: date) -> CountingRule | None:
    """The rule of counting of a statute that has one; for a version named, the rule that was in force with it."""
    rules = _table()[0].get(name, [])
    if version:
        own = [rule for rule in rules if version in (rule.version, rule.cite.version if rule.cite and rule.cite.statute == name else "")]
        if own:
            return own[0]
        known = next((s for s in statutes.known().get(name, ()) if s.version == version), None)
        on = known.in_force or on if known is not None else on
    return next((r for r in rules if r.valid_from <= on and (r.valid_to is None or on <= r.valid_to)), None)


def counting_rule(statute: str, on: date) -> CountingRule:
    """The rule of `statute` (by name in force on the day, or of a version named as `行政复议法(2017-09-01)`).

    A statute that has no rule of its own counts 日 as calendar days and is silent on the end. Raises LawError where there is no
    such statute or version, or none that was in force.
    """
    name, version = statutes.split(statute)
    found = _rule(name, version, on)
    if found is not None and not version:
        return found
    if name in statutes.known():
        held = statutes.known()[name]
        if version and all(version != one.version for one in held):
            raise LawError(f"《{name}》没有 {version} 的文本，现有：{'、'.join(one.version for one in held)}。")
        if not version:
            statutes.find(name, on)
    elif found is None and name in _table()[0]:
        first = min(rule.valid_from for rule in _table()[0][name])
        raise LawError(f"《{name}》在 {on} 没有施行的版本（自 {first} 起）。")
    elif found is None and name not in _cited():
        raise LawError(f"法律库中没有《{name}》。")
    return found or CountingRule(name)


@cache
def _cited() -> frozenset[str]:
    return frozenset(citation.statute for parameter in book() for citation in parameter.citations)


def warning_days(unit: str, n: int) -> tuple[int, ...]:
    """How many days before the end to warn, first warning first."""
    kind = "working_day" if unit == "working_day" else "day"
    days = n * {"month": 30, "year": 365}.get(unit, 1)
    for entry in _table()[1][kind]:
        if days <= entry["up_to"]:
            return tuple(entry["days"])
    return ()

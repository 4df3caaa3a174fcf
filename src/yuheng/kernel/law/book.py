"""The law book: `law("penalty.decide", on=day)` gives value, unit and citation, or says why it cannot."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from yuheng.kernel.law.citation import Citation
from yuheng.kernel.law.parameter import GENERAL, LegalScope, Parameter, Passed

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LawError(LookupError):
    """The law book has no answer; the message is Chinese and names the statute."""


@dataclass(frozen=True)
class Precedence:
    """In this scope, `special` is asked before `general`, because of `cites`; from one day to another."""

    general: str
    special: str
    field: str = ""
    region: str = ""
    act: str = ""
    valid_from: date = date.min
    valid_to: date | None = None
    cites: tuple[Citation, ...] = ()

    def applies(self, scope: LegalScope, on: date) -> bool:
        here = all(
            mine in ("", theirs)
            for mine, theirs in ((self.field, scope.field), (self.region, scope.region), (self.act, scope.act))
        )
        return here and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class LawBook:
    """All parameters of a directory of YAML files, one per statute."""

    def __init__(self, parameters: Mapping[str, list[Parameter]], precedence: list[Precedence], source: Path) -> None:
        self.parameters = parameters
        self.precedence: dict[str, list[Precedence]] = {}
        self.source = source
        for rule in precedence:
            self.precedence.setdefault(rule.general, []).append(rule)

    @classmethod
    def load(cls, directory: Path) -> LawBook:
        """Reads every parameter file and `precedence.yaml`. Raises ValueError for entries that overlap or lack a citation."""
        parameters: dict[str, list[Parameter]] = {}
        for path in sorted((directory / "parameters").glob("*.yaml")):
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader) or {}
            for key, entry in content.get("parameters", {}).items():
                if key in parameters:
                    raise ValueError(f"{path.name}: {key} is declared twice")
                parameters[key] = sorted(_periods(key, entry), key=lambda p: p.valid_from)
                _check(key, parameters[key])
        rules = yaml.load((directory / "precedence.yaml").read_text(encoding="utf-8"), Loader=_Loader) or {}
        precedence = [_precedence(entry) for entry in rules.get("precedence", [])]
        return cls(parameters, precedence, directory)

    def __call__(self, key: str, on: date, scope: LegalScope = GENERAL) -> Parameter:
        """The parameter in force on the day, the special one before the general. Raises LawError."""
        return self._ask(key, on, scope)

    @lru_cache(maxsize=8192)  # noqa: B019  # a law book lives as long as the process
    def _ask(self, key: str, on: date, scope: LegalScope) -> Parameter:
        for rule in self.precedence.get(key, ()):
            if rule.applies(scope, on):
                special = self._valid(rule.special, on)
                if special is not None:
                    general = self._valid(key, on)
                    reason = "特别规定优先" + (f"（{'、'.join(c.zh for c in rule.cites)}）" if rule.cites else "")
                    passed = (Passed(key, general.citation, reason),) if general else ()
                    return replace(special, passed_over=passed)
        found = self._valid(key, on)
        if found is not None:
            return found
        raise LawError(self._why(key, on))

    def _valid(self, key: str, on: date) -> Parameter | None:
        for parameter in self.parameters.get(key, ()):
            if parameter.valid_from <= on and (parameter.valid_to is None or on <= parameter.valid_to):
                return parameter
        return None

    def _why(self, key: str, on: date) -> str:
        known = self.parameters.get(key)
        if not known:
            return f"法律参数库中没有“{key}”。"
        periods = "；".join(
            f"{p.citation.zh}（{p.citation.version}）自 {p.valid_from} "
            + (f"至 {p.valid_to}" if p.valid_to else "起")
            + "施行"
            for p in known
        )
        return f"“{known[0].name}”在 {on} 没有施行的规定：{periods}。"

    def __iter__(self) -> Iterator[Parameter]:
        for periods in self.parameters.values():
            yield from periods

    def __contains__(self, key: object) -> bool:
        return key in self.parameters


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _periods(key: str, entry: Mapping[str, Any]) -> Iterator[Parameter]:
    for period in entry["periods"]:
        cites = period["cite"]
        yield Parameter(
            key=key,
            name=entry["name"],
            value=period["value"],
            unit=period.get("unit", entry.get("unit", "text")),
            citations=tuple(Citation.parse(c) for c in ([cites] if isinstance(cites, str) else cites)),
            valid_from=_day(period["from"]) or date.min,
            valid_to=_day(period.get("to")),
            whose=entry.get("whose", "organ"),
            counted_by=period.get("counted_by", entry.get("counted_by", "")),
            starts=period.get("starts") or "",
            extends=period.get("extends") or "",
            excludes=tuple(period.get("excludes") or ()),
            note=period.get("note") or "",
            checked=period.get("checked", "text"),
            decides=entry.get("decides", "step"),
            backward=bool(entry.get("backward", False)),
        )


def _check(key: str, periods: list[Parameter]) -> None:
    for earlier, later in itertools.pairwise(periods):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise ValueError(f"{key}: the periods from {earlier.valid_from} and {later.valid_from} overlap")
    for period in periods:
        if not period.citations:
            raise ValueError(f"{key}: no citation")


def _precedence(entry: Mapping[str, Any]) -> Precedence:
    cites = entry.get("cites", ())
    return Precedence(
        entry["general"],
        entry["special"],
        entry.get("field", ""),
        entry.get("region", ""),
        entry.get("act", ""),
        _day(entry.get("from")) or date.min,
        _day(entry.get("to")),
        tuple(Citation.parse(c) for c in cites),
    )


def directory() -> Path:
    """Where the law lies: `YUHENG_LAW`, or `law/` of the project."""
    given = os.environ.get("YUHENG_LAW")
    return Path(given) if given else Path(__file__).resolve().parents[4] / "law"


@cache
def book() -> LawBook:
    """The law book of this process."""
    return LawBook.load(directory())


def law(key: str, on: date, scope: LegalScope = GENERAL) -> Parameter:
    """The parameter of the law in force on a day, for a legal scope. Raises LawError, which names the statute."""
    return book()(key, on, scope)

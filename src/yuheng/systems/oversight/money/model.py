"""What a rule of the payment check is: an id for ever, its words, owner, phases and thresholds, and one set-wise question over the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from yuheng.kernel.law import LawError, law

HOUSE = "本区财务内部控制要求（部署单位自定）"
"""The basis of a rule that no statute of this platform's law book gives."""

ALWAYS = ("before", "during", "after")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the unit, the payee and sum, and the very records that it rests on (matter, words).

    `occasion` tells several things of one rule apart: the same occasion is never raised twice. `basis` is given where it depends on the record's day.
    """

    unit: int
    content: str
    records: Sequence[tuple[int, str]]
    occasion: str
    payee: str = ""
    amount: int | None = None
    basis: str = ""


@dataclass
class Run:
    """One look: on which day, over which payments (None: all), and what rules share within it."""

    on: date
    only: Sequence[int] | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def since(self) -> date:
        """The first day that rules over series of payments look back to."""
        return self.on - timedelta(days=limit("look_back", self.on))


@dataclass(frozen=True)
class Rule:
    """`find` answers for a run; `phases` says where it is asked; `limits` are its thresholds, named in `words` by braces; `law` the parameters it rests on."""

    id: str
    name: str
    words: str
    colour: str
    owner: str
    find: Callable[[Run], Iterable[Hit]]
    phases: tuple[str, ...] = ALWAYS
    limits: tuple[str, ...] = ()
    law: tuple[str, ...] = ()

    def said(self, on: date) -> str:
        """The rule in words with its thresholds of the day."""
        return self.words.format(**{name.rpartition(".")[2]: told(name, on) for name in self.limits})

    def basis(self, on: date) -> str:
        """The articles of the day behind the rule (`law` names parameters), or that it is the zone's own."""
        try:
            return "、".join(one.zh for name in self.law for one in law(name, on=on).citations) or HOUSE
        except LawError:
            return HOUSE

    def mark(self, hit: Hit) -> str:
        return f"{self.id}:{hit.occasion}"


_known: dict[str, Rule] = {}


def register(*found: Rule) -> None:
    for one in found:
        if one.id in _known:
            raise ValueError(f"rule {one.id} is declared twice")
        _known[one.id] = one


def all_rules(phase: str = "") -> list[Rule]:
    """Every rule, or those asked in one phase."""
    return [one for one in _known.values() if not phase or phase in one.phases]


def limit(name: str, on: date) -> int:
    """A threshold as the law book has it on the day; sums in 分."""
    found = law(f"money.rule.{name}", on=on)
    return int(found.value) * (100 if found.unit == "yuan" else 1)


def told(name: str, on: date) -> str:
    """A threshold in words."""
    found = law(f"money.rule.{name}", on=on)
    return f"{int(found.value):,}元" if found.unit == "yuan" else found.words()


def yuan(cents: int | None) -> str:
    """A sum as texts write it: 49,900.00元."""
    cents = cents or 0
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02d}元"

"""Conditions over facts: true, false or unknown.

A condition is unknown while any field that it reads is empty, and unknown always restricts. Conditions combine with
`&`, `|` and `~` under Kleene's three-valued logic, so that a known part can decide although another is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

Truth: TypeAlias = bool | None
"""True, False, or None for unknown."""


class UndeclaredRead(Exception):
    """A condition touched a fact that it does not declare in `reads`; a mistake of the declaration, not of a user."""


class View:
    """What a condition or a derivation may see: its declared fields, the law of the day and the tables in force."""

    __slots__ = ("_facts", "_law", "_reads", "_reckon", "_table")

    def __init__(
        self,
        facts: Mapping[str, Any],
        reads: tuple[str, ...],
        law: Callable[[str], Any] | None,
        table: Callable[[str], Any] | None = None,
        reckon: Callable[[str, date], date | None] | None = None,
    ) -> None:
        self._facts, self._reads, self._law, self._table, self._reckon = facts, reads, law, table, reckon

    def __getattr__(self, name: str) -> Any:
        if name not in self._reads:
            raise UndeclaredRead(name)
        return self._facts.get(name)

    def law(self, key: str) -> Any:
        """The value of a law parameter on the day, under the legal scope of the matter."""
        if self._law is None:
            raise UndeclaredRead(f"law:{key}")
        return self._law(key)

    def last_day(self, key: str, start: date) -> date | None:
        """The last day of a period of the law that begins on `start`."""
        if self._reckon is None:
            raise UndeclaredRead(f"law:{key}")
        return self._reckon(key, start)

    def table(self, name: str) -> Any:
        """The version of a decision table in force on the day (`kernel.tables.published.Version`)."""
        if self._table is None:
            raise UndeclaredRead(f"table:{name}")
        return self._table(name)


class Formula:
    """A condition or a combination of conditions."""

    def value(self, values: Mapping[str, Truth]) -> Truth:
        """The truth of the formula when its conditions have these truths."""
        raise NotImplementedError

    def atoms(self) -> Iterator[Condition]:
        """The conditions that the formula is made of."""
        raise NotImplementedError

    def words(self) -> str:
        """The formula in Chinese."""
        raise NotImplementedError

    def __and__(self, other: Formula) -> Formula:
        return All((self, other))

    def __or__(self, other: Formula) -> Formula:
        return Either((self, other))

    def __invert__(self) -> Formula:
        return Not(self)


@dataclass(frozen=True, eq=False)
class Condition(Formula):
    """One named question about the facts of a matter.

    `reads` are field names; a name of a row kind (`for_each`) reads the list of its rows. `law` names the parameters
    that `test` may look up. `cites` is the legal source. Fields in `optional` are read, too, and may be empty: that means
    something by itself (an act without an end goes on) and leaves nothing unknown. `why` tells in Chinese what makes the
    condition false, `remedy` what to do then.
    """

    id: str
    name: str
    reads: tuple[str, ...]
    test: Callable[[View], bool]
    cites: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    why: Callable[[View], str] | None = None
    remedy: str = ""

    @property
    def sees(self) -> tuple[str, ...]:
        """All fields on which the truth depends."""
        return (*self.reads, *self.optional)

    def ask(
        self, facts: Mapping[str, Any], law: Callable[[str], Any] | None = None, reckon: Callable[[str, date], date | None] | None = None
    ) -> Truth:
        """The truth on these facts; None while a field in `reads` is empty."""
        for name in self.reads:
            value = facts.get(name)
            if value is None or value == "":
                return None
        return bool(self.test(View(facts, self.sees, law, None, reckon)))

    def told(self, facts: Mapping[str, Any], reckon: Callable[[str, date], date | None]) -> str:
        """What makes the condition false on these facts; empty where it does not say."""
        return self.why(View(facts, self.sees, None, None, reckon)) if self.why is not None else ""

    def value(self, values: Mapping[str, Truth]) -> Truth:
        return values.get(self.id)

    def atoms(self) -> Iterator[Condition]:
        yield self

    def words(self) -> str:
        return self.name


@dataclass(frozen=True, eq=False)
class Not(Formula):
    part: Formula

    def value(self, values: Mapping[str, Truth]) -> Truth:
        inner = self.part.value(values)
        return None if inner is None else not inner

    def atoms(self) -> Iterator[Condition]:
        return self.part.atoms()

    def words(self) -> str:
        return f"并非“{self.part.words()}”"


@dataclass(frozen=True, eq=False)
class All(Formula):
    parts: tuple[Formula, ...]

    def value(self, values: Mapping[str, Truth]) -> Truth:
        seen = [part.value(values) for part in self.parts]
        if False in seen:
            return False
        return None if None in seen else True

    def atoms(self) -> Iterator[Condition]:
        for part in self.parts:
            yield from part.atoms()

    def words(self) -> str:
        return "且".join(part.words() for part in self.parts)


@dataclass(frozen=True, eq=False)
class Either(Formula):
    parts: tuple[Formula, ...]

    def value(self, values: Mapping[str, Truth]) -> Truth:
        seen = [part.value(values) for part in self.parts]
        if True in seen:
            return True
        return None if None in seen else False

    def atoms(self) -> Iterator[Condition]:
        for part in self.parts:
            yield from part.atoms()

    def words(self) -> str:
        return "或者".join(part.words() for part in self.parts)

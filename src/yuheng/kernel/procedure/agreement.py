"""What several fields of one record must satisfy together: dates in order, parts within their whole, reasons where they are due.

A field's own cleaning knows one value; an `Agreement` knows a record. It is declared beside the columns (`Facts.agreements`) and
judged wherever the record is written: at a form, by the API, in an import, at a correction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Agreement:
    """`test` gets the values of `reads` in their order; false refuses the record with `message` (Chinese) at field `at`.

    It is judged only where all of `reads` are filled, unless `empty` says that emptiness itself is meant. A kind of row may be
    read by its name: `test` then gets the list of its rows that stand.
    """

    reads: tuple[str, ...]
    test: Callable[..., Any]
    message: str
    at: str = ""
    empty: bool = False

    @property
    def place(self) -> str:
        """The field at which the message is shown."""
        return self.at or self.reads[-1]


def in_order(earlier: str, later: str, message: str) -> Agreement:
    """The second date is not before the first."""
    return Agreement((earlier, later), lambda a, b: a <= b, message)


def at_most(part: str, whole: str, message: str) -> Agreement:
    """The first number is not above the second."""
    return Agreement((part, whole), lambda a, b: a <= b, message, at=part)


def needed(name: str, reads: str, when: Callable[[Any], Any], message: str) -> Agreement:
    """Field `name` must be filled where `reads` is such that `when` holds."""
    return Agreement((reads, name), lambda value, given: not when(value) or given not in (None, "", []), message, at=name, empty=True)


def broken(agreements: Sequence[Agreement], values: Mapping[str, Any], touched: set[str]) -> dict[str, str]:
    """Messages by field of the agreements that `values` break, of those that read a field which the act may write."""
    found: dict[str, str] = {}
    for one in agreements:
        if touched.isdisjoint(one.reads):
            continue
        given = [values.get(name) for name in one.reads]
        if not one.empty and any(value is None or value == "" for value in given):
            continue
        if not one.test(*given):
            found.setdefault(one.place, one.message)
    return found

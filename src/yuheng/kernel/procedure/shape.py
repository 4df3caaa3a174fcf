"""The shape of a procedure's facts, without a database.

Forms, API schemas, Excel columns and the pure decision all read the shape. A system declares its facts as a Django model;
`kernel.records.facts` derives the shape from it, so that there is one source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yuheng.kernel.procedure.agreement import Agreement


class BadValue(ValueError):
    """A value that a field does not accept; the message is Chinese and for the user."""


def _accept(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Field:
    """One fact.

    `kind`: text, long_text, int, money (分), date, datetime, bool, choice, choices, party, organ, person, ratio, encrypted.
    `blank`: may stay empty. `public`: its value stands in the ledger body; otherwise only a salted commitment does.
    `takes`: the fact whose value it takes over when nothing is given; `fixed`: it always does, and nobody fills it in.
    `of`: the procedure of the matter that a `matter` points to. `table`: the decision table and input whose choices a form offers.
    `quiet`: for machines (a receipt, a code beside its name); the pages of a matter do not tell it.
    `red`: a sum that may be negative, being a reversed entry (红字).
    `clean` turns what a caller gives into the stored value or raises `BadValue`; `group` is its place on forms.
    """

    name: str
    label: str
    kind: str = "text"
    blank: bool = False
    public: bool = False
    personal: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    help: str = ""
    group: str = ""
    default: Any = None
    max_length: int | None = None
    takes: str = ""
    fixed: bool = False
    of: str = ""
    table: str = ""
    quiet: bool = False
    red: bool = False
    clean: Callable[[Any], Any] = _accept

    def words(self, value: Any) -> str:
        """The value as a person reads it."""
        if value is None or value == "":
            return ""
        if self.choices:
            labels = dict(self.choices)
            if isinstance(value, (list, tuple)):
                return "、".join(labels.get(str(v), str(v)) for v in value)
            return labels.get(str(value), str(value))
        if self.kind == "bool":
            return "是" if value else "否"
        if self.kind == "money":
            return f"{'-' if value < 0 else ''}{abs(value) // 100:,}.{abs(value) % 100:02d}"
        return str(value)


@dataclass(frozen=True)
class Shape:
    """The fields of a procedure family, the kinds of rows it has several of, and what its fields must satisfy together."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    rows: Mapping[str, Shape] = field(default_factory=dict)
    label: str = ""
    model: Any = None
    agreements: tuple[Agreement, ...] = ()

    def __contains__(self, name: object) -> bool:
        return name in self.fields or name in self.rows

"""What a decision table asks and what it answers.

A system declares the schema: typed inputs and typed outputs. The rows are data, dated and signed off; a schema's id stands for one
meaning for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from yuheng.kernel.procedure.shape import BadValue

InputKind = Literal["choice", "bool", "int", "money", "percent", "date"]
OutputKind = Literal["choice", "bool", "int", "money", "percent", "text"]


class BadTable(BadValue):
    """A table, a cell or an input that cannot be taken; the message is Chinese. `problems` tells each place and why."""

    def __init__(self, message: str, problems: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True)
class Input:
    """One thing that a table asks about a case.

    `kind`: choice (a code), bool, int, money (分), percent (a Fraction of 100 or an int), date. `choices` are codes with their words;
    with `own_choices` the table itself brings them (the violations that a list names). `least` and `most` bound numbers (money in
    分): the table need not answer beyond them. `question` is how a person on the street is asked.
    """

    name: str
    label: str
    kind: InputKind = "choice"
    choices: tuple[tuple[str, str], ...] = ()
    own_choices: bool = False
    unit: str = ""
    least: int | None = None
    most: int | None = None
    question: str = ""
    help: str = ""

    @property
    def numeric(self) -> bool:
        return self.kind in ("int", "money", "percent", "date")


@dataclass(frozen=True)
class Output:
    """One thing that a row answers."""

    name: str
    label: str
    kind: OutputKind = "choice"
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    required: bool = True

    def words(self, value: Any) -> str:
        """The value as a person reads it."""
        if value is None or value == "":
            return ""
        if self.kind == "choice":
            return dict(self.choices).get(value, str(value))
        if self.kind == "bool":
            return "是" if value else "否"
        if self.kind == "money":
            yuan, cents = divmod(int(value), 100)
            return f"{yuan:,}" + (f".{cents:02d}" if cents else "") + "元"
        return f"{value}{self.unit or ('%' if self.kind == 'percent' else '')}"


@dataclass(frozen=True)
class Schema:
    """A kind of decision table: `id`, Chinese `name`, what it asks and what it answers, and why there is such a table."""

    id: str
    name: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    cites: tuple[str, ...] = ()
    help: str = ""

    @cached_property
    def by_name(self) -> dict[str, Input]:
        return {one.name: one for one in self.inputs}

    @cached_property
    def answers(self) -> dict[str, Output]:
        return {one.name: one for one in self.outputs}


_known: dict[str, Schema] = {}


def register(schema: Schema) -> Schema:
    """Makes a schema known."""
    if schema.id in _known:
        raise ValueError(f"table {schema.id} is declared twice")
    _known[schema.id] = schema
    return schema


def schema_of(table: str) -> Schema:
    """The schema of a table. Raises BadTable."""
    found = _known.get(table)
    if found is None:
        names = "、".join(f"{one.id}（{one.name}）" for one in all_schemas())
        raise BadTable(f"没有裁量表“{table}”。现有：{names or '无'}。")
    return found


def all_schemas() -> list[Schema]:
    """All declared tables by id."""
    return [_known[name] for name in sorted(_known)]

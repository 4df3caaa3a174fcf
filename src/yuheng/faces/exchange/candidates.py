"""From the rows of a table to records that may be recorded: lines joined, words of references resolved, every refusal at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from yuheng.faces.exchange.forms import NUMBER, Form, Item
from yuheng.faces.exchange.lookup import Lookup
from yuheng.kernel.access.facts import shown
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.shape import Field
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.sheets import cells
from yuheng.kernel.sheets.columns import BadCell
from yuheng.kernel.sheets.plain import folded, visible
from yuheng.kernel.sheets.reading import Row, Table

SHOWN = 6
"""Columns of a record that the result of the dry run shows."""

Problem = tuple[str, str, str]
"""Column, value as it stood there, reason."""


@dataclass
class Candidate:
    """One record of the sheet, by the number of its first line there.

    `given` is what the engine is asked to write, `about` what opening a matter needs beside it; both hold only what JSON holds.
    `state`: new, known or refused. `raw` are its lines as they stood there.
    """

    number: int
    raw: list[dict[str, str]] = field(default_factory=list)
    given: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    did: dict[str, str] = field(default_factory=dict)
    who: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    state: str = "new"
    key: str = ""
    matter: int | None = None
    written: dict[str, Any] = field(default_factory=dict)

    def refuse(self, label: str, value: str, reason: str) -> None:
        self.problems.append((label, value, reason))

    def data(self) -> dict[str, Any]:
        """What must be kept until the record is accepted."""
        return {"given": self.given, "about": self.about, "did": self.did, "who": self.who}

    @property
    def at(self) -> datetime | None:
        told = self.about.get("at")
        return datetime.combine(date.fromisoformat(told), time(), CHINA) if told else None


def gathered(form: Form, table: Table, lookup: Lookup) -> list[Candidate]:
    """The records of a table. A line that belongs to the record above adds rows to it."""
    items = form.by_name
    _prepare(items, table.rows, lookup)
    found: list[Candidate] = []
    first: dict[str, Any] = {}
    numbers: dict[Any, int] = {}
    for row in table.rows:
        if form.rows and found and _continues(items, row, first):
            _add_line(items, found[-1], first, row, lookup)
            continue
        one = Candidate(row.number)
        first = row.values
        number = row.values.get(NUMBER)
        if number is not None:
            if number in numbers:
                one.refuse(items[NUMBER].column.label, str(number), f"与第 {numbers[number]} 行相同，而不相连。同一件的几行请排在一起。")
            numbers.setdefault(number, row.number)
        _take(items, one, row, lookup, own=True)
        found.append(one)
    return found


def _prepare(items: Mapping[str, Item], rows: Iterable[Row], lookup: Lookup) -> None:
    words: dict[str, set[str]] = {"party": set(), "matter": set()}
    wanted = [(name, item.field.kind) for name, item in items.items() if item.field is not None and item.field.kind in words]
    for row in rows:
        for name, kind in wanted:
            if row.values.get(name):
                words[kind].add(row.values[name])
    for kind, known in words.items():
        lookup.prepare(kind, known)


def _continues(items: Mapping[str, Item], row: Row, first: Mapping[str, Any]) -> bool:
    number = row.values.get(NUMBER)
    if number is not None:
        return number == first.get(NUMBER)
    return not any(row.values.get(name) is not None or name in row.raw for name, item in items.items() if item.part != "row")


def _add_line(items: Mapping[str, Item], one: Candidate, first: Mapping[str, Any], row: Row, lookup: Lookup) -> None:
    for name, item in items.items():
        value = row.values.get(name)
        if item.part != "row" and name in row.raw and value is not None and value != first.get(name):
            one.refuse(item.column.label, _seen(item, row.raw[name]), f"第 {row.number} 行与第 {one.number} 行是同一件，这一栏却不相同。")
    _take(items, one, row, lookup, own=False)


def _take(items: Mapping[str, Item], one: Candidate, row: Row, lookup: Lookup, *, own: bool) -> None:
    one.raw.append({name: raw_text(value) for name, value in row.raw.items()})
    labels = {item.column.label: item for item in items.values()}
    for problem in row.problems:
        item = labels[problem.label]
        if own or item.part == "row" or problem.value:
            one.refuse(problem.label, _seen(item, problem.value), problem.reason)
    rows: dict[str, dict[str, Any]] = {}
    for name, item in items.items():
        value = row.values.get(name)
        if value is None or (item.part != "row" and not own):
            continue
        try:
            plain = _value(item, value, row.raw.get(name), lookup)
        except BadCell as error:
            one.refuse(item.column.label, _seen(item, row.raw.get(name)), str(error))
            continue
        if item.part == "row":
            rows.setdefault(item.kind, {})[item.name] = plain
        elif item.part == "fact":
            one.given[item.name] = plain
        else:
            {"about": one.about, "did": one.did, "who": one.who}[item.part][item.name] = plain
    for kind, values in rows.items():
        one.given.setdefault(kind, []).append(values)


def _value(item: Item, value: Any, raw: Any, lookup: Lookup) -> Any:
    """A value as the engine takes it and JSON holds it. Raises BadCell."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if item.part == "who" or (item.part == "about" and item.name == "second"):
        return lookup.person(value)
    if item.part == "about":
        return _about(item.name, value, lookup)
    kind = item.field.kind if item.field is not None else ""
    if kind in ("organ", "person", "party", "matter"):
        return lookup.one(kind, value)
    if item.personal and isinstance(value, str) and ("*" in value or "＊" in value):
        raise BadCell("是遮盖后的内容，不是原文，请填写完整的内容；不改动的行可以删去。")
    if item.column.kind == "code" and isinstance(raw, str):
        return _code(value, raw)
    return value


def _about(name: str, value: Any, lookup: Lookup) -> Any:
    if name in ("lead", "area"):
        return lookup.organ(value)
    if name == "with":
        words = value.replace("，", "、").replace("；", "、").replace(",", "、").split("、")
        return [lookup.person(word) for word in words if word.strip()]
    return value


def _code(value: str, raw: str) -> str:
    """A code as typed: half-width letters and digits, but the brackets of a case number stay those of Chinese."""
    plain = folded(raw)
    return value if all(sign.isascii() for sign in plain) and "(" not in plain else visible(raw).lstrip("'’‘")


def raw_text(value: Any) -> str:
    """A cell as text that reads back the same."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return cells.text(value)


def _seen(item: Item, value: Any) -> str:
    """What stood in a cell, as it may be shown: personal data masked."""
    if value is None:
        return ""
    text = raw_text(value)[:60]
    if item.field is not None and item.field.kind == "encrypted":
        return masked("id", text)
    return masked(item.personal, text) if item.personal else text


def shown_items(form: Form) -> list[Item]:
    """The columns that the result of a dry run shows: the first that fit a table."""
    own = [item for item in form.items if item.part in ("fact", "about", "row") and item.name not in ("number", "reason", "scan", "id", "second")]
    return [item for item in own if item.field is None or item.field.kind != "long_text"][:SHOWN]


def shown_cells(items: Iterable[Item], one: Candidate) -> list[str]:
    """The record as the result shows it."""
    first = one.raw[0] if one.raw else {}
    found = []
    for item in items:
        text = first.get(item.column.name, "")[:80]
        if text and item.field is not None and item.field.kind in ("text", "long_text", "encrypted"):
            text = str(shown(item.field, text))
        found.append(text)
    return found


def engine_problems(form: Form, one: Candidate, refusal: Refusal) -> list[Problem]:
    """A refusal of the engine at the cells it speaks of; what a cell was already refused for is not said twice."""
    labels = {item.name if item.part == "fact" else f"{item.kind}.{item.name}": item.column.label for item in form.items if item.part in ("fact", "row")}
    said = {label for label, _value, _reason in one.problems}
    found: list[Problem] = []
    for name, message in refusal.fields.items():
        parts = name.split(".")
        label = labels.get(f"{parts[0]}.{parts[2]}" if len(parts) == 3 else parts[0], "")
        if label not in said:
            found.append((label, _given(form, one, name), message))
    if not refusal.fields and not one.problems:
        found.append(("", "", refusal.message + refusal.remedy))
    return found


def _given(form: Form, one: Candidate, name: str) -> str:
    parts = name.split(".")
    item = next((i for i in form.items if i.part == "fact" and i.name == name), None)
    if item is None and len(parts) == 3:
        item = next((i for i in form.items if i.part == "row" and (i.kind, i.name) == (parts[0], parts[2])), None)
    if item is None:
        return ""
    line = int(parts[1]) - 1 if len(parts) == 3 and parts[1].isdecimal() else 0
    raw = one.raw[line] if line < len(one.raw) else {}
    return _seen(item, raw.get(item.column.name))


def personal_fields(form: Form) -> list[tuple[Item, Field]]:
    """The columns that name somebody or something: two equal records that fill one of them are one thing told twice."""
    naming = ("encrypted", "person", "party", "matter")
    return [(i, i.field) for i in form.items if i.field is not None and (i.personal or i.field.kind in naming or i.column.kind == "code")]

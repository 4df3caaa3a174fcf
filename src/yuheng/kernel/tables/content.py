"""The rows of one version of a table, as data.

A row demands, answers and cites. A row that is `of` another is its exception: it speaks only where that row does, and there it goes
before it; exceptions may have exceptions. `otherwise` answers every case that no row of the first layer reaches.

    {"table": "leniency", "options": {"cause": [["stall", "占道设摊"]]},
     "otherwise": {"then": {"result": "none"}, "cites": ["…#5"]},
     "rows": [{"id": "r1", "name": "…", "of": "", "when": {"cause": ["stall"], "area": [[null, 1000]]},
               "then": {"result": "no_penalty"}, "cites": ["…#33.1"], "note": "…"}]}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from yuheng.kernel.law.citation import BadCitation, Citation
from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.tables.cells import ANYTHING, Cell, cell_from_json
from yuheng.kernel.tables.schema import BadTable, Output, Schema, schema_of

MOST_ROWS = 5_000
"""Rows of one table: a list that is longer is several lists."""


@dataclass(frozen=True)
class Row:
    """One row. `when` holds the cells that demand something; `then` the answer by output."""

    id: str
    name: str
    when: Mapping[str, Cell]
    then: Mapping[str, Any]
    cites: tuple[str, ...]
    of: str = ""
    note: str = ""

    def cell(self, name: str) -> Cell:
        return self.when.get(name, ANYTHING)


@dataclass(frozen=True)
class Otherwise:
    """The answer to every case that no row of the first layer reaches."""

    then: Mapping[str, Any]
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One version of a table."""

    schema: Schema
    rows: tuple[Row, ...]
    otherwise: Otherwise | None = None
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def choices(self, name: str) -> Mapping[str, str]:
        """The choices of an input with their words: those of the schema, or the table's own."""
        column = self.schema.by_name[name]
        return self.options.get(name, {}) if column.own_choices else dict(column.choices)

    @cached_property
    def by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}

    @cached_property
    def bytes(self) -> bytes:
        """Canonical JSON: what is kept, signed and digested."""
        return canonical(self.to_json())

    @cached_property
    def digest(self) -> str:
        """SM3 of the canonical content, in hex: what names this version in every receipt."""
        return sm3(self.bytes).hex()

    def to_json(self) -> dict[str, Any]:
        return {
            "table": self.schema.id,
            "options": {name: [[code, label] for code, label in found.items()] for name, found in self.options.items()},
            "otherwise": None if self.otherwise is None else {"then": dict(self.otherwise.then), "cites": list(self.otherwise.cites)},
            "rows": [
                {
                    "id": row.id, "name": row.name, "of": row.of, "when": {name: cell.to_json() for name, cell in row.when.items()},
                    "then": dict(row.then), "cites": list(row.cites), "note": row.note,
                }
                for row in self.rows
            ],
        }  # fmt: skip


def read(source: bytes | str | Mapping[str, Any]) -> Table:
    """A table from its JSON. Raises BadTable that tells every problem with its place."""
    if isinstance(source, (bytes, str)):
        try:
            source = json.loads(source)
        except ValueError:
            raise BadTable("内容不是 JSON。") from None
    if not isinstance(source, Mapping):
        raise BadTable("内容应当是一张裁量表。")
    return _Reader(schema_of(str(source.get("table", ""))), source).table()


class _Reader:
    def __init__(self, schema: Schema, source: Mapping[str, Any]) -> None:
        self.schema, self.source = schema, source
        self.problems: list[tuple[str, str]] = []

    def table(self) -> Table:
        options = self._options()
        table = Table(self.schema, (), None, options)
        rows = self.source.get("rows") or []
        if not isinstance(rows, list) or len(rows) > MOST_ROWS:
            raise BadTable(f"裁量表最多 {MOST_ROWS:,} 行。")
        found = tuple(self._row(table, number, row) for number, row in enumerate(rows, start=1))
        self._layers(found)
        given = self.source.get("otherwise")
        otherwise = None
        if given:
            otherwise = Otherwise(self._then("其余情形", given.get("then") or {}), self._cites("其余情形", given.get("cites")))
        if self.problems:
            first = self.problems[0]
            more = f"（共 {len(self.problems)} 处）" if len(self.problems) > 1 else ""
            raise BadTable(f"{first[0]}：{first[1]}{more}", tuple(self.problems))
        return Table(self.schema, found, otherwise, options)

    def _say(self, place: str, why: str) -> None:
        self.problems.append((place, why))

    def _options(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, pairs in (self.source.get("options") or {}).items():
            column = self.schema.by_name.get(name)
            if column is None or not column.own_choices:
                self._say("选项", f"“{name}”没有自己的选项。")
                continue
            found[name] = {}
            for pair in pairs:
                code, label = (str(pair[0]).strip(), str(pair[1]).strip()) if isinstance(pair, list) and len(pair) == 2 else ("", "")
                if not code.isascii() or not code or not label or code in found[name] or label in found[name].values():
                    self._say(f"“{column.label}”的选项", f"编码须为字母数字且不重复，名称不能为空：{code or pair}。")
                    continue
                found[name][code] = label
        return found

    def _row(self, table: Table, number: int, source: Any) -> Row:
        place = f"第 {number} 行"
        if not isinstance(source, Mapping):
            self._say(place, "应当是一行。")
            source = {}
        when: dict[str, Cell] = {}
        for name, value in (source.get("when") or {}).items():
            column = self.schema.by_name.get(name)
            if column is None:
                self._say(place, f"没有条件“{name}”。")
                continue
            try:
                cell = cell_from_json(column, value, table.choices(name))
            except BadTable as error:
                self._say(place, str(error))
                continue
            if not cell.anything:
                when[name] = cell
        row = Row(
            str(source.get("id") or f"r{number}"), str(source.get("name") or "").strip(), when, self._then(place, source.get("then") or {}),
            self._cites(place, source.get("cites")), str(source.get("of") or ""), str(source.get("note") or "").strip(),
        )  # fmt: skip
        if not row.id.isascii() or len(row.id) > 64:
            self._say(place, f"行号“{row.id[:30]}”须为字母、数字，不超过 64 位。")
        return row

    def _then(self, place: str, given: Mapping[str, Any]) -> dict[str, Any]:
        then: dict[str, Any] = {}
        for name in given:
            if name not in self.schema.answers:
                self._say(place, f"没有结果“{name}”。")
        for output in self.schema.outputs:
            value = given.get(output.name)
            if value is None or value == "":
                if output.required:
                    self._say(place, f"没有填写“{output.label}”。")
                continue
            if _fits(output, value):
                then[output.name] = value
            else:
                self._say(place, f"“{output.label}”的值“{str(value)[:30]}”不对。")
        return then

    def _cites(self, place: str, given: Any) -> tuple[str, ...]:
        cites = tuple(str(one).strip() for one in ([given] if isinstance(given, str) else given or ()) if str(one).strip())
        if not cites:
            self._say(place, "没有写明依据。每一行都须有依据的条款。")
        for one in cites:
            try:
                Citation.parse(one)
            except BadCitation as error:
                self._say(place, str(error))
        return cites

    def _layers(self, rows: tuple[Row, ...]) -> None:
        place = {row.id: number for number, row in enumerate(rows, start=1)}
        if len(place) < len(rows):
            seen: set[str] = set()
            for number, row in enumerate(rows, start=1):
                if row.id in seen:
                    self._say(f"第 {number} 行", f"行号“{row.id}”重复。")
                seen.add(row.id)
        for number, row in enumerate(rows, start=1):
            if row.of and place.get(row.of, number) >= number:
                self._say(f"第 {number} 行", f"所例外的行“{row.of}”不存在，或者不在它之前。")


def _fits(output: Output, value: Any) -> bool:
    if output.kind == "choice":
        return value in dict(output.choices)
    if output.kind == "bool":
        return isinstance(value, bool)
    if output.kind == "text":
        return isinstance(value, str) and len(value) <= 500
    if output.kind == "percent":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10**15

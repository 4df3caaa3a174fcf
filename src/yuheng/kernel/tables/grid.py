"""A table as people edit it, on a page or in Excel: one line a row, every cell in words; and back, with each problem at its cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from yuheng.kernel.tables.cells import cell_from_words, words_of_cell
from yuheng.kernel.tables.content import Row, Table, read
from yuheng.kernel.tables.schema import BadTable, Output, Schema
from yuheng.kernel.tables.values import cents_of

ID, NAME, OF, CITES, NOTE = "行号", "名称", "例外于", "依据", "说明"
OTHERWISE = "其余情形"
OPTION_HEAD = ("条件", "编码", "名称")

Line = dict[str, str]
"""A row in words: by column name (`id`, `name`, `of`, inputs, outputs, `cites`, `note`)."""


def columns_of(schema: Schema) -> list[tuple[str, str]]:
    """Names and titles of the columns of an edited table, in order."""
    asked = [(one.name, one.label) for one in schema.inputs]
    told = [(f"then.{one.name}", one.label) for one in schema.outputs]
    return [("id", ID), ("name", NAME), ("of", OF), *asked, *told, ("cites", CITES), ("note", NOTE)]


def lines_of(table: Table) -> list[Line]:
    """The rows in words, 其余情形 last."""
    found = [_line(table, row) for row in table.rows]
    if table.otherwise is not None:
        last: Line = {"id": OTHERWISE, "cites": "；".join(table.otherwise.cites)}
        last |= {f"then.{o.name}": o.words(table.otherwise.then.get(o.name)) for o in table.schema.outputs}
        found.append(last)
    return found


def _line(table: Table, row: Row) -> Line:
    line: Line = {"id": row.id, "name": row.name, "of": row.of, "cites": "；".join(row.cites), "note": row.note}
    for column in table.schema.inputs:
        cell = row.cell(column.name)
        line[column.name] = "" if cell.anything else words_of_cell(column, cell, table.choices(column.name))
    return line | {f"then.{o.name}": o.words(row.then.get(o.name)) for o in table.schema.outputs}


def option_lines(table: Table) -> list[tuple[str, str, str]]:
    """The table's own choices: the input's label, code, name."""
    return [
        (table.schema.by_name[name].label, code, label) for name, pairs in table.options.items() for code, label in pairs.items()
    ]


def from_lines(schema: Schema, lines: Sequence[Line], options: Sequence[Sequence[str]] = ()) -> Table:
    """The table that the lines say. Raises BadTable; a problem's place is 第 3 行“货值”."""
    problems: list[tuple[str, str]] = []
    source: dict[str, Any] = {"table": schema.id, "options": _options(schema, options, problems), "rows": [], "otherwise": None}
    known = {name: dict(pairs) for name, pairs in source["options"].items()}
    for number, line in enumerate(lines, start=1):
        if not any(value.strip() for value in line.values()):
            continue
        then = _then(schema, line, number, problems)
        cites = [one.strip() for one in line.get("cites", "").replace(";", "；").replace("\n", "；").split("；") if one.strip()]
        if line.get("id", "").strip() == OTHERWISE:
            source["otherwise"] = {"then": then, "cites": cites}
            continue
        source["rows"].append(
            {
                "id": line.get("id", "").strip() or f"r{number}", "name": line.get("name", "").strip(), "of": line.get("of", "").strip(),
                "when": _when(schema, line, number, known, problems), "then": then, "cites": cites, "note": line.get("note", "").strip(),
            }
        )  # fmt: skip
    if problems:
        more = f"（共 {len(problems)} 处）" if len(problems) > 1 else ""
        raise BadTable(f"{problems[0][0]}：{problems[0][1]}{more}", tuple(problems))
    return read(source)


def _options(schema: Schema, given: Sequence[Sequence[str]], problems: list[tuple[str, str]]) -> dict[str, list[list[str]]]:
    labels = {one.label: one.name for one in schema.inputs if one.own_choices} | {one.name: one.name for one in schema.inputs if one.own_choices}
    found: dict[str, list[list[str]]] = {name: [] for name in labels.values()}
    for number, (label, code, name) in enumerate(((*line, "", "", "")[:3] for line in given), start=1):
        if not (label or code or name):
            continue
        if label not in labels:
            problems.append((f"选项第 {number} 行", f"条件“{label}”不使用自己的选项。"))
            continue
        found[labels[label]].append([str(code), str(name)])
    return found


def _when(schema: Schema, line: Line, number: int, known: dict[str, dict[str, str]], problems: list[tuple[str, str]]) -> dict[str, Any]:
    when = {}
    for column in schema.inputs:
        choices = known.get(column.name, {}) if column.own_choices else dict(column.choices)
        try:
            cell = cell_from_words(column, line.get(column.name, ""), choices)
        except BadTable as error:
            problems.append((f"第 {number} 行“{column.label}”", str(error)))
            continue
        if not cell.anything:
            when[column.name] = cell.to_json()
    return when


def _then(schema: Schema, line: Line, number: int, problems: list[tuple[str, str]]) -> dict[str, Any]:
    then = {}
    for output in schema.outputs:
        text = unicodedata.normalize("NFKC", line.get(f"then.{output.name}", "")).strip()
        if not text:
            continue
        try:
            then[output.name] = _answer(output, text)
        except ValueError:
            some = "、".join(label for _code, label in output.choices)
            hint = f"可填：{some}。" if some else "请填写数字。" if output.kind != "bool" else "请填写“是”或者“否”。"
            problems.append((f"第 {number} 行“{output.label}”", f"看不懂“{text[:30]}”，{hint}"))
    return then


def _answer(output: Output, text: str) -> Any:
    if output.kind == "text":
        return text
    if output.kind == "choice":
        for code, label in output.choices:
            if text in (code, unicodedata.normalize("NFKC", label)):
                return code
        raise ValueError(text)
    if output.kind == "bool":
        if text not in ("是", "否"):
            raise ValueError(text)
        return text == "是"
    if output.kind == "money":
        return cents_of(text.removesuffix("元"))
    return int(text.replace(",", "").removesuffix(output.unit or "%").removesuffix("%"))

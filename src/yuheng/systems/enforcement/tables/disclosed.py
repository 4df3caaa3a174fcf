"""What this system has for the public: the discretion tables and lenient lists in force, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yuheng.kernel.law import Citation
from yuheng.kernel.tables.cells import words_of_cell
from yuheng.kernel.tables.content import Row, Table
from yuheng.kernel.tables.published import in_force
from yuheng.kernel.tables.schema import BadTable, all_schemas
from yuheng.systems.disclosing import Section, Told, contribute


def tables(on: date) -> Iterator[Told]:
    """Each table as in force on the day: what a row is for, its conditions, its answer, its basis."""
    for schema in all_schemas():
        try:
            version = in_force(schema.id, on)
        except BadTable:
            continue
        table = version.compiled.table
        rows = [(row.name or row.id, _conditions(table, row), _answer(table, row), "、".join(Citation.parse(cite).zh for cite in row.cites)) for row in table.rows]
        until = f"至 {version.to_on}" if version.to_on else "起施行"
        yield Told(("事项", "条件", "处理", "依据"), rows, f"{version.title}{version.number}，{version.from_on} {until}。{schema.help}", schema.name)


def _conditions(table: Table, row: Row) -> str:
    cells = [(column, row.cell(column.name)) for column in table.schema.inputs]
    told = [f"{column.label}：{words_of_cell(column, cell, table.choices(column.name))}" for column, cell in cells if not cell.anything and not column.own_choices]
    above = f"“{table.by_id[row.of].name or row.of}”的例外；" if row.of else ""
    return above + ("；".join(told) or "—")


def _answer(table: Table, row: Row) -> str:
    return "；".join(f"{one.label}：{one.words(row.then[one.name])}" for one in table.schema.outputs if row.then.get(one.name) is not None)


contribute(Section("tables", "裁量基准和清单", "现行的行政处罚裁量基准、免罚轻罚清单", tables, 60, ("行政处罚法(2021-01-22)#34",)))

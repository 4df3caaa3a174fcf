"""Sheets that go out: the empty template, the refused rows with their reasons, a register as the viewer may see it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from yuheng.faces.exchange.forms import NUMBER, Form, Item, records_form, shown_template
from yuheng.kernel.access import matters
from yuheng.kernel.access.facts import shown
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.load import READERS
from yuheng.kernel.now import now
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.records.models import ImportBatch, ImportRow, Matter, Organ, Party, Person
from yuheng.kernel.sheets.columns import Column
from yuheng.kernel.sheets.template import template
from yuheng.kernel.sheets.writing import header_of, write

MOST = 50_000
"""Rows of one export; who needs more narrows by year or unit."""

_PART = 500


def template_of(form: Form) -> bytes:
    """The empty sheet with its notes, drop-downs and formats."""
    out = io.BytesIO()
    template(out, [item.column for item in shown_template(form)], title=form.title, lines=form.notes, rows=500)
    return out.getvalue()


def problems_of(batch: ImportBatch, form: Form) -> bytes:
    """The refused rows as they stood in the sheet, each with its reasons: corrected, the file can be sent again."""
    reason, line = Column("why", "退回原因", "long_text", width=60), Column("line", "原行号", "int", width=8)
    # Everything as text: what could not be read must come back as it stood, and the unit stays in the header.
    texts = [replace(item.column, kind="text", label=header_of(item.column), choices=(), required=False) for item in form.items]

    def rows() -> Iterator[dict[str, Any]]:
        for row in ImportRow.objects.filter(batch=batch, state="refused").order_by("number").iterator(2000):
            why = "；".join(_told(*problem) for problem in row.problems)
            lines = (row.data or {}).get("raw") or [dict(zip((t.name for t in texts), row.cells, strict=False))]
            for place, cells in enumerate(lines):
                yield {**cells, "why": why if place == 0 else "", "line": row.number + place}

    out = io.BytesIO()
    lines = [f"{batch.file_name} 中退回的行。请按“退回原因”改正后，重新上传本文件；原因和行号两列不必删除。"]
    write(out, [reason, line, *texts], rows(), title=f"{form.title}（退回）", lines=lines)
    return out.getvalue()


def _told(column: str, value: str, reason: str) -> str:
    return f"{column}：{reason}" if column else reason


def exported(
    viewer: Viewer, procedure: Procedure, out: BinaryIO, *, year: int | None = None, organ: int | None = None
) -> int:
    """Writes the matters of a procedure that the viewer may see, in the columns of its import sheet; returns how many matters.

    `year` and `organ` (with all units under it) narrow by the day of opening and the lead unit. Personal data are masked, codes are text,
    sums stand below. A row bears its system number, by which an import knows it again.
    """
    form = export_form(procedure)
    form = replace(form, items=_with_state(form))
    count, sums = 0, {item.column.name: 0 for item in form.items if item.column.kind in ("int", "money") and _summed(item)}

    def rows() -> Iterator[Mapping[str, Any]]:
        nonlocal count
        for part in _pages(viewer, procedure, year, organ):
            for lines in _records(form, part, count):
                count += 1
                for line in lines:
                    for name in sums:
                        sums[name] += line.get(name) or 0
                    yield line
        total = _total(form, sums) if count else None
        if sums and total is not None:
            yield total

    where = viewer.staff.names.get(organ, "") if organ else "可以查看的全部单位"
    period = f"{year} 年" if year else "全部年度"
    lines = [f"{viewer.name} 于 {now():%Y-%m-%d %H:%M} 导出；范围：{where}，{period}。个人信息已遮盖；金额单位见表头。"]
    write(out, [item.column for item in form.items], rows(), title=procedure.name, lines=lines)
    return count


def export_form(procedure: Procedure) -> Form:
    """All facts of the procedure under the labels of the import sheet: what its opening writes, then what later steps write."""
    opening = procedure.opening
    rest = [name for name in (*procedure.shape.fields, *procedure.shape.rows) if name not in opening.writes]
    return records_form(procedure, replace(opening, writes=(*opening.writes, *rest)))


def _with_state(form: Form) -> tuple[Item, ...]:
    """The items with the number and state of the matter in front; who came along (共同办理) is not exported."""
    kept = [item for item in form.items if item.part != "about" or item.name in ("number", "lead", "area", "at", "id")]
    front = kept[:1] if kept and kept[0].column.name == NUMBER else []
    own = [] if form.procedure.is_register else [Item(Column("case.number", "编号", width=24), "about", "case_number"), Item(Column("case.stage", "阶段"), "about", "stage")]
    return (*front, *own, *(item for item in kept if item not in front))


def _summed(item: Item) -> bool:
    """Sums are of sums and of counted things; years, quarters and scores are no amounts."""
    field = item.field
    return field is not None and (field.kind == "money" or (field.kind == "int" and field.unit in ("人", "人次", "件", "份", "条", "场", "户", "处", "项")))


def _total(form: Form, sums: Mapping[str, int]) -> dict[str, Any] | None:
    """The last row. Its word stands before every sum, in a column that takes words, so that an import knows the row and leaves it out."""
    for item in form.items:
        if item.column.name in sums:
            return None
        if item.column.kind in ("text", "long_text", "code", "choice"):
            return {item.column.name: "合计", **sums}
    return None


def _pages(viewer: Viewer, procedure: Procedure, year: int | None, organ: int | None) -> Iterator[list[Matter]]:
    """The matters in the order of their opening, some hundred at a time, never more than `MOST`."""
    seen = matters.visible(viewer, [procedure.id]).exclude(status="void").select_related("lead", "area")
    if year is not None:
        seen = seen.filter(opened_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if organ is not None:
        seen = seen.filter(lead__in=[unit for unit in viewer.staff.parents if organ in viewer.staff.line(unit)])
    ids = list(seen.order_by("opened_on", "pk").values_list("pk", flat=True)[:MOST])
    for start in range(0, len(ids), _PART):
        part = Matter.objects.select_related("lead", "area").in_bulk(ids[start : start + _PART])
        yield [part[pk] for pk in ids[start : start + _PART]]


def _records(form: Form, part: Sequence[Matter], before: int) -> Iterator[list[dict[str, Any]]]:
    shape, ids = form.procedure.shape, [one.pk for one in part]
    facts = _facts(shape, ids)
    rows = {kind: _rows(shape.rows[kind], ids) for kind in form.rows}
    names = _names(shape, facts.values(), [row for listed in rows.values() for each in listed.values() for row in each])
    for place, one in enumerate(part, start=before + 1):
        yield _lines(form, one, place, facts.get(one.pk, {}), {kind: rows[kind].get(one.pk, []) for kind in form.rows}, names)


def _lines(
    form: Form, one: Matter, number: int, facts: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]], names: Mapping[tuple[str, int], str]
) -> list[dict[str, Any]]:
    """The lines of one matter: its own columns on the first, its rows beside and below."""
    about = {
        "number": str(number), "lead": one.lead.name, "area": one.area.name if one.area else None, "at": one.opened_on, "id": str(one.pk),
        "case_number": one.number, "stage": one.stage,
    }  # fmt: skip
    lines: list[dict[str, Any]] = [{} for _ in range(max([1, *(len(listed) for listed in rows.values())]))]
    for item in form.items:
        name = item.column.name
        if item.part == "about":
            lines[0][name] = about.get(item.name)
        elif item.part == "fact" and item.field is not None:
            lines[0][name] = _shown(item.field, facts.get(item.name), names)
        elif item.field is not None:
            for line, row in zip(lines, rows[item.kind], strict=False):
                line[name] = _shown(item.field, row.get(item.name), names)
    if form.rows:
        for line in lines:
            line[NUMBER] = str(number)
    return lines


def _shown(field: Field, value: Any, names: Mapping[tuple[str, int], str]) -> Any:
    if value is None:
        return None
    if field.kind in ("organ", "person", "party", "matter"):
        return names.get((field.kind, int(value)), "")
    return shown(field, value)


def _facts(shape: Shape, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    columns = {name: shape.model._meta.get_field(name).attname for name in shape.fields}
    found = shape.model._default_manager.filter(pk__in=ids).values_list("pk", *columns.values())
    return {pk: _read(shape, columns, values) for pk, *values in found}


def _rows(shape: Shape, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    columns = {name: shape.model._meta.get_field(name).attname for name in shape.fields}
    found: dict[int, list[dict[str, Any]]] = {}
    rows = shape.model._default_manager.filter(matter__in=ids, voided=False).order_by("matter", "row")
    for matter, *values in rows.values_list("matter", *columns.values()):
        found.setdefault(matter, []).append(_read(shape, columns, values))
    return found


def _read(shape: Shape, columns: Iterable[str], values: Sequence[Any]) -> dict[str, Any]:
    found = {}
    for name, value in zip(columns, values, strict=True):
        reader = READERS.get(shape.fields[name].kind)
        found[name] = reader(value) if reader is not None and value is not None else value
    return found


def _names(shape: Shape, facts: Iterable[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], str]:
    """What references point to, in the words by which the import finds them again."""
    fields = {**{name: field for row in shape.rows.values() for name, field in row.fields.items()}, **shape.fields}
    wanted: dict[str, set[int]] = {"organ": set(), "person": set(), "party": set(), "matter": set()}
    for values in (*facts, *rows):
        for name, value in values.items():
            kind = fields[name].kind
            if kind in wanted and value is not None:
                wanted[kind].add(int(value))
    found: dict[tuple[str, int], str] = {}
    for kind, rows_of in (
        ("organ", Organ.objects.filter(pk__in=wanted["organ"]).values_list("pk", "name")),
        ("person", Person.objects.filter(pk__in=wanted["person"]).values_list("pk", "name")),
    ):
        if wanted[kind]:
            found.update({(kind, pk): name for pk, name in rows_of})
    for pk, code, name in Party.objects.filter(pk__in=wanted["party"]).values_list("pk", "uscc", "name") if wanted["party"] else ():
        found["party", pk] = code or name
    for pk, number in Matter.objects.filter(pk__in=wanted["matter"]).values_list("pk", "number") if wanted["matter"] else ():
        found["matter", pk] = number or str(pk)
    return found

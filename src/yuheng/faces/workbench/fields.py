"""The fields of a form from the shape of the facts, and what a form sent back as the engine takes it.

Names of facts stand as they are; what a form asks beside them (who, when, where) begins with `y_`, so that the two never meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.components.forms import FieldKind
from yuheng.kernel.engine.office import Office
from yuheng.kernel.now import CHINA, today
from yuheng.kernel.procedure.declare import Step
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.tables.published import in_force
from yuheng.kernel.tables.schema import BadTable

SEARCHED = {"party": "find_party", "person": "find_person", "organ": "find_organ", "matter": "find_matter"}
_PLAIN: dict[str, FieldKind] = {
    "text": "text", "long_text": "textarea", "int": "number", "money": "money", "date": "date", "datetime": "datetime",
    "ratio": "text", "encrypted": "text",
}  # fmt: skip
FEW = 5
"""So many choices stand as buttons; more become a list."""


@dataclass
class Filled:
    """The present values of a form, the errors at its fields, and names of what references point to."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[tuple[str, int], str] = field(default_factory=dict)


def field_of(shape: Field, filled: Filled, staff: Office, *, required: bool, prefix: str = "") -> ui.FormField:
    """One field of a form. `prefix` is that of a row: `visits.1.`."""
    name = prefix + shape.name
    value = filled.values.get(name)
    more: dict[str, Any] = {
        "name": name, "label": shape.label, "required": required, "help": shape.help,
        "error": filled.errors.get(name, ""), "unit": shape.unit,
    }  # fmt: skip
    if shape.kind in SEARCHED:
        options = [ui.Option(str(value), _name(shape.kind, value, filled, staff), True)] if value not in (None, "") else []
        return ui.FormField(kind="select", options=options, search_href=reverse(SEARCHED[shape.kind]), **more)
    if shape.kind == "choices":
        chosen = {str(one) for one in value or ()}
        options = [ui.Option(v, text, v in chosen) for v, text in shape.choices]
        return ui.FormField(kind="checkboxes", options=options, wide=True, **more)
    if shape.kind == "bool":
        text = as_text(value)
        options = [ui.Option("true", "是", text in ("true", "True", "是")), ui.Option("false", "否", text in ("false", "False", "否"))]
        return ui.FormField(kind="radio", options=options, **more)
    if shape.choices:
        options = [ui.Option(v, words, v == as_text(value)) for v, words in shape.choices]
        if required and len(options) > FEW and not any(option.chosen for option in options):
            options.insert(0, ui.Option("", ""))  # nothing is chosen by standing first
        return ui.FormField(kind="radio" if len(options) <= FEW and required else "select", options=options, **more)
    listed = _listed(shape.table, as_text(value)) if shape.table else []
    if listed:
        return ui.FormField(kind="select", options=listed, wide=True, **more)
    kind = _PLAIN.get(shape.kind, "text")
    return ui.FormField(kind=kind, value=as_text(value, shape.kind), wide=kind == "textarea", maxlength=shape.max_length, **more)


def _listed(table: str, chosen: str) -> list[ui.Option]:
    """The choices of a decision table's input that are in force today; none where no version is."""
    name, _dot, column = table.partition(".")
    try:
        choices = in_force(name, today()).compiled.table.choices(column)
    except BadTable:
        return []
    return [ui.Option("", ""), *(ui.Option(code, words, code == chosen) for code, words in choices.items())]


def _name(kind: str, value: Any, filled: Filled, staff: Office) -> str:
    number = int(value) if str(value).isdigit() else 0
    if kind == "organ":
        return staff.names.get(number, str(value))
    if kind == "person":
        return staff.people.get(number, str(value))
    return filled.names.get((kind, number), f"编号 {value}")


def as_text(value: Any, kind: str = "") -> str:
    """A stored value as it stands in a form; what a person typed stays as typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if kind == "money" and isinstance(value, int):
        whole, rest = divmod(abs(value), 100)
        return f"{'红字' if value < 0 else ''}{whole}{f'.{rest:02d}' if rest else ''}"
    return str(value)


def groups_of(step: Step, shape: Shape, filled: Filled, staff: Office, rows: Mapping[str, list[str]]) -> list[ui.Group]:
    """The fields that a step writes, in the groups of the declaration; one group for each row."""
    grouped: dict[str, list[ui.FormField]] = {}
    found: list[ui.Group] = []
    for name in step.writes:
        if name in shape.fields and not shape.fields[name].fixed:
            one = shape.fields[name]
            required = name in step.needs or not one.blank
            grouped.setdefault(one.group or "填写内容", []).append(field_of(one, filled, staff, required=required))
    found.extend(ui.Group(title, fields) for title, fields in grouped.items())
    for kind in step.writes:
        if kind in shape.rows:
            found.extend(_row_groups(kind, shape.rows[kind], filled, staff, rows.get(kind, ["1"])))
    return found


def _row_groups(kind: str, shape: Shape, filled: Filled, staff: Office, positions: list[str]) -> list[ui.Group]:
    found = []
    for place, position in enumerate(positions, start=1):
        prefix = f"{kind}.{position}."
        number = as_text(filled.values.get(prefix + "row"))
        fields = [ui.FormField(name=prefix + "row", label="", kind="hidden", value=number)] if number else []
        fields += [field_of(one, filled, staff, required=not one.blank, prefix=prefix) for one in shape.fields.values() if not one.fixed]
        last = place == len(positions)
        note = filled.errors.get(f"{kind}.{position}", "") or filled.errors.get(kind, "") if place == 1 else ""
        found.append(ui.Group(f"{shape.label} {place}", fields, note, more=kind if last else "", more_label=f"再添一项{shape.label}"))
    return found


def sent(step: Step, shape: Shape, post: QueryDict) -> tuple[dict[str, Any], dict[str, Any], dict[str, list[str]]]:
    """What a form sent: the data as the engine takes it, the raw values by field name, and the row positions.

    A row of which nothing was filled is left out; an error of the n-th row sent stands at the n-th row kept (`relabel`).
    """
    data: dict[str, Any] = {}
    raw: dict[str, Any] = {}
    positions: dict[str, list[str]] = {}
    for name in step.writes:
        if name in shape.fields:
            kind = shape.fields[name].kind
            if kind == "choices":
                raw[name] = post.getlist(name)
                data[name] = raw[name] or None
            elif name in post:
                raw[name] = data[name] = post.get(name, "").strip()
            elif kind == "bool":
                raw[name] = data[name] = ""
        elif name in shape.rows:
            found = _positions(name, post)
            positions[name] = found or ["1"]
            items = [_row(name, place, shape.rows[name], post, raw) for place in found]
            data[name] = [item for item in items if any(v not in ("", None, []) for k, v in item.items() if k != "row") or "row" in item]
            positions[name + "!"] = [p for p, item in zip(found, items, strict=True) if item in data[name]]
    return data, raw, positions


def _positions(kind: str, post: QueryDict) -> list[str]:
    places = {name.split(".")[1] for name in post if name.startswith(kind + ".") and name.count(".") == 2}
    return sorted((p for p in places if p.isdigit()), key=int)[:500]


def _row(kind: str, place: str, shape: Shape, post: QueryDict, raw: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for name, one in shape.fields.items():
        key = f"{kind}.{place}.{name}"
        if one.fixed:
            continue  # what the records fill in is asked of nobody
        if one.kind == "choices":
            raw[key] = post.getlist(key)
            item[name] = raw[key] or None
        else:
            raw[key] = item[name] = post.get(key, "").strip()
    number = post.get(f"{kind}.{place}.row", "")
    if number.isdigit():
        raw[f"{kind}.{place}.row"] = number
        item["row"] = int(number)
    return item


def relabelled(errors: Mapping[str, str], positions: Mapping[str, list[str]]) -> dict[str, str]:
    """Errors of the engine, which counts the rows it was given, at the places of the form."""
    found = {}
    for name, message in errors.items():
        kind, dot, rest = name.partition(".")
        kept = positions.get(kind + "!", [])
        number, _dot, tail = rest.partition(".")
        if dot and number.isdigit() and 0 < int(number) <= len(kept):
            name = f"{kind}.{kept[int(number) - 1]}" + (f".{tail}" if tail else "")
        found[name] = message
    return found


def stored(step: Step, shape: Shape, facts: Mapping[str, Any], rows: Mapping[str, Mapping[int, Mapping[str, Any]]], row: int) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The values with which a step's form begins: facts written before, rows that stand."""
    values: dict[str, Any] = {name: facts.get(name) for name in step.writes if name in shape.fields}
    for name in step.writes:
        if name in shape.fields and values[name] is None:
            values[name] = facts.get(shape.fields[name].takes) if shape.fields[name].takes else shape.fields[name].default
    positions: dict[str, list[str]] = {}
    for kind in step.writes:
        if kind not in shape.rows:
            continue
        live = [(n, r) for n, r in sorted(rows.get(kind, {}).items()) if not r.get("voided") and (not row or step.for_each != kind or n == row)]
        if step.for_each != kind and step.repeat:
            live = []
        for place, (number, content) in enumerate(live, start=1):
            values[f"{kind}.{place}.row"] = number
            values.update({f"{kind}.{place}.{name}": content.get(name) for name in shape.rows[kind].fields})
        positions[kind] = [str(place) for place in range(1, max(len(live), 1) + 1)]
    return values, positions

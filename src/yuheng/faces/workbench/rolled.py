"""The lines of a roll: for each record the text of every column, personal ones masked, with as few queries as kinds of things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from yuheng.faces.workbench import showing
from yuheng.faces.workbench.names import names_behind
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.indicators.roll import Roll
from yuheng.kernel.procedure.shape import Field
from yuheng.kernel.records.facts import shape_of
from yuheng.kernel.records.models import Matter

PLAIN = ("int", "money", "date")
"""Kinds that a sheet keeps as numbers and dates."""


def lines_of(roll: Roll, matters: Sequence[Matter], seen: Viewer) -> list[list[Any]]:
    """One list a matter: text, or a number or date where the column is one."""
    shape = shape_of(roll.facts)
    keys = [matter.pk for matter in matters]
    facts = {row["matter_id"]: row for row in roll.facts._default_manager.filter(pk__in=keys).values()}
    rows = {kind: _rows(shape.rows[kind].model, keys) for kind in dict.fromkeys(h.field.partition(".")[0] for h in roll.heads if "." in h.field)}
    columns = {name: roll.facts._meta.get_field(name).attname for name in shape.fields}
    used = [head.field for head in roll.heads if head.field in shape.fields]
    names = names_behind((shape.fields[name], found[columns[name]]) for found in facts.values() for name in used if found[columns[name]] is not None)

    def told(field: Field, value: Any) -> str:
        text = showing.words(field, value, seen.staff, names)
        return text.removesuffix(f" {field.unit}") if field.unit else text

    def cell(place: str, matter: Matter) -> Any:
        if place.startswith("@"):
            return _of_matter(place, matter, seen)
        kind, _dot, name = place.partition(".")
        if name:
            inner = shape.rows[kind]
            attname = inner.model._meta.get_field(name).attname
            return "、".join(told(inner.fields[name], row[attname]) for row in rows[kind].get(matter.pk, ()) if row[attname] is not None)
        value = facts.get(matter.pk, {}).get(columns[place])
        field = shape.fields[place]
        if value is not None and field.kind == "money":
            return value / 100
        return value if value is None or field.kind in PLAIN else told(field, value)

    return [[cell(head.field, matter) for head in roll.heads] for matter in matters]


def kinds_of(roll: Roll) -> list[str]:
    """What each column is, for a sheet: number, money, date or text."""
    shape = shape_of(roll.facts)
    kinds = {"int": "number", "money": "money", "date": "date"}
    found = []
    for head in roll.heads:
        field = shape.fields.get(head.field)
        found.append("date" if head.field in ("@opened", "@closed") else kinds.get(field.kind, "text") if field else "text")
    return found


def shown(value: Any) -> str:
    """A cell as it is printed."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _rows(model: Any, keys: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in model._default_manager.filter(matter__in=keys, voided=False).order_by("row").values():
        found.setdefault(row["matter_id"], []).append(row)
    return found


def _of_matter(place: str, matter: Matter, seen: Viewer) -> Any:
    names = seen.staff.names
    plain = {"@number": matter.number, "@stage": matter.stage, "@opened": matter.opened_on, "@closed": matter.closed_on}
    if place in plain:
        return plain[place]
    if place == "@handler":
        return seen.staff.people.get(matter.handler_id or 0, "")
    organ = matter.lead_id if place == "@lead" else matter.area_id
    return names.get(organ or 0, "")

"""Names of the parties and matters that values point to: one query a kind, none where nothing points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.records.models import Matter, Party

Names = dict[tuple[str, int], str]


def names_of(shape: Shape, values: Mapping[str, Any]) -> Names:
    """The names behind the references among these values; rows are named `kind.n.field`."""
    found: list[tuple[Field, Any]] = []
    for name, value in values.items():
        parts = name.split(".")
        field = shape.fields.get(name)
        if len(parts) == 3 and parts[0] in shape.rows:
            field = shape.rows[parts[0]].fields.get(parts[2])
        if field is not None:
            found.append((field, value))
    return names_behind(found)


def names_behind(values: Iterable[tuple[Field, Any]]) -> Names:
    """The names of parties and matters among fields and their values."""
    wanted: dict[str, set[int]] = {"party": set(), "matter": set()}
    for field, value in values:
        if field.kind in wanted and str(value).isdigit():
            wanted[field.kind].add(int(value))
    names: Names = {}
    if wanted["party"]:
        names.update({("party", k): v for k, v in Party.objects.filter(pk__in=wanted["party"]).values_list("pk", "name")})
    if wanted["matter"]:
        rows = Matter.objects.filter(pk__in=wanted["matter"]).values_list("pk", "number", "title")
        names.update({("matter", pk): f"{number} {title}".strip() for pk, number, title in rows})
    return names

"""Facts as a person may see them by default: personal data masked by kind, free text scrubbed."""

from __future__ import annotations

from typing import Any

from yuheng.kernel.engine.load import READERS
from yuheng.kernel.identity import masking
from yuheng.kernel.identity.scrubbing import scrubbed
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.records.models import Matter


def shown(field: Field, value: Any) -> Any:
    """One value as it may be shown without unmasking."""
    if value is None:
        return None
    if field.kind == "encrypted":
        return "******"
    if field.personal:
        return masking.masked(field.personal, str(value))
    if field.kind in ("text", "long_text") and not field.public:
        return scrubbed(str(value))
    return value


def shown_facts(matter: Matter, shape: Shape) -> dict[str, Any]:
    """The facts of a matter, masked."""
    columns = [shape.model._meta.get_field(name).attname for name in shape.fields]
    row = shape.model._default_manager.filter(pk=matter.pk).values_list(*columns).first()
    if row is None:
        return {}
    found = {}
    for (name, field), value in zip(shape.fields.items(), row, strict=True):
        reader = READERS.get(field.kind)
        found[name] = shown(field, reader(value) if reader is not None else value)
    return found


def shown_rows(matter: Matter, shape: Shape) -> dict[str, list[dict[str, Any]]]:
    """The live rows of a matter by kind, masked, each with its number."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, row_shape in shape.rows.items():
        names = list(row_shape.fields)
        columns = [row_shape.model._meta.get_field(name).attname for name in names]
        rows = row_shape.model._default_manager.filter(matter=matter.pk, voided=False).order_by("row").values_list("row", *columns)
        found[kind] = [
            {"row": number, **{name: shown(row_shape.fields[name], value) for name, value in zip(names, values, strict=True)}}
            for number, *values in rows
        ]
    return found

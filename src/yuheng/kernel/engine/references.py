"""Facts that point to other records must point to records that exist."""

from __future__ import annotations

from yuheng.kernel.engine.office import Office
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.procedure.state import Outcome, Refusal
from yuheng.kernel.records.models import Matter, Party


def missing_reference(outcome: Outcome, shape: Shape, staff: Office) -> Refusal | None:
    """The refusal for the first reference that leads nowhere, or None."""
    pairs: list[tuple[str, Field, int]] = [
        (name, shape.fields[name], value)
        for name, value in outcome.writes.items()
        if value is not None and shape.fields[name].kind in _TESTS
    ]
    for kind, items in outcome.row_writes.items():
        fields = shape.rows[kind].fields
        for number, values in items.items():
            for name, value in values.items():
                if name in fields and value is not None and fields[name].kind in _TESTS:
                    pairs.append((f"{kind}.{number}.{name}", fields[name], value))
    errors = {
        name: f"“{field.label}”所选的记录不存在，请重新选择。"
        for name, field, value in pairs
        if not _TESTS[field.kind](value, staff)
    }
    if not errors:
        return None
    return Refusal("data", next(iter(errors.values())), fields=errors, step=outcome.act.step)


_TESTS = {
    "organ": lambda value, staff: value in staff.parents,
    "person": lambda value, staff: value in staff.people,
    "party": lambda value, staff: Party.objects.filter(pk=value).exists(),
    "matter": lambda value, staff: Matter.objects.filter(pk=value).exists(),
}

"""Facts that point to other records must point to records that exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from yuheng.kernel.engine.office import Office
from yuheng.kernel.engine.orders import Order, Ref
from yuheng.kernel.engine.write import Batch
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.procedure.state import Outcome, Refusal
from yuheng.kernel.records.models import Matter, Party

LEAST_ID = 1 << 32
"""Smaller numbers are no ids of matters (`records.ids`: milliseconds since 2020, and 12 bits)."""


def refers(data: Any) -> bool:
    """Whether data point to a matter by the name under which an earlier order opens it."""
    if isinstance(data, Mapping):
        return any(refers(value) for value in data.values())
    return any(refers(one) for one in data) if isinstance(data, list) else isinstance(data, Ref)


def pointed(order: Order, opened: Mapping[str, int]) -> Order:
    """The order with those names replaced by the matters; one that nobody opened stays, and leads nowhere."""

    def found(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {name: found(one) for name, one in value.items()}
        if isinstance(value, list):
            return [found(one) for one in value]
        return opened.get(value, value) if isinstance(value, Ref) else value

    return replace(order, data=found(order.data))


def named(orders: Iterable[Order]) -> dict[int, str]:
    """The matters to which many orders point, with their procedures, asked for at once. What is no id of a matter is not found."""
    asked = sorted({value for order in orders for value in order.data.values() if type(value) is int and value >= LEAST_ID})
    found: dict[int, str] = {}
    for start in range(0, len(asked), 500):
        found.update(Matter.objects.filter(pk__in=asked[start : start + 500]).values_list("pk", "procedure"))
    return found


def missing_reference(outcome: Outcome, shape: Shape, staff: Office, batch: Batch) -> Refusal | None:
    """The refusal for the first reference that leads nowhere, or None. The batch knows the matters of this transaction."""
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
        if not (field.kind == "matter" and _known(value, field, batch)) and not _TESTS[field.kind](value, field, staff)
    }
    if not errors:
        return None
    return Refusal("data", next(iter(errors.values())), fields=errors, step=outcome.act.step)


_TESTS = {
    "organ": lambda value, _field, staff: value in staff.parents,
    "person": lambda value, _field, staff: value in staff.people,
    "party": lambda value, _field, _staff: Party.objects.filter(pk=value).exists(),
    "matter": lambda value, field, _staff: _matter(value, field).exists(),
}


def _known(value: int, field: Field, batch: Batch) -> bool:
    work = batch.works.get(value)
    procedure = work.head.procedure if work is not None else batch.named.get(value)
    return procedure is not None and (not field.of or procedure == field.of)


def _matter(value: int, field: Field) -> QuerySet[Matter]:
    found = Matter.objects.filter(pk=value)
    return found.filter(procedure=field.of) if field.of else found

"""What an act writes, cleaned by the shape's own rules; errors at their fields.

A step writes only what it declares. Rows come as a list under the name of their kind: a row with `row` changes that row, one
without adds a row, `{"row": 2, "voided": true}` voids one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from yuheng.kernel.procedure.agreement import broken
from yuheng.kernel.procedure.conditions import View
from yuheng.kernel.procedure.declare import Step
from yuheng.kernel.procedure.shape import BadValue, Field, Shape
from yuheng.kernel.procedure.state import LegalDay, Refusal, Snapshot

Writes = dict[str, Any]
RowWrites = dict[str, dict[int, dict[str, Any]]]


def cleaned(step: Step, data: Mapping[str, Any], state: Snapshot) -> tuple[Writes, RowWrites] | Refusal:
    """The values to store, or a refusal with a message at each bad field."""
    shape = state.procedure.shape
    errors: dict[str, str] = {}
    writes: Writes = {}
    row_writes: RowWrites = {}
    for name in data:
        if name not in step.writes:
            label = shape.fields[name].label if name in shape.fields else name
            errors[name] = f"“{step.name}”不填写“{label}”。"
    for name in step.writes:
        if name in shape.rows:
            if name in data:
                row_writes[name] = _rows(name, shape.rows[name], data[name], state, errors)
            if name in step.needs and not _live_rows(name, state, row_writes):
                errors[name] = f"请至少填写一项{shape.rows[name].label}。"
            continue
        _one(shape.fields[name], name, step, data, state.facts, writes, errors)
    if not errors and shape.agreements:
        errors.update(broken(shape.agreements, _record(shape, state, writes, row_writes), set(step.writes)))
    if errors:
        first = next(iter(errors.values()))
        more = f"（共{len(errors)}处）" if len(errors) > 1 else ""
        return Refusal("data", f"“{step.name}”填写有误：{first}{more}", step.cites, fields=errors, step=step.id)
    return writes, row_writes


def derived(step: Step, facts: Mapping[str, Any], state: Snapshot, day: date, law: LegalDay) -> Writes | Refusal:
    """What follows from the facts as the step leaves them, or a refusal at the field that does not allow it."""
    found: Writes = {}
    for one in step.derives:
        view = View(
            {**facts, **found}, one.reads, lambda key: law.value(key, day), lambda name: law.table(name, day),
            lambda key, start: law.reckon(key, start).due,
        )  # fmt: skip
        field = state.procedure.shape.fields[one.field]
        try:
            value = one.compute(view)
            found[one.field] = None if value is None else field.clean(value)
        except BadValue as error:
            fields = {one.at: str(error)} if one.at else {}
            return Refusal("data", f"“{step.name}”填写有误：{error}", step.cites, fields=fields, step=step.id)
    return found


def _record(shape: Shape, state: Snapshot, writes: Writes, row_writes: RowWrites) -> dict[str, Any]:
    """The facts as the act leaves them, with the rows that stand under their kinds."""
    rows = {kind: list(_standing(kind, state, row_writes)) for kind in shape.rows}
    return {**state.facts, **writes, **rows}


def _one(
    field: Field,
    name: str,
    step: Step,
    data: Mapping[str, Any],
    facts: Mapping[str, Any],
    writes: Writes,
    errors: dict[str, str],
) -> None:
    given = name in data
    value = data.get(name)
    if field.takes and (field.fixed or value in (None, "")):
        given, value = True, facts.get(field.takes)
    if not given:
        value = facts.get(name)
        if value is None and field.default is not None:
            given, value = True, field.default
    if value is None or value == "":
        if name in step.needs or not field.blank:
            errors[name] = f"请填写“{field.label}”。"
        elif given:
            writes[name] = None
        return
    if not given:
        return
    try:
        writes[name] = field.clean(value)
    except BadValue as error:
        errors[name] = str(error)


def _rows(kind: str, shape: Shape, given: Any, state: Snapshot, errors: dict[str, str]) -> dict[int, dict[str, Any]]:
    existing = state.rows.get(kind, {})
    found: dict[int, dict[str, Any]] = {}
    following = max(existing, default=0) + 1
    for position, item in enumerate(given or (), start=1):
        number = item.get("row")
        if number is None:
            number, following = following, following + 1
            base: Mapping[str, Any] = {}
        elif number not in existing:
            errors[f"{kind}.{position}"] = f"没有第 {number} 项{shape.label}。"
            continue
        else:
            base = existing[number]
        values: dict[str, Any] = {"voided": True} if item.get("voided") else {}
        if not values:
            row_errors: dict[str, str] = {}
            for field_name, field in shape.fields.items():
                _one(field, field_name, _ANY, item, base, values, row_errors)
            if not row_errors and shape.agreements:
                row_errors.update(broken(shape.agreements, {**base, **values}, set(shape.fields)))
            errors.update(
                {f"{kind}.{position}.{f}": f"第 {position} 项{shape.label}：{m}" for f, m in row_errors.items()}
            )
        found[number] = values
    return found


def _live_rows(kind: str, state: Snapshot, row_writes: RowWrites) -> bool:
    return any(True for _row in _standing(kind, state, row_writes))


def _standing(kind: str, state: Snapshot, row_writes: RowWrites) -> Iterator[Mapping[str, Any]]:
    """The rows of a kind that are not voided, as the act leaves them."""
    before, written = state.rows.get(kind, {}), row_writes.get(kind, {})
    for number in {**before, **written}:
        row = {**before.get(number, {}), **written.get(number, {})}
        if not row.get("voided"):
            yield row


_ANY = Step("row", "行")

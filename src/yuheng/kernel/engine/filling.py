"""A paper of a matter, filled: from its declaration where a system declared one, else from the facts that its step wrote.

What a paper says is what the matter knew when the paper was made: the fold of the events up to that act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from yuheng.kernel.documents import (
    FORM,
    Composed,
    Context,
    Fields,
    Label,
    Number,
    OrganHead,
    Seal,
    Sign,
    SignLines,
    Table,
    Title,
    Value,
    day_text,
    has_paper,
    paper,
)
from yuheng.kernel.engine.office import Office
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.fold import ERASED, Past
from yuheng.kernel.procedure.shape import Field, Shape

GONE = "（已依法删除）"


def declared_id(procedure: Procedure, kind: str) -> str:
    """The id under which a system declared the paper: `penalty.ordinary.decision`, `penalty.decision` or `decision`; empty for none."""
    family = procedure.id.partition(".")[0]
    return next((name for name in (f"{procedure.id}.{kind}", f"{family}.{kind}", kind) if has_paper(name)), "")


def facts_at(past: Iterable[Past], seq: int) -> tuple[dict[str, Any], dict[str, dict[int, dict[str, Any]]]]:
    """Facts and rows as they stood after event `seq`; what was erased since stays erased."""
    facts: dict[str, Any] = {}
    rows: dict[str, dict[int, dict[str, Any]]] = {}
    for event in past:
        if event.seq > seq:
            break
        facts.update(event.writes)
        for kind, items in event.row_writes.items():
            for number, values in items.items():
                rows.setdefault(kind, {}).setdefault(number, {}).update(values)
    return facts, rows


def context_of(
    procedure: Procedure,
    facts: Mapping[str, Any],
    rows: Mapping[str, Mapping[int, Mapping[str, Any]]],
    *,
    staff: Office,
    number: str,
    case_number: str,
    title: str,
    organ: str,
    lead: str,
    day: date,
    parties: Sequence[Mapping[str, str]],
    signers: Sequence[str],
    names: Mapping[tuple[str, int], str],
    demonstration: bool = False,
) -> Context:
    """The values that papers are filled from: facts and rows by name, `party.*`, `parties`, `organ`, `lead`, `number`, `case_number`, `title`,
    `day`, `signers`. References are given by name; a value erased by law says so."""
    shape = procedure.shape
    values: dict[str, Any] = {
        name: _known(shape.fields[name], value, staff, names) for name, value in facts.items() if name in shape.fields
    }
    for kind, items in rows.items():
        fields = shape.rows[kind].fields
        values[kind] = [
            {name: _known(fields[name], value, staff, names) for name, value in row.items() if name in fields}
            for _number, row in sorted(items.items())
            if not row.get("voided")
        ]
    values.update(
        number=number, case_number=case_number, title=title, organ=organ, lead=lead, day=day, parties=list(parties), signers=list(signers),
        party=dict(parties[0]) if parties else {},
    )  # fmt: skip
    return Context(values, demonstration=demonstration)


def _known(field: Field, value: Any, staff: Office, names: Mapping[tuple[str, int], str]) -> Any:
    if value is ERASED:
        return GONE
    if value is None:
        return None
    if field.kind == "organ":
        return staff.names.get(int(value), "")
    if field.kind == "person":
        return staff.people.get(int(value), "")
    if field.kind in ("party", "matter"):
        return names.get((field.kind, int(value)), "")
    return value


def composed(procedure: Procedure, kind: str, step: str, context: Context) -> Composed:
    """The paper as its system declares it; one that no system declared is a plain form of what its step wrote."""
    declared = declared_id(procedure, kind)
    if declared:
        return paper(declared).compose(context)
    name = procedure.papers.get(kind, kind)
    return Composed(
        name, tuple(_plain(procedure, name, step, context)), FORM, context.text("number", 0), context.demonstration
    )


def _plain(procedure: Procedure, name: str, step: str, c: Context) -> Iterable[Any]:
    declared = procedure.by_id.get(step)
    yield OrganHead(c["organ"])
    yield Title(name)
    if c.has("number"):
        yield Number(c["number"])
    rows: list[list[Label | Value]] = []
    if c.has("title"):
        rows.append([Label("事项"), Value(c["title"], span=3)])
    if c.has("party.name"):
        rows.append([Label("当事人"), Value(c["party.name"], span=3)])
    if c.has("case_number"):
        rows.append([Label("编号"), Value(c["case_number"]), Label("承办单位"), Value(c["lead"])])
    writes = declared.writes if declared else ()
    asked = [name for name in writes if name in procedure.shape.fields]
    must = set(declared.needs if declared else ())
    rows += [
        _row(procedure.shape, name, c)
        for name in asked
        if c.has(name) or name in must or not procedure.shape.fields[name].blank
    ]
    if rows:
        yield Fields(rows, widths=(22, 38, 20, 38))
    for kind in writes:
        if kind in procedure.shape.rows and c.has(kind):
            yield from _row_tables(procedure.shape.rows[kind], c.rows(kind))
    yield SignLines([Sign("办理人", "、".join(c.raw("signers") or []), day=c.raw("day"))])
    yield Seal(c["organ"], c.raw("day"))


def _row(shape: Shape, name: str, c: Context) -> list[Label | Value]:
    field = shape.fields[name]
    text = _words(field, c.raw(name)) if c.has(name) else c.text(name)
    return [Label(field.label), Value(text, span=3, lines=4 if field.kind == "long_text" else 1)]


def _row_tables(shape: Shape, rows: Sequence[Context]) -> Iterable[Any]:
    fields = [field for field in shape.fields.values() if field.kind not in ("long_text", "encrypted")][:6]
    body = [[_words(field, row.raw(field.name)) for field in fields] for row in rows]
    yield Table([field.label for field in fields], body)


def _words(field: Field, value: Any) -> str:
    if isinstance(value, date):
        return day_text(value)
    text = field.words(value) if field.kind not in ("organ", "person", "party", "matter") else str(value or "")
    return f"{text}{field.unit}" if field.unit and text else text

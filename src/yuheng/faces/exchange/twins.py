"""Which records are there already: the content of a record is its key, so that a sheet sent twice adds nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from yuheng.faces.exchange.candidates import Candidate, personal_fields
from yuheng.faces.exchange.forms import Form
from yuheng.kernel.engine.load import READERS
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.shape import Shape
from yuheng.kernel.records.models import ImportRow

_PART = 400


def content_key(procedure: str, lead: int, facts: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The key of a record: what it says, whoever recorded it and however."""
    said = {name: _plain(value) for name, value in facts.items() if value not in (None, "", [])}
    listed = {
        kind: sorted(json.dumps(_said(row), ensure_ascii=False, sort_keys=True) for row in items if not row.get("voided"))
        for kind, items in rows.items()
    }  # fmt: skip
    body = json.dumps([procedure, lead, said, {k: v for k, v in listed.items() if v}], ensure_ascii=False, sort_keys=True)
    return sha256(body.encode()).hexdigest()[:48]


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items() if name != "voided" and value not in (None, "", [])}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(CHINA).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def mark_known(form: Form, found: Sequence[Candidate]) -> None:
    """Numbers equal records of the sheet and marks those that are in the system already.

    Two equal records that name somebody are one; those without a name (anonymous consultations) are counted each, the first against the
    first that is there, the second against the second.
    """
    new = [one for one in found if one.state == "new" and one.key]
    there = _recorded(form, new)
    naming = personal_fields(form)
    times: Counter[str] = Counter()
    first: dict[str, int] = {}
    for one in new:
        content = one.key
        times[content] += 1
        named = any(item.name in one.given for item, _field in naming if item.part == "fact") or "case" in one.about
        if content in first and named:
            one.state = "known"
            one.notes.append(f"与第 {first[content]} 行完全相同，只记一件。")
            continue
        if content in first:
            one.notes.append(f"与第 {first[content]} 行完全相同，且没有姓名、编号，按另一件登记。")
        first.setdefault(content, one.number)
        one.key = f"{content}-{times[content]}"
        if times[content] <= there[content]:
            one.state = "known"
            one.notes.append("系统中已有内容相同的记录。")


def numbered(content: str) -> tuple[str, int]:
    """A row's key taken apart: content, and which of the equal ones it is."""
    body, _dash, number = content.rpartition("-")
    return body, int(number or 1)


def _recorded(form: Form, new: Sequence[Candidate]) -> Counter[str]:
    """How many records of each content there are: recorded by forms, as the facts' table holds them, or by earlier imports."""
    stored, imported = _stored(form, new), _imported([one.key for one in new])
    return Counter({key: max(stored[key], imported[key]) for key in stored.keys() | imported.keys()})


def _imported(keys: Iterable[str]) -> Counter[str]:
    """Records that an import made and nobody took back. A later correction of a fact does not make the sheet new."""
    found: Counter[str] = Counter()
    wanted = sorted(set(keys))
    here = ImportRow.objects.filter(state__in=("done", "kept"))
    for start in range(0, len(wanted), _PART):
        hits = here.filter(key__in=[f"{key}-1" for key in wanted[start : start + _PART]]).values_list("key", flat=True)
        found.update(numbered(key)[0] for key in hits)
    twice = sorted(found)
    for start in range(0, len(twice), _PART):
        for key in here.filter(key__in=[f"{key}-2" for key in twice[start : start + _PART]]).values_list("key", flat=True):
            body = numbered(key)[0]
            found[body] = here.filter(key__startswith=f"{body}-").count()
    return found


def _stored(form: Form, new: Sequence[Candidate]) -> Counter[str]:
    """Equal records in the table of facts, looked for by the first day that the record bears."""
    shape, procedure = form.procedure.shape, form.procedure
    writes = [name for name in procedure.opening.writes if name in shape.fields]
    day = next((name for name in writes if shape.fields[name].kind == "date" and not shape.fields[name].blank), None)
    found: Counter[str] = Counter()
    if day is None or form.kind != "records":
        return found
    wanted = {one.key for one in new}
    days = sorted({one.written[day] for one in new if one.written.get(day)})
    columns = {name: shape.model._meta.get_field(name).attname for name in writes}
    for start in range(0, len(days), _PART):
        rows = shape.model._default_manager.filter(**{f"{day}__in": days[start : start + _PART]}, matter__procedure=procedure.id)
        facts: dict[int, tuple[int, dict[str, Any]]] = {}
        for pk, lead, *values in rows.values_list("pk", "matter__lead", *columns.values()).iterator(2000):
            facts[pk] = (lead, {name: _read(shape, name, value) for name, value in zip(columns, values, strict=True)})
        items = _rows_of(form, facts)
        keys = (content_key(procedure.id, lead, said, items.get(pk, {})) for pk, (lead, said) in facts.items())
        found.update(key for key in keys if key in wanted)
    return found


def _rows_of(form: Form, facts: Mapping[int, Any]) -> dict[int, dict[str, list[dict[str, Any]]]]:
    found: dict[int, dict[str, list[dict[str, Any]]]] = {}
    for kind in form.rows:
        shape = form.procedure.shape.rows[kind]
        columns = {name: shape.model._meta.get_field(name).attname for name in shape.fields}
        ids = list(facts)
        for start in range(0, len(ids), _PART):
            part = shape.model._default_manager.filter(matter__in=ids[start : start + _PART], voided=False)
            for matter, *values in part.values_list("matter", *columns.values()):
                row = {name: _read(shape, name, value) for name, value in zip(columns, values, strict=True)}
                found.setdefault(matter, {}).setdefault(kind, []).append(row)
    return found


def _read(shape: Shape, name: str, value: Any) -> Any:
    reader = READERS.get(shape.fields[name].kind)
    return reader(value) if reader is not None and value is not None else value

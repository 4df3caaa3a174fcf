"""One matter as programs read it: facts and rows masked, open clocks, papers and events, in three statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from yuheng.kernel.access.dossier import _array, _json
from yuheng.kernel.access.facts import shown
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.load import load
from yuheng.kernel.procedure.shape import Shape
from yuheng.kernel.records.models import Matter

_CLOCK = ("step", "due_on", "provisional", "suspended", "seq", "no")
_PAPER = ("id", "seq", "kind", "name", "number", "state", "day")
_EVENT = ("id", "seq", "kind", "step", "row", "day", "hash", "late", "backlog")
_FLAGS = ("provisional", "suspended", "late", "backlog")


@dataclass(frozen=True)
class Outline:
    """What stands beside a matter's own columns."""

    facts: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    clocks: list[dict[str, Any]]
    papers: list[dict[str, Any]]
    events: list[dict[str, Any]]


def outline(viewer: Viewer, matter: Matter) -> Outline:
    """The outline of a matter that `matters.get` gave, so that the viewer may see it."""
    state = load([matter.pk], viewer.staff, lock=False)[matter.pk].state
    shape = state.procedure.shape
    rows = {
        kind: [{"row": number, **_masked(shape.rows[kind], row)} for number, row in sorted(items.items()) if not row.get("voided")]
        for kind, items in state.rows.items()
    }
    parts = (
        _array("kernel_clock", _CLOCK, "t.matter_id = m.id AND t.ended = 0 AND NOT t.asleep"),
        _array("kernel_paper", _PAPER, "t.matter_id = m.id"),
        _array("kernel_event", _EVENT, "t.matter_id = m.id"),
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)} FROM kernel_matter m WHERE m.id = %s", [matter.pk])
        found = cursor.fetchone()
    clocks, papers, events = (
        [_named(names, item) for item in _json(value) or ()] for names, value in zip((_CLOCK, _PAPER, _EVENT), found, strict=True)
    )
    clocks.sort(key=lambda c: (c["due_on"] is None, c["due_on"], c["seq"], c["no"]))
    papers.sort(key=lambda p: (p["seq"], p["id"]))
    events.sort(key=lambda e: e["seq"])
    return Outline(_masked(shape, state.facts), rows, clocks, papers, events)


def _masked(shape: Shape, values: dict[str, Any]) -> dict[str, Any]:
    return {name: shown(field, values.get(name)) for name, field in shape.fields.items()}


def _named(names: tuple[str, ...], item: list[Any]) -> dict[str, Any]:
    return {name: bool(value) if name in _FLAGS else value for name, value in zip(names, item, strict=True)}

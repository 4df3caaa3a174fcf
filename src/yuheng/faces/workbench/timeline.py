"""The timeline of a matter: events with what they wrote, who acted, corrections, papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.kernel.access.dossier import Dossier, Kept, Recorded
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.handling import WAYS
from yuheng.kernel.engine.history import past_of
from yuheng.kernel.procedure.fold import ERASED
from yuheng.kernel.procedure.shape import Shape

KINDS = {
    "lapse": "期满，依法发生",
    "correct": "更正",
    "undo": "撤回",
    "handover": "移交、回避",
    "assist": "协办",
    "print": "打印文书",
    "serve": "送达文书",
    "erase": "依法删除个人信息",
    "record_defect": "登记程序瑕疵",
    "adopt": "存量案件建档",
}
PAPER_STATES = {
    "draft": "草稿", "approval": "审批", "numbered": "已编号", "served": "已送达", "returned": "签收件",
    "superseded": "已被替代", "void": "作废",
}  # fmt: skip


def paper(kept: Kept, matter: int, told: str = "") -> ui.Paper:
    """A paper with the way to it, and where it stands; `told` says it better than its state."""
    href = reverse("paper", args=[matter, kept.id])
    return ui.Paper(kept.name, href, kept.number, told or PAPER_STATES.get(kept.state, kept.state), href, False, kept.state == "void")


def timeline(found: Dossier, seen: Viewer, names: Mapping[tuple[str, int], str]) -> list[ui.Happening]:
    """Events newest first."""
    corrected = _corrected(found)
    earlier: dict[str, Any] = {}
    told = []
    last = _last_live(found)
    for event in found.events:
        told.append(_happening(event, found, seen, names, earlier, corrected, undo=event is last))
    return told[::-1]


def _corrected(found: Dossier) -> set[int]:
    """Events whose act time was corrected later."""
    return {event.seq for event in found.events if event.moved is not None}


def _last_live(found: Dossier) -> Recorded | None:
    live = [e for e in found.events if not e.undone and e.kind in ("perform", "open", "lapse")]
    return live[-1] if live else None


def _happening(
    event: Recorded,
    found: Dossier,
    seen: Viewer,
    names: Mapping[tuple[str, int], str],
    earlier: dict[str, Any],
    corrected: set[int],
    undo: bool,
) -> ui.Happening:
    procedure, staff = found.procedure, seen.staff
    body = event.body
    past = past_of(procedure, event.raw, event.openings)
    step = procedure.by_id.get(event.step)
    told: list[ui.Fact] = []
    title = step.name if step else KINDS.get(event.kind, event.kind)
    if event.kind in KINDS:
        title = KINDS[event.kind] + (f"“{step.name}”" if step else "")
    if event.kind in ("assist", "print", "serve"):
        title, told = _told(event, found, seen)
    facts = told + _facts(past.writes, procedure.shape, seen, names, earlier if event.kind == "correct" else {})
    for kind, rows in past.row_writes.items():
        facts += _row_facts(procedure.shape.rows[kind], rows, seen, names)
    facts += _others(body, event, seen)
    facts += [ui.Fact(procedure.names.get(act["step"], act["step"]), act["at"][:10]) for act in body.get("details", {}).get("acts", ())]
    if not event.undone:
        earlier.update(past.writes)
    return ui.Happening(
        seq=event.seq,
        step=title,
        at=event.at,
        recorded=event.recorded,
        person=staff.people.get(event.person or 0, "系统"),
        post=staff.names.get(event.organ or 0, ""),
        note=str(event.openings.get("@reason", "")),
        facts=facts,
        papers=[paper(kept, found.head.id) for kept in found.papers if kept.seq == event.seq],
        marks=_marks(event, body, corrected),
        cites=showing.cites(step.cites[:2]) if step and event.kind in ("perform", "open") else (),
        undo=_undo(event, found, seen) if undo else None,
    )


def _told(event: Recorded, found: Dossier, seen: Viewer) -> tuple[str, list[ui.Fact]]:
    """What an act beside the steps is called, and what it was about: a request for help, a printing, a service."""
    details = event.body.get("details", {})
    if event.kind == "assist":
        name = "答复协办请求" if "answers" in details else "撤回协办请求" if "withdraws" in details else "请求协办"
        asked = [ui.Fact("协办人", seen.staff.people.get(details["helper"], ""))] if "helper" in details else []
        return name, asked + ([ui.Fact("答复期限", details["due"])] if "due" in details else [])
    kept = next((one for one in found.papers if one.id == details.get("paper")), None)
    facts = [ui.Fact("文书", f"《{kept.name}》{kept.number}" if kept else "")]
    if event.kind == "print":
        return KINDS["print"], [*facts, ui.Fact("份数", f"{details['copies']} 份")]
    return KINDS["serve"], [*facts, ui.Fact("送达方式", WAYS.get(details["way"], details["way"]))]


def _facts(
    writes: Mapping[str, Any], shape: Shape, seen: Viewer, names: Mapping[tuple[str, int], str], earlier: Mapping[str, Any]
) -> list[ui.Fact]:
    told = []
    for name, value in writes.items():
        field = shape.fields.get(name)
        if field is None or field.quiet:
            continue
        if value is ERASED:
            told.append(ui.Fact(field.label, showing.ERASED))
            continue
        shown = showing.fact(field, value, seen.staff, names)
        if name in earlier:
            old = earlier[name]
            shown = showing.before(shown, showing.ERASED if old is ERASED else showing.words(field, old, seen.staff, names))
        if shown.value or shown.before:
            told.append(shown)
    return told


def _row_facts(shape: Shape, rows: Mapping[int, Mapping[str, Any]], seen: Viewer, names: Mapping[tuple[str, int], str]) -> list[ui.Fact]:
    told = []
    for number, values in sorted(rows.items()):
        if values.get("voided"):
            told.append(ui.Fact(f"{shape.label} {number}", "已撤销"))
            continue
        parts = [
            showing.ERASED if value is ERASED else showing.words(shape.fields[name], value, seen.staff, names)
            for name, value in values.items()
            if name in shape.fields
        ]
        told.append(ui.Fact(f"{shape.label} {number}", "，".join(part for part in parts if part)))
    return told


def _others(body: Mapping[str, Any], event: Recorded, seen: Viewer) -> list[ui.Fact]:
    told = []
    for position, other in enumerate(body.get("participants", ())):
        name = seen.staff.people.get(other.get("person", 0), "")
        opinion = event.openings.get(f"@opinion.{position}") or event.openings.get(f"@opinion/{position}") or ""
        told.append(ui.Fact(other.get("part") or "共同办理", f"{name}{'：' + str(opinion) if opinion else ''}"))
    return told


def _marks(event: Recorded, body: Mapping[str, Any], corrected: set[int]) -> list[ui.Mark]:
    marks = []
    if event.undone:
        marks.append(ui.Mark("undone"))
    if event.backlog:
        marks.append(ui.Mark("backfilled", f"{event.recorded:%Y-%m-%d} 补录"))
    if event.seq in corrected:
        marks.append(ui.Mark("corrected", f"办理时间更正为 {event.moved}"))
    if event.kind == "record_defect" or body.get("details", {}).get("irregular"):
        marks.append(ui.Mark("defect"))
    if event.kind == "adopt":
        marks.append(ui.Mark("adopted"))
    return marks


def _undo(event: Recorded, found: Dossier, seen: Viewer) -> ui.Act | None:
    """Taking back one's own latest act, the same day."""
    mine = event.person == seen.person and event.kind == "perform"
    if not mine or event.recorded.date() != seen.day:
        return None
    return ui.Act("撤回", reverse("undo", args=[found.head.id]))

"""What became of each paper of a matter: made, sealed, printed, served, signed, each with its day and who did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuheng.faces.workbench import showing
from yuheng.kernel.access.dossier import Dossier, Kept, Recorded
from yuheng.kernel.engine.handling import WAYS
from yuheng.kernel.procedure.declare import Procedure


@dataclass(frozen=True)
class Stage:
    """One act in a paper's life. `seq` is its event; `short` is how lists tell it."""

    seq: int
    day: date
    act: str
    person: int
    note: str = ""
    short: str = ""
    serves: bool = False


def lives(found: Dossier) -> dict[int, list[Stage]]:
    """The life of every paper that the platform made, in ledger order."""
    made = {kept.id: kept for kept in found.papers if kept.made}
    told: dict[int, list[Stage]] = {paper: [] for paper in made}
    for event in found.events:
        if event.undone:
            continue
        for kept in made.values():
            if kept.seq == event.seq:
                told[kept.id].append(_stage(event, "制作、编号" if kept.number else "制作", kept.number))
        if event.kind in _OF_PAPER:
            details = event.body.get("details", {})
            one = _OF_PAPER[event.kind](event, details)
            paper = details.get("signs", details.get("paper"))
            if paper in told:
                told[paper].append(one)
        else:
            for paper in _served(event, found.procedure, made):
                told[paper].append(_stage(event, "送达", f"由环节“{found.procedure.names[event.step]}”登记", f"已送达 {event.at.date()}", serves=True))
    return told


def state_of(life: list[Stage]) -> str:
    """How lists tell where a paper stands; empty where its own state says enough."""
    return next((stage.short for stage in reversed(life) if stage.short), "")


def _stage(event: Recorded, act: str, note: str = "", short: str = "", serves: bool = False) -> Stage:
    return Stage(event.seq, event.moved or event.at.date(), act, event.person or 0, note, short, serves)


def _sealed(event: Recorded, details: Mapping[str, Any]) -> Stage:
    if "signs" in details:
        return _stage(event, "签收件", "扫描件与打印件按摘要对应", f"签收件 {event.at.date()}")
    return _stage(event, "定稿", "文件按摘要固定，以后不再变动")


def _printed(event: Recorded, details: Mapping[str, Any]) -> Stage:
    return _stage(event, "打印", f"{details['copies']} 份", f"已打印 {details['copies']} 份")


def _handed(event: Recorded, details: Mapping[str, Any]) -> Stage:
    way = WAYS.get(details["way"], details["way"])
    receiver = str(event.openings.get("@reason", showing.ERASED))
    return _stage(event, "送达", f"{way}；{receiver}", f"已送达 {event.at.date()}（{way}）", serves=True)


_OF_PAPER = {"seal": _sealed, "print": _printed, "serve": _handed}


def _served(event: Recorded, procedure: Procedure, made: Mapping[int, Kept]) -> list[int]:
    """The papers that a step of the procedure served: the latest of each kind that it names."""
    step = procedure.by_id.get(event.step)
    if step is None or not step.serves or event.kind not in ("perform", "lapse"):
        return []
    latest = {kept.kind: kept.id for kept in sorted(made.values(), key=lambda kept: kept.seq) if kept.kind in step.serves and kept.seq < event.seq}
    return list(latest.values())

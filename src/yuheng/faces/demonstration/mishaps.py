"""What goes wrong in a believable year, and how it is put right: corrections, acts taken back, handovers, recusals, a defect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from yuheng.kernel.documents import FORM, Composed, Paragraph, Title
from yuheng.kernel.documents.pdf import render_pdf
from yuheng.kernel.documents.store import store
from yuheng.kernel.engine import correct as corrections
from yuheng.kernel.engine import irregular
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.procedure.state import Paper
from yuheng.kernel.records.models import Event


@dataclass(frozen=True)
class Interlude:
    """An act beside the steps, at its moment, on the matter that `ref` opened."""

    recorded: datetime
    ref: str
    do: Callable[[int], object]


def taken_back(at: datetime, ref: str, by: int, reason: str) -> Interlude:
    """The latest act taken back on the day it was recorded; its numbers stay listed as void 作废."""
    return Interlude(at, ref, lambda matter: corrections.undo(matter, by=by, reason=reason))


def corrected(at: datetime, ref: str, field: str, value: Any, by: int, second: int | None, reason: str) -> Interlude:
    """An entry error 录入错误 put right, with a second person where the fact moves the procedure."""
    return Interlude(at, ref, lambda matter: corrections.correct(matter, field, value, by=by, second=second, reason=reason))


def retimed(at: datetime, ref: str, step: str, back: timedelta, by: int, second: int, reason: str) -> Interlude:
    """The time of the latest performance of a step put right."""

    def do(matter: int) -> Done:
        event = Event.objects.filter(matter=matter, step=step).latest("seq")
        return corrections.correct_time(matter, event.seq, event.at - back, by=by, second=second, reason=reason)

    return Interlude(at, ref, do)


def handed_over(at: datetime, ref: str, to: int, by: int, reason: str) -> Interlude:
    return Interlude(at, ref, lambda matter: irregular.hand_over(matter, to, by=by, reason=reason))


def recused(at: datetime, ref: str, person: int, by: int, ground: str) -> Interlude:
    return Interlude(at, ref, lambda matter: irregular.recuse(matter, person, by=by, ground=ground))


def defective(at: datetime, ref: str, step: str, by: int, second: int, told: str, reason: str, rules: tuple[str, ...]) -> Interlude:
    """What happened on paper against a rule three days before, found by the supervisor and recorded as 程序瑕疵 with its scan."""

    def do(matter: int) -> Done:
        return irregular.record_defect(
            matter, step, at=at - timedelta(days=3), by=by, second=second, reason=reason, rules=rules, papers=[_scan(told)]
        )

    return Interlude(at, ref, do)


def _scan(told: str) -> Paper:
    """A sheet that says what happened, kept in the store as a scan would be."""
    blocks = (Title("情况说明"), Paragraph(told))
    data = render_pdf(Composed("情况说明", blocks, FORM, "", demonstration=True))
    return Paper("attachment", "情况说明（扫描件）", store(settings.HOME / "files", data), len(data), "application/pdf")

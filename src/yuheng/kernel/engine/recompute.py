"""Running clocks computed again when the calendar changes: an event a matter, with the old and the new date.

Every matter is whole by itself. What is still to be done is written down before the first and crossed out after the last, so
that a killed process is continued by the next command that looks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q

from yuheng.kernel.engine.acts import Frame, outcome_of
from yuheng.kernel.engine.events import event_of
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import Loaded, load
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.files import put
from yuheng.kernel.law import LawError
from yuheng.kernel.now import now
from yuheng.kernel.procedure.clocks import dated, reckoned
from yuheng.kernel.procedure.state import SYSTEM, Clock
from yuheng.kernel.records.models import Clock as ClockRow
from yuheng.kernel.time.calendar import current_calendar, overlay_directory

T = TypeVar("T")

CHUNK = 500
"""Matters per transaction."""


@dataclass
class Recomputed:
    """What became of the running clocks."""

    looked_at: int = 0
    matters: int = 0
    moved: int = 0
    settled: int = 0
    failed: list[str] = field(default_factory=list)

    def added_to(self, total: Recomputed) -> None:
        total.looked_at += self.looked_at
        total.matters += self.matters
        total.moved += self.moved
        total.settled += self.settled
        total.failed += self.failed

    def words(self) -> str:
        """In one Chinese sentence."""
        if not self.matters:
            text = f"查看了 {self.looked_at} 件事项正在计算的期限，没有需要改动的。"
        else:
            text = (
                f"{self.matters} 件事项的期限重新计算并记入总账：届满日改变的 {self.moved} 个，"
                f"日期不变而不再暂定的 {self.settled} 个。"
            )
        return text + "".join(f"\n{line}" for line in self.failed)


def pending_file() -> Path:
    """Says that clocks are still to be computed again, since which day, and why."""
    return overlay_directory() / "pending.json"


def announce(since: date, why: dict[str, Any]) -> None:
    """Writes down that clocks which end on a day or later are to be computed again. What was written before stays to be done."""
    before = _pending()
    if before is not None:
        since = min(since, date.fromisoformat(before["since"]))
        why = {"years": [*before["why"].get("years", ()), *(y for y in why["years"] if y not in before["why"]["years"])]}
    put(pending_file(), json.dumps({"since": since.isoformat(), "why": why}, ensure_ascii=False))


def _pending() -> dict[str, Any] | None:
    try:
        return json.loads(pending_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def finish(progress: Callable[[int, int], None] | None = None) -> Recomputed | None:
    """Does what was announced; None where nothing was. May be repeated: what is right already is left alone."""
    todo = _pending()
    if todo is None:
        return None
    found = recompute(date.fromisoformat(todo["since"]), todo["why"], progress)
    pending_file().unlink(missing_ok=True)
    return found


def recompute(since: date, why: dict[str, Any], progress: Callable[[int, int], None] | None = None) -> Recomputed:
    """Computes open clocks again that end on `since` or later, or that are provisional or suspended."""
    found = Recomputed()
    waiting = ClockRow.objects.filter(ended=0, on_fact="").exclude(parameter="")
    touched = waiting.filter(Q(due_on__gte=since) | Q(provisional=True) | Q(due_on__isnull=True))
    total = touched.values("matter").distinct().count() if progress is not None else 0
    last = 0
    while ids := list(touched.filter(matter__gt=last).order_by("matter").values_list("matter", flat=True).distinct()[:CHUNK]):
        _chunk(ids, why, found)
        last = ids[-1]
        if progress is not None:
            progress(min(found.looked_at, total), total)
    return found


def _chunk(ids: list[int], why: dict[str, Any], found: Recomputed) -> None:
    again(lambda: _in_one(ids, why)).added_to(found)


def again(work: Callable[[], T]) -> T:
    """Does a transaction's work, a second and a third time where another process took the same identifier meanwhile."""
    for _attempt in range(2):
        try:
            return work()
        except IntegrityError:
            continue
    return work()


def _in_one(ids: list[int], why: dict[str, Any]) -> Recomputed:
    found = Recomputed()
    with transaction.atomic():
        staff = office()
        batch = Batch()
        for loaded in load(ids, staff).values():
            found.looked_at += 1
            try:
                _matter(loaded, staff, batch, why, found)
            except LawError as error:
                found.failed.append(f"事项 {loaded.head.number or loaded.head.id} 的期限没有重新计算：{error.args[0]}")
        if batch.works:
            batch.flush(staff)
    return found


def _matter(loaded: Loaded, staff: Office, batch: Batch, why: dict[str, Any], found: Recomputed) -> None:
    head, state = loaded.head, loaded.state
    law = legal_day(head.field, head.region, head.act)
    changed = list(_changed(state.clocks, lambda clock: reckoned(clock, law, dated(state.facts, state.rows))))
    if not changed:
        return
    recorded = max(now(), head.recorded_at) if head.recorded_at else now()
    work = Work(loaded, scope_before=(head.status, head.level, head.due_on))
    frame = Frame(work, staff, law, SYSTEM, recorded)
    outcome = outcome_of(frame, "calendar", clocks=[new for _old, new in changed])
    work.take(outcome)
    details = {**why, "calendar": current_calendar(head.region).version, "moved": [_line(old, new) for old, new in changed]}
    row, openings, hashed = event_of(head, state.procedure.shape, outcome, (), details=details)
    head.seq, head.head, head.recorded_at = outcome.seq, hashed, recorded
    batch.works[head.id] = work
    batch.events.append(row)
    batch.openings.extend(openings)
    found.matters += 1
    found.moved += sum(1 for old, new in changed if old.due != new.due)
    found.settled += sum(1 for old, new in changed if old.due == new.due and old.provisional and not new.provisional)


def _changed(clocks: list[Clock], again: Callable[[Clock], Clock]) -> Iterator[tuple[Clock, Clock]]:
    for clock in clocks:
        if not clock.open or clock.on_fact or not clock.parameter:
            continue
        new = again(clock)
        if (new.due, new.warn, new.provisional, new.suspended) != (clock.due, clock.warn, clock.provisional, clock.suspended):
            yield clock, new


def _line(old: Clock, new: Clock) -> dict[str, Any]:
    """One clock in the event: which, its date before and after, and whether either was provisional."""
    return {
        "step": new.step,
        "row": new.row,
        "seq": new.seq,
        "no": new.no,
        "from": old.due.isoformat() if old.due else None,
        "to": new.due.isoformat() if new.due else None,
        "was_provisional": old.provisional,
        "provisional": new.provisional,
    }



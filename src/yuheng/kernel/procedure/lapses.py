"""What a statute lets follow from an expired term, judged by dates: it holds whether or not a scheduler ran."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.state import SYSTEM, Act, Snapshot


def lapsed(state: Snapshot, day: date, recorded: datetime) -> list[Act]:
    """The acts of the law itself that fell due before `day`, earliest first. Each happens on the day after its term."""
    found: list[Act] = []
    for lapse in state.procedure.lapses:
        for clock in state.clocks:
            if clock.open and clock.name == lapse.clock and clock.due is not None and clock.due < day:
                after = datetime.combine(clock.due + timedelta(days=1), time(0), CHINA)
                found.append(
                    Act(step=lapse.then, by=SYSTEM, at=after, recorded=recorded, row=_row(state, lapse.then, clock.row))
                )
    return sorted(found, key=lambda act: act.at)


def _row(state: Snapshot, step: str, row: int) -> int:
    return row if state.procedure.by_id[step].for_each else 0

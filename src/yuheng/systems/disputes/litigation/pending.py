"""Whether an act is before a reconsideration organ or a court: asked of the records, never of a person's word."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.law import law
from yuheng.kernel.time import current_calendar, reckon
from yuheng.systems.disputes.litigation.facts import Contest


def contests(file: int | None) -> list[Contest]:
    """The cases of reconsideration and litigation over the act of a file, oldest first."""
    if file is None:
        return []
    return list(Contest.objects.filter(act_file=file).exclude(matter__status="void").select_related("matter").order_by("received_on", "pk"))


def pending(file: int | None) -> Contest | None:
    """The case that is still open over the act of a file; none where there is none or all have ended."""
    return next((one for one in contests(file) if one.ended_on is None), None)


def told(one: Contest) -> str:
    """行政诉讼（(2023)苏8601行初12号，2023-05-08 收到起诉状副本）."""
    word, paper = ("行政诉讼", "起诉状") if one.route == "lawsuit" else ("行政复议", "申请书")
    number = f"{one.docket}，" if one.docket else ""
    return f"{word}（{number}{one.received_on} 收到{paper}副本）"


def suable_until(file: int | None) -> date | None:
    """The last day on which a decision of reconsideration over the act may still be taken to court; none where there was none."""
    decided = [one.ended_on for one in contests(file) if one.route == "reconsideration" and one.ended_on and one.result not in ("withdrawn", "mediated")]
    found = [reckon(law("litigation.sue.reconsidered", on=on), on, current_calendar()).due for on in decided]
    return max((due for due in found if isinstance(due, date)), default=None)


def left_out(file: int | None, until: date) -> list[tuple[date, date]]:
    """Days of reconsideration and litigation over an act, which bear no surcharge (行政处罚法 第七十三条第三款)."""
    spans = [(one.accepted_on or one.received_on, one.ended_on or until) for one in contests(file)]
    return [(begin, end) for begin, end in spans if begin is not None and begin <= end]

"""Which cases wait for their legal review, and which hearings there are: questions over the files, for the desks of those who review and preside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Clock, Matter, StepState
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.enforcement.penalty.rules import must_review, review_first

MOST = 300
"""Cases looked at at once: a desk with more has other worries."""
BEFORE = {"notify_hearing": "等待听证", "hearing": "等待听证", "report_hearing": "等待听证报告", "re_examine": "等待复核"}
"""What a review waits for (第五十八条第一款第二项、第四十五条)."""


@dataclass(frozen=True)
class Waiting:
    """A case whose review is to come: the step that reviews it, what it still waits for, and the date of the decision with its warning."""

    file: Penalty
    step: str
    since: date | None
    waits: str
    due: date | None
    warn: date | None


def reviews(seen: QuerySet[Matter], on: date) -> list[Waiting]:
    """The cases among those seen that must be reviewed and are not, most pressing first."""
    keys = seen.filter(procedure="penalty.ordinary", status="open").values("pk")
    files = list(Penalty.objects.filter(_done("conclude"), matter__in=keys, outcome=None).select_related("matter__lead").order_by("-matter_id")[:MOST])
    if not files:
        return []
    held = [one.pk for one in files]
    done = {(matter, step): day for matter, step, day in StepState.objects.filter(matter__in=held, step__in=("conclude", "notify", "review", "pre_review"), done=True).values_list("matter", "step", "last_day")}
    open_: dict[int, dict[str, tuple[date | None, date | None]]] = {}
    for matter, step, due, warn in Clock.objects.filter(matter__in=held, ended=0, asleep=False).values_list("matter", "step", "due_on", "warn_on"):
        open_.setdefault(matter, {})[step] = due, warn
    found = [one for file in files if (one := _waiting(file, done, open_.get(file.pk, {}), on)) is not None]
    return sorted(found, key=lambda one: (bool(one.waits), one.due or date.max, one.file.pk))


def _done(step: str) -> Exists:
    return Exists(StepState.objects.filter(matter=OuterRef("matter_id"), step=step, done=True))


def _waiting(file: Penalty, done: dict[tuple[int, str], date | None], clocks: dict[str, tuple[date | None, date | None]], on: date) -> Waiting | None:
    head = file.matter
    law = legal_day(head.field, head.region, head.act)
    facts = {name: getattr(file, name) for name in (*must_review.reads, *must_review.optional)}
    if not must_review.ask(facts, partial(law.value, on=on)):
        return None
    step = "pre_review" if review_first.ask({}, partial(law.value, on=on)) else "review"
    before = "conclude" if step == "pre_review" else "notify"
    if (file.pk, step) in done or (file.pk, before) not in done:
        return None
    waits = next((words for name, words in BEFORE.items() if name in clocks), "")
    due, warn = clocks.get("decide", (None, None))
    return Waiting(file, step, done[file.pk, before], waits, due, warn)


@dataclass(frozen=True)
class Sitting:
    """One hearing in the calendar."""

    file: Penalty
    at: datetime
    held: bool


def hearings(seen: QuerySet[Matter], first: date, last: date) -> Iterator[Sitting]:
    """Hearings of the days from `first` to `last`, in order of time."""
    begin, end = datetime.combine(first, time(), CHINA), datetime.combine(last + timedelta(days=1), time(), CHINA)
    files = Penalty.objects.filter(matter__in=seen.filter(procedure="penalty.ordinary").values("pk"), hearing_on__gte=begin, hearing_on__lt=end).exclude(matter__status="void")
    files = files.select_related("matter__lead", "hearing_host").annotate(was_held=_done("hearing"), is_set=_done("notify_hearing")).filter(Q(is_set=True))
    for file in files.order_by("hearing_on", "pk"):
        assert file.hearing_on is not None
        yield Sitting(file, file.hearing_on.astimezone(CHINA), bool(file.was_held))


def asked(seen: QuerySet[Matter]) -> list[tuple[Matter, date]]:
    """Cases in which a hearing was asked for and nobody has set it."""
    keys = seen.filter(procedure="penalty.ordinary", status="open").values("pk")
    found: Iterable[Clock] = Clock.objects.filter(matter__in=keys, step="notify_hearing", ended=0, asleep=False).select_related("matter__lead").order_by("start", "matter_id")[:MOST]
    return [(one.matter, one.start) for one in found]

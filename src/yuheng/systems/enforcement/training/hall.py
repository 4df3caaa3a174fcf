"""The examination hall: beginning, keeping answers, handing in, collecting. What is no legal act is written here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import Paper
from yuheng.systems.enforcement.training import rounds
from yuheng.systems.enforcement.training.bank import LETTERS
from yuheng.systems.enforcement.training.exam_procedure import RESULT
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.enforcement.training.rounds import Round
from yuheng.systems.enforcement.training.sittings import Sitting


class Closed(Exception):
    """Nobody may do this now; the message is Chinese and says what to do."""


@dataclass(frozen=True)
class Given:
    """One answer as a browser sends it: letters, and the browser's revision of this question."""

    letters: str
    revision: int

    @classmethod
    def read(cls, value: Any) -> Given | None:
        """From ["AC", 3]; None for anything else."""
        if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and type(value[1]) is int):
            return None
        letters = "".join(sorted(set(value[0])))
        if not set(letters) <= set(LETTERS) or not 0 < value[1] < 10**9:
            return None
        return cls(letters, value[1])


def current(one: Round, person: int) -> Sitting | None:
    """The person's sheet that is not handed in."""
    return Sitting.objects.filter(exam=one.matter, person=person, result=None).order_by("-attempt").first()


def begin(one: Round, person: int) -> Sitting:
    """The person's open sheet, or a new one. A double click, or a second device, finds the first. Raises Closed."""
    moment = now()
    found = current(one, person)
    if found is not None:
        return found
    if not rounds.is_enrolled(one.matter, person):
        raise Closed("您不在本场应考人员名单中，请与组织考核的人员联系。")
    if not one.open(moment):
        raise Closed(f"现在不能开考：本场 {one.opens_at.astimezone(CHINA):%Y-%m-%d %H:%M} 开考，{one.closes_at.astimezone(CHINA):%m-%d %H:%M} 截止。")
    used = Sitting.objects.filter(exam=one.matter, person=person).count()
    if ExamResult.objects.filter(rounds.family(one.root), candidate=person, passed=True).exclude(matter__status="void").exists():
        raise Closed("您本场已经合格，不需要补考。")
    if used >= one.attempts:
        raise Closed(f"本场可以参加 {one.attempts} 次，已经用完，以最好的一次为准。")
    try:
        with transaction.atomic():
            return Sitting.objects.create(exam_id=one.matter, person_id=person, attempt=used + 1, started_at=moment, ends_at=one.ends(moment))
    except IntegrityError:
        return Sitting.objects.get(exam=one.matter, person=person, attempt=used + 1)


def save(one: Round, sheet: int, person: int, given: Mapping[str, Given]) -> Sitting:
    """Keeps what is newer than what is there, question by question. Raises Closed once handed in or past the time for late arrival.

    A revision not above the stored one changes nothing, so an answer that comes late from the network never overwrites a newer one.
    """
    numbers = {str(question["no"]) for question in one.paper()}
    with transaction.atomic():
        kept = Sitting.objects.select_for_update().get(pk=sheet, exam=one.matter, person=person)
        newer = {n: g for n, g in given.items() if n in numbers and g.revision > kept.answers.get(n, ["", 0])[1]}
        if not newer:
            return kept
        if kept.result_id is not None:
            raise Closed("本卷已经交卷，交卷以后的作答不再接收。")
        if now() > one.last(kept.ends_at):
            raise Closed("答题时间和断网补传时间都已经过了，不再接收作答；此前已经收到的都有效。")
        kept.answers = {**kept.answers, **{n: [g.letters, g.revision] for n, g in newer.items()}}
        kept.saved_at = now()
        kept.save(update_fields=["answers", "saved_at"])
    return kept


def hand_in(one: Round, sheet: Sitting, *, by: int, account: int | None = None, at: datetime | None = None) -> Done:
    """Seals the sheet by one event in the name of `by`. Handed in twice it gives the first result. Raises Refused."""
    done = perform(_order(one, sheet, by, account, at))
    _outdo(one, [sheet.person_id], by, at)
    return done


def _order(one: Round, sheet: Sitting, by: int, account: int | None = None, at: datetime | None = None) -> Order:
    opening = Opening(RESULT, lead=rounds.unit_of(one.matter, sheet.person_id) or one.lead, members=((sheet.person_id, "参考人员"),))
    data = {"round": one.name, "candidate": sheet.person_id, "attempt": sheet.attempt}
    return Order("record", by, opening=opening, data=data, account=account, key=f"sheet-{sheet.pk}" if account else "", at=at, recorded=at)


def _outdo(one: Round, people: list[int], by: int, at: datetime | None = None) -> None:
    """Of several standing results of one person the best stays; done after the sealing, so that a failure here loses no answer."""
    standing = ExamResult.objects.filter(rounds.family(one.root), candidate__in=people, superseded=None).exclude(matter__status="void")
    rows = [(person, -1 if score is None else score, matter) for person, score, matter in standing.values_list("candidate", "score", "pk")]
    best: dict[int, int] = {}
    beaten: list[int] = []
    for person, score, matter in sorted(rows, key=lambda row: (row[0], -row[1], row[2])):
        if person not in best:
            best[person] = score
        elif score < best[person]:
            beaten.append(matter)
    if beaten:
        perform_many([Order("outdo", by, matter=matter, data={"superseded": True}, at=at, recorded=at) for matter in beaten])


def collect(one: Round, *, by: int, account: int | None = None) -> tuple[int, int, list[Refusal]]:
    """收卷: sheets not handed in are sealed with what arrived, who never began is recorded absent, the round is closed with its totals.

    Gives how many sheets and absences were recorded, and what was refused; broken off, it is simply done again. Raises Refused.
    """
    moment = now()
    if moment < one.over:
        raise Refused(Refusal("early", f"{one.over.astimezone(CHINA):%Y-%m-%d %H:%M} 以前仍可能有答案补传，不能收卷。", remedy="请在这一时间以后办理。"))
    open_sheets = list(Sitting.objects.filter(exam=one.matter, result=None).order_by("pk"))
    sat = set(Sitting.objects.filter(exam=one.matter).values_list("person", flat=True))
    told = set(ExamResult.objects.filter(round=one.name, absent=True).exclude(matter__status="void").values_list("candidate", flat=True))
    missing = [(person, unit) for person, unit in sorted(rounds.enrolled(one.matter).items()) if person not in sat and person not in told]
    orders = [_order(one, sheet, by) for sheet in open_sheets] + [_absence(one, person, unit, by) for person, unit in missing]
    refused = [outcome for outcome in perform_many(orders) if isinstance(outcome, Refusal)]
    _outdo(one, [sheet.person_id for sheet in open_sheets], by)
    if not refused:
        perform(Order("collect", by, matter=one.matter, account=account))
    return len(open_sheets), len(missing), refused


def certificates() -> QuerySet[Paper]:
    """The certificates that stand."""
    return Paper.objects.filter(matter__procedure=RESULT, kind="certificate").exclude(state="void")


def certify(one: Round, *, by: int, account: int | None = None) -> tuple[int, list[Refusal]]:
    """合格证书 to everybody who passed and has none yet. Gives how many, and what was refused."""
    passed = ExamResult.objects.filter(round=one.name, passed=True).exclude(matter__status="void")
    due = list(passed.exclude(matter__in=certificates().values("matter")).order_by("unit", "candidate__name", "pk").values_list("pk", flat=True))
    outcomes = perform_many([Order("certify", by, matter=matter, account=account) for matter in due])
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    return len(due) - len(refused), refused


def _absence(one: Round, person: int, unit: int | None, by: int) -> Order:
    opening = Opening(RESULT, lead=unit or one.lead, members=((person, "参考人员"),))
    return Order("record", by, opening=opening, data={"round": one.name, "candidate": person, "absent": True})


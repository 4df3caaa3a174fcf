"""Ratings: invited, given, closed by month. Nothing here names who rated; docs/inspection.md has the threat model."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from yuheng.kernel.law import law
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Matter
from yuheng.systems.enforcement.inspection.choices import ASKED, MARKS
from yuheng.systems.enforcement.inspection.filling import ALPHABET, PROCEDURE
from yuheng.systems.enforcement.inspection.ratings import RatingInvitation, RatingTally, RatingTicket
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask

STARS = "stars"
LENGTH = 16
"""Characters of a rating code: nobody can try them out."""

FEW = "评价不足 {least} 份，为保护评价企业，不公布。"
ALIKE = "评价完全一致，为保护评价企业，不公布平均星级。"


@dataclass(frozen=True)
class Letter:
    """One invitation, to be printed and handed to the enterprise by the justice office: the code is shown here and nowhere again."""

    target: str
    place: str
    item: str
    code: str
    until: date


def least(on: date) -> int:
    return int(law("inspection.rating.least", on=on).value)


def over(month: date, on: date) -> bool:
    """Whether the month has ended by the day."""
    return (month.year, month.month) < (on.year, on.month)


def to_invite() -> list[InspectionTask]:
    """Inspections whose result was told and whose enterprise was not yet asked. A joint visit is rated once, with the one who led it."""
    asked = RatingInvitation.objects.values("matter")
    told = InspectionTask.objects.filter(told_on__isnull=False, joint_with=None).exclude(matter__status="void").exclude(matter__in=asked)
    return list(told.select_related("matter").order_by("target", "pk"))


def invite(matters: Iterable[int]) -> list[Letter]:
    """Makes a code for each and forgets which was whose: the letters are all that ties them together."""
    until = _month_end(today() + timedelta(days=int(law("inspection.rating.days", on=today()).value)))
    letters, tickets = [], []
    with transaction.atomic():
        heads = Matter.objects.select_for_update().filter(pk__in=list(matters), procedure=PROCEDURE).exclude(status="void")
        waiting = {one.pk: one for one in to_invite()}
        chosen = [(head, waiting[head.pk]) for head in heads.order_by("pk") if head.pk in waiting]
        for head, task in chosen:
            code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
            tickets.append(RatingTicket(digest=digest(code), organ_id=head.power_id or head.lead_id, until=until))
            letters.append(Letter(task.target or "", task.place or "", task.item or "", code, until))
        RatingInvitation.objects.bulk_create(RatingInvitation(matter=head) for head, _task in chosen)
        secrets.SystemRandom().shuffle(tickets)
        RatingTicket.objects.bulk_create(tickets)
    return letters


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def digest(code: str) -> str:
    """What is kept of a code."""
    return sm3(b"yuheng.rating\x00" + code.encode()).hex()


def cleaned_code(typed: str) -> str:
    """The code, however it was typed; empty where it cannot be one."""
    code = "".join(c for c in typed.upper() if c.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def rate(code: str, answers: Mapping[str, str], on: date | None = None) -> bool:
    """Counts a rating and uses up its code; False for a code that is unknown, used or too old, all alike. `answers` are checked by the caller's `wrong`."""
    day = on or today()
    clean = cleaned_code(code)
    if not clean or wrong(answers):
        return False
    month = day.replace(day=1)
    with transaction.atomic():
        ticket = RatingTicket.objects.select_for_update().filter(digest=digest(clean), until__gte=day).first()
        if ticket is None:
            return False
        organ = ticket.organ_id
        if not RatingTicket.objects.filter(pk=ticket.pk).delete()[0]:
            return False
        for question, answer in answers.items():
            tally, _made = RatingTally.objects.get_or_create(organ_id=organ, month=month, question=question, answer=answer)
            RatingTally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
    return True


def wrong(answers: Mapping[str, str]) -> dict[str, str]:
    """What is not answered as it may be, by question. Stars are needed, the rest may be left out."""
    found = {}
    if answers.get(STARS) not in dict(MARKS):
        found[STARS] = "请选择一星至五星。"
    for name in answers:
        if name != STARS and (name not in dict(ASKED) or answers[name] not in ("yes", "no")):
            found[name] = "请选择是或者否。"
    return found


def tallies(organs: Iterable[int] | None = None) -> dict[tuple[int, date], dict[tuple[str, str], int]]:
    """All counts by organ and month: for the justice office only."""
    found: dict[tuple[int, date], dict[tuple[str, str], int]] = defaultdict(dict)
    rows = RatingTally.objects.all() if organs is None else RatingTally.objects.filter(organ__in=list(organs))
    for organ, month, question, answer, count in rows.values_list("organ", "month", "question", "answer", "count"):
        found[organ, month][question, answer] = count
    return dict(found)


def totals(organ: int, month: date, on: date) -> dict[str, object]:
    """What may be published of a month: from the least number up the count, the average and each yes; of answers fewer than that nothing."""
    counts = tallies([organ]).get((organ, month), {})
    stars = {int(answer): count for (question, answer), count in counts.items() if question == STARS}
    number, few = sum(stars.values()), least(on)
    empty = {"ratings": None, "stars": None, "card": None, "reason": None, "calm": None}
    if number < few:
        return {**empty, "note": FEW.format(least=few)}
    alike = sum(count > 0 for count in stars.values()) == 1
    return {
        "ratings": number, "stars": None if alike else average(stars), "note": ALIKE if alike else None,
        **{name: _yes(counts, name, few) for name, _question in ASKED},
    }  # fmt: skip


def _yes(counts: Mapping[tuple[str, str], int], name: str, few: int) -> int | None:
    """How many said yes, unless those who said yes or those who said no could be known by their number."""
    yes, no = counts.get((name, "yes"), 0), counts.get((name, "no"), 0)
    return yes if yes + no >= few and yes and no else None


def average(stars: Mapping[int, int]) -> str:
    """The mean to one decimal, rounded half up: 4.3."""
    number = sum(stars.values())
    tenths = (20 * sum(star * count for star, count in stars.items()) + number) // (2 * number)
    return f"{tenths // 10}.{tenths % 10}"

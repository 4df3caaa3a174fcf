"""Notices: who is told of a date that comes near or has passed, and how notices leave the house and are answered.

Telling is no act in a matter: it starts no clock and excuses nothing. A channel is an adapter; the file adapter writes what an
operator's gateway (短信, 政务微信) takes away and reads the receipts that it brings back.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from django.db.models import Q

from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.now import now
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Clock, Notice, Person

TRIES = 3
"""After so many failures a notice waits for a person."""

PAUSE = timedelta(minutes=10)
"""Between two tries of one notice."""


class Channel(Protocol):
    """A way out of the house. Raises OSError where the notice could not be taken; then it is tried again."""

    @property
    def name(self) -> str: ...

    def send(self, notice: Notice, phone: str) -> str:
        """Takes the notice; returns what the channel calls it."""
        ...

    def receipts(self) -> Iterator[Receipt]:
        """What became of notices taken before."""
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """The channel's answer for one notice: delivered, or why not."""

    notice: int
    attempt: int
    delivered: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FileChannel:
    """One line of JSON a notice in `<channel>-<day>.jsonl`; answers are read from `<channel>-receipts.csv` (the line's id, delivered or failed, problem)."""

    name: str
    directory: Path

    def send(self, notice: Notice, phone: str) -> str:
        self.directory.mkdir(parents=True, exist_ok=True)
        file = self.directory / f"{self.name}-{now():%Y%m%d}.jsonl"
        line = {"id": f"{notice.pk}-{notice.tries}", "phone": phone, "text": notice.text, "made_at": notice.made_at.isoformat()}
        with file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        return f"{file.name}#{notice.pk}"

    def receipts(self) -> Iterator[Receipt]:
        file = self.directory / f"{self.name}-receipts.csv"
        if not file.exists():
            return
        with file.open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.reader(rows):
                number, _dash, attempt = row[0].strip().partition("-") if len(row) >= 2 else ("", "", "")
                if number.isdigit() and attempt.isdigit():
                    yield Receipt(int(number), int(attempt), row[1].strip().lower() in ("delivered", "ok", "已送达"), (row[2] if len(row) > 2 else "").strip()[:200])


def remind(day: date, leaders: Collection[str] = (), channels: Collection[str] = ("site",)) -> int:
    """Tells each handler once that a date comes near, once that it has passed, and then their leaders, too. Returns how many."""
    staff = office()
    open_ = Clock.objects.filter(ended=0, asleep=False, suspended=False, due_on__isnull=False).filter(Q(warn_on__lte=day) | Q(due_on__lte=day))
    fields = ("pk", "matter_id", "matter__handler_id", "matter__lead_id", "matter__procedure", "matter__version", "matter__number", "matter__title", "step", "due_on")
    known = set(Notice.objects.filter(kind__startswith="clock:").values_list("kind", "person_id", "channel"))
    made = []
    for clock, matter, handler, lead, procedure, version, number, title, step, due in open_.values_list(*fields):
        late = due < day
        kind = f"clock:{clock}:{'late' if late else 'soon'}"
        name = registry.get(procedure, version).names.get(step, step)
        text = f"{number} {title}：应于 {due} 前“{name}”，{'现已逾期' if late else '即将到期'}。".strip()[:500]
        for person in _told(handler, lead, day, late, leaders, staff):
            for channel in channels:
                if (kind, person, channel) not in known:
                    known.add((kind, person, channel))
                    made.append(Notice(person_id=person, matter_id=matter, kind=kind, text=text, made_at=now(), channel=channel, sent_at=now() if channel == "site" else None))
    Notice.objects.bulk_create(made, batch_size=1000)
    return len(made)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a person is to be told once: `kind` names it for ever, `matter` is where it leads."""

    kind: str
    person: int
    matter: int | None
    text: str


def tell(told: Collection[Told], channels: Collection[str] = ("site",)) -> int:
    """Makes the notices that were not made before. Returns how many."""
    known = set(Notice.objects.filter(kind__in={one.kind for one in told}).values_list("kind", "person_id", "channel"))
    wanted = [(one, channel) for one in told for channel in channels if (one.kind, one.person, channel) not in known]
    made = [
        Notice(person_id=one.person, matter_id=one.matter, kind=one.kind, text=one.text[:500], made_at=now(), channel=channel, sent_at=now() if channel == "site" else None)
        for one, channel in wanted
    ]
    Notice.objects.bulk_create(made, batch_size=1000)
    return len(made)


def _told(handler: int | None, lead: int, day: date, late: bool, leaders: Collection[str], staff: Office) -> list[int]:
    found = [handler] if handler is not None and staff.posts_on(handler, day) else []
    if late or not found:
        found += [person for person, posts in staff.posts.items() for post in posts if post.organ == lead and post.roles & set(leaders) and post in staff.posts_on(person, day)]
    return list(dict.fromkeys(found))


def deliver(channels: Collection[Channel]) -> tuple[int, int]:
    """Sends what waits and reads what was answered; returns how many were taken and how many failed."""
    taken = failed = 0
    for channel in channels:
        _answered(channel)
        waiting = Notice.objects.filter(channel=channel.name, sent_at=None, given_up=False).filter(Q(tried_at=None) | Q(tried_at__lte=now() - PAUSE))
        phones = dict(Person.objects.filter(pk__in=waiting.values("person")).values_list("pk", "phone"))
        for notice in list(waiting.order_by("made_at")[:2000]):
            notice.tries, notice.tried_at = notice.tries + 1, now()
            try:
                if not phones.get(notice.person_id):
                    raise OSError("没有登记手机号码")
                notice.receipt, notice.sent_at, notice.problem = channel.send(notice, phones[notice.person_id])[:100], now(), ""
                taken += 1
            except OSError as wrong:
                notice.problem, notice.given_up = str(wrong)[:200], notice.tries >= TRIES
                failed += 1
            notice.save(update_fields=["tries", "tried_at", "receipt", "sent_at", "problem", "given_up"])
    return taken, failed


def _answered(channel: Channel) -> None:
    for receipt in channel.receipts():
        known = Notice.objects.filter(pk=receipt.notice, channel=channel.name, answered_at=None, sent_at__isnull=False, tries=receipt.attempt)
        if receipt.delivered:
            known.update(answered_at=now(), problem="")
        else:
            # A refused notice goes out again unless its tries are used up.
            for notice in known:
                notice.sent_at, notice.problem, notice.given_up = None, receipt.problem or "对方退回", notice.tries >= TRIES
                notice.save(update_fields=["sent_at", "problem", "given_up"])


def again(notice: int, person: int | None) -> bool:
    """Sends a notice that was given up once more; whether there was one of this person."""
    return bool(Notice.objects.filter(pk=notice, person=person, given_up=True).update(given_up=False, tries=0, tried_at=None, problem=""))

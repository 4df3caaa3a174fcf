"""Rounds as the hall and the results read them: times, paper, who should sit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Q

from yuheng.kernel.engine.office import Office
from yuheng.kernel.records.models import Matter
from yuheng.systems.enforcement.training.bank import place
from yuheng.systems.enforcement.training.exam_facts import Enrolled, ExamRound
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.roles import EXAMINEE


@dataclass(frozen=True)
class Round:
    """One round. `ready`: its paper was approved and it is neither collected nor cancelled. `makeup`: the name of the round of which it is the resit."""

    matter: int
    name: str
    lead: int
    ready: bool
    cancelled: bool
    collected: bool
    opens_at: datetime
    closes_at: datetime
    minutes: int
    grace: int
    pass_mark: int
    attempts: int
    seed: str
    digest: str
    makeup: str = ""

    def open(self, moment: datetime) -> bool:
        """Whether somebody may begin now."""
        return self.ready and self.opens_at <= moment < self.closes_at

    def ends(self, started: datetime) -> datetime:
        """When a sitting begun then must be handed in."""
        return min(started + timedelta(minutes=self.minutes), self.closes_at)

    def last(self, ends: datetime) -> datetime:
        """Until when what the network held back is still taken."""
        return ends + timedelta(minutes=self.grace)

    @property
    def over(self) -> datetime:
        """From when the round may be collected: nobody's answers can still be on their way."""
        return self.last(self.closes_at)

    @property
    def root(self) -> str:
        """The round whose result is at stake: its own name, or that of the round of which it is the resit."""
        return self.makeup or self.name

    def paper(self) -> tuple[dict[str, Any], ...]:
        """The questions with their answers: for marking, never for a page of a candidate."""
        return _paper(self.matter, self.digest)

    def order(self, person: int, attempt: int) -> list[dict[str, Any]]:
        """The questions in the order in which this person meets them."""
        return sorted(self.paper(), key=lambda one: place(f"{self.seed}:{person}:{attempt}", one["no"]))


@lru_cache(maxsize=32)
def _paper(matter: int, digest: str) -> tuple[dict[str, Any], ...]:
    text = ExamRound.objects.filter(pk=matter).values_list("paper", flat=True).first()
    return tuple(json.loads(text or "[]"))


def _round(facts: ExamRound, head: Matter) -> Round:
    assert facts.opens_at is not None
    assert facts.closes_at is not None
    first = ExamRound.objects.filter(pk=facts.resit_of_id).values_list("name", flat=True).first() if facts.resit_of_id else ""
    return Round(
        head.pk, facts.name or "", head.lead_id, head.status == "open" and head.stage == "待考", bool(facts.cancelled_why), facts.sat is not None,
        facts.opens_at, facts.closes_at, facts.minutes or 0, facts.grace or 0, facts.pass_mark or 0, facts.attempts or 1, facts.seed or "",
        facts.digest or "", first or "",
    )  # fmt: skip


def by_matter(matter: int) -> Round | None:
    """The round of a matter."""
    facts = ExamRound.objects.select_related("matter").defer("paper").filter(pk=matter).first()
    return _round(facts, facts.matter) if facts else None


def by_name(name: str) -> Round | None:
    """The online round that bears this name; None for one held on paper."""
    facts = ExamRound.objects.select_related("matter").defer("paper").filter(name=name, cancelled_why__isnull=True).exclude(matter__status="void").first()
    return _round(facts, facts.matter) if facts else None


def of_person(person: int) -> list[Round]:
    """The rounds for which a person is enrolled, newest first."""
    rows = Enrolled.objects.filter(candidate=person, voided=False).values("matter")
    found = ExamRound.objects.select_related("matter").defer("paper").filter(pk__in=rows).exclude(matter__status="void").order_by("-opens_at")[:40]
    return [_round(facts, facts.matter) for facts in found]


def enrolled(matter: int) -> dict[int, int | None]:
    """Who should sit, with their unit."""
    return dict(Enrolled.objects.filter(matter=matter, voided=False).values_list("candidate_id", "unit_id"))


def is_enrolled(matter: int, person: int) -> bool:
    return Enrolled.objects.filter(matter=matter, candidate=person, voided=False).exists()


def unit_of(matter: int, person: int) -> int | None:
    """The unit for which a person sits, where the list says so."""
    return Enrolled.objects.filter(matter=matter, candidate=person, voided=False).values_list("unit_id", flat=True).first()


def family(root: str) -> Q:
    """The results of a round and of its resits, of which one person's best counts."""
    return Q(round=root) | Q(makeup=root)


def not_passed(root: str, people: dict[int, int | None]) -> dict[int, int | None]:
    """Who of these has passed neither the round nor a resit of it."""
    passed = set(ExamResult.objects.filter(family(root), passed=True).exclude(matter__status="void").values_list("candidate", flat=True))
    return {person: unit for person, unit in people.items() if person not in passed}


def may_sit(staff: Office, person: int, day: date) -> bool:
    """Whether a post lets this person hand in a sheet on the day: found out before the examination, not after it."""
    return any(EXAMINEE.id in post.roles for post in staff.posts_on(person, day))


def of_unit(staff: Office, organ: int, day: date) -> dict[int, int]:
    """Everybody below a unit who may be examined on the day, with the unit of the post."""
    return {
        post.person: post.organ
        for person in staff.posts
        for post in staff.posts_on(person, day)
        if EXAMINEE.id in post.roles and organ in staff.line(post.organ)
    }

"""First-violation look-back 首违核验: what every squad has on file of the same person, enterprise or operator, within the window of the list.

Whoever is asked about is found by equality of the unified social credit code or of the identity number (of a sole trader, the operator's, so
that a new licence hides nothing). Place and signboard are told as hints and never decide. Each question is an index look-up, whatever the
number of matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from yuheng.kernel.records.models import Matter, Organ
from yuheng.kernel.records.sealing import same
from yuheng.systems.enforcement.leniency.facts import Leniency
from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty

MOST = 50
"""Records told at most; the count is of all."""

UNPROVEN = ("unproven", "incapable")
"""A decision on such grounds found no violation of the party."""

PENDING = "正在核验"
"""What was only found, and not yet judged, is told and does not decide."""

STRUCK_DOWN = ("annulled", "unlawful", "void")


@dataclass(frozen=True)
class Party:
    """Whom the look-back asks about."""

    uscc: str = ""
    id_number: str = ""

    @property
    def known(self) -> bool:
        return bool(self.uscc or self.id_number)


@dataclass(frozen=True)
class Kind:
    """What counts as the same violation: the item's code, its name, and the causes that the list calls the same."""

    code: str
    causes: frozenset[str]

    def matches(self, code: str, cause: str) -> bool:
        return (code != "" and code == self.code) or cause in self.causes


@dataclass(frozen=True)
class Earlier:
    """One record of the same party."""

    matter: int
    on: date
    cause: str
    code: str
    outcome: str
    lead: int

    def words(self, organs: dict[int, str], numbers: dict[int, str]) -> str:
        number = f"（{numbers[self.matter]}）" if numbers.get(self.matter) else ""
        return f"{self.on} {organs.get(self.lead, '')} {self.cause} {self.outcome}{number}"


@dataclass(frozen=True)
class Seen:
    """What the look-back saw. `first` is None where nobody can be looked for."""

    first: bool | None
    since: date | None
    earlier: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def look_back(party: Party, kind: Kind, since: date | None, on: date, *, place: str = "", signboard: str = "", besides: int = 0) -> Seen:
    """Whether a violation of this kind is on file for the party between `since` (None: ever) and `on`, and what else a person should know."""
    found = sorted(_records(party, since, on, besides), key=lambda one: (one.on, one.matter)) if party.known else []
    alike = [one for one in found if kind.matches(one.code, one.cause) and one.outcome != PENDING]
    other = [one for one in found if one not in alike]
    told = {one.matter for one in found}
    near = [one for one in _nearby(place, signboard, since, on, besides) if one.matter not in told]
    words = _words([*alike, *other, *near])
    hints = [f"同一当事人其他违法：{words[one.matter]}" for one in other] + [f"同一地点或者店招：{words[one.matter]}" for one in near]
    if not party.known:
        hints.insert(0, "没有统一社会信用代码或者证件号码，无法核验是否初次违法；请补充当事人身份。")
    return Seen(not alike if party.known else None, since, tuple(words[one.matter] for one in alike[:MOST]), tuple(hints[:MOST]))


def _whose(model: Any, party: Party) -> Q:
    found = Q(uscc=party.uscc) if party.uscc else Q()
    return found | same(model, "id_number", party.id_number) if party.id_number else found


def _records(party: Party, since: date | None, on: date, besides: int) -> Iterator[Earlier]:
    """What stands on file of the party in the three kinds of files, with the day on which it was found."""
    ordinary = Penalty.objects.filter(_whose(Penalty, party), outcome__in=("penalised", "none")).exclude(overturned_how__in=STRUCK_DOWN)
    spot = SummaryPenalty.objects.filter(_whose(SummaryPenalty, party), outcome__in=("penalised", "none")).exclude(overturned_how__in=STRUCK_DOWN)
    for rows, day in ((ordinary, "found_on"), (spot, "happened_on")):
        kept = rows.exclude(ground__in=UNPROVEN).filter(_within(day, since, on)).exclude(matter__status="void")
        for matter, when, cause, outcome, lead in kept.values_list("matter", day, "cause", "outcome", "matter__lead"):
            yield Earlier(matter, when, cause or "", "", "已处罚" if outcome == "penalised" else "不予处罚", lead)
    mine = Leniency.objects.filter(_whose(Leniency, party)).filter(_within("happened_on", since, on))
    yield from _lenient(mine, besides)


def _lenient(rows: Any, besides: int) -> Iterator[Earlier]:
    kept = rows.exclude(matter=besides).exclude(matter__status="void")
    for matter, when, item, code, spared, case, judged, lead in kept.values_list("matter", "happened_on", "item", "violation", "spared", "case", "corrected", "matter__lead"):
        outcome = "不予处罚" if spared else "已转立案件" if case else "正在改正" if judged else PENDING
        yield Earlier(matter, when, item or "", code or "", outcome, lead)


def _within(day: str, since: date | None, on: date) -> Q:
    return Q(**{f"{day}__lte": on}) & (Q(**{f"{day}__gte": since}) if since else Q())


def _nearby(place: str, signboard: str, since: date | None, on: date, besides: int) -> list[Earlier]:
    where = Q(place=place) if place else Q()
    where = where | Q(signboard=signboard) if signboard else where
    if not where:
        return []
    return list(_lenient(Leniency.objects.filter(where).filter(_within("happened_on", since, on)), besides))[:MOST]


def _words(found: list[Earlier]) -> dict[int, str]:
    numbers = dict(Matter.objects.filter(pk__in=[one.matter for one in found]).values_list("pk", "number")) if found else {}
    organs = dict(Organ.objects.filter(pk__in={one.lead for one in found}).values_list("pk", "name")) if found else {}
    return {one.matter: one.words(organs, numbers) for one in found}

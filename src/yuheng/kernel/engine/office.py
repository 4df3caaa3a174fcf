"""The office as the engine sees it: who holds which post and certificate on a day, and the tree of organs.

A few thousand rows at most, kept in memory per process and read again when their version changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from yuheng.kernel.procedure.state import Seat
from yuheng.kernel.records.ids import new_id
from yuheng.kernel.records.models import Certificate, CertificatePause, Organ, Person, Post, Tally

VERSION = "office"


@dataclass(frozen=True, slots=True)
class PostView:
    id: int
    person: int
    organ: int
    roles: frozenset[str]
    from_on: date
    to_on: date | None

    def held_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(slots=True)
class Office:
    """Organs, posts and certificates at one version."""

    version: int
    parents: dict[int, int | None]
    powers: dict[int, bool]
    names: dict[int, str]
    prefixes: dict[int, str]
    posts: dict[int, list[PostView]] = field(default_factory=dict)
    certificates: dict[int, list[Certificate]] = field(default_factory=dict)
    pauses: dict[int, list[CertificatePause]] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    left: dict[int, date] = field(default_factory=dict)
    approvals: dict[int, Any] = field(default_factory=dict)
    _lines: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _seats: dict[tuple[int, date], list[Seat]] = field(default_factory=dict)

    def line(self, organ: int | None) -> tuple[int, ...]:
        """The organ and all above it, nearest first."""
        if organ is None:
            return ()
        found = self._lines.get(organ)
        if found is None:
            above = self.parents.get(organ)
            found = self._lines[organ] = (organ, *self.line(above))
        return found

    def power_of(self, organ: int) -> int | None:
        """The organ in whose name this unit acts: the nearest that exercises power under its own name."""
        return next((o for o in self.line(organ) if self.powers.get(o)), None)

    def posts_on(self, person: int, day: date) -> list[PostView]:
        """The posts a person holds on a day; none from the day they left."""
        gone = self.left.get(person)
        if gone is not None and day >= gone:
            return []
        return [post for post in self.posts.get(person, ()) if post.held_on(day)]

    def seats(self, person: int, day: date) -> list[Seat]:
        """The person in each of the posts held on the day; one without roles where there is none."""
        key = (person, day)
        found = self._seats.get(key)
        if found is None:
            nobody = Seat(person=person, name=self.people.get(person, ""))
            found = self._seats[key] = [self._seat(post, day) for post in self.posts_on(person, day)] or [nobody]
        return found

    def seat(
        self, person: int, day: date, wanted: Iterable[str] = (), line: tuple[int, ...] = (), post: int | None = None
    ) -> Seat:
        """The seat from which a person acts: the chosen post, or the one whose role and organ fit best."""
        seats = self.seats(person, day)
        if post is not None:
            chosen = [seat for seat in seats if seat.post == post]
            return chosen[0] if chosen else Seat(person=person, name=self.people.get(person, ""))
        roles = frozenset(wanted)
        if len(seats) == 1:
            return seats[0]
        return max(seats, key=lambda seat: (bool(seat.roles & roles), seat.organ in line))

    def _seat(self, post: PostView, day: date) -> Seat:
        cards, why = self._valid(post, day)
        kinds = frozenset().union(*(card.kinds for card in cards)) if all(card.kinds for card in cards) else frozenset()
        return Seat(
            person=post.person,
            name=self.people.get(post.person, ""),
            post=post.id,
            organ=post.organ,
            line=self.line(post.organ),
            roles=post.roles,
            certified=bool(cards),
            certificate=cards[0].number if cards else "",
            certified_for=kinds,
            no_certificate=why,
        )

    def _valid(self, post: PostView, day: date) -> tuple[list[Certificate], str]:
        """The certificates valid that day for the post's organ, or why there is none."""
        held = self.certificates.get(post.person, [])
        if not held:
            return [], "没有行政执法证件"
        line = self.line(post.organ)
        valid, why = [], ""
        for card in held:
            found = self.why_invalid(card, day) or ("" if card.organ_id in line else f"的行政执法证件（{card.number}）属于其他单位")
            if not found:
                valid.append(card)
                continue
            # What is said of a certificate of this organ says more than what is said of another's.
            why = found if card.organ_id in line or not why else why
        return valid, "" if valid else why

    def why_invalid(self, card: Certificate, day: date) -> str:
        """Why a certificate gives no power on a day, whichever the organ; empty where it does."""
        if card.auxiliary:
            return f"持有的是执法辅助人员证件（{card.number}），不能作为执法人员"
        return self.why_over(card, day)

    def why_over(self, card: Certificate, day: date) -> str:
        """Why a certificate, an officer's or an auxiliary's, does not run on a day; empty where it does."""
        paused = next((one for one in self.pauses.get(card.pk, ()) if one.from_on <= day and (one.to_on is None or day <= one.to_on)), None)
        if card.stopped_on is not None and day >= card.stopped_on:
            return f"的行政执法证件（{card.number}）已于 {card.stopped_on} {card.stopped_why or '注销'}"
        if paused is not None:
            return f"的行政执法证件（{card.number}）自 {paused.from_on} 起暂扣"
        if day < card.from_on:
            return f"的行政执法证件（{card.number}）自 {card.from_on} 起有效"
        if day > card.to_on:
            return f"的行政执法证件（{card.number}）已于 {card.to_on} 到期"
        return ""


def _version() -> int:
    # Asked before every act: the ORM would cost more than the query.
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM kernel_tally WHERE name = %s AND shard = 0", [VERSION])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@lru_cache(maxsize=2)
def _read(database: str, version: int) -> Office:
    organs = list(Organ.objects.values_list("id", "parent_id", "holds_power", "name", "prefix"))
    declared = Organ.objects.filter(facts__has_key="approvals").values_list("id", "facts")
    office = Office(
        version,
        approvals={organ: facts["approvals"] for organ, facts in declared},
        parents={o[0]: o[1] for o in organs},
        powers={o[0]: o[2] for o in organs},
        names={o[0]: o[3] for o in organs},
        prefixes={o[0]: o[4] for o in organs},
        people=dict(Person.objects.values_list("id", "name")),
        left={p: day for p, day in Person.objects.values_list("id", "left_on") if day is not None},
    )
    for post in Post.objects.values_list("id", "person_id", "organ_id", "roles", "from_on", "to_on"):
        view = PostView(post[0], post[1], post[2], frozenset(post[3]), post[4], post[5])
        office.posts.setdefault(view.person, []).append(view)
    for card in Certificate.objects.order_by("pk"):
        office.certificates.setdefault(card.person_id, []).append(card)
    for pause in CertificatePause.objects.order_by("from_on"):
        office.pauses.setdefault(pause.certificate_id, []).append(pause)
    return office


def office() -> Office:
    """The office as it stands now: one short query when nothing changed."""
    return _read(str(connection.settings_dict["NAME"]), _version())


def changed() -> None:
    """To be called in the transaction that changes an organ, person, post or certificate.

    The version is a fresh identifier, not a count: one that was rolled back never comes again for another office.
    """
    Tally.objects.update_or_create(name=VERSION, shard=0, defaults={"value": new_id()})

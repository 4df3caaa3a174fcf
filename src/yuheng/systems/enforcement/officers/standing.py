"""Who holds what on a day: valid certificates, those that end soon, officers who need one and lack it, cards of people who have gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yuheng.kernel.engine.office import Office, PostView
from yuheng.kernel.law import law
from yuheng.kernel.records.models import Certificate
from yuheng.systems.enforcement.training.facts import CertificateReview

SOON = "certificate.expiring"
REVIEWED = "certificate.review"


@dataclass(frozen=True, slots=True)
class Held:
    """One certificate on a day; `why` says why it does not run, empty where it does. `post` is where its holder works for its organ."""

    card: Certificate
    name: str
    post: PostView | None
    why: str

    @property
    def valid(self) -> bool:
        return not self.why and self.post is not None


@dataclass(frozen=True, slots=True)
class Lacking:
    """An officer whose post needs a certificate and who has none for it."""

    person: int
    name: str
    organ: int
    why: str


def held(staff: Office, day: date) -> list[Held]:
    """Every certificate that is not ended, as it stands on the day, those that end first at the top."""
    cards = [card for found in staff.certificates.values() for card in found if card.stopped_on is None or day < card.stopped_on]
    return [_held(card, staff, day) for card in sorted(cards, key=lambda card: (card.to_on, card.number))]


def _held(card: Certificate, staff: Office, day: date) -> Held:
    posts = staff.posts_on(card.person_id, day)
    post = next((one for one in posts if card.organ_id in staff.line(one.organ)), None)
    return Held(card, staff.people.get(card.person_id, ""), post, staff.why_over(card, day))


def one(card: Certificate, staff: Office, day: date) -> Held:
    """One certificate on a day, ended ones too."""
    return _held(card, staff, day)


def soon(found: Iterable[Held], day: date) -> list[Held]:
    """Valid certificates that end within the days of notice."""
    last = day + timedelta(days=int(law(SOON, on=day).value))
    return [one for one in found if one.valid and one.card.to_on <= last]


def gone(found: Iterable[Held]) -> list[Held]:
    """Cards not ended though their holder no longer works for their organ, or their time is over."""
    return [one for one in found if one.post is None or "到期" in one.why]


def lacking(staff: Office, day: date, roles: frozenset[str]) -> Iterator[Lacking]:
    """People in posts that need a certificate, without one for that organ on the day."""
    for person in staff.posts:
        for seat in staff.seats(person, day):
            if seat.roles & roles and not seat.certified and seat.organ is not None:
                yield Lacking(person, seat.name, seat.organ, seat.no_certificate)
                break


def unreviewed(found: Iterable[Held], day: date) -> list[Held]:
    """Valid certificates of officers that began, and were last reviewed, longer ago than a review lasts."""
    since = day - timedelta(days=int(law(REVIEWED, on=day).value))
    done = set(CertificateReview.objects.filter(reviewed_on__gt=since, reviewed_on__lte=day).exclude(matter__status="void").values_list("number", flat=True))
    return [one for one in found if one.valid and not one.card.auxiliary and one.card.from_on <= since and one.card.number not in done]

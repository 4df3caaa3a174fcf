"""Whose file it is: one enterprise under all its registrations, codes and dated names, and how one is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from yuheng.kernel.engine.parties import family, root
from yuheng.kernel.identity.names import normalised as plain_name
from yuheng.kernel.identity.uscc import normalised
from yuheng.kernel.records.models import Party, PartyName
from yuheng.kernel.search import terms

MOST = 20
"""Enterprises that a search lists; more asks for a longer name."""

LEAST = 2


@dataclass(frozen=True)
class Subject:
    """An enterprise, shop or body: the registration under which it stands, and those merged into it."""

    party: Party
    registrations: Sequence[Party]

    @cached_property
    def ids(self) -> tuple[int, ...]:
        return tuple(one.pk for one in self.registrations)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.uscc for one in self.registrations if one.uscc)

    @cached_property
    def names(self) -> list[PartyName]:
        """Every name with its days, the newest first."""
        return list(PartyName.objects.filter(party__in=self.ids).order_by("-from_on", "-pk"))


def subject(party: int) -> Subject | None:
    """The enterprise of a registration; None for none, and for a natural person, of whom no file is kept."""
    one = Party.objects.filter(pk=party).exclude(kind=Party.Kind.PERSON).select_related("merged_into").first() if party < 2**63 else None
    if one is None:
        return None
    one = root(one)
    others = [pk for pk in family(one.pk) if pk != one.pk]
    merged = list(Party.objects.filter(pk__in=others).order_by("pk")) if others else []
    return Subject(one, (one, *merged))


@dataclass(frozen=True)
class Hit:
    """A found enterprise, the registration under which it stands, and the old name under which it was found."""

    party: Party
    once: str = ""


def find(text: str) -> list[Hit]:
    """Enterprises by code, old registration number, name, former name or a part of one: the exact first. At most `MOST` + 1."""
    text = text.strip()[:100]
    if len(text) < LEAST:
        return []
    code, name = normalised(text), plain_name(text)
    known = _bodies(Q(uscc=code) | Q(old_number=code)) if code.isascii() and code.isalnum() and len(code) >= 15 else []
    found = known or [*_bodies(Q(name=name)), *_bodies(Q(pk__in=list(_once(name)))), *_bodies(_holding(name)), *_beginning(code)]
    hits: dict[int, Hit] = {}
    for one in found:
        standing = root(one)
        hits.setdefault(standing.pk, Hit(standing))
    return _former(list(hits.values())[: MOST + 1], name)


def _bodies(condition: Q) -> list[Party]:
    # No order is asked for: the database may then stop at the first ones.
    return list(Party.objects.filter(condition).exclude(kind=Party.Kind.PERSON).select_related("merged_into")[: MOST + 1])


def _once(name: str) -> QuerySet[PartyName, int]:
    # Asked by itself: joined to the name by OR neither index would be used.
    return PartyName.objects.filter(name=name).values_list("party", flat=True)[:MOST]


def _beginning(code: str) -> list[Party]:
    """By the beginning of a code, as a reader of a smudged licence types it."""
    return _bodies(Q(uscc__startswith=code)) if 6 <= len(code) < 18 and code.isascii() and code.isalnum() else []


def _holding(text: str) -> Q:
    """A condition: the name, or one that it bore, holds these characters, as pairs."""
    words = [word for word in terms(text) if len(word) > 1 or word.isascii()]
    if not words:
        return Q(pk__in=[])
    if connection.vendor == "postgresql":
        sql = """string_to_array("kernel_party"."words", ' ') @> %s"""
        return Q(RawSQL(sql, [words], output_field=BooleanField()))
    phrase = " ".join(f'"{word}"' for word in words)
    return Q(pk__in=RawSQL("SELECT rowid FROM kernel_search_party WHERE kernel_search_party MATCH %s LIMIT %s", [phrase, MOST * 2]))


def _former(hits: list[Hit], name: str) -> list[Hit]:
    """Says under which former name an enterprise was found whose present one does not hold the text."""
    other = [hit.party.pk for hit in hits if name not in hit.party.name]
    if not other:
        return hits
    once = {pk: was for pk, was in PartyName.objects.filter(party__in=other, to_on__isnull=False).values_list("party", "name") if name in was}
    return [Hit(hit.party, once.get(hit.party.pk, "")) for hit in hits]

"""What the public finds: publications that are shown on a day, newest decision first, by key; counted no further than a reader cares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from yuheng.kernel.records.models import Organ
from yuheng.kernel.search import terms
from yuheng.systems.enforcement.disclosure.publication import SHOWN, WITHDRAWN, Publication

MOST = 10_000
"""Counts go no further: beyond them only "more" is said."""
COMMON = 2_000
"""More publications than these bear a common word."""


@dataclass(frozen=True)
class Asked:
    """What a reader asks for; empty means all."""

    words: str = ""
    organ: int = 0
    kind: str = ""
    cause: str = ""
    since: date | None = None
    until: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Key:
    """A place in the list: the decision's day and the publication."""

    day: date
    id: int


def found(asked: Asked, on: date) -> QuerySet[Publication]:
    """The publications that answer, unordered. Nothing but what is shown on the day, or what was withdrawn before its time was over."""
    rows = Publication.objects.filter(state=WITHDRAWN if asked.withdrawn else SHOWN).filter(Q(to_on=None) | Q(to_on__gte=on))
    if asked.organ:
        rows = rows.filter(organ=asked.organ)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.cause:
        rows = rows.filter(cause=asked.cause)
    if asked.since:
        rows = rows.filter(decided_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(decided_on__lte=asked.until)
    return rows.filter(_matching(asked.words)) if asked.words else rows


def _matching(words: str) -> Q:
    """Publications with these words. A word that most bear is looked for on the way through the list, where it is soon met; a rarer one in the index."""
    cut = terms(words)
    if not cut:
        return Q(pk__in=[])
    if connection.vendor == "postgresql":
        sql, given = "SELECT id FROM disclosure_publication WHERE string_to_array(words, ' ') @> %s", cut
    else:
        sql, given = "SELECT rowid FROM disclosure_search WHERE disclosure_search MATCH %s", " ".join(f'"{word}"' for word in cut)  # type: ignore[assignment]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {COMMON + 1}", [given])
        keys = [row[0] for row in cursor.fetchall()]
    if len(keys) <= COMMON:
        return Q(pk__in=keys)
    common = Q()
    for word in cut:
        common &= Q(words__contains=f" {word} ")
    return common


def page(rows: QuerySet[Publication], after: Key | None, before: Key | None, size: int) -> tuple[list[Publication], bool, bool]:
    """One page by key, newest first, and whether there is one before and one after it."""
    if before is not None:
        newer = list(rows.filter(Q(decided_on__gt=before.day) | Q(decided_on=before.day, id__gt=before.id)).order_by("decided_on", "id")[: size + 1])
        return newer[:size][::-1], len(newer) > size, True
    if after is not None:
        rows = rows.filter(decided_on__lte=after.day).exclude(decided_on=after.day, id__gte=after.id)
    listed = list(rows.order_by("-decided_on", "-id")[: size + 1])
    return listed[:size], after is not None, len(listed) > size


def counted(rows: QuerySet[Publication]) -> int:
    """How many, up to one more than `MOST`."""
    return rows.order_by()[: MOST + 1].count()


def organs() -> list[tuple[int, str]]:
    """The organs of which decisions were ever shown; organs are few, decisions many."""
    with connection.cursor() as cursor:
        # A loose scan of the index: one look-up an organ instead of a walk through all decisions.
        cursor.execute(
            "WITH RECURSIVE one(organ) AS (SELECT MIN(organ_id) FROM disclosure_publication WHERE state = %s UNION ALL "
            "SELECT (SELECT MIN(organ_id) FROM disclosure_publication WHERE state = %s AND organ_id > one.organ) FROM one WHERE one.organ IS NOT NULL) "
            "SELECT organ FROM one WHERE organ IS NOT NULL",
            [SHOWN, SHOWN],
        )
        keys = [row[0] for row in cursor.fetchall()]
    return list(Organ.objects.filter(pk__in=keys).order_by("code").values_list("pk", "name"))


def shown_on(publication: int, on: date) -> Publication | None:
    """One publication that the public may open on a day: shown, or withdrawn, of which only that is told."""
    if publication >= 2**63:
        return None
    one = Publication.objects.filter(pk=publication, state__in=(SHOWN, WITHDRAWN)).select_related("organ").first()
    return one if one is not None and (one.to_on is None or one.to_on >= on) else None

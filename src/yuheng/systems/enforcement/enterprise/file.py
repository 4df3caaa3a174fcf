"""One file, as it stands for one reader: entries page by page, what is open, how complete and fresh each source is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.cache import cache
from django.db import connection

from yuheng.kernel.access.grants import Viewer
from yuheng.systems.enforcement.enterprise.reading import ALL, Asked, Count, Entry, Told, count, read, told_to
from yuheng.systems.enforcement.enterprise.subject import Subject
from yuheng.systems.entries import Source, sources

WHOLE = 2000
"""Up to so many entries a file is read at once, and everything about it is told from them; a longer one is asked page by page."""

SIZE = 40
OPEN = 20
KEPT = 60
"""Seconds that the newest day of each source is kept."""


@dataclass(frozen=True)
class Page:
    """A page of the timeline, and the key of the next one."""

    entries: Sequence[Entry]
    after: tuple[date, int] | None


class EnterpriseFile:
    """The file of an enterprise for a viewer. Reads at most one statement for a file of usual length, four for a long one."""

    def __init__(self, viewer: Viewer, subject: Subject) -> None:
        self.viewer, self.subject = viewer, subject

    @cached_property
    def told(self) -> tuple[Told, ...]:
        return told_to(self.viewer)

    @cached_property
    def newest(self) -> list[Entry]:
        """The newest entries; all of them where there are at most `WHOLE`."""
        return read(self.subject, self.told, ALL, WHOLE + 1)

    @property
    def whole(self) -> bool:
        return len(self.newest) <= WHOLE

    @cached_property
    def counts(self) -> list[Count]:
        """How much each source holds, in the order of headings."""
        if not self.whole:
            return count(self.subject, self.told)
        found: dict[int, list[Entry]] = {}
        for entry in self.newest:
            found.setdefault(id(entry.source), []).append(entry)
        return [Count(source, len(rows), rows[-1].day, rows[0].day) for source in sources() if (rows := found.get(id(source), []))]

    @property
    def number(self) -> int:
        return sum(one.number for one in self.counts)

    @cached_property
    def open(self) -> list[Entry]:
        """Open matters, what falls due first at the head."""
        found = [e for e in self.newest if e.open] if self.whole else read(self.subject, self.told, Asked(open=True), WHOLE)
        return sorted(found, key=lambda e: (e.due_on or date.max, -e.matter))

    @cached_property
    def problems(self) -> list[Entry]:
        """Open matters that are open problems of the enterprise."""
        return [entry for entry in self.open if entry.source.problem]

    def page(self, heading: str = "", year: int | None = None, before: tuple[date, int] | None = None, size: int = SIZE) -> Page:
        """Entries of a heading and a year, newest first, by key."""
        places = frozenset(place for place, source in enumerate(sources()) if not heading or source.heading == heading)
        since, until = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
        if self.whole:
            kept = [
                e for e in self.newest
                if (not heading or e.source.heading == heading) and (not year or e.day.year == year) and (before is None or (e.day, e.matter) < before)
            ]  # fmt: skip
        else:
            kept = read(self.subject, self.told, Asked(places if heading else frozenset(), since=since, until=until, before=before), size + 1)
        shown = kept[:size]
        return Page(shown, (shown[-1].day, shown[-1].matter) if len(kept) > size else None)

    def since(self, day: date, *headings: str) -> list[Entry]:
        """Entries of these headings from a day on, the newest `WHOLE` + 1."""
        if self.whole:
            return [e for e in self.newest if e.source.heading in headings and e.day >= day]
        places = frozenset(place for place, source in enumerate(sources()) if source.heading in headings)
        return read(self.subject, self.told, Asked(places, since=day), WHOLE + 1)


def freshness() -> dict[str, date | None]:
    """The newest day on which each source recorded anything of anybody; a minute old at most."""
    found = cache.get("enterprise-file-freshness")
    if found is None:
        known = sources()
        parts = [
            f"(SELECT max(opened_on) FROM kernel_matter WHERE procedure IN ({', '.join(['%s'] * len(source.procedures))}))" for source in known
        ]  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", [procedure for source in known for procedure in source.procedures])
            row = cursor.fetchone()
        found = {source.id: _day(value) for source, value in zip(known, row, strict=True)}
        cache.set("enterprise-file-freshness", found, KEPT)
    return found


def _day(value: object) -> date | None:
    return value if isinstance(value, date) or value is None else date.fromisoformat(str(value))


def left_out(told: Sequence[Told]) -> list[Source]:
    """Sources of which the viewer is told nothing."""
    places = {one.source for one in told}
    return [source for place, source in enumerate(sources()) if place not in places]

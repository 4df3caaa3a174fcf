"""The analysis of several years: what ended, what was lost, by unit, kind of act, applicant, cause and result; and how often the head came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from yuheng.kernel.law import law
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Matter
from yuheng.systems.disputes.litigation.facts import Contest, Hearing

PROCEDURES = ("litigation.reconsideration", "litigation.lawsuit", "litigation.past")
KEYS = ("unit", "route", "sort", "applicant_kind", "result", "lost", "cause", "settled")
DIMENSIONS = ("unit", "sort", "applicant_kind", "cause", "result", "route")
"""What a matrix may have as its rows; its columns are the years."""


@dataclass(frozen=True, slots=True)
class Line:
    """So many cases that are alike in all that the analysis asks about."""

    year: int
    unit: int | None
    route: str | None
    sort: str | None
    applicant_kind: str | None
    result: str | None
    lost: bool
    cause: str | None
    settled: bool
    n: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Ended, of these lost, of these settled together."""

    ended: int = 0
    lost: int = 0
    settled: int = 0

    @property
    def share(self) -> str:
        """Lost of ended in percent with one place, rounded half up; empty where nothing ended."""
        if not self.ended:
            return ""
        tenths = (2000 * self.lost + self.ended) // (2 * self.ended)
        return f"{tenths // 10}.{tenths % 10}%"


def years(until: int) -> range:
    """The years told side by side, the last of them `until`."""
    return range(until - int(law("litigation.years", on=today()).value) + 1, until + 1)


def standing() -> QuerySet[Contest]:
    """Cases that were not taken back. Few ever are, so that these few are named."""
    void = list(Matter.objects.filter(status="void", procedure__in=PROCEDURES).values_list("pk", flat=True)[:500])
    return Contest.objects.exclude(pk__in=void) if void else Contest.objects.all()


def cube(of: Iterable[int], units: Collection[int] | None = None) -> list[Line]:
    """What ended in these years, counted once: every matrix is a sum of these lines. `units` narrows to theirs.

    A year is one walk through an index that holds all that is asked, so that no case is opened to be counted.
    """
    cases = standing() if units is None else standing().filter(unit__in=units)
    found: list[Line] = []
    for year in of:
        rows = cases.filter(ended_on__range=(date(year, 1, 1), date(year, 12, 31))).values_list(*KEYS).annotate(n=Count("pk")).order_by()
        for unit, route, sort, applicant_kind, result, lost, cause, settled, n in rows:
            found.append(Line(year, unit, route, sort, applicant_kind, result, bool(lost), cause, settled is not None, n))
    return found


def matrix(lines: Iterable[Line], by: str) -> dict[object, dict[int, Cell]]:
    """Values of a dimension, most lost first, each with its years. Causes are of what was lost alone."""
    found: dict[object, dict[int, Cell]] = {}
    for line in lines:
        key = getattr(line, by)
        if key is None or (by == "cause" and not line.lost):
            continue
        row = found.setdefault(key, {})
        row[line.year] = _plus(row.get(line.year, Cell()), line)
    return dict(sorted(found.items(), key=lambda item: (-total(item[1].values()).lost, -total(item[1].values()).ended, str(item[0]))))


def by_year(lines: Iterable[Line]) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    for line in lines:
        found[line.year] = _plus(found.get(line.year, Cell()), line)
    return found


def _plus(cell: Cell, line: Line) -> Cell:
    return Cell(cell.ended + line.n, cell.lost + line.n * line.lost, cell.settled + line.n * line.settled)


def total(cells: Iterable[Cell]) -> Cell:
    held = list(cells)
    return Cell(sum(c.ended for c in held), sum(c.lost for c in held), sum(c.settled for c in held))


def behind(asked: dict[str, object], of: Sequence[int], units: Collection[int] | None = None) -> QuerySet[Contest]:
    """The cases behind a cell: the same conditions that counted them."""
    first, last = (int(str(asked["year"])),) * 2 if asked.get("year") else (of[0], of[-1])
    found = standing().filter(ended_on__range=(date(first, 1, 1), date(last, 12, 31)))
    if units is not None:
        found = found.filter(unit__in=units)
    if asked.get("lost") or asked.get("cause"):
        found = found.filter(lost=True)
    if asked.get("settled"):
        found = found.filter(settled__isnull=False)
    return found.filter(**{name: asked[name] for name in DIMENSIONS if asked.get(name)}).order_by("-ended_on", "-pk")


@dataclass(frozen=True)
class Attendance:
    """Sessions that were held, and those to which a head came. Each instance counts by itself."""

    held: int
    present: int

    @property
    def share(self) -> str:
        return Cell(self.held, self.present).share


def attendance(year: int, units: Collection[int] | None = None) -> Attendance:
    """Sessions of the year (of court and of reconsideration) whose attendance is known."""
    found = attendance_by_unit(year, units).values()
    return Attendance(sum(one.held for one in found), sum(one.present for one in found))


def attendance_by_unit(year: int, units: Collection[int] | None = None) -> dict[int, Attendance]:
    """The same by the unit complained of, most sessions first."""
    sessions = Hearing.objects.filter(on__range=(date(year, 1, 1), date(year, 12, 31)), voided=False, presence__isnull=False).exclude(presence="not_held").exclude(matter__status="void")
    sessions = sessions.annotate(unit=Subquery(Contest.objects.filter(pk=OuterRef("matter")).values("unit")[:1]))
    if units is not None:
        sessions = sessions.filter(unit__in=units)
    rows = sessions.values_list("unit").annotate(held=Count("pk"), present=Count("pk", filter=Q(presence="head"))).order_by("-held", "unit")
    return {unit: Attendance(held, present) for unit, held, present in rows}

"""How often an enterprise is visited: what was, what is to come, and which limits of the day one more visit would pass.

Asked inside the act, so it is two look-ups by credit code, whatever the size of the tables (`bench/frequency.py`). A day, a week and a month count every
inspection by whichever organ, exempt ones too, for it is the enterprise that is disturbed; a year counts those of one organ that are not exempt. A joint visit is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yuheng.kernel.engine.office import office
from yuheng.kernel.law import law
from yuheng.systems.enforcement.inspection.choices import FINE
from yuheng.systems.enforcement.inspection.facts import Inspection
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask, TaskOfficer

YEARLY = "supervision.model.inspections"


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection: its day, who led it, in whose name. `exempt` does not count against a year's limit; `done` is not only planned."""

    matter: int
    on: date
    lead: int
    power: int
    exempt: bool
    done: bool
    item: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many are within the rule."""

    day: int
    week: int
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class Frequency:
    """The counts with the visit in question, and the words for each limit that it passes."""

    day: int
    week: int
    month: int
    year: int
    over: tuple[str, ...]

    # `year` is 0 for an exempt visit, which does not count there.

    @property
    def words(self) -> str:
        counted = f"当日第 {self.day} 次，本周第 {self.week} 次，本月第 {self.month} 次" + (f"，本机关本年第 {self.year} 次" if self.year else "")
        return f"{counted}；{'，'.join(self.over)}。" if self.over else f"{counted}，没有超过频次。"


def limits(on: date) -> Limits:
    """The limits of a day, as the law book has them."""
    day, week, month, year = (int(law(key, on=on).value) for key in ("inspection.limit.day", "inspection.limit.week", "inspection.limit.month", YEARLY))
    return Limits(day, week, month, year)


def visits(uscc: str, first: date, last: date, *, without: Iterable[int] = ()) -> list[Visit]:
    """Inspections of the enterprise from `first` to `last`: those of the register, those of tasks done or to come. What joined a visit is not one of its own."""
    left_out, staff = set(without), office()
    found = []
    kept = Inspection.objects.filter(uscc=uscc, inspected_on__range=(first, last)).exclude(matter__status="void")
    for matter, on, way, lead in kept.values_list("matter", "inspected_on", "way", "matter__lead"):
        found.append(Visit(matter, on, lead, staff.power_of(lead) or lead, way == "triggered", True))
    tasks = InspectionTask.objects.filter(uscc=uscc, visit_on__range=(first, last), dropped=None, joint_with=None).exclude(matter__status="void")
    for matter, on, exempt, lead, entered, item in tasks.values_list("matter", "visit_on", "exempt", "matter__lead", "entered_on", "item_code"):
        found.append(Visit(matter, on, lead, staff.power_of(lead) or lead, bool(exempt), entered is not None, item or ""))
    return sorted((one for one in found if one.matter not in left_out), key=lambda one: (one.on, one.matter))


def week_of(on: date) -> tuple[date, date]:
    """Monday and Sunday of the day's week."""
    monday = on - timedelta(days=on.weekday())
    return monday, monday + timedelta(days=6)


def frequency(uscc: str, on: date, lead: int, *, matter: int = 0, item: str = "", yearly: int | None = None, exempt: bool = False, done: bool = False) -> Frequency:
    """One more visit on the day by a unit. `yearly` is the item's own limit; an exempt visit passes none; `done`: beside those that were made, not those that are planned."""
    monday, sunday = week_of(on)
    first, last = min(monday, date(on.year, 1, 1)), max(sunday, date(on.year, 12, 31))
    known = visits(uscc, first, last, without=(matter,))
    return counted([one for one in known if one.done or not done], on, lead, item=item, yearly=yearly, exempt=exempt)


def counted(known: list[Visit], on: date, lead: int, *, item: str = "", yearly: int | None = None, exempt: bool = False) -> Frequency:
    """The counts of a visit beside those that are known."""
    monday, sunday = week_of(on)
    power = office().power_of(lead) or lead
    own = [one for one in known if one.on.year == on.year and one.power == power and not one.exempt]
    day = 1 + sum(one.on == on for one in known)
    week = 1 + sum(monday <= one.on <= sunday for one in known)
    month = 1 + sum((one.on.year, one.on.month) == (on.year, on.month) for one in known)
    year = 0 if exempt else len(own) + 1
    over = [] if exempt else _over(day, week, month, year, limits(on))
    same = sum(one.item == item for one in own) + 1
    if item and yearly and same > yearly and not exempt:
        over.append(f"同一事项本年第 {same} 次，超过标准规定的每年 {yearly} 次")
    return Frequency(day, week, month, year, tuple(over))


def _over(day: int, week: int, month: int, year: int, most: Limits) -> list[str]:
    held = (("当日", day, most.day), ("本周", week, most.week), ("本月", month, most.month), ("本机关本年", year, most.year))
    return [f"{name}第 {count} 次，超过 {limit} 次" for name, count, limit in held if count > limit]


def empty_visits(persons: Iterable[int], uscc: str, on: date, matter: int = 0) -> dict[int, int]:
    """Visits of the year to the enterprise in which these officers found nothing, by person; only of who has reached the limit."""
    most = int(law("inspection.limit.empty", on=on).value)
    nothing = InspectionTask.objects.filter(uscc=uscc, result=FINE, entered_on__range=(date(on.year, 1, 1), on)).exclude(matter__status="void").exclude(matter=matter)
    rows = TaskOfficer.objects.filter(person__in=list(persons), voided=False, matter__in=nothing.values("matter")).values_list("person", flat=True)
    totals: dict[int, int] = {}
    for person in rows:
        totals[person] = totals.get(person, 0) + 1
    return {person: count for person, count in totals.items() if count >= most}

"""What a task rests on: the published item, its standard on the day, the plan and how much of it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from yuheng.kernel.records.models import StepState
from yuheng.systems.enforcement.inspection.plan_facts import InspectionPlan, InspectionStandard, PlanLine, StandardPoint
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask
from yuheng.systems.enforcement.items.held import Item, powers

INSPECTION = "inspection"


def items(organ: int, on: date) -> list[Item]:
    """The inspection items that the organ has published and holds on the day."""
    return [one for one in powers(organ, INSPECTION).items if one.held_on(on)]


def standard(organ: int, code: str, on: date) -> InspectionStandard | None:
    """The published standard of an item of the organ on the day: the latest one that is in force."""
    return (
        InspectionStandard.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), item_code=code, matter__power=organ, published_on__isnull=False, from_on__lte=on)
        .exclude(matter__status="void").order_by("-from_on", "-pk").first()
    )  # fmt: skip


def points(standard: int) -> list[StandardPoint]:
    return list(StandardPoint.objects.filter(matter=standard, voided=False).order_by("number"))


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of a plan: what is planned and how many tasks stand under it."""

    line: PlanLine
    used: int

    @property
    def most(self) -> int:
        return (self.line.firms or 0) * (self.line.times or 0)

    def holds(self, on: date) -> bool:
        return (self.line.from_month or 1) <= on.month <= (self.line.to_month or 12)


def approved(plan: int) -> InspectionPlan | None:
    """The plan, where it was approved and published and is not being revised."""
    found = InspectionPlan.objects.filter(pk=plan, published_on__isnull=False).exclude(matter__status="void").first()
    if found is None or not StepState.objects.filter(matter=plan, step="publish", times__gt=0, done=True).exists():
        return None
    return found


def planned(plan: int, code: str = "", without: int = 0) -> list[Planned]:
    """The lines of a plan (of one item), each with the tasks that use it."""
    lines = PlanLine.objects.filter(matter=plan, voided=False).order_by("row")
    tasks = InspectionTask.objects.filter(plan=plan, dropped=None).exclude(matter__status="void").exclude(matter=without)
    used: dict[tuple[str, str], int] = {}
    for item, way in tasks.values_list("item_code", "way"):
        used[item, way] = used.get((item, way), 0) + 1
    return [Planned(one, used.get((one.item_code or "", one.way or ""), 0)) for one in lines if not code or one.item_code == code]


def plan_for(organ: int, code: str, way: str, on: date) -> int | None:
    """The published plan of the organ that holds this item, way and month and is not used up; the one with most left."""
    lines = PlanLine.objects.filter(item_code=code, way=way, voided=False, from_month__lte=on.month, to_month__gte=on.month, matter__power=organ).exclude(matter__status="void")
    years = InspectionPlan.objects.filter(year=on.year, published_on__isnull=False, ended_on=None, matter__in=lines.values("matter")).values_list("pk", flat=True)
    left = {plan: sum(one.most - one.used for one in planned(plan, code) if one.line.way == way) for plan in years}
    return max((plan for plan, rest in left.items() if rest > 0), key=lambda plan: (left[plan], -plan), default=None)


def progress(year: int, matters: Any) -> list[tuple[InspectionPlan, list[Planned]]]:
    """The published plans of a year among these matters, each with its lines and how far they are used."""
    plans = list(InspectionPlan.objects.filter(year=year, published_on__isnull=False, matter__in=matters).exclude(matter__status="void").select_related("matter__lead").order_by("matter__lead__code", "pk"))
    used: dict[tuple[int, str, str], int] = {}
    tasks = InspectionTask.objects.filter(plan__in=[one.pk for one in plans], dropped=None).exclude(matter__status="void")
    for plan, item, way in tasks.values_list("plan", "item_code", "way"):
        used[plan, item, way] = used.get((plan, item, way), 0) + 1
    lines: dict[int, list[Planned]] = {}
    for one in PlanLine.objects.filter(matter__in=[plan.pk for plan in plans], voided=False).order_by("matter", "row"):
        lines.setdefault(one.matter_id, []).append(Planned(one, used.get((one.matter_id, one.item_code or "", one.way or ""), 0)))
    return [(one, lines.get(one.pk, [])) for one in plans]

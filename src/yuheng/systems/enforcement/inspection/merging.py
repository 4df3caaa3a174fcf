"""Visits that could be one: the same enterprise, overlapping days, different units. A list; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuheng.kernel.records.models import Matter
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask


@dataclass(frozen=True, slots=True)
class Mergeable:
    """Two tasks that could be one visit; `leads` already leads one, if any does. `first` to `last` are the days on which both could go."""

    leads: InspectionTask
    other: InspectionTask
    first: date
    last: date


def to_come(on: date, matters: Any = None) -> list[InspectionTask]:
    """Tasks proposed and not begun whose days are not over; of these `matters` (ids or a query), where given."""
    found = InspectionTask.objects.filter(entered_on=None, dropped=None, window_to__gte=on).exclude(matter__status="void").select_related("matter__lead")
    if matters is not None:
        found = found.filter(matter__in=matters)
    return list(found.order_by("uscc", "planned_on", "pk"))


def mergeable(tasks: list[InspectionTask]) -> list[Mergeable]:
    """Pairs among tasks to come, each task at most once: a task that leads is named first."""
    by_firm: dict[str, list[InspectionTask]] = {}
    for one in tasks:
        if one.joint_with_id is None:
            by_firm.setdefault(one.uscc or "", []).append(one)
    found = []
    for group in by_firm.values():
        group.sort(key=lambda one: (not one.joint, one.planned_on, one.pk))
        leads = group[0]
        for other in group[1:]:
            first, last = max(leads.planned_on, other.planned_on), min(leads.window_to, other.window_to)
            if other.matter.lead_id != leads.matter.lead_id and first <= last and not other.joint:
                found.append(Mergeable(leads, other, first, last))
    return found


def leading(task: InspectionTask) -> list[InspectionTask]:
    """Tasks of other units that lead a joint visit which this one could join."""
    found = InspectionTask.objects.filter(uscc=task.uscc, joint=True, entered_on=None, dropped=None, joint_with=None, planned_on__lte=task.window_to, window_to__gte=task.planned_on)
    return list(found.exclude(matter__status="void").exclude(matter__lead=task.matter.lead_id).exclude(pk=task.pk).select_related("matter__lead").order_by("planned_on", "pk"))


def joined(matter: int) -> list[InspectionTask]:
    """All tasks of one joint visit, the one that leads first; the task alone where it is not part of one."""
    task = InspectionTask.objects.filter(pk=matter).first()
    if task is None:
        return []
    head = task.joint_with_id or task.pk
    found = InspectionTask.objects.filter(pk=head) | InspectionTask.objects.filter(joint_with=head, dropped=None)
    rows = list(found.exclude(matter__status="void").select_related("matter__lead", "matter__power").order_by("pk"))
    return sorted(rows, key=lambda one: (one.pk != head, one.pk))


def numbers(tasks: Iterable[InspectionTask]) -> dict[int, str]:
    """The number of each task's matter."""
    return dict(Matter.objects.filter(pk__in=[one.pk for one in tasks]).values_list("pk", "number"))

"""What this system has for the public: published standards of inspection, check list by check list, and the plans of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q

from yuheng.kernel.records.models import StepState
from yuheng.systems.disclosing import Section, Told, contribute
from yuheng.systems.enforcement.inspection.choices import PLANS, WAYS
from yuheng.systems.enforcement.inspection.plan_facts import (
    InspectionPlan,
    InspectionStandard,
    PlanLine,
    StandardPoint,
)

RULE = ("优化营商环境条例(2019-10-22)#54", "国办发〔2018〕118号(2018-12-05)#（四）")


def standards(on: date) -> Iterator[Told]:
    """The standards in force on the day, one table each."""
    held = InspectionStandard.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), published_on__lte=on, from_on__lte=on).exclude(matter__status="void")
    found = list(held.select_related("matter__power").order_by("item_code", "from_on", "pk"))
    points: dict[int, list[tuple[str, ...]]] = {}
    for one in StandardPoint.objects.filter(matter__in=[standard.pk for standard in found], voided=False).order_by("matter", "number"):
        points.setdefault(one.matter_id, []).append((str(one.number), one.content or "", one.method or "—", one.basis or ""))
    for standard in found:
        most = f"同一企业每年不超过 {standard.yearly} 次。" if standard.yearly else ""
        organ = standard.matter.power.name if standard.matter.power else ""
        note = f"{organ}　编码 {standard.item_code}，{standard.from_on} 起适用。{most}适用对象：{standard.scope or '全部'}。来源：{standard.source}"
        yield Told(("序号", "检查内容", "检查方法", "依据"), points.get(standard.pk, []), note, standard.name or "")


def plans(on: date) -> Iterator[Told]:
    """The plans of this year and the last that were published and are not being revised."""
    done = StepState.objects.filter(matter=OuterRef("matter_id"), step="publish", done=True)
    shown = InspectionPlan.objects.filter(Exists(done), year__gte=on.year - 1, published_on__lte=on).exclude(matter__status="void").order_by("-year", "sort", "pk")
    found, ways, sorts = list(shown), dict(WAYS), dict(PLANS)
    lines: dict[int, list[tuple[str, ...]]] = {}
    for one in PlanLine.objects.filter(matter__in=[plan.pk for plan in found], voided=False).order_by("matter", "row"):
        lines.setdefault(one.matter_id, []).append((one.item_code or "", one.scope or "", ways.get(one.way, ""), f"{one.firms} 户，每户 {one.times} 次", f"{one.from_month}—{one.to_month} 月"))
    for plan in found:
        yield Told(("事项编码", "检查对象范围", "检查方式", "数量", "时间"), lines.get(plan.pk, []), f"{sorts.get(plan.sort, '')}，{plan.published_on} 公布。{plan.purpose or ''}", plan.name or "")


contribute(
    Section("inspection-plans", "检查计划", "年度检查计划、专项检查计划", plans, 68, RULE),
    Section("inspection-standards", "检查标准", "各检查事项的检查内容、方法和依据", standards, 69, RULE),
)

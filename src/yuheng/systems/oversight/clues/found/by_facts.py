"""Models that compare facts: like cases unlike punished, one wrong twice fined, too many visits, numbers without a book, complaints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Sum, When
from django.db.models.functions import TruncMonth

from yuheng.kernel.engine.office import office
from yuheng.kernel.law import law
from yuheng.kernel.records.models import Event, Matter, StepState
from yuheng.systems.enforcement.inspection.facts import Inspection
from yuheng.systems.enforcement.inspection.frequency import week_of
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.enforcement.spot_books.account import account, strangers
from yuheng.systems.enforcement.spot_books.facts import SpotBook
from yuheng.systems.oversight.clues.facts import Complaint
from yuheng.systems.oversight.clues.model import ClueModel, Hit, horizon, limit, register
from yuheng.systems.oversight.clues.rules import THREE_SYSTEMS

ACT = "行政处罚法(2021-01-22)"
ALIKE = ("cause", "discretion", "party_kind")


def _yuan(fen: int) -> str:
    return f"{fen // 100:,} 元"


def _same_facts(on: date) -> Iterator[Hit]:
    """Per group of like cases, the case fined most, beside the one fined least."""
    times = limit("same_facts", on)
    cases = Penalty.objects.filter(decided_on__gte=horizon(on), decided_fine__gt=0, outcome="penalised").exclude(matter__status="void")
    groups = cases.values(*ALIKE).annotate(n=Count("pk"), low=Min("decided_fine"), high=Max("decided_fine")).filter(high__gte=F("low") * times)
    for group in groups.order_by(*ALIKE):
        same = cases.filter(**{name: group[name] for name in ALIKE}).select_related("matter")
        most = same.filter(decided_fine=group["high"]).order_by("pk")[0]
        least = same.filter(decided_fine=group["low"]).order_by("pk")[0]
        yield Hit(
            most.matter.lead_id, most.matter.number or most.matter.title,
            f"同为“{group['cause']}”、{group['discretion']}的 {group['n']} 件案件，罚款最低 {_yuan(group['low'])}、最高 {_yuan(group['high'])}，请说明裁量理由。",
            f"罚款最高的：{most.matter.number}；最低的：{least.matter.number}。", file=most.matter.pk, since=most.decided_on,
        )  # fmt: skip


def _twice_fined(on: date) -> Iterator[Hit]:
    cases = Penalty.objects.filter(decided_on__gte=horizon(on), decided_fine__gt=0, uscc__isnull=False).exclude(uscc="").exclude(matter__status="void")
    keys = ("uscc", "cause", "found_on")
    for group in cases.values(*keys).annotate(n=Count("pk")).filter(n__gt=1).order_by(*keys):
        same = list(cases.filter(**{name: group[name] for name in keys}).select_related("matter").order_by("pk"))
        last = same[-1]
        numbers = "、".join(one.matter.number for one in same)
        yield Hit(last.matter.lead_id, last.matter.number, f"同一当事人同一日发现的“{group['cause']}”罚款 {group['n']} 次，请核对是否同一违法行为。", f"案件：{numbers}。", file=last.matter.pk, since=last.decided_on)


def _visits(on: date) -> Iterator[Hit]:
    """Per enterprise and unit: rows of the register and tasks that were entered, without triggered and exempt ones; a joint visit is one."""
    most = limit("inspections", on)
    found: dict[tuple[str, int], list[date]] = {}
    for uscc, lead, day in (*_registered(on).exclude(way="triggered").values_list("uscc", "matter__lead", "inspected_on"), *_entered(on).filter(exempt=None).values_list("uscc", "matter__lead", "entered_on")):
        found.setdefault((uscc, lead), []).append(day)
    for (uscc, lead), days in sorted(found.items()):
        if len(days) > most:
            yield Hit(
                lead, uscc, f"一年内对同一企业检查 {len(days)} 次（触发式检查不计），超过 {most} 次。", f"首次 {min(days)}，最近 {max(days)}。",
                since=max(days), occasion=f"{uscc}-{on.year}",
            )  # fmt: skip


def _registered(on: date) -> QuerySet[Inspection]:
    return Inspection.objects.filter(inspected_on__gte=horizon(on), enterprise=True, uscc__isnull=False).exclude(uscc="").exclude(matter__status="void")


def _entered(on: date) -> QuerySet[InspectionTask]:
    return InspectionTask.objects.filter(entered_on__gte=horizon(on), joint_with=None).exclude(matter__status="void")


def _too_close(on: date) -> Iterator[Hit]:
    """Weeks with more visits than the limit of which one at least was not approved as such: what the register took without asking."""
    many = int(law("inspection.limit.week", on=on).value)
    weeks: dict[tuple[str, date], list[tuple[date, int, int, bool]]] = {}
    rows = [(*row, False) for row in _registered(on).values_list("uscc", "inspected_on", "matter__lead", "matter")]
    rows += [(uscc, day, lead, matter, bool(over or exempt)) for uscc, day, lead, matter, over, exempt in _entered(on).values_list("uscc", "entered_on", "matter__lead", "matter", "exceeded", "exempt")]
    for uscc, day, lead, matter, fine in rows:
        weeks.setdefault((uscc, week_of(day)[0]), []).append((day, lead, matter, fine))
    for (uscc, monday), found in sorted(weeks.items()):
        found.sort()
        beyond = [one for one in found[many:] if not one[3]]
        if beyond:
            day, lead, matter, _fine = beyond[0]
            units = "、".join(sorted({office().names.get(one[1], "") for one in found}))
            yield Hit(lead, uscc, f"{monday} 起一周内对同一企业检查 {len(found)} 次，超过 {many} 次，没有经过批准。", f"检查日期：{'、'.join(str(one[0]) for one in found)}；单位：{units}。", file=matter, since=day, occasion=f"{uscc}-{monday}")


def _numbers(on: date) -> Iterator[Hit]:
    bearers: dict[int, str] = {matter: number for number, matter in strangers()}
    without: dict[tuple[int, date], list[str]] = {}
    for start in range(0, len(bearers), 500):
        part = list(bearers)[start : start + 500]
        for matter, lead, opened in Matter.objects.filter(pk__in=part, opened_on__gte=horizon(on), opened_on__lt=on.replace(day=1)).exclude(status="void").values_list("pk", "lead", "opened_on"):
            without.setdefault((lead, (opened or on).replace(day=1)), []).append(bearers[matter])
    for (lead, month), numbers in sorted(without.items()):
        told = "、".join(sorted(numbers)[:5])
        yield Hit(
            lead, f"{month:%Y-%m}", f"{month:%Y年%m月}有 {len(numbers)} 份当场处罚决定书的编号不在已领用的号段内，如 {told}。", "领用台账中没有这些号码。",
            since=month, occasion=f"{month:%Y-%m}",
        )  # fmt: skip
    for book in SpotBook.objects.filter(issued_on__gte=horizon(on)).exclude(matter__status="void").select_related("matter").order_by("pk"):
        missing = [line.number for line in account(book.pk) if line.state == "missing"]
        if missing:
            yield Hit(book.matter.lead_id, book.matter.title, f"{len(missing)} 个编号去向不明：{'、'.join(missing[:10])}。", "既没有使用，也没有作废、遗失、交回的记录。", file=book.matter.pk, occasion=str(len(missing)))


def _late_records(on: date) -> Iterator[Hit]:
    """Per squad and month that is over: the share of acts recorded later than the next working day."""
    first = on.replace(day=1)
    acts = Event.objects.filter(procedure__in=("penalty.ordinary", "penalty.summary"), kind__in=("open", "perform"), day__gte=horizon(on), day__lt=first)
    late = Sum(Case(When(backlog=True, then=1), default=0, output_field=IntegerField()))
    months = acts.annotate(month=TruncMonth("day")).values("matter__lead", "month").annotate(n=Count("pk"), late=late)
    for one in months.filter(n__gte=limit("late_least", on), late__gt=0).order_by("matter__lead", "month"):
        if one["late"] * 100 > one["n"] * limit("late_share", on):
            yield Hit(
                one["matter__lead"], f"{one['month']:%Y-%m}", f"{one['month']:%Y年%m月}的 {one['n']} 条过程记录中，{one['late']} 条是事后补录。",
                "补录指晚于办理次一工作日登记。", since=one["month"], occasion=f"{one['month']:%Y-%m}",
            )  # fmt: skip


def _complaints(on: date) -> Iterator[Hit]:
    referred = StepState.objects.filter(step="refer", times__gt=0, matter__procedure="oversight.complaint").values("matter")
    # What became of a complaint long ago is not handed on again.
    found = Complaint.objects.filter(Q(received_on__gte=horizon(on)), matter__in=referred).select_related("file")
    for one in found.order_by("pk"):
        if one.unit_id is None:
            continue
        yield Hit(one.unit_id, one.file.number if one.file else "投诉", one.sent or "", "来自行政执法投诉，反映人已隐去。", file=one.file_id, since=one.received_on, occasion=f"c{one.pk}")


register(
    ClueModel("same_facts", "同案不同罚", "案由、裁量等级、当事人类型相同的案件，罚款相差悬殊。", (f"{ACT}#34", f"{ACT}#5.2"), "common", _same_facts),
    ClueModel("twice_fined", "一事再罚", "对同一当事人的同一违法行为，给予两次以上罚款。", (f"{ACT}#29",), "grave", _twice_fined),
    ClueModel("visits", "检查过频", "对同一企业的检查次数超过上限。", (f"{THREE_SYSTEMS}#（十六）",), "common", _visits),
    ClueModel("visits_close", "短期内检查过密", "一周内对同一企业的检查次数超过上限，没有经过批准。", (f"{THREE_SYSTEMS}#（十六）",), "common", _too_close),
    ClueModel("numbers", "编号断号", "当场处罚决定书编号去向不明，或者不在领用的号段内。", (f"{ACT}#52.1",), "common", _numbers),
    ClueModel("late_records", "补录过多", "一个月内事后补录的过程记录占比过高。", (f"{THREE_SYSTEMS}#（八）",), "slight", _late_records),
    ClueModel("complaint", "群众反映", "投诉反映的执法问题，隐去反映人后转办。", (f"{ACT}#75.2",), "common", _complaints),
)  # fmt: skip

"""Models that ask what was done and by whom: steps that are missing, officers too few or without a certificate.

The engine refuses such acts; they enter as defects recorded from paper, or with cases that began on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, DateField, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.staff.cards import valid
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.rights import alternatives
from yuheng.kernel.records.models import Event, Matter, StepState
from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty
from yuheng.systems.enforcement.penalty.rules import must_discuss, must_review
from yuheng.systems.oversight.clues.model import ClueModel, Hit, horizon, limit, register
from yuheng.systems.oversight.clues.rules import THREE_SYSTEMS

ACT = "行政处罚法(2021-01-22)"
PROCEDURES = ("penalty.ordinary", "penalty.summary")
DONE = Q(kind__in=("open", "perform", "record_defect"))


def _lacks(model: type[Penalty] | type[SummaryPenalty], step: str, on: date):
    """Files decided within the time that the models look back, in which the step was never done."""
    done = StepState.objects.filter(matter=OuterRef("matter_id"), step=step, times__gt=0)
    decided = StepState.objects.filter(matter=OuterRef("matter_id"), step="decide", times__gt=0)
    return model.objects.filter(Exists(decided), ~Exists(done), decided_on__gte=horizon(on)).exclude(matter__status="void").select_related("matter").order_by("matter_id")


def _skipped(step: str, what: str, needed: Condition) -> Callable[[date], Iterator[Hit]]:
    def find(on: date) -> Iterator[Hit]:
        for one in _lacks(Penalty, step, on).iterator():
            head = one.matter
            law = legal_day(head.field, head.region, head.act)
            facts = {name: getattr(one, name) for name in needed.reads}
            if needed.ask(facts, partial(law.value, on=one.decided_on)):
                yield Hit(head.lead_id, head.number or head.title, f"{one.decided_on} 作出处罚决定，没有{what}的记录。", _known(facts, needed), file=head.pk, since=one.decided_on)

    return find


def _known(facts: dict[str, Any], needed: Condition) -> str:
    fine = facts.get("proposed_fine")
    money = f"拟罚款 {fine // 100:,} 元；" if fine is not None else ""
    return f"{money}{needed.name}，过程记录中没有这一环节。"


def _unnotified(on: date) -> Iterator[Hit]:
    for model, step in ((Penalty, "notify"), (SummaryPenalty, "inform")):
        for one in _lacks(model, step, on).iterator():
            head = one.matter
            yield Hit(head.lead_id, head.number or head.title, f"{one.decided_on} 作出处罚决定，没有告知的记录。", "过程记录中没有告知环节。", file=head.pk, since=one.decided_on)


def _acts(on: date):
    events = Event.objects.filter(DONE, procedure__in=PROCEDURES, day__gte=horizon(on)).exclude(amended__undone=True).exclude(matter__status="void")
    return events.select_related("matter").only("matter", "procedure", "step", "seq", "day", "person", "participants", "matter__lead_id", "matter__number", "matter__title")


def _steps(wanted: Callable[[tuple], bool]) -> Q:
    """Condition on the event index: the steps of the penalty procedures whose seats are such."""
    found = Q(pk__in=[])
    for procedure in registry.all_procedures():
        if procedure.id in PROCEDURES:
            steps = [step.id for step in procedure.steps if step.by and wanted(step.by)]
            found |= Q(procedure=procedure.id, step__in=steps)
    return found


def _all_certified(seats: tuple) -> bool:
    return all(role.certified for seat in seats for role in alternatives(seat))


def _step_name(event: Event) -> str:
    return next((p.names[event.step] for p in registry.all_procedures() if p.id == event.procedure and event.step in p.names), event.step)


def _one_officer(on: date) -> Iterator[Hit]:
    two = _steps(lambda seats: len(seats) > 1 and _all_certified(seats))
    # What passed the engine had two; papers entered afterwards may show one.
    for event in _acts(on).filter(two, kind="record_defect").order_by("matter_id", "seq").iterator():
        told = [one for one in event.participants if one.get("part") != "复核"]
        if not told:
            head = event.matter
            yield Hit(head.lead_id, head.number or head.title, f"{event.day}“{_step_name(event)}”没有两名执法人员共同办理的记录。", f"过程记录第 {event.seq} 条，登记为程序瑕疵。", file=head.pk, since=event.day, occasion=str(event.seq))


def _uncertified(on: date) -> Iterator[Hit]:
    held = valid(OuterRef("day")).filter(person=OuterRef("person"))
    found = _acts(on).filter(_steps(_all_certified), ~Exists(held), kind__in=("open", "perform")).exclude(person=None).exclude(person=0)
    for event in found.order_by("matter_id", "seq").iterator():
        head = event.matter
        yield Hit(head.lead_id, head.number or head.title, f"{event.day}“{_step_name(event)}”的办理人员当日没有有效的行政执法证。", f"过程记录第 {event.seq} 条；人事记录中当日没有有效证件。", file=head.pk, since=event.day, occasion=str(event.seq))


def _irregular(on: date) -> Iterator[Hit]:
    for event in _acts(on).filter(kind="record_defect").order_by("matter_id", "seq").iterator():
        head = event.matter
        yield Hit(head.lead_id, head.number or head.title, f"{event.day}“{_step_name(event)}”登记为程序瑕疵。", f"过程记录第 {event.seq} 条。", file=head.pk, since=event.day, occasion=str(event.seq))


def _corrected(on: date) -> Iterator[Hit]:
    found = Matter.objects.filter(procedure__in=PROCEDURES, events__kind="correct", events__day__gte=horizon(on)).exclude(status="void")
    for head in found.annotate(times=Count("events")).filter(times__gte=limit("corrections", on)).order_by("pk"):
        yield Hit(head.lead_id, head.number or head.title, f"这一案件的记录更正了 {head.times} 次。", "见过程记录中的各次更正及其理由。", file=head.pk)


def _adopted_without(on: date) -> Iterator[Hit]:
    decided = StepState.objects.filter(matter=OuterRef("pk"), step="decide", times__gt=0)
    evidence = StepState.objects.filter(matter=OuterRef("pk"), step="investigate", times__gt=0)
    found = Matter.objects.filter(~Exists(evidence), Exists(decided), procedure="penalty.ordinary").exclude(status="void")
    for head in found.annotate(day=Coalesce("closed_on", "opened_on", output_field=DateField())).filter(day__gte=horizon(on)).order_by("pk"):
        yield Hit(head.lead_id, head.number or head.title, "作出了处罚决定，没有调查取证的记录。", "过程记录中没有调查取证环节。", file=head.pk)


register(
    ClueModel("review_skipped", "未经法制审核", "应当法制审核的案件，没有审核记录就作出了决定。", (f"{ACT}#58",), "grave", _skipped("review", "法制审核", must_review)),
    ClueModel("not_discussed", "未经集体讨论", "应当集体讨论的案件，没有讨论记录就作出了决定。", (f"{ACT}#57.2",), "grave", _skipped("discuss", "集体讨论", must_discuss)),
    ClueModel("not_notified", "未告知即处罚", "作出处罚决定以前没有告知当事人的记录。", (f"{ACT}#44", f"{ACT}#62"), "grave", _unnotified),
    ClueModel("no_evidence", "没有调查取证记录", "普通程序案件没有调查取证的记录就作出了决定。", (f"{ACT}#54.1",), "grave", _adopted_without),
    ClueModel("one_officer", "单人执法", "应当由两名执法人员办理的环节，只有一人的记录。", (f"{ACT}#42.1",), "grave", _one_officer),
    ClueModel("uncertified", "无有效证件执法", "办理当日，办理人员没有有效的行政执法证。", (f"{ACT}#42.1",), "grave", _uncertified),
    ClueModel("irregular", "程序瑕疵", "案件登记有程序瑕疵，看是否普遍、是否已补救。", (f"{ACT}#38",), "common", _irregular),
    ClueModel("corrections", "反复更正", "同一案件的记录更正次数多。", (f"{THREE_SYSTEMS}#（八）",), "slight", _corrected),
)  # fmt: skip

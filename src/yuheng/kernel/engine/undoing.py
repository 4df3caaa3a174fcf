"""`undo_openings`: takes back the openings that an import made, thousands at once.

A matter that a person opened ends by a step of its own; one that a wrong sheet opened never was. So only a matter of an import batch may
lose its opening, under the rules of `undo`: its latest act, by its author or a superior, the same day, nothing served, nothing resting on it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import models, transaction

from yuheng.kernel.engine.acts import Frame, _renew, outcome_of
from yuheng.kernel.engine.events import event_of
from yuheng.kernel.engine.history import history
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import Loaded, load
from yuheng.kernel.engine.mirroring import mirror
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.now import now
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.fold import Past, folded, undone
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.facts import Facts, Row
from yuheng.kernel.records.models import Amended, Event, Link, Matter, Paper

_GONE = Refusal("undo", "本件已经撤销。")


def undo_openings(matters: Sequence[int], *, by: int, reason: str, post: int | None = None) -> list[Done | Refusal]:
    """Takes back matters that an import opened or adopted; each is taken back or refused by itself. One transaction.

    What was taken back keeps its events, and stands in no list, count or figure; a number that it took is not given again.
    """
    if len(reason.strip()) < 2:
        return [Refusal("reason", "请填写理由。", remedy="理由将与原记录一并保存。")] * len(matters)
    with transaction.atomic():
        staff = office()
        loaded = load(matters, staff)
        past = _past(loaded)
        served = set(Paper.objects.filter(matter__in=matters, made=True, state__in=("served", "returned")).values_list("matter", flat=True))
        leaned_on = _leaned_on(matters)
        batch, found = Batch(), {}
        for matter, one in loaded.items():
            head, state = one.head, one.state
            recorded = max(now(), head.recorded_at) if head.recorded_at else now()
            seat = staff.seat(by, recorded.date(), line=state.lead_line, post=post)
            work = Work(one, scope_before=(head.status, head.level, head.due_on), rescoped=True, words="")
            frame = Frame(work, staff, legal_day(head.field, head.region, head.act), seat, recorded)
            refusal = _refused(frame, past[matter], matter in served, leaned_on.get(matter, ""))
            found[matter] = refusal or _taken_back(frame, past[matter], reason, batch)
        batch.flush(staff)
        mirror((work.state for work in batch.works.values()), undone=True)
        gone = [matter for matter, result in found.items() if isinstance(result, Done)]
        Paper.objects.filter(matter__in=gone).update(state="void")
        _amend({matter: past[matter][0].seq for matter in gone})
    return [found.get(matter, Refusal("matter", "没有这一事项。", remedy="请核对编号。")) for matter in matters]


def _past(loaded: dict[int, Loaded]) -> dict[int, list[Past]]:
    """The events of every matter, read once for each procedure."""
    kinds: dict[tuple[str, int], list[int]] = {}
    for matter, one in loaded.items():
        kinds.setdefault((one.head.procedure, one.head.version), []).append(matter)
    found: dict[int, list[Past]] = {matter: [] for matter in loaded}
    for (procedure, version), members in kinds.items():
        events = list(Event.objects.filter(matter__in=members).order_by("matter", "seq"))
        for event, past in zip(events, history(registry.get(procedure, version), events), strict=True):
            found[event.matter_id].append(past)
    return found


def _refused(frame: Frame, past: list[Past], served: bool, leaned_on: str) -> Refusal | None:
    gone = undone(past)
    live = [one for one in past if one.seq not in gone and one.kind != "undo"]
    if not live:
        return _GONE
    last, state = live[-1], frame.state
    if frame.work.head.batch is None:
        return Refusal("undo", "本件不是导入的，不能整件撤销。", remedy="确属误立的，请办理撤案。")
    if len(live) > 1:
        name = state.procedure.names.get(last.step, "") or "更正等办理"
        return Refusal("undo", f"导入以后又办理了“{name}”，不能撤销。", remedy="有误的，请在本件中办理更正。")
    if last.recorded.date() != frame.recorded.date():
        return Refusal("undo", f"本件是 {last.recorded:%Y-%m-%d} 导入的，只能在当天撤销。", remedy="有误的，请在本件中办理更正。")
    above = frame.by.organ is not None and frame.by.organ in state.lead_line[1:]
    if frame.by.person not in last.persons and not above:
        return Refusal("undo", "只有导入人员本人或者上级可以撤销。", remedy="请由本人或者上级办理。")
    if served:
        return Refusal("undo", "本件的文书已经送达或者签收，不能撤销。", remedy="请制作并送达更正文书。")
    return Refusal("undo", f"{leaned_on}引用了本件，不能撤销。", remedy="请先更正引用本件的记录。") if leaned_on else None


def _taken_back(frame: Frame, past: list[Past], reason: str, batch: Batch) -> Done:
    work, head, first = frame.work, frame.work.head, past[0]
    renewed = folded(head.id, frame.state.procedure, [one for one in past if one.seq != first.seq])
    outcome = outcome_of(frame, "undo", step=first.step, row=first.row, reason=reason)
    renewed.seq, renewed.last_recorded = outcome.seq, frame.recorded
    outcome.values = renewed.values
    outcome.opened, outcome.closed, outcome.stage = None, None, renewed.stage
    work.take(outcome)
    _renew(work, renewed)
    row, openings, hashed = event_of(head, frame.state.procedure.shape, outcome, [], details={"event": first.seq}, salts=secrets.token_bytes)
    head.seq, head.head, head.recorded_at = outcome.seq, hashed, frame.recorded
    batch.works[head.id] = work
    batch.events.append(row)
    batch.openings.extend(openings)
    return Done(head.id, row[0], outcome.seq, first.step, hashed)


def _amend(seqs: dict[int, int]) -> None:
    """Tells the figures which events were taken back."""
    wanted = [event for event in Event.objects.filter(matter__in=seqs).only("pk", "matter_id", "seq") if event.seq == seqs[event.matter_id]]
    known = set(Amended.objects.filter(event__in=wanted).values_list("event", flat=True))
    Amended.objects.filter(event__in=known).update(undone=True)
    Amended.objects.bulk_create([Amended(event=event, undone=True) for event in wanted if event.pk not in known])


def _leaned_on(matters: Sequence[int]) -> dict[int, str]:
    """Matters that another record names, with the name of that kind of record."""
    found: dict[int, str] = {}
    for relation in Matter._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        model = getattr(relation, "related_model", None)
        if not isinstance(field, models.ForeignKey) or not isinstance(model, type) or field.name == "matter":
            continue
        if issubclass(model, (Facts, Row)):
            pointed = model._default_manager.filter(**{f"{field.name}__in": matters}).values_list(field.name, flat=True)
            found.update(dict.fromkeys(pointed, f"“{model._meta.verbose_name}”"))
    for link in Link.objects.filter(models.Q(a__in=matters) | models.Q(b__in=matters)):
        found.update({link.a_id: "关联事项", link.b_id: "关联事项"})
    return found

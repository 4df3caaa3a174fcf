"""`replay --decide`: every act judged again by today's rules and law, on the state that its matter then had.

Recorded acts stand whatever comes of it: a difference says that a rule, a parameter or a role has changed since, or that an act
went in which the rules would not have let through. Acts whose data were erased, lapses and kernel acts are not judged again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yuheng.kernel.engine.history import openings_of, past_of
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.replay import BATCH, Difference
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.decide import decide
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.fold import ERASED, Past, after, undone
from yuheng.kernel.procedure.rights import alternatives
from yuheng.kernel.procedure.state import Act, Paper, Refusal, Seat, Snapshot
from yuheng.kernel.records.models import Event, Matter


@dataclass(slots=True)
class Judged:
    """How many acts were judged again, and how many could not be."""

    acts: int = 0
    erased: int = 0


def redecide(matters: list[int] | None = None, counted: Judged | None = None) -> Iterator[Difference]:
    """Judges the acts of every matter (or of these) again and yields what would come out otherwise today."""
    ids = matters if matters is not None else list(Matter.objects.order_by("pk").values_list("pk", flat=True))
    counted, staff = counted or Judged(), office()
    for start in range(0, len(ids), BATCH):
        part = Matter.objects.filter(pk__in=ids[start : start + BATCH]).order_by("pk")
        events: dict[int, list[Event]] = {}
        for event in Event.objects.filter(matter__in=[one.pk for one in part]).order_by("matter", "seq"):
            events.setdefault(event.matter_id, []).append(event)
        openings = openings_of(event for listed in events.values() for event in listed)
        for matter in part:
            yield from _matter(matter, events.get(matter.pk, []), openings, staff, counted)


def _matter(
    head: Matter, events: Sequence[Event], openings: Mapping[int, Mapping[str, Any]], staff: Office, counted: Judged
) -> Iterator[Difference]:
    procedure = registry.get(head.procedure, head.version)
    law = legal_day(head.field, head.region, head.act)
    bodies = [json.loads(bytes(event.body)) for event in events]
    past = [past_of(procedure, bytes(event.body), openings.get(event.pk, {})) for event in events]
    gone = undone(past)
    state = Snapshot(matter=head.pk, procedure=procedure)
    for one, body in zip(past, bodies, strict=True):
        state = _placed(state, one, staff, head)
        if one.kind in ("open", "perform") and one.seq not in gone:
            act = _act(one, body, state, staff)
            if act is None:
                counted.erased += 1
            else:
                counted.acts += 1
                yield from _compared(head.pk, one, decide(replace(state, values={}), act, law), procedure)
        state = after(state, one, gone)


def _placed(state: Snapshot, one: Past, staff: Office, head: Matter) -> Snapshot:
    """The state with what opening, handovers and recusals told: whose the matter is, who takes part, who may not."""
    opening, told = one.details.get("opening", {}), one.details
    lead = opening.get("lead") or told.get("lead_to") or state.lead or head.lead_id
    members = frozenset(person for person, _part in opening.get("members", ())) or state.members
    recused = state.recused | ({told["recused"]} if "recused" in told else set())
    power = opening.get("power", state.power if state.power is not None else head.power_id)
    return replace(state, lead=lead, lead_line=staff.line(lead), power=power, members=members, recused=frozenset(recused))


def _act(one: Past, body: Mapping[str, Any], state: Snapshot, staff: Office) -> Act | None:
    """The act as it was asked for; None where what it wrote was erased."""
    values = [*one.writes.values(), *(v for items in one.row_writes.values() for row in items.values() for v in row.values())]
    step = state.procedure.by_id.get(one.step)
    if ERASED in values or step is None:
        return None
    data: dict[str, Any] = dict(one.writes)
    for kind, items in one.row_writes.items():
        known = state.rows.get(kind, {})
        data[kind] = [{**({"row": number} if number in known else {}), **row} for number, row in sorted(items.items())]
    wanted = {role.id for seat in step.by for role in alternatives(seat)}

    def seat(who: Mapping[str, Any]) -> Seat:
        found = staff.seat(who["person"], one.at.date(), wanted, state.lead_line, who.get("post"))
        return replace(found, part=who.get("part", ""))

    others = tuple(seat(who) for who in body.get("participants", ()) if who.get("person"))
    papers = tuple(Paper(kind, kind, "") for kind in one.papers if kind not in step.produces)
    return Act(one.step, seat(body["actor"]), one.at, one.recorded, one.row, others, data, papers)


def _compared(matter: int, one: Past, found: Any, procedure: Procedure) -> Iterator[Difference]:
    where = f"第 {one.seq} 条“{procedure.names[one.step]}”"
    if isinstance(found, Refusal):
        yield Difference(matter, where, "已办理", f"按现行规则不予办理：{found.message}", "rule")
        return
    dues = {clock.id: clock.due for clock in one.clocks}
    for clock in found.clocks:
        if clock.id in dues and clock.due != dues.pop(clock.id):
            told = next(line.due for line in one.clocks if line.id == clock.id)
            yield Difference(matter, f"{where}的期限“{procedure.names.get(clock.step, clock.step)}”", told, f"按现行规则为 {clock.due}", "rule")
    for key in dues:
        yield Difference(matter, f"{where}的期限 {key}", dues[key], "按现行规则没有这一期限", "rule")
    for name, truth in found.changed_values.items():
        if one.values.get(name, truth) is not truth:
            label = procedure.conditions[name].name
            yield Difference(matter, f"{where}的条件“{label}”", one.values[name], f"按现行规则为 {truth}", "rule")



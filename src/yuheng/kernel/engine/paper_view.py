"""A paper as the matter knew things when it was made: the fold of the events up to that act, with names resolved.

The same paper gives the same content for ever: facts come from the ledger, names of organs and parties as they were on the paper's day.
What only the register of parties knows (address, legal representative) is read when the paper is composed, and stands fixed
from the sealing on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from yuheng.kernel.documents import Composed, Context
from yuheng.kernel.engine.filling import GONE, composed, context_of
from yuheng.kernel.engine.history import history
from yuheng.kernel.engine.load import load
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.papers import data_digest
from yuheng.kernel.ledger.body import REASON, opinion
from yuheng.kernel.now import today
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.fold import ERASED, Past, folded, undone
from yuheng.kernel.procedure.shape import Shape
from yuheng.kernel.procedure.state import Snapshot
from yuheng.kernel.records.models import (
    Event,
    Matter,
    MatterParty,
    Opening,
    Organ,
    OrganName,
    Paper,
    Party,
    PartyName,
    Post,
)

Rows = Mapping[str, Mapping[int, Mapping[str, Any]]]


class Changed(LookupError):
    """What the ledger holds no longer gives the data that the paper was made from; the message is Chinese."""


def is_demonstration() -> bool:
    """Whether this data directory holds the demonstration year: its papers say so on every page."""
    return (settings.HOME / "demonstration.json").exists()


def paper_view(paper: int) -> Composed:
    """The content of a paper that the platform made. Raises `Changed` where its facts no longer give its data digest."""
    kept = Paper.objects.select_related("matter").get(pk=paper)
    return composed(_procedure(kept.matter), kept.kind, kept.step, paper_context(kept))


def draft_view(matter: int, kind: str, row: int = 0) -> Composed:
    """A paper of a matter as it would be today, without a number: forms to be filled by hand, and papers no step makes."""
    found = Matter.objects.get(pk=matter)
    procedure = _procedure(found)
    step = next((step.id for step in procedure.steps if kind in step.produces), "")
    past, events = _past(found, procedure, found.seq)
    state = folded(found.pk, procedure, past)
    context = _context(found, state, past, events, Made(kind, step, row, found.seq, "", today()))
    return composed(procedure, kind, step, context)


def paper_context(kept: Paper) -> Context:
    """What a paper is filled from. Raises `Changed`."""
    procedure = _procedure(kept.matter)
    past, events = _past(kept.matter, procedure, kept.seq)
    state = folded(kept.matter_id, procedure, past)
    if kept.data and not _erased(state) and data_digest(state) != kept.data:
        raise Changed(f"“{kept.name}”所依据的案情与制作时不符，过程记录可能被改动。请先核验总账，再打开本文书。")
    made = Made(kept.kind, kept.step, kept.row, kept.seq, kept.number, kept.day)
    return _context(kept.matter, state, past, events, made)


class Made:
    """Which paper is filled: its kind, step, row, event, number and day."""

    def __init__(self, kind: str, step: str, row: int, seq: int, number: str, day: date) -> None:
        self.kind, self.step, self.row, self.seq, self.number, self.day = kind, step, row, seq, number, day


def _procedure(matter: Matter) -> Procedure:
    return registry.get(matter.procedure, matter.version)


def _past(matter: Matter, procedure: Procedure, seq: int) -> tuple[list[Past], dict[int, Event]]:
    events = list(Event.objects.filter(matter=matter, seq__lte=seq).order_by("seq"))
    return history(procedure, events), {event.seq: event for event in events}


def _erased(state: Snapshot) -> bool:
    rows = (value for items in state.rows.values() for row in items.values() for value in row.values())
    return any(value is ERASED for value in (*state.facts.values(), *rows))


def _context(
    matter: Matter, state: Snapshot, past: Sequence[Past], events: Mapping[int, Event], made: Made
) -> Context:
    staff, procedure = office(), state.procedure
    organ = matter.power_id or matter.lead_id
    organs = organ_names((organ, matter.lead_id), made.day, staff)
    acts = _acts(past, events, staff)
    own = next((act for act in reversed(acts) if act["seq"] == made.seq), None)
    officers = own["officers"] if own else []
    context = context_of(
        procedure, state.facts, state.rows, staff=staff, number=made.number, case_number=matter.number,
        title=matter.title, organ=organs[organ], lead=organs[matter.lead_id], day=made.day, parties=_parties(matter, made.day),
        signers=[officer["name"] for officer in officers], names=_names(procedure, state.facts, state.rows),
        demonstration=is_demonstration(),
    )  # fmt: skip
    return Context({
        **context.values,
        "procedure": procedure.id,
        "matter": matter.pk,
        "linked": _linked(procedure, state, staff),
        "officers": officers,
        "handler": staff.people.get(matter.handler_id or 0, ""),
        "organ_facts": _organ_facts(organ, organs[organ], staff),
        "scope": {"field": matter.field, "region": matter.region, "act": matter.act},
        "at": own["at"] if own else None,
        "reason": own["reason"] if own else "",
        "acts": {act["step"]: act for act in acts},
        "due": {clock.step: clock.due for clock in state.clocks if clock.open and clock.due is not None},
        "row": _row(context, procedure, state, made),
        "papers": _papers(matter, made.seq),
        "made": {paper["kind"]: paper for paper in _papers(matter, made.seq)},
    }, demonstration=context.demonstration)  # fmt: skip


def _acts(past: Sequence[Past], events: Mapping[int, Event], staff: Office) -> list[dict[str, Any]]:
    """The steps done so far and not taken back, each with its officers as they stood that day."""
    gone = undone(past)
    listed = [one for one in past if one.moves and one.seq not in gone]
    bodies = {one.seq: json.loads(bytes(events[one.seq].body)) for one in listed}
    said = _said([events[one.seq].pk for one in listed])
    seats = [seat for body in bodies.values() for seat in _seats(body)]
    titles = dict(Post.objects.filter(pk__in={seat["post"] for seat in seats if seat.get("post")}).values_list("pk", "title"))
    found = []
    for one in listed:
        words = said.get(events[one.seq].pk, {})
        officers = [_officer(seat, one.at.date(), staff, titles) for seat in _seats(bodies[one.seq])]
        for position, officer in enumerate(officers[1:]):
            officer["opinion"] = words.get(opinion(position), "")
        found.append({"seq": one.seq, "step": one.step, "row": one.row, "at": one.at, "day": one.at.date(),
                      "officers": officers, "by": officers[0]["name"] if officers else "", "reason": words.get(REASON, "")})  # fmt: skip
    return found


def _said(events: Sequence[int]) -> dict[int, dict[str, str]]:
    """Reasons and opinions given with events, by event and name; what was erased is missing."""
    found: dict[int, dict[str, str]] = {}
    for event, name, value in Opening.objects.filter(event__in=events, field__startswith="@").values_list("event_id", "field", "value"):
        found.setdefault(event, {})[name] = str(json.loads(value))
    return found


def _seats(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [seat for seat in (body["actor"], *body.get("participants", ())) if seat.get("person")]


def _officer(seat: Mapping[str, Any], day: date, staff: Office, titles: Mapping[int, str]) -> dict[str, str]:
    held = staff.seat(seat["person"], day, post=seat.get("post"))
    return {
        "name": staff.people.get(seat["person"], ""),
        "title": titles.get(seat.get("post") or 0, ""),
        "certificate": held.certificate,
        "part": seat.get("part", ""),
    }


def organ_names(wanted: Iterable[int], day: date, staff: Office) -> dict[int, str]:
    """The names that organs bore on a day."""
    ids = set(wanted)
    then = OrganName.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), organ__in=ids, from_on__lte=day)
    dated = dict(then.order_by("from_on").values_list("organ_id", "name"))
    return {organ: dated.get(organ) or staff.names.get(organ, "") for organ in ids}


def _organ_facts(organ: int, name: str, staff: Office) -> dict[str, str]:
    """What papers say of the organ beside its name: its legal kind, government, courts, address, bank.

    The deployment declares them in `Organ.facts`; what a unit does not say itself it has from the one above it.
    """
    declared = dict(Organ.objects.filter(pk__in=staff.line(organ)).values_list("pk", "facts"))
    found = {"legal_kind": "department"}
    for one in reversed(staff.line(organ)):
        found.update({key: str(value) for key, value in (declared.get(one) or {}).items() if value not in (None, "")})
    return {**found, "name": name}


def _parties(matter: Matter, day: date) -> list[dict[str, str]]:
    """The parties as the register knows them, each under the name that it bore on the day of the paper."""
    found = list(MatterParty.objects.filter(matter=matter, hidden=False).select_related("party").order_by("pk"))
    then: dict[int, str] = {}
    for party, name, since in PartyName.objects.filter(party__in=[part.party_id for part in found]).order_by("from_on").values_list("party_id", "name", "from_on"):
        if since <= day or party not in then:
            then[party] = name  # what was known first stands for the days before it
    return [
        {"name": then.get(part.party_id) or part.party.name, "uscc": part.party.uscc or "", "address": part.party.address,
         "head": part.party.head, "phone": part.party.phone, "part": part.part, "sex": part.party.sex}
        for part in found
    ]  # fmt: skip


def _names(procedure: Procedure, facts: Mapping[str, Any], rows: Rows) -> dict[tuple[str, int], str]:
    """Names of the parties and matters that values point to."""
    pairs = [(procedure.shape.fields.get(name), value) for name, value in facts.items()]
    for kind, items in rows.items():
        pairs += [(procedure.shape.rows[kind].fields.get(name), v) for row in items.values() for name, v in row.items()]
    wanted = {kind: {v for field, v in pairs if field and field.kind == kind and isinstance(v, int)} for kind in ("party", "matter")}
    names: dict[tuple[str, int], str] = {}
    if wanted["party"]:
        names.update({("party", pk): name for pk, name in Party.objects.filter(pk__in=wanted["party"]).values_list("pk", "name")})
    if wanted["matter"]:
        known = Matter.objects.filter(pk__in=wanted["matter"]).values_list("pk", "number", "title")
        names.update({("matter", pk): f"{number} {title}".strip() for pk, number, title in known})
    return names


def _linked(procedure: Procedure, state: Snapshot, staff: Office) -> dict[str, Any]:
    """What stands in the matters that facts point to: the meeting of a discussion. Fixed, like the register, from the sealing on."""
    pointers = {name: state.facts.get(name) for name, field in procedure.shape.fields.items() if field.kind == "matter" and field.of}
    wanted = {name: pk for name, pk in pointers.items() if isinstance(pk, int)}
    known = load(wanted.values(), staff, lock=False)
    found: dict[str, Any] = {}
    for name, pk in wanted.items():
        other = known[pk].state
        shapes = other.procedure.shape
        rows = {kind: [_named(shapes.rows[kind], row, staff) for row in items.values() if not row.get("voided")] for kind, items in other.rows.items()}
        found[name] = {**_named(shapes, other.facts, staff), **rows}
    return found


def _named(shape: Shape, values: Mapping[str, Any], staff: Office) -> dict[str, Any]:
    """Values with persons and organs by their names."""
    names: dict[str, Mapping[int, str]] = {"person": staff.people, "organ": staff.names}
    return {
        name: names[shape.fields[name].kind].get(value, "") if shape.fields[name].kind in names else value
        for name, value in values.items() if name in shape.fields and value is not None
    }  # fmt: skip


def _row(context: Context, procedure: Procedure, state: Snapshot, made: Made) -> dict[str, Any]:
    """The row that the paper is about: the addressee of a receipt, the instalment of a demand."""
    step = procedure.by_id.get(made.step)
    if step is None or not step.for_each:
        return {}
    row = state.rows.get(step.for_each, {}).get(made.row, {})
    return {name: GONE if value is ERASED else value for name, value in row.items() if name != "voided"}


def _papers(matter: Matter, seq: int) -> list[dict[str, Any]]:
    """The papers of the file up to an act, in their order; void ones are left out."""
    found = Paper.objects.filter(matter=matter, seq__lte=seq).exclude(state="void").order_by("seq", "pk")
    return [dict(paper) for paper in found.values("kind", "name", "number", "day", "step", "row", "made")]

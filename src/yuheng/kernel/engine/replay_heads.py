"""What replay compares beside facts, marking and clocks: the head of a matter, who takes part, who may see it, its papers, its past clocks.

All of it follows from events: from what opening the matter decided, from handovers and recusals, from the papers that acts made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from yuheng.kernel.engine.assisting import ANSWERED, PART, WITHDRAWN
from yuheng.kernel.engine.history import Recorded
from yuheng.kernel.engine.load import Head, Loaded
from yuheng.kernel.engine.office import Office
from yuheng.kernel.engine.write import Work, settle_head, tokens
from yuheng.kernel.ledger import body as ledger
from yuheng.kernel.procedure.fold import ERASED, Past, undone
from yuheng.kernel.procedure.state import Clock, Snapshot
from yuheng.kernel.records.models import Amended, Handling, Helper, MatterParty, Member, Paper, Scope
from yuheng.kernel.records.models import Clock as ClockRow

Told = tuple[str, Any, Any]
"""Where something differs, what the events say, what the table says."""

OPENED = {"lead": "lead_id", "power": "power_id", "area": "area_id", "level": "level", "field": "field", "region": "region", "act": "act", "batch": "batch"}
NAMES = {
    "lead_id": "承办单位", "power_id": "行使职权的机关", "area_id": "属地", "handler_id": "承办人", "level": "密级", "field": "执法领域",
    "region": "地区", "act": "行为", "batch": "导入批次", "number": "编号", "recused": "回避人员", "irregular": "程序瑕疵标记",
    "adopted": "存量案件标记", "status": "状态", "due_on": "最近期限", "warn_on": "临期日", "due_step": "最近待办环节", "provisional": "暂定标记",
    "opened_on": "开始日期", "closed_on": "办结日期",
}  # fmt: skip


@dataclass(slots=True)
class Beside:
    """The rows of some matters beside facts, marking and open clocks, by matter."""

    clocks: dict[int, dict[tuple[int, int], ClockRow]] = field(default_factory=dict)
    papers: dict[int, dict[int, Paper]] = field(default_factory=dict)
    amended: dict[int, dict[int, tuple[bool, date | None]]] = field(default_factory=dict)
    scopes: dict[int, list[Scope]] = field(default_factory=dict)
    parties: dict[int, set[tuple[int, str, bool]]] = field(default_factory=dict)
    members: dict[int, set[tuple[int, str]]] = field(default_factory=dict)
    helpers: dict[int, set[tuple[Any, ...]]] = field(default_factory=dict)
    handlings: dict[int, set[tuple[Any, ...]]] = field(default_factory=dict)


def beside(matters: Sequence[int]) -> Beside:
    """Eight queries for any number of matters."""
    found = Beside()
    for clock in ClockRow.objects.filter(matter__in=matters):
        found.clocks.setdefault(clock.matter_id, {})[(clock.seq, clock.no)] = clock
    for paper in Paper.objects.filter(matter__in=matters):
        found.papers.setdefault(paper.matter_id, {})[paper.pk] = paper
    amended = Amended.objects.filter(event__matter__in=matters).values_list("event__matter_id", "event__seq", "undone", "day")
    for matter, seq, gone, day in amended:
        found.amended.setdefault(matter, {})[seq] = (gone, day)
    for scope in Scope.objects.filter(matter__in=matters):
        found.scopes.setdefault(scope.matter_id, []).append(scope)
    for matter, party, part, hidden in MatterParty.objects.filter(matter__in=matters).values_list("matter_id", "party_id", "part", "hidden"):
        found.parties.setdefault(matter, set()).add((party, part, hidden))
    for matter, person, part in Member.objects.filter(matter__in=matters, to_on__isnull=True).values_list("matter_id", "person_id", "part"):
        found.members.setdefault(matter, set()).add((person, part))
    for matter, *line in Helper.objects.filter(matter__in=matters).values_list("matter_id", "asked", "person_id", "due_on", "ended", "ended_how"):
        found.helpers.setdefault(matter, set()).add(tuple(line))
    for matter, *line in Handling.objects.filter(matter__in=matters).values_list("matter_id", "seq", "paper_id", "act", "copies", "way", "day"):
        found.handlings.setdefault(matter, set()).add(tuple(line))
    return found


def compared(loaded: Loaded, rebuilt: Snapshot, events: Sequence[Recorded], stored: Beside, staff: Office) -> Iterator[Told]:
    """All differences of one matter beside those of its snapshot."""
    matter, past = loaded.head.id, [event.past for event in events]
    expected = _head(loaded.head, past, rebuilt)
    asleep = settle_head(Work(Loaded(expected, rebuilt)))
    for name, label in NAMES.items():
        a, b = getattr(expected, name), getattr(loaded.head, name)
        if (a or None) != (b or None):
            yield label, a, b
    yield from _clocks(past, asleep, stored.clocks.get(matter, {}))
    yield from _papers(events, stored.papers.get(matter, {}))
    yield from _amended(past, stored.amended.get(matter, {}))
    helpers = _helpers(past)
    for label, told, kept in (("协办", set(helpers.values()), stored.helpers.get(matter, set())), ("打印、送达", _handlings(past), stored.handlings.get(matter, set()))):
        if told != kept:
            yield label, sorted(told - kept, key=str), sorted(kept - told, key=str)
    opening = _opening(past)
    if opening is not None:
        parties = {(party, part, bool(hidden)) for party, part, hidden in opening.get("parties", ())}
        members = {(person, part) for person, part in opening.get("members", ())}
        members |= {(line[1], PART) for line in helpers.values() if line[4] != WITHDRAWN}
        for label, a, b in (("当事人", parties, stored.parties.get(matter, set())), ("参与人员", members, stored.members.get(matter, set()))):
            if a != b:
                yield label, sorted(a), sorted(b)
    yield from _scopes(loaded.head, stored.members.get(matter, set()), stored.scopes.get(matter, []), staff)


def _helpers(past: Sequence[Past]) -> dict[int, tuple[Any, ...]]:
    """Requests for help by the event that asked: who was asked, by when, and which event ended them how."""
    found: dict[int, tuple[Any, ...]] = {}
    for one in past:
        told = one.details
        if one.kind == "assist" and "helper" in told:
            found[one.seq] = (one.seq, told["helper"], date.fromisoformat(told["due"]) if "due" in told else None, 0, "")
        for name, how in (("answers", ANSWERED), ("withdraws", WITHDRAWN)):
            if one.kind == "assist" and told.get(name) in found:
                found[told[name]] = (*found[told[name]][:3], one.seq, how)
    return found


def _handlings(past: Sequence[Past]) -> set[tuple[Any, ...]]:
    """Printings and services: event, paper, act, copies, way, day."""
    return {
        (one.seq, one.details["paper"], one.kind, one.details.get("copies", 0), one.details.get("way", ""), one.at.date())
        for one in past if one.kind in ("print", "serve")
    }  # fmt: skip


def _opening(past: Sequence[Past]) -> Mapping[str, Any] | None:
    return next((one.details["opening"] for one in past if "opening" in one.details), None)


def _head(stored: Head, past: Sequence[Past], rebuilt: Snapshot) -> Head:
    """The head that the events make; what they do not tell stays as it is stored."""
    head = replace(stored, irregular=rebuilt.defective, adopted=any(one.kind == "adopt" for one in past), recused=[])
    opening = _opening(past)
    if opening is not None:
        for name, column in OPENED.items():
            setattr(head, column, opening.get(name, "" if name in ("field", "region", "act") else 0 if name == "level" else None))
        head.handler_id = opening.get("handler")
    for one in past:
        told = one.details
        head.number = told.get("number", head.number) if one.kind != "correct" else head.number
        if one.kind == "handover" and "to" in told:
            head.handler_id, head.lead_id = told["to"], told.get("lead_to", head.lead_id)
        if one.kind == "handover" and "recused" in told:
            head.recused = sorted({*head.recused, told["recused"]})
    return head


def _clocks(past: Sequence[Past], asleep: Mapping[tuple[int, int], bool], stored: Mapping[tuple[int, int], ClockRow]) -> Iterator[Told]:
    """Clocks that ended, by which act and whether in time; and which of the open ones sleep."""
    gone, days = undone(past), {one.seq: one.at.date() for one in past}
    last: dict[tuple[int, int], Clock] = {}
    for one in past:
        if one.seq not in gone:
            last.update((clock.id, clock) for clock in one.clocks)
    for key, clock in last.items():
        row = stored.get(key)
        if row is None:
            yield f"期限 {key}", _ended(clock, days), None
        elif not clock.open and _ended(clock, days) != (row.ended, row.ended_how, row.met, row.due_on, row.ended_on):
            yield f"期限 {key}", _ended(clock, days), (row.ended, row.ended_how, row.met, row.due_on, row.ended_on)
        elif clock.open and row.asleep != asleep.get(key, False):
            yield f"期限 {key} 是否休眠", asleep.get(key, False), row.asleep
    for key in sorted(set(stored) - set(last)):
        if stored[key].ended_how != "undone" or key[0] not in gone:
            yield f"期限 {key}", None, (stored[key].ended, stored[key].ended_how)


def _ended(clock: Clock, days: Mapping[int, date]) -> tuple[Any, ...]:
    return (clock.ended, clock.ended_how, clock.met, clock.due, days.get(clock.ended))


def _papers(events: Sequence[Recorded], stored: Mapping[int, Paper]) -> Iterator[Told]:
    """Every paper that an act made or brought, with its number and digests; none that no act speaks of."""
    gone = undone([event.past for event in events])
    told: dict[int, dict[str, Any]] = {}
    for event in events:
        for line in event.documents:
            told.setdefault(line["id"], {}).update(line, **_digests(event, line["id"]), **({} if event.past.kind == "seal" else {"seq": event.past.seq}))
    for paper, line in told.items():
        row = stored.get(paper)
        if row is None:
            yield f"文书 {paper}", line["kind"], None
            continue
        wanted = {"kind": line["kind"], "number": line.get("number", ""), "template": line.get("template", ""), "seq": line.get("seq", row.seq)}
        wanted |= {name: line[name] for name in ("data", "file", "pdf", "docx") if name in line}
        for name, value in wanted.items():
            if value != getattr(row, name):
                yield f"文书 {paper} 的 {name}", value, getattr(row, name)
        if line.get("seq") in gone and row.state != "void":
            yield f"文书 {paper} 的状态", "作废", row.state
    for paper in sorted(set(stored) - set(told)):
        yield f"文书 {paper}", None, stored[paper].kind


def _digests(event: Recorded, paper: int) -> dict[str, str]:
    """Digests that the event commits to: of the data, and of the files, which are two for a sealed paper; none where they were erased."""
    found: dict[str, str] = {}
    if event.said.get(ledger.data(paper)) is not None:
        found["data"] = _or_gone(event.said[ledger.data(paper)])
    files = event.said.get(ledger.file(paper))
    if files is ERASED:
        found.update({"pdf": "", "docx": ""} if event.past.kind == "seal" else {"file": ""})
    elif files is not None and event.past.kind == "seal":
        found["pdf"], found["docx"] = str(files).split(" ")
    elif files is not None:
        found["file"] = str(files)
    return found


def _or_gone(value: Any) -> str:
    return "" if value is ERASED else str(value)


def _amended(past: Sequence[Past], stored: Mapping[int, tuple[bool, date | None]]) -> Iterator[Told]:
    """What figures are told of events taken back or dated anew."""
    told: dict[int, tuple[bool, date | None]] = {}
    for one in past:
        if one.kind == "undo":
            told[one.details["event"]] = (True, told.get(one.details["event"], (False, None))[1])
        elif one.kind == "correct" and "at" in one.details:
            seq = one.details["event"]
            told[seq] = (told.get(seq, (False, None))[0], datetime.fromisoformat(one.details["at"]).date())
    for seq in sorted(set(told) | set(stored)):
        if told.get(seq) != stored.get(seq):
            yield f"第 {seq} 条记录的撤回或者更正标记", told.get(seq), stored.get(seq)


def _scopes(head: Head, members: Iterable[tuple[int, str]], stored: Sequence[Scope], staff: Office) -> Iterator[Told]:
    """Who may see the matter: rows that let somebody see it who may not, or hide it from somebody who may."""
    wanted = set(tokens(head, sorted(members), staff))
    found = {row.token for row in stored}
    if wanted != found:
        yield "可见范围", sorted(wanted - found), sorted(found - wanted)
    line = (head.procedure, head.opened_on, head.status, head.level, head.due_on)
    for row in stored:
        said = (row.procedure, row.sort_day, row.status, row.level, row.due_on)
        if said != line:
            yield f"可见范围 {row.token}", line, said

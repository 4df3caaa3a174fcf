"""What lies open when the year ends: sheets waiting for leaders' signatures, deliveries of 双公示 with and without answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.signing import WORDS
from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone
from yuheng.faces.exchange.publicity.fields import Sort
from yuheng.faces.exchange.publicity.making import batch_of
from yuheng.faces.exchange.publicity.records import records
from yuheng.faces.exchange.publicity.rules import Record
from yuheng.kernel.engine import approvals, assisting
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.chains import PROPOSER, chain_of
from yuheng.kernel.records.models import Event, Matter, Sheet
from yuheng.kernel.time import current_calendar
from yuheng.systems.enforcement.credit.procedure import PUBLICITY
from yuheng.systems.enforcement.penalty.facts import Penalty

EVENING = datetime(YEAR, 12, 29, 16, 40, tzinfo=CHINA)
"""The last working afternoon: what was submitted then waits on 2 January."""

DELIVERIES: tuple[tuple[Sort, date, date, str], ...] = (
    ("penalty", date(YEAR, 11, 1), date(YEAR, 11, 15), "closed"), ("licence", date(YEAR, 12, 1), date(YEAR, 12, 15), "closed"),
    ("penalty", date(YEAR, 11, 16), date(YEAR, 11, 30), "answered"), ("licence", date(YEAR, 12, 16), date(YEAR, 12, 27), "made"),
)  # fmt: skip
HELP = ("请协助调取违法行为发生时段的街面视频。", "请协助核实当事人在你辖区的另一处经营场所。", "请协助送达并核实当事人住所。")

SHEETS = 14
"""Sheets that wait at most: a row that a leader can sign in one sitting."""


def sheets(zone: Zone) -> int:
    """Submits what can be filed or decided, and has everybody sign but the last; returns how many wait."""
    found = 0
    for step, matter, data in _ready():
        if found == SHEETS:
            break
        try:
            with time_at(EVENING + timedelta(minutes=2 * found)):
                found += _under_way(zone, matter, step, data)
        except Refused:
            continue  # not ready to be judged yet: a wait still runs
    return found


def _ready() -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Cases that were verified and not filed, and cases that were notified and not decided."""
    open_ = Matter.objects.filter(procedure="penalty.ordinary", status="open", opened_on__gte=date(YEAR, 11, 20)).order_by("opened_on", "pk")
    last: dict[int, str] = dict(Event.objects.filter(matter__in=open_, kind="perform").order_by("matter", "seq").values_list("matter_id", "step"))
    facts = {one.pk: one for one in Penalty.objects.filter(pk__in=last)}
    for matter, step in last.items():
        case = facts[matter]
        if step == "verify":
            yield "file", matter, {"filed_on": EVENING.date().isoformat()}
        elif step == "notify":
            yield "approve", matter, {"decided_kinds": case.notified_kinds, "decided_fine": f"{(case.notified_fine or 0) / 100:.2f}"}


def _under_way(zone: Zone, matter: int, step: str, data: Mapping[str, Any]) -> int:
    """One sheet, signed up to its last place."""
    head = Matter.objects.select_related("lead").get(pk=matter)
    handler = head.handler_id or 0
    sheet = approvals.submit(matter, step, by=handler, data=data, proposal=WORDS[PROPOSER])
    chain = chain_of(registry.get(head.procedure, head.version).by_id[step].approval)
    assert chain is not None
    while sheet.level != sheet.places[-1]:
        level = chain.levels[sheet.level]
        signed = set(sheet.signatures.values_list("person", flat=True)) | {handler}
        who = next((p for p in [*zone.role(level.role.id, head.lead.code), *zone.role(level.role.id)] if p not in signed), None)
        if who is None:
            break
        approvals.sign(sheet.pk, by=who, opinion=WORDS.get(level.name, "同意。"))
        sheet = Sheet.objects.get(pk=sheet.pk)
    return 1


def helped(zone: Zone) -> int:
    """A few open cases in which a colleague of another squad was asked to help 协办; one has answered."""
    open_ = list(Matter.objects.select_related("lead").filter(procedure="penalty.ordinary", status="open", opened_on__gte=date(YEAR, 12, 10)).order_by("opened_on", "pk")[:4])
    for position, matter in enumerate(open_):
        others = [p for p in zone.role("enforcer") if p not in zone.role("enforcer", matter.lead.code)]
        helper = others[(0, 0, 9, 17)[position] % len(others)]
        with time_at(EVENING + timedelta(minutes=40 + position)):
            asked = assisting.ask_help(matter.pk, helper, by=matter.handler_id or 0, asked=HELP[position % len(HELP)], due=date(YEAR + 1, 1, 4 + position))
        if position == 0:
            with time_at(EVENING + timedelta(minutes=55)):
                assisting.answer_help(matter.pk, asked.seq, by=helper, answer="已调取街面视频，违法行为发生时段的录像已刻盘移交。")
    return len(open_)


def deliveries(zone: Zone) -> int:
    """Deliveries of the last weeks: answered and closed, answered in part, made and not yet sent."""
    clerk, lead = zone.role("credit_clerk")[0], zone.organs["enforcement"]
    made = 0
    for sort, first, last, state in DELIVERIES:
        ready = [one for one in records(sort, first, last, Matter.objects.all()) if one.ready]
        if not ready:
            continue
        day = current_calendar().next_day(last + timedelta(days=1))
        at = datetime(day.year, day.month, day.day, 10, tzinfo=CHINA)
        opening = Opening(PUBLICITY.id, lead=lead, region=zone.region)
        data = batch_of(sort, first, last, False, ready)
        matter = perform(Order("make", clerk, opening=opening, data=data, at=at, recorded=at)).matter
        made += 1
        if state == "made":
            continue
        at += timedelta(minutes=30)
        perform(Order("send", clerk, matter=matter, data={"sent_on": at.date(), "channel": "省公共信用信息系统"}, at=at, recorded=at))
        answered = at + timedelta(days=1)
        taken = len(ready) if state == "closed" else max(1, len(ready) * 2 // 3)
        items = [_answer(number, answered.date()) for number in range(1, taken + 1)]
        perform(Order("answer", clerk, matter=matter, data={"items": items}, at=answered, recorded=answered))
        if state == "closed":
            answered += timedelta(hours=1)
            again = _resent(clerk, opening, sort, ready[0], answered)
            perform(Order("resend", clerk, matter=matter, data={"follow_up": again}, at=answered, recorded=answered))
            note = "退回 1 条，改正后另行报送。"
            perform(Order("reconcile", clerk, matter=matter, data={"note": note}, at=answered, recorded=answered))
    return made


def _resent(clerk: int, opening: Opening, sort: Sort, one: Record, at: datetime) -> int:
    """What was returned goes out again by itself, and is taken."""
    data = batch_of(sort, one.decided_on, one.decided_on, False, [one])
    matter = perform(Order("make", clerk, opening=opening, data=data, at=at, recorded=at)).matter
    perform(Order("send", clerk, matter=matter, data={"sent_on": at.date(), "channel": "省公共信用信息系统"}, at=at, recorded=at))
    item = {"row": 1, "state": "accepted", "answer": "0", "answered_on": at.date()}
    perform(Order("answer", clerk, matter=matter, data={"items": [item]}, at=at, recorded=at))
    perform(Order("reconcile", clerk, matter=matter, data={"note": "全部接收。"}, at=at, recorded=at))
    return matter


def _answer(row: int, day: date) -> dict[str, Any]:
    if row == 1:
        return {"row": row, "state": "rejected", "answer": "E102", "message": "统一社会信用代码与名称不符", "answered_on": day}
    return {"row": row, "state": "accepted", "answer": "0", "answered_on": day}

"""What the steps of a task fill in from the records: the item and its standard, the counts, the code, the certificates, the check list."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Opening, Order, Part
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.kernel.records.models import Matter, MatterParty
from yuheng.systems.enforcement.inspection import held
from yuheng.systems.enforcement.inspection.choices import BAD, PLANNED, URGENT
from yuheng.systems.enforcement.inspection.frequency import frequency
from yuheng.systems.enforcement.inspection.plan_facts import InspectionStandard
from yuheng.systems.enforcement.inspection.rules import ACT, cites
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask

PROCEDURE = "enforcement.inspection_task"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals that nobody takes for one another on paper."""

JOINED = "并入综合查一次，一次入企，不另计次数。"
CODE = 12
"""Characters of a task code: thirty to the twelfth, which nobody tries out."""


def task_code() -> str:
    """A new code that says nothing of its task."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE))


def cleaned_code(typed: str) -> str:
    """The twelve characters, however they were typed; empty where they cannot be a code."""
    code = "".join(c for c in typed.upper() if c.isalnum())
    return code if len(code) == CODE and set(code) <= set(ALPHABET) else ""


def _cleaned(state: Snapshot, data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """What was given under these names as it would be stored; nothing at all where one of them is wrong, which the engine tells at its field."""
    fields = state.procedure.shape.fields
    try:
        return {name: fields[name].clean(data[name]) for name in names if data.get(name) not in (None, "")}
    except BadValue:
        return {}


def propose(act: Act, state: Snapshot) -> Completed | Refusal:
    """The item by its code, the standard in force, how often the enterprise is visited, the officers' certificates, the code."""
    given = _cleaned(state, act.data, "uscc", "item_code", "exempt", "planned_on", "way", "plan")
    if given.get("way") in PLANNED and not given.get("plan") and given.get("item_code") and given.get("planned_on"):
        plan = held.plan_for(state.power or state.lead or 0, given["item_code"], given["way"], given["planned_on"])
        given["plan"] = plan
    found = {**act.data, "task_code": task_code(), "urgent": given.get("exempt") == URGENT, "team": _officers(act.data.get("team"), act.day)}
    if given.get("plan"):
        found["plan"] = given["plan"]
    return Completed({**found, **_rested(given, state, given.get("planned_on"))})


def replan(act: Act, state: Snapshot) -> Completed | Refusal:
    """Other days or other officers: counted again."""
    given = {**{name: state.facts.get(name) for name in ("uscc", "item_code", "exempt", "planned_on")}, **_cleaned(state, act.data, "planned_on")}
    more = {"team": _officers(act.data["team"], act.day)} if "team" in act.data else {}
    alone = {"exceeded": False, "limit_words": JOINED} if state.facts.get("joint_with") else {}
    return Completed({**act.data, **more, **_rested(given, state, given.get("planned_on")), **alone})


def join(act: Act, state: Snapshot) -> Completed | Refusal:
    """Part of a visit that is counted where it is led: no visit too many of its own."""
    return Completed({**act.data, "exceeded": False, "limit_words": JOINED})


def _rested(given: Mapping[str, Any], state: Snapshot, on: date | None) -> dict[str, Any]:
    """Item, standard and counts for a visit on a day; nothing where the form itself is not right yet."""
    code, uscc = given.get("item_code"), given.get("uscc")
    if not code or not uscc or on is None or state.lead is None:
        return {"exceeded": False}
    organ = state.power or state.lead
    item = next((one for one in held.items(organ, on) if one.code == code), None)
    standard = held.standard(organ, code, on)
    return {
        "item": item.name if item else None, "standard": standard.pk if standard else None, "visit_on": on,
        **_counts(uscc, on, state, code, standard.yearly if standard else None, bool(given.get("exempt"))),
    }  # fmt: skip


def _counts(uscc: str, on: date, state: Snapshot, item: str, yearly: int | None, exempt: bool, done: bool = False) -> dict[str, Any]:
    one = frequency(uscc, on, state.lead or 0, matter=state.matter, item=item, yearly=yearly, exempt=exempt, done=done)
    return {
        "day_count": one.day, "week_count": one.week, "month_count": one.month, "year_count": one.year, "exceeded": bool(one.over),
        "limit_words": ("不受频次限制；" if exempt else "") + one.words,
    }  # fmt: skip


def _officers(given: Any, on: date) -> Any:
    """The officers named, each with the certificate that they hold for their organ on the day."""
    if not isinstance(given, (list, tuple)):
        return given
    found = []
    for row in given:
        person = str(row.get("person") or "")
        seats = office().seats(int(person), on) if person.isdigit() else []
        card = next((seat.certificate for seat in seats if seat.certified), "")
        found.append({**row, "certificate": card})
    return found


def enter(act: Act, state: Snapshot) -> Completed | Refusal:
    """The day and moment of the entry, whether a code was really scanned, and the counts of that day."""
    scanned = str(act.data.get("scanned") or "").upper()
    coded = any(mark and mark in scanned for mark in (state.facts.get("uscc"), state.facts.get("task_code")))
    facts = state.facts
    if facts.get("joint_with"):
        counts: dict[str, Any] = {}  # part of a visit that is counted once, where it is led
    else:
        yearly = InspectionStandard.objects.filter(pk=facts.get("standard")).values_list("yearly", flat=True).first()
        counts = _counts(facts["uscc"], act.day, state, facts["item_code"], yearly, bool(facts.get("exempt")), done=True)
        counts.pop("exceeded")  # that was decided before; what is new is refused by a question
    given = {name: value for name, value in act.data.items() if name != "entered_at"}
    return Completed({**given, "entered_at": act.at, "entered_on": act.day, "visit_on": act.day, "coded": coded, **counts})


def check(act: Act, state: Snapshot) -> Completed | Refusal:
    """Every point of the standard has its answer; what it asks and by which rule is the standard's, not the officer's."""
    known = {one.number: one for one in held.points(int(state.facts.get("standard") or 0))}
    before = {row.get("number"): n for n, row in state.rows.get("points", {}).items() if not row.get("voided")}
    found, seen = [], set()
    given = act.data.get("points")
    for row in given if isinstance(given, (list, tuple)) else ():
        text = str(row.get("number") or "")
        number = int(text) if text.isdigit() and len(text) < 6 else 0
        if number not in known or number in seen:
            return _no("points", f"检查标准中没有第 {text or '（空）'} 项，或者重复填写。", "请按检查标准逐项填写。", act, state)
        seen.add(number)
        one = {**row, "number": number, "content": known[number].content, "basis": known[number].basis}
        one.pop("row", None)
        found.append({**one, "row": before[number]} if number in before else one)
    lacking = [str(n) for n in known if n not in seen]
    if lacking:
        return _no("points", f"检查单还有 {len(lacking)} 项没有填写：第 {'、'.join(lacking[:10])} 项。", "不涉及的填“不适用”。", act, state)
    return Completed({**act.data, "points": found})


def record(act: Act, state: Snapshot) -> Completed | Refusal:
    """How many points did not conform, and whether the matter goes on as a case."""
    bad = sum(row.get("found") == BAD for row in state.rows.get("points", {}).values() if not row.get("voided"))
    return Completed({**act.data, "problems": bad, "referable": act.data.get("result") in ("filed", "lenient")})


def recheck(act: Act, state: Snapshot) -> Completed | Refusal:
    """Not put right: it goes on as a case."""
    return Completed({**act.data, "referable": _cleaned(state, act.data, "put_right").get("put_right") is False})


def _no(field: str, message: str, remedy: str, act: Act, state: Snapshot) -> Refusal:
    return Refusal("data", message, cites("四", act.day), remedy, {field: message}, act.step)


def refer(act: Act, state: Snapshot) -> Completed | Refusal:
    """A matter that exists is tied; where none is named a clue of the ordinary procedure is opened with what is known."""
    given = act.data.get("case")
    if given in (None, "") and state.facts.get("result") == "lenient":
        return Refusal("data", "请选择办理中的免罚轻罚核验事项。", (f"{ACT}#33.1",), "先登记“免罚轻罚核验”，再选择。", {"case": "请选择免罚轻罚核验事项。"}, act.step)
    data = {key: value for key, value in act.data.items() if key != "case"}
    return Completed(data, lambda matter: _filed(act, matter, given))


def _filed(act: Act, matter: int, case: Any) -> None:
    perform(_order(act, "filed", {"case": case or _opened(act, matter)}, matter=matter))


def _order(act: Act, step: str, data: dict[str, Any], **more: Any) -> Order:
    others = tuple(seat.person for seat in act.with_)
    return Order(step, act.by.person, data=data, at=act.at, recorded=act.recorded, post=act.by.post, with_=others, account=act.account, **more)


def _opened(act: Act, matter: int) -> int:
    """The clue of the case: same party, found on the day of the inspection, with the number of the task as its source."""
    head, facts = Matter.objects.get(pk=matter), InspectionTask.objects.get(pk=matter)
    parties = tuple(Part(one.party_id, one.part, one.hidden) for one in MatterParty.objects.filter(matter=matter))
    opening = Opening("penalty.ordinary", lead=head.lead_id, area=head.area_id, field=head.field, region=head.region, power=head.power_id, parties=parties)
    clue = {
        "found_on": facts.entered_on, "source": "patrol", "source_number": head.number, "cause": f"{facts.item}中发现的问题"[:200], "place": facts.place,
        "basis": (facts.refer_why or facts.item or "")[:200], "party_kind": "individual" if (facts.uscc or "").startswith("92") else "organisation",
        "party_name": facts.target, "uscc": facts.uscc,
    }  # fmt: skip
    return perform(_order(act, "clue", clue, opening=opening)).matter


FINAL = "已经入企检查，不能撤销；确有错误的，请办理更正。"


def register_all() -> None:
    register(PROCEDURE, "propose", propose)
    register(PROCEDURE, "replan", replan)
    register(PROCEDURE, "join", join)
    register(PROCEDURE, "enter", enter, final=FINAL)
    register(PROCEDURE, "check", check)
    register(PROCEDURE, "record", record)
    register(PROCEDURE, "recheck", recheck)
    register(PROCEDURE, "refer", refer, final="已经转办，不能撤销。")

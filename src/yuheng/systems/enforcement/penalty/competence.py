"""Whether the organ holds the power item on the day, and the officers' certificates cover its field (第十七条、第二十四条、第四十二条)."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.enforcement.items.choices import FIELD_NAMES, GENERAL, PENALTY
from yuheng.systems.enforcement.items.held import Item, Powers, like, powers
from yuheng.systems.enforcement.penalty.rules import ACT


def _no(field: str, message: str, remedy: str, place: str, outcome: Outcome) -> Refusal:
    return Refusal("asked", message, (f"{ACT}#{place}",), remedy, {field: message} if field else {}, outcome.act.step)


def _powers(organ: int, said: Said) -> Powers:
    """The penalty items of an organ, read once a transaction."""
    known: dict[int, Powers] = said.setdefault("powers", {})
    if organ not in known:
        known[organ] = powers(organ, PENALTY)
    return known[organ]


def held(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A new case rests on an item that the organ holds on the day. A clue may name it later, a case on the spot may not."""
    if state.procedure.id == "penalty.ordinary" and not outcome.writes.get("item_code"):
        return None
    return _held(state, outcome, said, outcome.writes.get("item_code"), "编码见“权力事项清单”。")


def held_when_filed(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Filing makes the case: the item is named and held on that day. What was filed before it was given back goes on."""
    return _held(state, outcome, said, state.facts.get("item_code"), "请在“核查”中填写；已经核查的，办理更正。")


def _held(state: Snapshot, outcome: Outcome, said: Said, code: str | None, remedy: str) -> Refusal | None:
    if state.power is None:
        return None
    known, day = _powers(state.power, said), outcome.act.day
    if known.ended_on is not None and day >= known.ended_on:
        return _no("", f"本机关的执法主体资格已于 {known.ended_on} 终止，不能新立案。", "请移送有管辖权的机关。", "17", outcome)
    named = known.named(code) if code else []
    if any(one.held_on(day) for one in named) or (not named and not known.kept_on(day)):
        return None
    if code:
        return _no("item_code", *_why_not(named, code, day), "24.1" if named else "17", outcome)
    cause = str({**state.facts, **outcome.writes}.get("cause") or "")
    near = "、".join(f"{one.code} {one.name}" for one in like(known.items, cause, day))
    return _no("item_code", "请填写权力事项编码：没有列入清单的事项，本机关不能处罚。", (f"可能是：{near}。" if near else "") + remedy, "17", outcome)


def _why_not(named: list[Item], code: str, day: date) -> tuple[str, str]:
    gone = [one for one in named if one.back_on is not None and one.back_on <= day]
    if gone:
        last = gone[-1]
        paper = f"（{last.back_by}）" if last.back_by else ""
        return f"“{last.name}”（{code}）已于 {last.back_on} 收回{paper}，不能新立案。", "请移送有管辖权的机关；收回以前立案的案件继续办理。"
    if named:
        return f"“{named[0].name}”（{code}）自 {named[0].from_on} 起行使，{day} 还不能立案。", "请移送有管辖权的机关。"
    return f"本机关的权力事项清单中没有 {code}。", "请核对编码；没有列入清单的，移送有管辖权的机关。"


def covered(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Each officer's certificate covers the field of the item; one that names no kinds says nothing of them."""
    code = outcome.writes.get("item_code") or state.facts.get("item_code")
    narrow = [seat for seat in outcome.act.seats if seat.certified_for and GENERAL not in seat.certified_for]
    if not code or state.power is None or not narrow:
        return None
    fields = {FIELD_NAMES.get(one.field, "") for one in _powers(state.power, said).named(code)}
    for seat in narrow:
        kinds = seat.certified_for
        if fields and not fields & kinds:
            words = f"{seat.name}的行政执法证件（{seat.certificate}）的执法类别是{'、'.join(sorted(kinds))}，不包括{'、'.join(sorted(fields))}。"
            return _no("", words, "请由执法类别相符的人员办理，或者先换发证件。", "42.1", outcome)
    return None


for _procedure in ("penalty.ordinary", "penalty.summary"):
    asks(f"{_procedure}:held")(held)
    asks(f"{_procedure}:covered")(covered)
asks("penalty.ordinary:held_when_filed")(held_when_filed)

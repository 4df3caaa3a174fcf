"""Keeps the record of publications in step with the files: called with what each transaction leaves of a published penalty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from yuheng.kernel.engine.legal import Legal, legal_day
from yuheng.kernel.identity.names import is_body
from yuheng.kernel.identity.scrubbing import scrubbed
from yuheng.kernel.now import today
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Snapshot
from yuheng.kernel.records.models import Matter, Paper
from yuheng.kernel.search import indexed
from yuheng.systems.enforcement.disclosure.publication import REPLACED, SHOWN, WITHDRAWN, Publication
from yuheng.systems.enforcement.penalty.choices import HIDDEN
from yuheng.systems.enforcement.penalty.shown import fields, kinds_of, record_of

PUBLISH, WITHDRAW = ("publish", 0), ("withdraw", 0)
TAKEN_BACK = "公示操作已撤回"


def keep(states: Sequence[Snapshot]) -> None:
    """Shows, corrects, withdraws and takes back what the files say; set-wise, in three statements at most where something changed."""
    rows = Publication.objects.filter(matter__in=[state.matter for state in states]).exclude(state=REPLACED)
    there = {one.matter_id: one for one in rows.order_by("seq")}
    fresh = [state for state in states if _to_show(state, there.get(state.matter))]
    changed = [one for state in states if (one := _changed(state, there.get(state.matter))) is not None]
    if len(states) == 1 and not fresh and not changed:
        changed = _compared(states[0], there.get(states[0].matter))
    if changed:
        Publication.objects.bulk_update(changed, ["state", "ended_on", "why", "stale"], batch_size=200)
    if fresh:
        Publication.objects.bulk_create(_shown(fresh), batch_size=200)


def _to_show(state: Snapshot, known: Publication | None) -> bool:
    """Whether the file says something that the public does not see yet."""
    publish = state.step(PUBLISH)
    if not publish.done or not state.facts.get("shown_record") or state.step(WITHDRAW).done or state.facts.get("decided_on") is None:
        return False
    return known is None or (known.state == SHOWN and known.seq != publish.last_seq)


def _changed(state: Snapshot, known: Publication | None) -> Publication | None:
    """The record as the file now has it; None where it stands."""
    if known is None or known.state != SHOWN:
        return None
    publish, withdraw = state.step(PUBLISH), state.step(WITHDRAW)
    if not publish.done:
        return _ended(known, REPLACED, today(), TAKEN_BACK)
    if withdraw.done:
        return _ended(known, WITHDRAWN, withdraw.last_day, _without(state, state.facts.get("withdrawn_why")))
    if known.seq == publish.last_seq:
        return None
    if state.facts.get("shown_record"):
        return _ended(known, REPLACED, publish.last_day, _without(state, state.facts.get("reshown_why")))
    return _ended(known, WITHDRAWN, publish.last_day, dict(HIDDEN).get(str(state.facts.get("not_shown_ground")), ""))


def _ended(one: Publication, state: str, day: date | None, why: str) -> Publication:
    one.state, one.ended_on, one.why = state, day, why[:500]
    return one


def _without(state: Snapshot, words: Any) -> str:
    """A reason that the public reads, without the names that the file knows."""
    known = tuple(str(name) for key in ("party_name", "party_head", "reporter") if (name := state.facts.get(key)) and not is_body(str(name)))
    return scrubbed(str(words or ""), known)


def _compared(state: Snapshot, known: Publication | None) -> list[Publication]:
    """Marks a record whose file was corrected since."""
    if known is None or known.state != SHOWN:
        return []
    try:
        stale = record_of(state.facts, today()) != known.record
    except BadValue:
        stale = True
    if stale == known.stale:
        return []
    known.stale = stale
    return [known]


def _shown(states: Sequence[Snapshot]) -> Iterable[Publication]:
    keys = [state.matter for state in states]
    scopes = {pk: legal_day(*scope) for pk, *scope in Matter.objects.filter(pk__in=keys).values_list("pk", "field", "region", "act")}
    papers = Paper.objects.filter(matter__in=[state.matter for state in states if state.procedure.id == "penalty.ordinary"], kind="decision").exclude(state="void")
    numbers = dict(papers.order_by("seq").values_list("matter", "number"))
    for state in states:
        yield _row(state, scopes[state.matter], numbers.get(state.matter, ""))


def _row(state: Snapshot, law: Legal, number: str) -> Publication:
    facts, publish = state.facts, state.step(PUBLISH)
    told = fields(facts["shown_record"])
    kinds = kinds_of(facts)
    number = number or str(facts.get("book_number") or "")
    day = publish.last_day or today()
    person = facts["party_kind"] == "person"
    # Whoever is masked is not found by words either.
    named = "" if told["当事人"] != facts["party_name"] else told["当事人"]
    return Publication(
        matter_id=state.matter, seq=publish.last_seq, organ_id=state.power, number=number, kind=kinds[-1], cause=told["案由"][:200], party=told["当事人"][:200],
        uscc=told.get("统一社会信用代码", ""), decided_on=facts["decided_on"], from_on=day, to_on=_until(law, day, kinds, person), record=facts["shown_record"],
        digest=facts["shown_digest"], words=words_of(named, told["案由"], number, told.get("统一社会信用代码", "")),
    )  # fmt: skip


def words_of(*parts: str) -> str:
    """The words by which a publication is found, each between blanks."""
    return f" {indexed(' '.join(parts))} "


def _until(law: Legal, day: date, kinds: Sequence[str], person: bool) -> date | None:
    key = "disclosure.term.criticism" if list(kinds) == ["criticism"] else "disclosure.term.person" if person else "disclosure.term"
    return law.reckon(key, day).due

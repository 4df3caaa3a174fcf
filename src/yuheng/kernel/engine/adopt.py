"""`adopt`: a case that began on paper enters the platform 存量案件建档, marked as not checked by it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from yuheng.kernel.engine import titles
from yuheng.kernel.engine.acts import Frame, outcome_of, refuse
from yuheng.kernel.engine.events import event_of, opening_line
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.mirroring import mirror
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.opening import new_work
from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.papers import brought, paper_row
from yuheng.kernel.engine.references import missing_reference
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.adopting import PastAct, adopted, in_order, misplaced, register_step
from yuheng.kernel.procedure.data import cleaned
from yuheng.kernel.procedure.rights import alternatives
from yuheng.kernel.procedure.state import Outcome, Paper, Refusal, Seat
from yuheng.kernel.records.models import Matter


def adopt(
    opening: Opening,
    acts: Sequence[PastAct],
    facts: Mapping[str, Any],
    *,
    number: str,
    by: int,
    second: int,
    reason: str,
    papers: Sequence[Paper],
    post: int | None = None,
) -> Done:
    """Enters a case that began before the platform: one event that lists its past acts with their days and scans.

    The acts are not judged; marking, clocks and number stand as they are told, and the matter is marked 未经系统校验. By who may
    open the procedure, with a second person of the organ and at least one scan. Raises `Refused`; then nothing has changed.
    """
    with transaction.atomic():
        frame, outcome, acts = _judged(opening, acts, facts, number, by, second, reason, papers, post)
        return _written(frame, outcome, acts, number)


def try_adopt(
    opening: Opening, acts: Sequence[PastAct], facts: Mapping[str, Any], *, number: str, by: int, second: int, reason: str, papers: Sequence[Paper],
    post: int | None = None,
) -> Outcome | Refusal:
    """What `adopt` would say; writes nothing."""
    try:
        return _judged(opening, acts, facts, number, by, second, reason, papers, post)[1]
    except Refused as refused:
        return refused.refusal


def _judged(
    opening: Opening, acts: Sequence[PastAct], facts: Mapping[str, Any], number: str, by: int, second: int, reason: str, papers: Sequence[Paper],
    post: int | None,
) -> tuple[Frame, Outcome, list[PastAct]]:
    staff, recorded = office(), now()
    acts = in_order([replace(act, at=act.at if act.at.tzinfo else act.at.replace(tzinfo=CHINA)) for act in acts])
    work = _begun(opening, acts, by, staff)
    seats = _allowed(work, by, second, staff, post)
    _told(work, number, reason, papers)
    frame = Frame(work, staff, legal_day(work.head.field, work.head.region, work.head.act), seats[0], recorded)
    return frame, _outcome(frame, acts, facts, seats[1], reason, papers), list(acts)


def _begun(opening: Opening, acts: Sequence[PastAct], by: int, staff: Office) -> Work:
    first = acts[0].at if acts else now()
    try:
        step = registry.current(opening.procedure, first.date()).opening.id
    except registry.UnknownProcedure as error:
        raise refuse("procedure", str(error)) from None
    found = new_work(Order(step, by, opening=opening, at=first), Batch(), staff, now())
    if isinstance(found, Refusal):
        raise Refused(found)
    found.head.adopted = True
    return found


def _allowed(work: Work, by: int, second: int, staff: Office, post: int | None) -> tuple[Seat, Seat]:
    """Who enters the case may open such cases; the second person sits in the same organ."""
    day, line = now().date(), work.state.lead_line
    wanted = {role.id for seat in work.state.procedure.opening.by for role in alternatives(seat)}
    seat, other = staff.seat(by, day, wanted, line, post), staff.seat(second, day, (), line)
    if not seat.roles & wanted or seat.organ is None or (work.head.lead_id not in seat.line and seat.organ not in line):
        raise refuse("role", f"{seat.name}无权为该单位登记“{work.state.procedure.name}”。", "请由承办单位有权立案登记的人员办理。")
    if by == second:
        raise refuse("second", "复核人员不能是登记人员本人。", "请由另一人复核。")
    if other.organ is None or (work.head.lead_id not in other.line and other.organ not in line):
        raise refuse("second", "复核人员须是承办单位或者其上级单位的人员。", "请另选复核人员。")
    return seat, replace(other, part="复核")


def _told(work: Work, number: str, reason: str, papers: Sequence[Paper]) -> None:
    if not number.strip():
        raise refuse("data", "请填写原案号。", "存量案件沿用原案号，不重新编号。")
    if Matter.objects.filter(procedure=work.head.procedure, number=number.strip()).exclude(status="void").exists():
        raise refuse("same", f"案号“{number.strip()}”已经建档。", "请核对，避免重复建档。")
    if not papers:
        raise refuse("paper", "存量案件建档须附原纸质案卷的扫描件。", "请上传案卷扫描件。")
    if len(reason.strip()) < 2:
        raise refuse("reason", "请填写建档说明。")


def _outcome(
    frame: Frame, acts: Sequence[PastAct], facts: Mapping[str, Any], second: Seat, reason: str, papers: Sequence[Paper]
) -> Outcome:
    work, shape = frame.work, frame.state.procedure.shape
    unknown = [name for name in facts if name not in shape]
    if unknown:
        raise refuse("data", f"没有“{unknown[0]}”这一项。", "请核对要填写的项目。")
    written = cleaned(register_step(frame.state, facts), facts, frame.state)
    if isinstance(written, Refusal):
        raise Refused(written)
    writes, row_writes = written
    rows = {kind: {n: {"voided": False, **row} for n, row in items.items()} for kind, items in row_writes.items()}
    state = replace(frame.state, facts={**dict.fromkeys(shape.fields), **writes}, rows=rows)
    found = misplaced(state, acts, frame.recorded) or adopted(state, acts, frame.law)
    if isinstance(found, Refusal):
        raise Refused(found)
    outcome = outcome_of(frame, "adopt", at=acts[0].at, reason=reason, writes=writes, row_writes=row_writes, clocks=found.clocks, with_=(second,))
    outcome.act = replace(outcome.act, papers=tuple(papers))
    outcome.values, outcome.steps = found.values, found.steps
    outcome.changed_values = {name: truth for name, truth in found.values.items() if truth is not None}
    outcome.opened, outcome.closed, outcome.stage = found.opened, found.closed, found.stage
    missing = missing_reference(outcome, shape, frame.staff, Batch())
    if missing is not None:
        raise Refused(missing)
    work.take(outcome)
    work.loaded.state = replace(found, seq=outcome.seq)
    return outcome


def _written(frame: Frame, outcome: Outcome, acts: Sequence[PastAct], number: str) -> Done:
    work, head = frame.work, frame.work.head
    head.number = number.strip()
    scans = brought(outcome)
    told = [{"step": one.step, "row": one.row, "at": one.at.isoformat(timespec="milliseconds"), "persons": list(one.persons)} for one in acts]
    details = {"acts": told, "number": head.number, "opening": opening_line(head, work.parties, work.members)}
    row, openings, hashed = event_of(head, frame.state.procedure.shape, outcome, scans, details=details, salts=secrets.token_bytes)
    head.seq, head.head, head.recorded_at = outcome.seq, hashed, frame.recorded
    titles.entitle(work, titles.party_names([work]))
    Batch({head.id: work}, [row], [*openings], [paper_row(head.id, outcome, scan) for scan in scans]).flush(frame.staff)
    mirror([work.state], undone=True)
    return Done(head.id, row[0], outcome.seq, "", hashed, number=head.number)

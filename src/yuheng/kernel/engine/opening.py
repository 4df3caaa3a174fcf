"""A matter about to be opened, and the act that an order asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yuheng.kernel.engine.load import Head, Loaded
from yuheng.kernel.engine.office import Office
from yuheng.kernel.engine.orders import Order
from yuheng.kernel.engine.write import Batch, Work
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.rights import alternatives
from yuheng.kernel.procedure.state import SYSTEM, Act, Refusal, Seat, Snapshot
from yuheng.kernel.records.ids import new_id


def moment(value: datetime) -> datetime:
    """A moment in China standard time, to the millisecond, as the ledger keeps it."""
    if value.tzinfo is not CHINA:
        value = value.astimezone(CHINA) if value.tzinfo else value.replace(tzinfo=CHINA)
    return value.replace(microsecond=value.microsecond // 1000 * 1000) if value.microsecond % 1000 else value


def new_work(order: Order, batch: Batch, staff: Office, recorded: datetime) -> Work | Refusal:
    """The matter that the order opens, in the batch; nothing is written yet."""
    opening = order.opening
    assert opening is not None
    day = (moment(order.at) if order.at else recorded).date()
    try:
        procedure = registry.current(opening.procedure, day)
    except registry.UnknownProcedure as error:
        return Refusal("procedure", str(error))
    if order.step != procedure.opening.id:
        return Refusal("not_open", f"“{procedure.name}”自“{procedure.opening.name}”开始。")
    if opening.lead not in staff.parents or (opening.area is not None and opening.area not in staff.parents):
        return Refusal("organ", "没有这一承办单位或者属地。", remedy="请核对单位编码。")
    level = procedure.level if opening.level is None else max(opening.level, 0)
    head = Head(
        id=new_id(recorded),
        procedure=procedure.id,
        version=procedure.version,
        number="",
        title="",
        lead_id=opening.lead,
        power_id=opening.power or staff.power_of(opening.lead),
        area_id=opening.area,
        handler_id=order.by or None,
        field=opening.field,
        region=opening.region,
        act=opening.act,
        level=level,
        status="open",
        stage="",
        opened_at=None,
        opened_on=None,
        closed_at=None,
        closed_on=None,
        due_on=None,
        warn_on=None,
        due_step="",
        provisional=False,
        irregular=False,
        adopted=False,
        seq=0,
        head="",
        recorded_at=None,
        recused=[],
        batch=opening.batch,
    )
    state = Snapshot(
        matter=head.id,
        procedure=procedure,
        lead=opening.lead,
        lead_line=staff.line(opening.lead),
        power=head.power_id,
        members=frozenset(person for person, _part in opening.members),
    )
    work = Work(
        Loaded(head, state),
        new=True,
        parties=tuple((part.party, part.part, part.hidden) for part in opening.parties),
        members=opening.members,
    )
    batch.works[head.id] = work
    return work


def act_of(order: Order, work: Work, staff: Office, recorded: datetime) -> Act:
    """The act that the order asks for, each person in the seat from which this step may be done."""
    at = moment(order.at) if order.at else recorded
    step = work.state.procedure.by_id.get(order.step)
    wanted = {role.id for seat in step.by for role in alternatives(seat)} if step else set()
    line = work.state.lead_line

    def seat(person: int, post: int | None = None) -> Seat:
        return staff.seat(person, at.date(), wanted, line, post)

    others = []
    for position, person in enumerate(order.with_):
        part = order.parts[position] if position < len(order.parts) else ""
        opinion = order.opinions[position] if position < len(order.opinions) else ""
        one = seat(person)
        others.append(replace(one, part=part, opinion=opinion) if part or opinion else one)
    return Act(
        step=order.step,
        by=SYSTEM if order.by == 0 else seat(order.by, order.post),
        at=at,
        recorded=recorded,
        row=order.row,
        with_=tuple(others),
        data=order.data,
        papers=order.papers,
        key=order.key,
        reason=order.reason,
        account=order.account,
    )

"""Acts for what the rules did not foresee or did not see: defects, recusal, handover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from yuheng.kernel.engine.acts import Change, Frame, kernel_act, outcome_of, refuse
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.engine.papers import brought
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.decide import marking_bits, moved_steps
from yuheng.kernel.procedure.marking import NO_ROW, compiled
from yuheng.kernel.procedure.state import Paper
from yuheng.kernel.records.models import Recusal


def record_defect(
    matter: int,
    step: str,
    *,
    at: datetime,
    by: int,
    second: int,
    reason: str,
    rules: Sequence[str],
    papers: Sequence[Paper],
    row: int = NO_ROW,
    post: int | None = None,
) -> Done:
    """Records what nevertheless happened on paper: the marking moves, the matter bears 程序瑕疵 for ever.

    By a supervisor with a second person, the papers and the rules broken; never in bulk. Approvals and extensions cannot be
    dated back this way. Raises `Refused`.
    """

    def judge(frame: Frame) -> Change:
        state = frame.state
        declared = state.procedure.by_id.get(step)
        if declared is None:
            raise refuse("unknown_step", f"“{state.procedure.name}”没有环节“{step}”。")
        if "supervisor" not in frame.by.roles and "justice_head" not in frame.by.roles:
            raise refuse("role", "程序瑕疵须由行政执法监督人员登记。", "请由监督人员办理。")
        if second == by:
            raise refuse("second", "复核人员不能是登记人员本人。", "请由另一人复核。")
        if not papers or not rules or len(reason.strip()) < 2:
            raise refuse("data", "请附纸质文书，写明理由和所违反的规定。")
        if declared.effect == "approves" or declared.extends:
            raise refuse(
                "defect", f"“{declared.name}”是批准行为，不能以登记瑕疵的方式补出。", "请如实记录未经批准的事实。"
            )
        when = at if at.tzinfo else at.replace(tzinfo=CHINA)
        if when > frame.recorded:
            raise refuse("future", "办理时间晚于当前时间。", "请填写实际办理时间。")
        c = compiled(state.procedure, state.row_numbers())
        slot = c.slots[c.index[(step, row)]]
        before = marking_bits(c, state)
        after = c.perform(before, slot)
        seat = replace(frame.staff.seat(second, frame.recorded.date()), part="复核")
        outcome = outcome_of(frame, "record_defect", step=step, row=row, reason=reason, at=when, with_=(seat,))
        outcome.act = replace(outcome.act, papers=tuple(papers))
        outcome.steps = moved_steps(c, before, after, slot, state, when, outcome.seq, False)
        outcome.clocks = [
            replace(clock, ended=outcome.seq, ended_how="done", met=clock.due is None or when.date() <= clock.due)
            for clock in state.clocks
            if clock.open and (clock.step, clock.row) == (step, row)
        ]
        outcome.opened = when if declared.opens else state.opened
        outcome.closed = when if declared.closes else state.closed
        outcome.stage = declared.stage or state.stage
        outcome.irregular = tuple(rules)
        frame.work.head.irregular = True
        return Change(outcome, {"rules": list(rules), "papers": [paper.digest for paper in papers]}, brought=brought(outcome))

    return kernel_act(matter, by, judge, post=post)


def recuse(
    matter: int, person: int, *, by: int, ground: str, post: int | None = None, account: int | None = None, key: str = ""
) -> Done:
    """Decides that a person may not act in a matter 回避. From then on the engine refuses that person's acts."""

    def judge(frame: Frame) -> Change:
        if len(ground.strip()) < 2:
            raise refuse("reason", "请填写回避事由。")
        if person in frame.state.recused:
            raise refuse("same", "该人员已经回避本案。")
        frame.work.head.recused = sorted({*frame.work.head.recused, person})
        Recusal.objects.create(
            matter_id=frame.state.matter, person_id=person, ground=ground, decided_on=frame.recorded.date()
        )
        outcome = outcome_of(frame, "handover", reason=ground)
        return Change(outcome, {"recused": person})

    return kernel_act(matter, by, judge, post=post, account=account, key=key)


def hand_over(
    matter: int, to: int, *, by: int, reason: str, lead: int | None = None, post: int | None = None, account: int | None = None, key: str = ""
) -> Done:
    """Hands a matter over to another person (and unit), so that none is without a holder."""

    def judge(frame: Frame) -> Change:
        if to not in frame.staff.people:
            raise refuse("data", "没有这一承办人员。")
        if to in frame.state.recused:
            raise refuse("recused", "该人员已回避本案，不能接收。", "请移交其他人员。")
        if lead is not None and lead not in frame.staff.parents:
            raise refuse("data", "没有这一承办单位。")
        if len(reason.strip()) < 2:
            raise refuse("reason", "请填写移交理由。")
        head = frame.work.head
        details: dict[str, Any] = {"from": head.handler_id, "to": to}
        head.handler_id = to
        if lead is not None and lead != head.lead_id:
            details.update(lead_from=head.lead_id, lead_to=lead)
            head.lead_id = lead
        frame.work.rescoped = True
        return Change(outcome_of(frame, "handover", reason=reason), details)

    return kernel_act(matter, by, judge, post=post, account=account, key=key)

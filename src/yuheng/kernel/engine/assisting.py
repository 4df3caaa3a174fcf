"""协办: a colleague is asked to help with a matter, answers, or is asked no more. None of it moves the marking.

Who helps sees the matter and has a 待办 of their own until they answer. What was asked and answered are the reasons of the events.
"""

from __future__ import annotations

from datetime import date

from yuheng.kernel.engine.acts import Change, Frame, kernel_act, outcome_of, refuse
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.records.models import Helper, Member, Notice

PART = Member.HELPS

ANSWERED, WITHDRAWN = "answered", "withdrawn"


def ask_help(
    matter: int, person: int, *, by: int, asked: str, due: date | None = None, post: int | None = None, account: int | None = None, key: str = ""
) -> Done:
    """Asks a colleague to help with a matter, by a day if one is given, and tells them. Raises `Refused`."""

    def judge(frame: Frame) -> Change:
        head, today = frame.work.head, frame.recorded.date()
        if len(asked.strip()) < 2:
            raise refuse("reason", "请写明请求协办的事项。")
        if person not in frame.staff.people or not frame.staff.posts_on(person, today):
            raise refuse("data", "没有这一人员，或者该人员已经离任。", "请选择在任的人员。")
        if person in (by, head.handler_id):
            raise refuse("same", "协办人员不能是本件的承办人或者提请人本人。", "请选择其他人员。")
        if person in frame.state.recused:
            raise refuse("recused", "该人员已回避本案，不能协办。", "请选择其他人员。")
        if head.status in ("rest", "void"):
            raise refuse("closed", "本件已经了结，不再请求协办。")
        if due is not None and due < today:
            raise refuse("data", "答复日期早于今天。", "请填写今天或者以后的日期。")
        if Helper.objects.filter(matter=head.id, person=person, ended=0).exists():
            raise refuse("same", "已经请该人员协办，还没有答复。", "请等待答复，或者先撤回原请求。")
        outcome = outcome_of(frame, "assist", reason=asked.strip()[:1000])
        Helper.objects.create(matter_id=head.id, person_id=person, asked=outcome.seq, asked_on=today, due_on=due)
        if not Member.objects.filter(matter=head.id, person=person, part=PART, to_on=None).exists():
            Member.objects.create(matter_id=head.id, person_id=person, part=PART, from_on=today)
        frame.work.rescoped = True
        by_when = f"，请于 {due} 前答复" if due else ""
        text = f"{head.number} {head.title}：请您协办{by_when}。".strip()[:500]
        Notice.objects.create(person_id=person, matter_id=head.id, kind=f"assist:{outcome.seq}", text=text, made_at=frame.recorded, channel="site", sent_at=frame.recorded)
        return Change(outcome, {"helper": person, **({"due": due.isoformat()} if due else {})})

    return kernel_act(matter, by, judge, post=post, account=account, key=key)


def answer_help(matter: int, asked: int, *, by: int, answer: str, post: int | None = None, account: int | None = None, key: str = "") -> Done:
    """The helper's answer to the request of event `asked`. Raises `Refused`."""

    def judge(frame: Frame) -> Change:
        found = _open(matter, asked)
        if found.person_id != by:
            raise refuse("role", "协办请求须由协办人员本人答复。", "请由协办人员登录办理。")
        if len(answer.strip()) < 2:
            raise refuse("reason", "请写明协办的结果。")
        outcome = outcome_of(frame, "assist", reason=answer.strip()[:4000])
        _end(found, outcome.seq, ANSWERED, frame.recorded.date())
        return Change(outcome, {"answers": asked})

    return kernel_act(matter, by, judge, post=post, account=account, key=key)


def withdraw_help(matter: int, asked: int, *, by: int, reason: str, post: int | None = None, account: int | None = None, key: str = "") -> Done:
    """Withdraws a request; who was asked no longer sees the matter, unless another request stands. Raises `Refused`."""

    def judge(frame: Frame) -> Change:
        found = _open(matter, asked)
        if len(reason.strip()) < 2:
            raise refuse("reason", "请写明撤回的理由。")
        outcome = outcome_of(frame, "assist", reason=reason.strip()[:1000])
        today = frame.recorded.date()
        _end(found, outcome.seq, WITHDRAWN, today)
        if not Helper.objects.filter(matter=matter, person=found.person_id).exclude(ended_how=WITHDRAWN).exists():
            Member.objects.filter(matter=matter, person=found.person_id, part=PART, to_on=None).update(to_on=today)
        frame.work.rescoped = True
        return Change(outcome, {"withdraws": asked})

    return kernel_act(matter, by, judge, post=post, account=account, key=key)


def _open(matter: int, asked: int) -> Helper:
    found = Helper.objects.filter(matter=matter, asked=asked).first()
    if found is None:
        raise refuse("help", "没有这一协办请求。", "请刷新页面查看。")
    if found.ended:
        raise refuse("help", "这一协办请求已经答复或者撤回。", "请刷新页面查看。")
    return found


def _end(found: Helper, seq: int, how: str, day: date) -> None:
    found.ended, found.ended_how, found.ended_on = seq, how, day
    found.save(update_fields=["ended", "ended_how", "ended_on"])

"""Approval sheets 审批单: a sheet carries one step, which is performed on the last signature and bears its date.

No sheet ever passes by silence: a level that nobody signs stays open. All who signed stand in the event as participants with
their opinions. A sheet sent back is ended with its reason; a new one may be submitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import Loaded, load
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.orders import Done, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.signing import places_of
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.procedure.chains import PROPOSER, Chain, Level, chain_of
from yuheng.kernel.procedure.decide import decide
from yuheng.kernel.procedure.declare import Step
from yuheng.kernel.procedure.rights import fits, in_reach
from yuheng.kernel.procedure.state import SYSTEM, Act, Outcome, Refusal, Seat, Snapshot
from yuheng.kernel.records.models import Event, Sheet, Signature

AGREED, SENT_BACK = "agreed", "sent_back"


@dataclass(frozen=True)
class Signed:
    """What a signature did: the sheet waits for the next level, or the step was performed."""

    sheet: int
    state: str
    done: Done | None = None


def submit(
    matter: int, step: str, *, by: int, data: Mapping[str, Any], row: int = 0, post: int | None = None, proposal: str = "",
    account: int | None = None, key: str = "",
) -> Sheet:  # fmt: skip
    """Submits a step for approval with what is proposed. What it would write is judged now, and again on the last signature.

    `key` of `account` makes a repeated call harmless: it gives the first sheet back. Raises `Refused`.
    """
    with transaction.atomic():
        staff = office()
        loaded = _loaded(matter, staff)
        earlier = Sheet.objects.filter(account=account, key=key).first() if key else None
        if earlier is not None:
            same = (earlier.matter_id, earlier.step, earlier.row, earlier.data, earlier.proposal) == (matter, step, row, _plain(data), proposal.strip()[:1000])
            return _same(earlier, same)
        declared, chain = _chain(loaded, step)
        seat = _seat_of(staff, by, loaded, {role.id for role in chain.started_by}, post)
        if not any(role.id in seat.roles and in_reach(role, seat, loaded.state) for role in chain.started_by):
            names = "或者".join(role.name for role in chain.started_by)
            raise refuse("role", f"“{declared.name}”须由{names}提请审批。", f"请由{names}登录办理。", declared.cites)
        if Sheet.objects.filter(matter=matter, step=step, row=row, state="open").exists():
            raise refuse("sheet", f"“{declared.name}”已经提请审批，正在等待签批。", "请在审批结束后再提请。")
        moment = now()
        judged = decide(
            loaded.state, Act(step=step, by=SYSTEM, at=moment, recorded=moment, row=row, data=data), _law(loaded)
        )
        if isinstance(judged, Refusal):
            raise _refused(judged)
        sheet = Sheet(
            matter_id=matter, step=step, row=row, chain=chain.id, data=_plain(data), started_by_id=by, started_at=moment,
            proposal=proposal.strip()[:1000], places=list(places_of(chain, _judged(loaded, judged), moment.date(), staff)), account=account if key else None, key=key or None,
        )
        _wait_for(sheet, chain, sheet.places[0], loaded)
        sheet.save(force_insert=True)
        return sheet


def sign(
    sheet_id: int, *, by: int, opinion: str, post: int | None = None, key: str = "", account: int | None = None
) -> Signed:
    """Signs the level at which the sheet stands. The last signature performs the step. Raises `Refused`; then nothing changed.

    `key` of `account` makes a repeated call harmless: it gives back what the first did.
    """
    with transaction.atomic():
        earlier = _signed_before(sheet_id, AGREED, opinion, account, key)
        if earlier is not None:
            return earlier
        sheet, loaded, chain, seat = _at_level(sheet_id, by, post)
        if not opinion.strip():
            raise refuse("opinion", "请填写审批意见。")
        left = [place for place in sheet.places if place >= sheet.level]
        moment = now()
        # One person who holds the roles of the levels that follow signs them with one opinion.
        once = (account, key)
        while left and may_sign(chain.levels[left[0]], seat, loaded):
            _written(sheet, left.pop(0), seat, AGREED, opinion, moment, once)
            once = (None, "")
        if left:
            _wait_for(sheet, chain, left[0], loaded)
            sheet.save()
            return Signed(sheet.pk, "open")
        sheet.state, sheet.ended_at, sheet.level = "done", moment, sheet.places[-1] + 1
        sheet.waits_for_role, sheet.waits_in_organ = "", None
        sheet.save()
        done = perform(_order(sheet, chain, by, post, key, account))
        return Signed(sheet.pk, "done", done)


def send_back(sheet_id: int, *, by: int, reason: str, post: int | None = None, key: str = "", account: int | None = None) -> Signed:
    """Ends a sheet at its present level with the reason 退回. Raises `Refused`."""
    with transaction.atomic():
        earlier = _signed_before(sheet_id, SENT_BACK, reason, account, key)
        if earlier is not None:
            return earlier
        sheet, _loaded, _chain, seat = _at_level(sheet_id, by, post)
        if len(reason.strip()) < 2:
            raise refuse("reason", "退回须写明理由。", "请填写需要补充或者修改的内容。")
        moment = now()
        _written(sheet, sheet.level, seat, SENT_BACK, reason, moment, (account, key))
        sheet.state, sheet.ended_at = "returned", moment
        sheet.waits_for_role, sheet.waits_in_organ = "", None
        sheet.save()
        return Signed(sheet.pk, "returned")


def may_sign(level: Level, seat: Seat, loaded: Loaded) -> bool:
    """Whether the seat holds the level's role within reach of the matter."""
    return fits(level.role, seat, loaded.state)


def _at_level(sheet_id: int, by: int, post: int | None) -> tuple[Sheet, Loaded, Chain, Seat]:
    """The sheet under lock of its matter, and the seat of who would sign it now. Raises `Refused`."""
    found = Sheet.objects.filter(pk=sheet_id).values_list("matter", flat=True).first()
    if found is None:
        raise refuse("sheet", "没有这一审批单。")
    staff = office()
    loaded = _loaded(found, staff)
    sheet = Sheet.objects.get(pk=sheet_id)
    if sheet.state != "open":
        raise refuse("sheet", "这一审批单已经办结，不能再签批。", "请刷新页面查看结果。")
    declared, chain = _chain(loaded, sheet.step)
    level = chain.levels[sheet.level]
    seat = _seat_of(staff, by, loaded, {level.role.id}, post)
    if by == sheet.started_by_id:
        raise refuse("own", "不能审批自己提请的事项。", f"请由其他{level.role.name}审批。", declared.cites)
    if sheet.signatures.filter(person=by).exists():
        raise refuse(
            "twice", "您已在这一审批单上签过意见，不能再次签批。", f"请由其他{level.role.name}审批。", declared.cites
        )
    if not level.proposes:
        for other in declared.separate_from:
            if by in loaded.state.performers.get(other, frozenset()):
                name = loaded.state.procedure.names[other]
                raise refuse("separate", f"{seat.name}办理过本案的“{name}”，不能审批“{declared.name}”。", "请由未参与该环节的人员审批。", declared.cites)
    if by in loaded.state.recused:
        raise refuse("recused", f"{seat.name}已回避本案，不能审批。", "请由其他有权人员审批。")
    if not may_sign(level, seat, loaded):
        raise refuse(
            "role", f"“{level.name}”须由{level.role.name}签批。", f"请由{level.role.name}登录办理。", declared.cites
        )
    return sheet, loaded, chain, seat


def _loaded(matter: int, staff: Office) -> Loaded:
    loaded = load([matter], staff).get(matter)
    if loaded is None:
        raise refuse("matter", "没有这一事项。", "请核对编号。")
    return loaded


def _chain(loaded: Loaded, step: str) -> tuple[Step, Chain]:
    declared = loaded.state.procedure.by_id.get(step)
    chain = chain_of(declared.approval) if declared is not None else None
    if declared is None or chain is None:
        raise refuse("sheet", "这一环节不经审批单办理。", "请直接办理。")
    return declared, chain


def _seat_of(staff: Office, person: int, loaded: Loaded, wanted: set[str], post: int | None) -> Seat:
    return staff.seat(person, now().date(), wanted, loaded.state.lead_line, post)


def _law(loaded: Loaded) -> Any:
    return legal_day(loaded.head.field, loaded.head.region, loaded.head.act)


def _refused(refusal: Refusal) -> Exception:
    error = refuse(refusal.code, refusal.message, refusal.remedy, refusal.cites)
    error.refusal = replace(refusal)
    return error


def _wait_for(sheet: Sheet, chain: Chain, level: int, loaded: Loaded) -> None:
    role = chain.levels[level].role
    sheet.level, sheet.waits_for_role = level, role.id
    sheet.waits_in_organ_id = loaded.head.lead_id if role.reach == "unit" else loaded.head.power_id


def _written(sheet: Sheet, level: int, seat: Seat, how: str, opinion: str, at: datetime, once: tuple[int | None, str]) -> None:
    account, key = once
    Signature.objects.create(
        sheet=sheet,
        level=level,
        person_id=seat.person,
        post_id=seat.post,
        how=how,
        opinion=opinion.strip()[:1000],
        at=at,
        account=account if key else None,
        key=key or None,
    )


def _same(sheet: Sheet, same: bool) -> Sheet:
    if not same:
        raise _other_data()
    return sheet


def _other_data() -> Exception:
    return refuse("key", "这个请求编号已经用于另一项办理，本次没有办理。", "请刷新页面后重新办理。")


def signed_under(sheet_id: int, *, account: int, key: str) -> bool:
    """Whether the account has signed this sheet under the key already."""
    return bool(key) and Signature.objects.filter(sheet=sheet_id, account=account, key=key).exists()


def _signed_before(sheet_id: int, how: str, opinion: str, account: int | None, key: str) -> Signed | None:
    """What an earlier signature under the same key did; None for a fresh key. Raises `Refused` where the key was used otherwise."""
    found = Signature.objects.filter(account=account, key=key).select_related("sheet").first() if key and account is not None else None
    if found is None:
        return None
    if (found.sheet_id, found.how, found.opinion) != (sheet_id, how, opinion.strip()[:1000]):
        raise _other_data()
    event = Event.objects.filter(account=account, key=key).first()
    done = Done(event.matter_id, event.pk, event.seq, event.step, event.hash, repeated=True) if event is not None else None
    return Signed(sheet_id, found.sheet.state if done or how == SENT_BACK else "open", done)


def _order(sheet: Sheet, chain: Chain, by: int, post: int | None, key: str, account: int | None) -> Order:
    """The step as its last signer performs it, with who submitted it, everybody who signed before, and what they said."""
    others = {sheet.started_by_id: (PROPOSER, _dated(sheet.proposal or "提请审批。", sheet.started_at))}
    for signature in sheet.signatures.order_by("level", "pk"):
        if signature.person_id != by:
            words = _dated(signature.opinion, signature.at)
            others.setdefault(signature.person_id, (chain.levels[signature.level].name, words))
    return Order(
        sheet.step,
        by,
        matter=sheet.matter_id,
        data=sheet.data,
        row=sheet.row,
        post=post,
        with_=tuple(others),
        parts=tuple(part for part, _opinion in others.values()),
        opinions=tuple(opinion for _part, opinion in others.values()),
        key=key,
        account=account,
    )


def _dated(words: str, at: datetime) -> str:
    """An opinion with the day on which it was given, where that is not the day of the step."""
    day = at.astimezone(CHINA).date()
    return words if day == now().date() else f"{words}（{day}）"


def _judged(loaded: Loaded, outcome: Outcome) -> Snapshot:
    """The matter with the truths that its conditions have once the step is done."""
    return replace(loaded.state, values=outcome.values)


def _plain(value: Any) -> Any:
    """Data as JSON keeps it: dates as text, which the facts' own cleaning reads back."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value

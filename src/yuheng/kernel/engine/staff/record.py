"""The chain of changes: one row an act, written in its transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.records.models import Change, Tally

CHAIN = "changes"
LEAST = 2
"""Least characters of a reason."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change: the account and the person behind it."""

    account: int
    person: int | None


@dataclass(frozen=True, slots=True)
class Why:
    """Why and by which paper, and from which day it holds."""

    reason: str
    on: date
    paper: str = ""


def checked(why: Why) -> Why:
    """The reason must say something. Raises Refused."""
    if len(why.reason.strip()) < LEAST:
        raise refuse("reason", "请填写理由。", "理由随变更记录长期保留。")
    return Why(why.reason.strip()[:300], why.on, why.paper.strip()[:200])


def record(
    by: Actor,
    act: str,
    subject: str,
    subject_id: int,
    why: Why,
    *,
    organ: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Change:
    """Writes one change at the end of the chain; in the transaction of the change itself."""
    # The row of the tally is the lock: one administrator at a time stands at the end of the chain.
    Tally.objects.get_or_create(name=CHAIN, shard=0)
    tally = Tally.objects.select_for_update().get(name=CHAIN, shard=0)
    last = Change.objects.filter(seq=tally.value).first()
    row = Change(
        seq=tally.value + 1, at=now(), account=by.account, person=by.person, act=act, subject=subject, subject_id=subject_id,
        organ=organ, on=why.on, reason=why.reason, paper=why.paper, before=plain(before or {}), after=plain(after or {}),
        previous=last.hash if last else "",
    )  # fmt: skip
    row.hash = digest(row)
    row.save(force_insert=True)
    tally.value = row.seq
    tally.save(update_fields=["value"])
    return row


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them: days as text."""
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in values.items()}


def digest(row: Change) -> str:
    """SM3 over the canonical JSON of the row and the hash before it."""
    body = {
        "seq": row.seq, "at": row.at.astimezone(CHINA).isoformat(timespec="microseconds"), "account": row.account, "person": row.person,
        "act": row.act, "subject": row.subject, "subject_id": row.subject_id, "organ": row.organ, "on": row.on.isoformat(),
        "reason": row.reason, "paper": row.paper, "before": row.before, "after": row.after, "previous": row.previous,
    }  # fmt: skip
    return sm3(canonical(body)).hex()


def broken() -> Iterator[str]:
    """What is wrong with the chain, in Chinese; nothing for a whole one."""
    before, place = "", 0
    for row in Change.objects.order_by("seq").iterator():
        place += 1
        if row.seq != place:
            yield f"第 {place} 条变更记录缺失。"
            place = row.seq
        if row.previous != before or digest(row) != row.hash:
            yield f"第 {row.seq} 条变更记录被改动过。"
        before = row.hash
    kept = Tally.objects.filter(name=CHAIN, shard=0).values_list("value", flat=True).first() or 0
    if kept > place:
        yield f"第 {place + 1} 条至第 {kept} 条变更记录缺失。"

"""Acts that arrive twice: the same key with the same data gives what it gave before; with other data it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yuheng.kernel.engine.events import key_digest
from yuheng.kernel.engine.orders import Done, Order
from yuheng.kernel.engine.recording import Decided
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import Event

Key = tuple[int | None, str]
"""An account and its idempotency key."""

OTHER_DATA = Refusal("key", "这个请求编号已经用于另一项办理，本次没有办理。", remedy="请刷新页面后重新办理。")


@dataclass(slots=True)
class Again:
    """The same key and data a second time in one chunk: gives what the first gives."""

    first: Decided


def repeated(orders: Iterable[Order]) -> dict[Key, Done | Refusal]:
    """Acts whose key was used before, with what they gave then."""
    keyed = {(order.account, order.key): order for order in orders if order.key}
    if not keyed:
        return {}
    found: dict[Key, Done | Refusal] = {}
    rows = Event.objects.filter(key__in={key for _account, key in keyed}).only(
        "id", "matter_id", "seq", "step", "hash", "key", "account", "key_digest"
    )
    for event in rows:
        order = keyed.get((event.account, event.key or ""))
        if order is None:
            continue
        if event.key_digest == key_digest(order.step, order.row, order.data, order.opening):
            found[(event.account, event.key or "")] = Done(
                event.matter_id, event.id, event.seq, event.step, event.hash, repeated=True
            )
        else:
            found[(event.account, event.key or "")] = OTHER_DATA
    return found


def again(order: Order, keyed: Mapping[Key, Decided]) -> Again | Refusal | None:
    """What a key that was used earlier in this chunk gives; None for a fresh one."""
    first = keyed.get((order.account, order.key)) if order.key else None
    if first is None or first.order is None:
        return None
    then, now_ = first.order, order
    same = key_digest(then.step, then.row, then.data, then.opening) == key_digest(
        now_.step, now_.row, now_.data, now_.opening
    )
    return Again(first) if same else OTHER_DATA

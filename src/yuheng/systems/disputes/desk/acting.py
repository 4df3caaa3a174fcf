"""Triage and what follows of it in one go: the item, the matter that it leads to, and into whose hands it goes stand or fall together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from yuheng.kernel.engine.irregular import hand_over
from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.procedure.state import Refusal, Snapshot
from yuheng.kernel.records.models import Matter
from yuheng.systems.disputes.desk.choices import CHANNELS, WAYS
from yuheng.systems.disputes.mediation.facts import SOURCES

SIDES = {"teller": "a", "other": "b"}
REFERRALS = {"police": "transferred", "court": "delegated"}


@dataclass(frozen=True)
class Actor:
    """Who acts: person, post and account of the request."""

    person: int
    post: int | None = None
    account: int | None = None


def triage(item: int, state: Snapshot, route: str, reason: str, *, by: Actor, unit: int | None = None, to: int | None = None, risk: str = "", key: str = "") -> Done:
    """Puts an item on its route. Mediation: the dispute is registered, dispatched to the committee and handed to the mediator `to`, and the item is taken up by it;
    another route within the zone: the item itself goes to `to` in `unit`. Raises `Refused`; then nothing has changed.
    """
    data: dict[str, Any] = {"route": route, "reason": reason, "unit": unit, **({"risk": risk} if risk else {})}
    one: dict[str, Any] = {"post": by.post, "account": by.account}
    with transaction.atomic():
        done = _all([Order("triage", by.person, matter=item, data=data, key=key, **one)])[0]
        if done.repeated or route not in WAYS or not WAYS[route].opens:
            return done
        if route == "mediation":
            opened = _dispute(item, state, unit or 0, risk, by)
            if to is not None:
                hand_over(opened, to, by=by.person, reason="矛调中心分派", post=by.post, account=by.account)
        elif to is not None:
            hand_over(item, to, by=by.person, reason="矛调中心分派", lead=unit, post=by.post, account=by.account)
        return done


def _dispute(item: int, state: Snapshot, committee: int, risk: str, by: Actor) -> int:
    """The dispute that the item leads to: what was told is entered once."""
    area = Matter.objects.values_list("area_id", flat=True).get(pk=item)
    opening, data = Opening("mediation.dispute", lead=committee, area=area), disputed(state.facts, state.rows.get("people", {}))
    one: dict[str, Any] = {"post": by.post, "account": by.account}
    orders = [
        Order("register", by.person, opening=opening, ref="dispute", data=data, **one),
        Order("dispatch", by.person, ref="dispute", data={"committee": committee, **({"risk": risk} if risk else {})}, **one),
    ]
    opened = _all(orders)[0].matter
    _all([Order("take_up", by.person, matter=item, data={"follow": opened}, **one)])  # it is asked what the dispute is, which must stand by then
    return opened


def disputed(facts: Mapping[str, Any], people: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """The registration of a dispute from what was told at the desk."""
    channel = facts["channel"]
    rows = [
        {"side": SIDES.get(row["part"], "third"), **{name: row.get(name) for name in ("name", "id_number", "phone")}}
        for _number, row in sorted(people.items())
        if not row.get("voided")
    ]
    same = {name: facts.get(name) for name in ("received_on", "source_number", "kind", "address", "persons", "minor", "urgent", "risk")}
    source = channel if channel in dict(SOURCES) else "visit"
    told = facts["told"] if channel == source else f"（{dict(CHANNELS)[channel]}）{facts['told']}"
    return {**same, "source": source, "summary": told, "referral": REFERRALS.get(source, "none"), "disputants": rows}


def _all(orders: list[Order]) -> list[Done]:
    """Every one of them, or the first refusal."""
    found = []
    for result in perform_many(orders):
        if isinstance(result, Refusal):
            raise Refused(result)
        found.append(result)
    return found

"""The one desk at a size: its queue under every filter, the board, and what may be the same as an item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from bench.lists import counted, signed_in
from bench.rows import Row, percentiles, timed

IN_TOWN = True
ITEMS = 30
"""Items that are registered, compared and taken back: the town keeps none of them."""


def rows(size: int) -> list[Row]:
    settings.ALLOWED_HOSTS = ["*"]
    from bench.lists import _ready
    from yuheng.systems import catalogue

    catalogue.load()
    _ready()
    return [*_pages(), *_proposals()]


def _account() -> Any:
    from yuheng.kernel.records.models import Account

    return Account.objects.get(username="disputes.dispute_clerk.1")


def _pages() -> list[Row]:
    from yuheng.systems.disputes.desk.board import places

    client = signed_in(_account())
    area = places()[0][0]
    asked = ["", "?order=-day", "?light=overdue", "?channel=12345", "?kind=neighbour&order=-day", "?risk=high", f"?area={area}", "?state=closed", "?state=closed&channel=scan", "?state=untriaged"]
    client.get("/desk/")
    spent = {one: [timed(partial(client.get, f"/desk/{one}")) for _ in range(6)] for one in asked}
    with counted() as sent:
        client.get("/desk/")
    worst = max(spent, key=lambda one: percentiles(spent[one])[0])
    note = f"{len(asked)} filters × 6; {len(sent)} queries; slowest {worst or 'all'} {percentiles(spent[worst])[0]:.0f} ms"
    every = [ms for found in spent.values() for ms in found]
    board = [timed(lambda: client.get("/desk/board/")) for _ in range(6)]
    return [Row("desk queue page, p95", percentiles(every)[1], "ms", "≤ 150", f"p50 {percentiles(every)[0]:.1f}; {note}"), Row("desk board, p50", percentiles(board)[0], "ms")]


def _proposals() -> list[Row]:
    from yuheng.kernel.access.grants import viewer
    from yuheng.kernel.access.matters import visible
    from yuheng.systems.disputes.desk.proposing import same
    from yuheng.systems.disputes.mediation.alike import alike
    from yuheng.systems.disputes.mediation.facts import Dispute

    seen = viewer(_account())
    among = visible(seen, ["desk.intake", "desk.urging", "mediation.dispute"])
    recent = list(Dispute.objects.filter(received_on__lte=seen.day - timedelta(days=60)).order_by("-received_on").values_list("pk", flat=True)[:ITEMS])
    found: list[Row] = []
    with transaction.atomic():
        items = [_like(dispute, seen) for dispute in recent]
        found.append(_row("desk proposals for an item, p95", [partial(same, item, among) for item in items]))
        transaction.set_rollback(True)
    found.append(_row("proposals for a dispute, p95", [partial(alike, dispute, among) for dispute in recent]))
    return found


def _like(dispute: int, seen: Any) -> int:
    """An item that tells again what a dispute tells."""
    from yuheng.kernel.engine.orders import Opening, Order
    from yuheng.kernel.engine.perform import perform
    from yuheng.systems.disputes.mediation.facts import Disputant, Dispute

    one = Dispute.objects.select_related("matter").get(pk=dispute)
    people = [{"part": "teller", "name": name} for name in Disputant.objects.filter(matter=dispute).values_list("name", flat=True)]
    data = {"received_on": one.received_on, "channel": "12345", "kind": one.kind, "told": one.summary, "address": one.address, "people": people}
    return perform(Order("register", seen.person, opening=Opening("desk.intake", lead=seen.units[0], area=one.matter.area_id), data=data)).matter


def _row(name: str, asks: list[Callable[[], Any]]) -> Row:
    spent, proposed = [], 0
    for ask in asks:
        answer: list[Any] = []
        spent.append(timed(lambda ask=ask, answer=answer: answer.extend(ask())))
        proposed += len(answer)
    middle, high, _highest = percentiles(spent)
    return Row(name, high, "ms", "≤ 200", f"p50 {middle:.1f}; {len(asks)} asked, {proposed} proposed")

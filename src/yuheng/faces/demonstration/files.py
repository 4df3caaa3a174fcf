"""Enterprises of the year that are met in several systems, so that their files have something to tell; and a few files opened, with reasons.

Rows of registers that would each name a firm of its own name one of those that were fined, or were in a dispute; totals stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.access import files
from yuheng.kernel.access.grants import viewer
from yuheng.kernel.engine import parties
from yuheng.kernel.engine.orders import Order, Part
from yuheng.kernel.engine.staff.record import Actor, Why
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.records.models import Account, Party
from yuheng.systems.enforcement.enterprise.subject import subject
from yuheng.systems.roles import FILE_WATCHERS

NAMES = {"enforcement.inspection": "target", "services.licence": "holder", "services.startup": "name", "services.operator_change": "name"}
"""Registers whose rows are shared, with the fact that names the enterprise."""

EVERY = {"enforcement.inspection": 4, "services.licence": 3, "services.startup": 60, "services.operator_change": 12}
"""Every so manieth row is about a firm (a shop) that other parts of the year know."""

DISPUTED = 60
"""Every so manieth dispute with a firm is with one that was fined as well."""


def shared(items: Sequence[Any], fined: Sequence[Party], disputants: Sequence[Party]) -> Iterator[Any]:
    """The year's acts, with rows that name the same enterprises."""
    # Every register begins at the head of the same pool: the first ones are met everywhere, each once a register.
    firms = {name: iter([one for one in (*fined, *disputants) if one.kind == "enterprise"]) for name in NAMES}
    shops = {name: iter([one for one in fined if one.kind == "individual"]) for name in NAMES}
    known = {one.pk for one in disputants}
    again = iter([one for one in fined if one.kind == "enterprise"])
    counts = dict.fromkeys((*NAMES, "mediation.dispute"), 0)
    begun = _first_cases(items)
    for item in items:
        procedure = item.opening.procedure if isinstance(item, Order) and item.opening else ""
        if procedure in NAMES and item.data.get("uscc"):
            counts[procedure] += 1
            pool = shops if item.data["uscc"].startswith("92") else firms
            one = next(pool[procedure], None) if counts[procedure] % EVERY[procedure] == 0 else None
            if one is not None and procedure == "services.startup" and begun.get(one.uscc or "", item.at) <= item.at:
                one = None  # nobody is fined before they are founded
            yield replace(item, data={**item.data, NAMES[procedure]: one.name, "uscc": one.uscc}) if one else item
        elif procedure == "mediation.dispute" and any(part.party in known for part in item.opening.parties):
            counts[procedure] += 1
            one = next(again, None) if counts[procedure] % DISPUTED == 0 else None
            yield _against(item, one, known) if one else item
        else:
            yield item


def _first_cases(items: Sequence[Any]) -> dict[str, datetime]:
    """When each code was first met in a case."""
    found: dict[str, datetime] = {}
    for item in items:
        if isinstance(item, Order) and item.opening and item.opening.procedure.startswith("penalty.") and item.data.get("uscc") and item.at:
            found[item.data["uscc"]] = min(found.get(item.data["uscc"], item.at), item.at)
    return found


def _against(order: Order, one: Party, known: set[int]) -> Order:
    """The same dispute with another firm."""
    assert order.opening is not None
    sides = tuple(Part(one.pk, part.part) if part.party in known else part for part in order.opening.parties)
    rows = [{**row, "name": one.name} if row.get("side") == "b" else row for row in order.data["disputants"]]
    return replace(order, opening=replace(order.opening, parties=sides), data={**order.data, "disputants": rows})


OLD_NUMBER = "320583600128894"
REASONS = ("办理许可延续，核对原许可和处罚履行情况", "接待企业咨询信用修复条件", "核对店招设置许可办理情况", "办理变更登记，核对未了事项")
MANY = 10
"""Files that one clerk opens in one morning without a task: more than is usual, and so noticed."""


def opened(zone: Zone) -> None:
    """A shop under its old number and its new code made one, another that changed its name, two of one name that stay two; files that were opened."""
    clerk, officer, credit = zone.role("window_clerk", "approval")[0], zone.role("enforcer", "squad-1")[0], zone.role("credit_clerk")[0]
    by = Actor(Account.objects.get(person=clerk).pk, clerk)
    region, shop, morning = zone.region, "玉山镇老张面馆", datetime(YEAR, 12, 27, 9, 5, tzinfo=CHINA)
    with time_at(morning):
        first = parties.register(by, parties.cleaned("individual", shop, made_uscc("92", region, 901_001), address="昆山市玉山镇西街21号"))
        parties.register(by, parties.cleaned("individual", shop, made_uscc("92", region, 901_002), address="昆山市玉山镇北门路188号"))
        old = parties.register(by, parties.cleaned("individual", shop, OLD_NUMBER, address="昆山市玉山镇西街21号"))
        parties.merge(by, first, old, "code", "个体工商户营业执照换发登记表（昆高市监换〔2023〕118号）")
    fined = list(Party.objects.filter(kind="enterprise", matters__matter__procedure="penalty.ordinary").order_by("matters__matter__opened_on", "pk").distinct()[: MANY + 4])
    with time_at(morning + timedelta(minutes=20)):
        parties.rename(by, fined[0].pk, f"昆山新{fined[0].name.removeprefix('昆山')}"[:60], Why("企业名称变更登记", date(YEAR, 12, 26), "昆高市监变〔2023〕2211号"))
    for place, (person, one) in enumerate(zip((officer, credit, clerk, clerk), fined, strict=False)):
        _open(person, one, REASONS[place], morning + timedelta(hours=1, minutes=place * 7))
    for place, one in enumerate(fined[4:]):
        _open(clerk, one, "窗口核对企业信息", morning + timedelta(hours=3, minutes=place * 2))


def _open(person: int, party: Party, reason: str, at: datetime) -> None:
    with time_at(at):
        seen, one = viewer(Account.objects.get(person=person)), subject(party.pk)
        assert one is not None
        files.open_file(seen, one.ids, one.party.name, reason, address="10.12.3.15", watchers=FILE_WATCHERS)

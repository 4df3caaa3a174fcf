"""Lenient enforcement in the demonstration year: the list is published in January; first violations put right, one seen before, one not put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.world import ROADS, YEAR, World
from yuheng.faces.demonstration.zone import Zone, directory
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.systems.enforcement.leniency.lists import listed

SPARED = 12
"""Spared by the list, besides those that the summary procedure spares; both are one figure of the year."""

ITEMS: tuple[tuple[str, dict[str, int]], ...] = (
    ("urban.stall", {"area": 2}), ("urban.shop_overflow", {"area": 1}), ("urban.posting", {"items": 2}), ("urban.balcony", {}), ("urban.bridge_sign", {"cooperates": True}),
)  # fmt: skip
"""Violations on the street, each with what its item asks for besides correction and harm."""

AGAIN = 10
"""Whose stall is met again: one of the first item, within its window."""

ISSUED = date(YEAR, 1, 4)


class Lenience:
    """One method a part: the list first, because every look-back asks it."""

    def __init__(self, zone: Zone) -> None:
        self.zone, self.world = zone, World("leniency")
        self.ref, self.officers = "", [0, 0]

    def publish(self) -> Iterator[Order]:
        writer, second, leader = (self.zone.role(role)[0] for role in ("legal_reviewer", "justice_clerk", "bureau_leader"))
        law = directory().parent / "law" / "lists" / "leniency.yaml"
        data = {
            "table_id": "leniency", "title": "昆山高新区免罚轻罚清单（演示）", "issuer": "综合行政执法局", "number": f"昆高执〔{YEAR}〕1号", "in_force": ISSUED,
            "source": "摘自各地公布的清单，并有示例条目，仅供演示", "content": listed(law, directory() / "leniency.yaml").bytes.decode(),
        }  # fmt: skip
        opening = Opening("enforcement.table", lead=self.zone.organs["enforcement"], region=self.zone.region)
        yield self._do("draft", writer, "leniency-list", datetime(YEAR, 1, 3, 9, tzinfo=CHINA), data, opening=opening)
        yield self._do("sign_off", second, "leniency-list", datetime(YEAR, 1, 3, 15, tzinfo=CHINA), {"opinion": "逐条核对依据，无缺口、无矛盾，同意公布。"})
        yield self._do("publish", leader, "leniency-list", datetime(YEAR, 1, 4, 9, tzinfo=CHINA), {"published_on": ISSUED, "place": "管委会门户网站"})

    def matters(self) -> Iterator[Order]:
        for number in range(SPARED):
            day = date(YEAR, 2 + number * 9 // SPARED, 3 + number * 2)
            yield from self._spared(number, day)
        yield from self._not_put_right()

    def again(self) -> Iterator[Order]:
        """The operator of a stall under a new licence, met by another squad: the look-back finds the earlier record, and the case goes the usual way."""
        at = datetime(YEAR, 12, 20, 16, 10, tzinfo=CHINA)
        yield from self._found("leniency-again", at, "urban.stall", self._party(AGAIN, fresh=True), AGAIN + 1)
        yield self._act("judge", at, 6, {"corrected": "spot", "harm": "none", "area": 2})
        yield self._act("refer", at, 12, {"refer_why": "六个月内同类违法，不属于初次违法，按一般程序核查。"})

    def _spared(self, number: int, day: date) -> Iterator[Order]:
        item, more = ITEMS[number % len(ITEMS)]
        at = datetime(day.year, day.month, day.day, 15, 5 + number, tzinfo=CHINA)
        yield from self._found(f"leniency-{number}", at, item, self._party(number), number)
        yield self._act("judge", at, 2, {"corrected": "spot", "harm": "none", **more})
        promised = {"order": "立即清理，恢复原状。", "correct_by": day, "promise": "已经知晓规定，立即改正，今后不再发生。", "signed": True}
        yield self._act("promise", at, 8, promised)
        yield self._act("check", at, 15, {"put_right": True, "checked_how": "当场复看，已经清理完毕，拍照留存。"})
        yield self._act("spare", at, 18, {"decided_on": day, "education": "讲明行为的危害和有关规定，发放普法告知单。"})

    def _not_put_right(self) -> Iterator[Order]:
        """Promised, and not kept when looked at again: it becomes a case by that very act."""
        at = datetime(YEAR, 12, 18, 10, 20, tzinfo=CHINA)
        party = {"party_kind": "organisation", "party_name": self.world.firm(), "uscc": made_uscc("91", self.zone.region, 760_001), "phone": self.world.phone()}
        yield from self._found("leniency-late", at, "eco.hazwaste_sign", party, 0)
        yield self._act("judge", at, 4, {"corrected": "order", "harm": "none", "tonnes": 1})
        promised = {"order": "按规定设置危险废物识别标志。", "correct_by": date(YEAR, 12, 22), "promise": "承诺五日内设置标志。", "signed": True}
        yield self._act("promise", at, 10, promised)
        yield self._act("check", datetime(YEAR, 12, 25, 9, 30, tzinfo=CHINA), 0, {"put_right": False, "checked_how": "到期复查，标志仍未设置。"})

    def _party(self, number: int, *, fresh: bool = False) -> dict[str, Any]:
        """A sole trader; `fresh` gives the same operator a new licence."""
        return {
            "party_kind": "individual", "party_name": self.world.shop(), "uscc": made_uscc("92", self.zone.region, 750_000 + number + (500 if fresh else 0)),
            "id_number": f"32058319{70 + number}0101{number:03d}X", "phone": self.world.phone(),
        }  # fmt: skip

    def _found(self, ref: str, at: datetime, item: str, party: dict[str, Any], squad: int) -> Iterator[Order]:
        code = f"squad-{1 + squad % 2}"
        self.ref, self.officers = ref, self.zone.role("enforcer", code)[:2]
        data = {
            "happened_on": at.date(), "violation": item, "place": f"{self.world.pick(ROADS)}{self.world.random.randint(1, 600)}号门前", "facts_found": "现场检查发现，拍照取证，当事人当场承认。", **party,
        }  # fmt: skip
        opening = Opening("leniency.spot", lead=self.zone.organs[code], region=self.zone.region)
        yield self._do("find", self.officers[0], ref, at, data, opening=opening, with_=(self.officers[1],))

    def _act(self, step: str, at: datetime, minutes: int, data: dict[str, Any]) -> Order:
        return self._do(step, self.officers[0], self.ref, at + timedelta(minutes=minutes), data, with_=(self.officers[1],))

    def _do(self, step: str, by: int, ref: str, at: datetime, data: dict[str, Any], **more: Any) -> Order:
        return Order(step, by, ref=ref, data=data, at=at, recorded=at + timedelta(minutes=1), **more)

"""Books of numbered decisions: issued to officers as they run out, used in order, now and then a form spoilt or lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.now import CHINA

SIZE = 50
SERIES = "当场№"
SPOILT, LOST = 0.006, 0.0008


class Books:
    """What every officer decided on the spot in the year, in order, gets the next number of the officer's own book."""

    def __init__(self, zone: Zone) -> None:
        self.zone, self.world = zone, World("books")
        self.used: dict[int, list[tuple[datetime, str, dict[str, Any]]]] = {}
        self.next = 1

    def use(self, officer: int, squad: str, at: datetime, decision: dict[str, Any]) -> None:
        """A decision that is to bear a number of the officer's book."""
        self.used.setdefault(officer, []).append((at, squad, decision))

    def orders(self) -> Iterator[Order]:
        for officer, decisions in self.used.items():
            yield from self._officer(officer, sorted(decisions, key=lambda one: one[0]))

    def _officer(self, officer: int, decisions: list[tuple[datetime, str, dict[str, Any]]]) -> Iterator[Order]:
        left, ref, last = 0, "", 0
        for at, squad, decision in decisions:
            head = self.zone.role("squad_head", squad)[0]
            while True:
                if not left:
                    ref, last, left = f"book-{self.next}", self.next - 1, SIZE
                    yield self._issued(ref, head, squad, officer, at)
                last, left = last + 1, left - 1
                how = self._spoilt()
                if not how:
                    break
                why = "填写错误，各联注明作废存档。" if how == "void" else "现场遗失，已书面报告并登报声明作废。"
                spent = [{"number": last, "how": how, "found_on": at.date(), "why": why}]
                yield Order("spend", head, ref=ref, data={"spent": spent}, at=at - timedelta(minutes=30), recorded=at - timedelta(minutes=28))
            decision["book_number"] = f"{SERIES}{last:06d}"

    def _spoilt(self) -> str:
        drawn = self.world.random.random()
        return "lost" if drawn < LOST else "void" if drawn < LOST + SPOILT else ""

    def _issued(self, ref: str, head: int, squad: str, officer: int, first_used: datetime) -> Order:
        """Issued some days before it is first used; the first ones as the year begins."""
        day = max(date(YEAR, 1, 3), (first_used - timedelta(days=self.world.random.randint(1, 9))).date())
        at = min(datetime(day.year, day.month, day.day, 8, 40, tzinfo=CHINA), first_used - timedelta(hours=2))
        data = {"series": SERIES, "first": self.next, "count": SIZE, "issued_on": at.date(), "holder": officer}
        self.next += SIZE
        opening = Opening("penalty.spot_book", lead=self.zone.organs[squad], region=self.zone.region)
        return Order("issue", head, ref=ref, opening=opening, data=data, at=at, recorded=at + timedelta(minutes=2))

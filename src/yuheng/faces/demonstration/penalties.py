"""The year's penalty files: 500 ordinary and 2,600 summary ones, with what goes wrong in such a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import yaml

from yuheng.faces.demonstration.books import Books
from yuheng.faces.demonstration.case import Case, Cause, Fate
from yuheng.faces.demonstration.leniency import SPARED
from yuheng.faces.demonstration.meetings import Meetings
from yuheng.faces.demonstration.mishaps import Interlude
from yuheng.faces.demonstration.parties import Parties
from yuheng.faces.demonstration.world import ROADS, YEAR, World
from yuheng.faces.demonstration.zone import Zone, directory
from yuheng.kernel.engine.orders import Opening, Order, Part
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.time import current_calendar

SUMMARY_NOT_PUNISHED, NOT_FILED = 523 - SPARED, 46
MEETINGS, DISCUSSED, HEARINGS = 30, 36, 5
MISHAPS = (
    (Fate(none=True), 30), (Fate(moved=True), 2), (Fate(court=True), 24), (Fate(late=True), 3), (Fate(again=True), 4), (Fate(extended=True), 5),
    (Fate(instalments=True), 6), (Fate(appraised=True), 6), (Fate(preserved=True), 8), (Fate(redecided=True), 8), (Fate(recalled=True), 3),
    (Fate(recused=True), 3), (Fate(handed=True), 6), (Fate(mistyped="place"), 14), (Fate(mistyped="found_on"), 4), (Fate(retimed=True), 6), (Fate(withdrawn=True), 2),
    (Fate(defective=True), 2),
)  # fmt: skip
"""How often the year's ordinary cases go a way of their own; the others go the plain one."""
RUNNING = 42
"""Cases under way when the year ends; they are decided in the next and count in no figure of this one."""
MONTHS_SUMMARY = (5, 6, 10, 9, 9, 9, 10, 9, 8, 7, 10, 8)


def causes() -> list[Cause]:
    """The declared causes of the year."""
    listed = yaml.safe_load((directory() / "causes.yaml").read_text(encoding="utf-8"))["causes"]
    return [Cause(c["name"], c["basis"], c["low"], c["high"], c["summary"], c["ordinary"], f"320583-CF-{number:04d}") for number, c in enumerate(listed, start=1)]


class Penalties:
    """Orders for every penalty file of the year, from the clue to the archive."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.world = World("penalties")
        self.serial = 500_000
        self.parties, self.books, self.meetings = Parties(), Books(zone), Meetings(zone, MEETINGS)

    def orders(self) -> Iterator[Order | Interlude]:
        yield from self.ordinary()
        yield from self.summary()
        yield from self.running()
        self.parties.write()

    # -- ordinary ---------------------------------------------------------------------------------------------------------

    def ordinary(self) -> Iterator[Order | Interlude]:
        listed = [cause for cause in causes() for _ in range(cause.ordinary)]
        self.world.random.shuffle(listed)
        fates = self._fates(listed)
        for number, cause in enumerate(listed):
            yield from Case(self, number, cause, fates[number]).life()
        for number in range(NOT_FILED):
            yield from Case(self, 2000 + number, self.world.pick(listed), Fate(not_filed=True)).life()
        yield from self.meetings.orders()

    def _fates(self, listed: list[Cause]) -> list[Fate]:
        """What becomes of each case. The largest fines are those that are discussed; hearings were held over some of them."""
        by_fine = sorted(range(len(listed)), key=lambda i: -listed[i].high)
        fates = [Fate() for _ in listed]
        for n, i in enumerate(by_fine[:DISCUSSED]):
            fates[i] = Fate(meeting=n % MEETINGS, heard=3 <= n < 3 + HEARINGS)
        rest = by_fine[DISCUSSED:]
        self.world.random.shuffle(rest)
        for fate, count in MISHAPS:
            for i in rest[:count]:
                fates[i] = fate
            rest = rest[count:]
        return fates

    def running(self) -> Iterator[Order | Interlude]:
        """Cases found in the last weeks, on their way when the year ends: what the new year's 待办 are made of."""
        listed = [cause for cause in causes() if cause.ordinary >= 10]
        for number in range(RUNNING):
            case = Case(self, 1000 + number, self.world.pick(listed), Fate(until=number % 7))
            case.at = self.world.at(date(YEAR, 11, 27) + timedelta(days=number * 32 // RUNNING), 9, 12)
            yield from case.life()

    # -- summary ----------------------------------------------------------------------------------------------------------

    def summary(self) -> Iterator[Order]:
        listed = [cause for cause in causes() for _ in range(cause.summary)]
        self.world.random.shuffle(listed)
        spared = set(self.world.random.sample(range(len(listed)), SUMMARY_NOT_PUNISHED))
        for number, cause in enumerate(listed):
            yield from self._spot(number, cause, number in spared)
        yield from self.books.orders()

    def _spot(self, number: int, cause: Cause, spared: bool) -> Iterator[Order]:
        world = self.world
        squad = f"squad-{cause.squad or 1 + number % 2}"
        officers = self.officers(squad)
        day = world.day(MONTHS_SUMMARY, working=world.random.random() < 0.7)
        at = datetime(day.year, day.month, day.day, world.random.randint(15, 20), world.random.randint(0, 59), tzinfo=CHINA)
        fine = self.fine_of(cause)
        person = fine <= 200 and (cause.high <= 300 or world.random.random() < 0.3)
        fine = min(fine, 200 if person else 3000)
        ref = f"spot-{number}"
        data = {
            "happened_on": day, "cause": cause.name, "item_code": cause.item, "place": f"{world.pick(ROADS)}{world.random.randint(1, 600)}号门前", "basis": cause.basis,
            "facts_found": "现场检查发现，拍照取证，当事人当场承认。", "proposed_kind": "fine" if fine else "warning", "proposed_fine": fine * 100, **(party := self.party(person)),
        }  # fmt: skip
        parties = (Part(self.parties.of(party)),)
        opening = Opening("penalty.summary", lead=self.zone.organs[squad], region=self.zone.region, field="housing", parties=parties)
        yield self.act("discover", officers[0], ref, at, data, with_=(officers[1],), opening=opening)
        at += timedelta(minutes=6)
        yield self.act("inform", officers[0], ref, at, {"informed": True, "defence": "当事人表示无异议。"}, with_=(officers[1],))
        at += timedelta(minutes=5)
        if spared:
            yield self.act("promise", officers[0], ref, at, {"promise": "当场改正，承诺不再违反，已教育。"}, with_=(officers[1],))
            at += timedelta(minutes=3)
            ground = world.pick(("first", "slight"), (7, 3))
            yield self.act("not_punish", officers[0], ref, at, {"ground": ground, "decided_on": day, "outcome": "none"}, with_=(officers[1],))
        else:
            decided = {"book_number": "", "decided_on": day, "fine": fine * 100, "outcome": "penalised"}
            self.books.use(officers[0], squad, at, decided)
            yield self.act("decide", officers[0], ref, at, decided, with_=(officers[1],))
        yield from self._after_spot(ref, squad, officers[0], at, spared or not fine, spared)

    def _after_spot(self, ref: str, squad: str, officer: int, at: datetime, free: bool, spared: bool) -> Iterator[Order]:
        head = self.zone.role("squad_head", squad)[0]
        at = self.following(at, 1, 2)
        yield self.act("record", head, ref, at, {})
        if not free and self.world.random.random() < 0.96:
            at += timedelta(minutes=20)
            paid = self._paid(at.date(), ref)
            yield self.act("pay", officer, ref, at, paid)
            if paid["on_spot"]:
                yield from self._handed_in(ref, officer, at)
        if not spared and self.world.random.random() < 0.985:
            at = self.following(at, 1, 5)
            yield self.act("publish", self.zone.role("legal_reviewer")[0], ref, at, {"publish_receipt": f"GS{YEAR}J{ref.removeprefix('spot-').zfill(5)}"})
        at += timedelta(minutes=30)
        yield self.act("close", head, ref, at, {})
        at += timedelta(minutes=5)
        yield self.act("archive", head, ref, at, {"volume": f"简{YEAR}-{ref.removeprefix('spot-').zfill(5)}"})

    def _paid(self, day: date, ref: str) -> dict[str, Any]:
        """Some are collected on the spot, because the party has no place that could be found again."""
        if self.world.random.random() >= 0.1:
            return {"paid_on": day, "on_spot": False}
        why = "当事人在当地没有固定场所，不当场收缴事后难以执行。"
        return {"paid_on": day, "on_spot": True, "on_spot_ground": "hard", "on_spot_why": why, "spot_receipt": f"苏财罚{YEAR}{ref.removeprefix('spot-').zfill(6)}"}

    def _handed_in(self, ref: str, officer: int, at: datetime) -> Iterator[Order]:
        """Both terms of two working days, by the hand of the officer and of the cashier; what the next year must do stays owed."""
        calendar, number = current_calendar(), ref.removeprefix("spot-").zfill(6)
        handed = calendar.next_day(at.date() + timedelta(days=1))
        banked = calendar.next_day(handed + timedelta(days=1))
        if handed.year == YEAR:
            yield self.act("hand_in", officer, ref, datetime.combine(handed, at.timetz()), {"handed_on": handed})
        if banked.year == YEAR:
            yield self.act("bank_in", self.zone.role("cashier")[0], ref, datetime.combine(banked, at.timetz()), {"banked_on": banked, "bank_receipt": f"YH{number}"})

    # -- parts ------------------------------------------------------------------------------------------------------------

    def officers(self, squad: str) -> list[int]:
        """Two certified officers of the squad."""
        people = self.zone.role("enforcer", squad)[:6]
        return self.world.random.sample(people, 2)

    def party(self, person: bool) -> dict[str, Any]:
        world = self.world
        if person:
            return {"party_kind": "person", "party_name": world.person(), "phone": world.phone()}
        self.serial += 1
        if world.random.random() < 0.35:
            fresh = {"party_kind": "individual", "party_name": world.shop(), "uscc": made_uscc("92", self.zone.region, self.serial), "phone": world.phone()}
            return self.parties.again(fresh)
        fresh = {"party_kind": "organisation", "party_name": world.firm(), "uscc": made_uscc("91", self.zone.region, self.serial), "phone": world.phone()}
        return self.parties.again(fresh)

    def fine_of(self, cause: Cause) -> int:
        if not cause.high:
            return 0
        step = 10 if cause.high <= 500 else 100
        return max(step, round(self.world.random.triangular(cause.low, cause.high, cause.low) / step) * step)

    def following(self, at: datetime, least: int, most: int) -> datetime:
        """Office hours of a working day so many days on; never past the year."""
        day = current_calendar().next_day(at.date() + timedelta(days=self.world.random.randint(least, most)))
        if day.year > YEAR:
            return at + timedelta(minutes=15)
        found = datetime(day.year, day.month, day.day, self.world.random.randint(9, 15), self.world.random.randint(0, 59), tzinfo=CHINA)
        return max(found, at + timedelta(minutes=10))

    def act(
        self, step: str, by: int, ref: str, at: datetime, data: dict[str, Any], *, with_: tuple[int, ...] = (), row: int = 0, opening: Opening | None = None
    ) -> Order:
        return Order(step, by, ref=ref, opening=opening, data=data, row=row, at=at, recorded=at + timedelta(minutes=2), with_=with_)

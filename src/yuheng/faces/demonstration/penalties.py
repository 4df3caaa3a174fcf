"""The year's penalty files: 500 ordinary and 2,600 summary ones, with what goes wrong in such a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import yaml

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone, directory
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.law import law
from yuheng.kernel.now import CHINA
from yuheng.kernel.time import current_calendar, reckon

NOT_PUNISHED, SUMMARY_NOT_PUNISHED = 30, 523
MEETINGS, DISCUSSED, HEARINGS = 30, 36, 5
TRANSFERRED, COURT, LATE, RENOTIFIED = 2, 24, 3, 4
NOTICES, REPAIRED = 284, 40
RUNNING = 42
"""Cases under way when the year ends; they are decided in the next and count in no figure of this one."""
MONTHS_SUMMARY = (5, 6, 10, 9, 9, 9, 10, 9, 8, 7, 10, 8)
MONTHS_FOUND = (11, 10, 12, 12, 12, 12, 11, 10, 7, 3, 0, 0)
SQUADS = {"扬尘": 3, "噪声": 3, "油烟": 3, "排放": 3, "排水": 3, "施工": 4, "建筑垃圾": 4, "道路": 4, "安全": 5, "消防": 5, "燃气": 5, "气": 5, "物业": 6, "分类": 6, "垃圾": 6}


@dataclass(frozen=True)
class Cause:
    name: str
    basis: str
    low: int
    high: int
    summary: int
    ordinary: int

    @property
    def squad(self) -> int:
        return next((squad for word, squad in SQUADS.items() if word in self.name), 0)


def causes() -> list[Cause]:
    """The declared causes of the year."""
    listed = yaml.safe_load((directory() / "causes.yaml").read_text(encoding="utf-8"))["causes"]
    return [Cause(c["name"], c["basis"], c["low"], c["high"], c["summary"], c["ordinary"]) for c in listed]


class Penalties:
    """Orders for every penalty file of the year, and what follows from them: notices, repairs, the review of the files."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.world = World("penalties")
        self.serial = 500_000
        self.book = 0
        self.fined: list[tuple[str, str, str, date]] = []

    def orders(self) -> Iterator[Order]:
        yield from self.ordinary()
        yield from self.summary()
        yield from self.credit()
        yield from self.running()

    # -- ordinary ---------------------------------------------------------------------------------------------------------

    def ordinary(self) -> Iterator[Order]:
        listed = [cause for cause in causes() for _ in range(cause.ordinary)]
        self.world.random.shuffle(listed)
        # The largest fines are those that are discussed; hearings were held over some of them.
        by_fine = sorted(range(len(listed)), key=lambda i: -listed[i].high)
        discussed = {i: n % MEETINGS for n, i in enumerate(by_fine[:DISCUSSED])}
        heard = set(list(discussed)[3 : 3 + HEARINGS])
        rest = by_fine[DISCUSSED:]
        self.world.random.shuffle(rest)
        none, rest = set(rest[:NOT_PUNISHED]), rest[NOT_PUNISHED:]
        moved, rest = set(rest[:TRANSFERRED]), rest[TRANSFERRED:]
        court, rest = set(rest[:COURT]), rest[COURT:]
        late, again = set(rest[:LATE]), set(rest[LATE : LATE + RENOTIFIED])
        for number, cause in enumerate(listed):
            yield from _Case(self, number, cause).life(
                meeting=discussed.get(number), heard=number in heard, none=number in none, moved=number in moved, court=number in court,
                late=number in late, again=number in again,
            )  # fmt: skip

    def running(self) -> Iterator[Order]:
        """Cases found in the last weeks, on their way when the year ends: what the new year's 待办 are made of."""
        listed = [cause for cause in causes() if cause.ordinary >= 10]
        for number in range(RUNNING):
            case = _Case(self, 1000 + number, self.world.pick(listed))
            case.at = self.world.at(date(YEAR, 11, 27) + timedelta(days=number * 32 // RUNNING), 9, 12)
            yield from (order for order in case.life(meeting=None, heard=False, none=False, moved=False, court=False, late=False, again=False, until=number % 7))

    # -- summary ----------------------------------------------------------------------------------------------------------

    def summary(self) -> Iterator[Order]:
        listed = [cause for cause in causes() for _ in range(cause.summary)]
        self.world.random.shuffle(listed)
        spared = set(self.world.random.sample(range(len(listed)), SUMMARY_NOT_PUNISHED))
        for number, cause in enumerate(listed):
            yield from self._spot(number, cause, number in spared)

    def _spot(self, number: int, cause: Cause, spared: bool) -> Iterator[Order]:
        world = self.world
        squad = f"squad-{cause.squad or 1 + number % 2}"
        officers = self.officers(squad)
        day = world.day(MONTHS_SUMMARY, working=world.random.random() < 0.7)
        at = datetime(day.year, day.month, day.day, world.random.randint(15, 20), world.random.randint(0, 59), tzinfo=CHINA)
        fine = self._fine(cause)
        person = fine <= 200 and (cause.high <= 300 or world.random.random() < 0.3)
        fine = min(fine, 200 if person else 3000)
        ref = f"spot-{number}"
        data = {
            "happened_on": day, "cause": cause.name, "place": f"{world.pick(ROADS)}{world.random.randint(1, 600)}号门前", "basis": cause.basis,
            "facts_found": "现场检查发现，拍照取证，当事人当场承认。", "proposed_kind": "fine" if fine else "warning", "proposed_fine": fine * 100, **self.party(person),
        }  # fmt: skip
        opening = Opening("penalty.summary", lead=self.zone.organs[squad], region=self.zone.region, field="housing")
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
            self.book += 1
            decided = {"book_number": f"当场№{self.book:06d}", "decided_on": day, "fine": fine * 100, "outcome": "penalised"}
            yield self.act("decide", officers[0], ref, at, decided, with_=(officers[1],))
        yield from self._after_spot(ref, squad, officers[0], at, spared or not fine, spared)

    def _after_spot(self, ref: str, squad: str, officer: int, at: datetime, free: bool, spared: bool) -> Iterator[Order]:
        head = self.zone.role("squad_head", squad)[0]
        at = self.following(at, 1, 2)
        yield self.act("record", head, ref, at, {})
        if not free and self.world.random.random() < 0.96:
            at += timedelta(minutes=20)
            yield self.act("pay", officer, ref, at, {"paid_on": at.date(), "on_spot": self.world.random.random() < 0.4})
        if not spared and self.world.random.random() < 0.985:
            at = self.following(at, 1, 5)
            yield self.act("publish", self.zone.role("legal_reviewer")[0], ref, at, {})
        at += timedelta(minutes=30)
        yield self.act("close", head, ref, at, {})
        at += timedelta(minutes=5)
        yield self.act("archive", head, ref, at, {"volume": f"简{YEAR}-{ref.removeprefix('spot-').zfill(5)}"})

    # -- credit -----------------------------------------------------------------------------------------------------------

    def credit(self) -> Iterator[Order]:
        clerk = self.zone.role("credit_clerk")[0]
        chosen = self.fined[:NOTICES]
        for position, (name, code, number, decided) in enumerate(chosen):
            at = self.following(datetime(decided.year, decided.month, decided.day, 15, tzinfo=CHINA), 0, 3)
            earliest = reckon(law("penalty_publicity.market.stop.short", on=date(YEAR, 1, 1)), at.date(), current_calendar()).due
            data = {"given_on": at.date(), "enterprise": name, "uscc": code, "decision_number": number, "decided_on": decided, "earliest_on": earliest}
            opening = Opening("credit.notice", lead=self.zone.organs["enforcement"], region=self.zone.region)
            yield self.act("record", clerk, f"notice-{position}", at, data, opening=opening)
        early = [case for case in chosen if case[3] < date(YEAR, 8, 20)][:REPAIRED]
        for position, (name, code, number, decided) in enumerate(early):
            day = current_calendar().next_day(decided + timedelta(days=100 + position % 20))
            at = self.world.at(min(day, date(YEAR, 12, 28)))
            data = {"applied_on": at.date(), "repaired_on": at.date(), "enterprise": name, "uscc": code, "decision_number": number, "result": "repaired"}
            opening = Opening("credit.repair", lead=self.zone.organs["enforcement"], region=self.zone.region)
            yield self.act("record", clerk, f"repair-{position}", at, data, opening=opening)

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
            return {"party_kind": "individual", "party_name": world.shop(), "uscc": made_uscc("92", self.zone.region, self.serial), "phone": world.phone()}
        return {"party_kind": "organisation", "party_name": world.firm(), "uscc": made_uscc("91", self.zone.region, self.serial), "phone": world.phone()}

    def _fine(self, cause: Cause) -> int:
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


ROADS = ("前进中路", "娄苑路", "北门路", "虹祺路", "亭林路", "中山路", "同丰西路", "萧林路", "朝阳西路", "紫竹路")


class _Case:
    """One ordinary case, from the clue to the archive."""

    def __init__(self, year: Penalties, number: int, cause: Cause) -> None:
        self.year, self.cause, self.ref = year, cause, f"case-{number}"
        self.world, self.zone = year.world, year.zone
        self.squad = f"squad-{cause.squad or 1 + number % 6}"
        self.officers = year.officers(self.squad)
        self.deputy = self.zone.role("bureau_leader")[number % 2]
        self.head = self.zone.role("organ_head", "enforcement")[0]
        self.reviewer = self.zone.role("legal_reviewer")[number % 2]
        self.number = number
        self.at = self.world.at(self.world.day(MONTHS_FOUND), 9, 12)

    def _do(self, step: str, by: int | None = None, data: dict[str, Any] | None = None, *, after: tuple[int, int] = (0, 2), two: bool = False, row: int = 0) -> Order:
        self.at = self.year.following(self.at, *after)
        return self.year.act(
            step, by or self.officers[0], self.ref, self.at, data or {}, with_=(self.officers[1],) if two else (), row=row
        )

    def life(self, *, meeting: int | None, heard: bool, none: bool, moved: bool, court: bool, late: bool, again: bool, until: int | None = None) -> Iterator[Order]:
        """Its acts in order; `until` stops it on the way: 0 after the clue, 6 before the decision's approval."""
        fine = self.year._fine(self.cause)
        if meeting is not None:
            fine = max(fine, 50_000)
        party = self.year.party(fine <= 500 and self.world.random.random() < 0.5)
        yield self._clue(party)
        if until == 0:
            return
        yield self._do("verify", data={"verification": "经现场核查，线索属实，涉嫌违法。"}, after=(1, 5))
        if until == 1:
            return
        yield self._do("file", self.deputy, {"filed_on": self._next_day(0, 2)}, after=(0, 0))
        if until == 2:
            return
        if self.number % 3 == 0:
            yield self._do("order_correct", data={"order": "责令立即停止违法行为，限期改正。", "correct_by": self._next_day(5, 7)}, two=True, after=(0, 1))
            yield self._do("recheck", data={"corrected": True}, two=True, after=(7, 9))
        yield self._do("investigate", data={"finding": "制作现场检查笔录、询问笔录，提取照片和相关材料。", "evidence": self._evidence()}, two=True, after=(1, 4))
        if until == 3:
            return
        if moved:
            data = {"transferred_to": "昆山市公安局", "outcome": "transferred", "closed_ground": "transferred"}
            yield self._do("transfer", self.head, data, after=(3, 8))
            yield from self._finish("transferred")
            return
        if late:
            self.at = self.year.following(self.at, 80, 90)
        yield self._conclude(fine, meeting is not None)
        if until == 4:
            return
        if none:
            yield from self._spared()
            return
        yield self._notify(fine)
        if until is not None:
            return
        if again:
            fine = fine + 500
            yield self._conclude(fine, meeting is not None)
            yield self._notify(fine)
        yield from self._defence(heard, meeting is not None)
        if meeting is not None or fine >= 30_000:
            yield self._do("review", self.reviewer, {"review_opinion": "主体适格、事实清楚、证据充分、适用法律正确、程序合法、裁量适当，同意。"}, after=(1, 3))
        if meeting is not None:
            yield self._discuss(meeting)
        yield self._do("approve", self.deputy, {"decided_kinds": ["fine"] if fine else ["warning"], "decided_fine": fine * 100}, after=(0, 2))
        yield from self._decided(fine, party, court)

    def _clue(self, party: dict[str, Any]) -> Order:
        day = self.at.date()
        data = {
            "found_on": day, "source": self.world.pick(("patrol", "report", "12345", "transfer", "assigned"), (45, 20, 22, 8, 5)), "cause": self.cause.name,
            "place": f"{self.world.pick(ROADS)}{self.world.random.randint(1, 900)}号", "basis": self.cause.basis, **party,
        }  # fmt: skip
        opening = Opening("penalty.ordinary", lead=self.zone.organs[self.squad], region=self.zone.region, field="housing")
        return self.year.act("clue", self.officers[0], self.ref, self.at, data, opening=opening)

    def _next_day(self, least: int, most: int) -> date:
        """The day of the next act where it must be written in it: the same working day."""
        if most > 2:
            return current_calendar().next_day(self.at.date() + timedelta(days=self.world.random.randint(least, most)))
        return current_calendar().next_day(self.at.date())

    def _evidence(self) -> list[dict[str, Any]]:
        return [
            {"sort": "record", "name": "现场检查（勘验）笔录", "taken_by": self.officers[0], "taken_at": self.at},
            {"sort": "video", "name": "执法记录仪视频", "taken_by": self.officers[1], "taken_at": self.at, "origin": f"记录仪{1000 + self.number % 90}"},
        ]

    def _conclude(self, fine: int, complex_: bool) -> Order:
        data = {
            "facts_found": f"当事人存在{re.sub(r'[（(].*', '', self.cause.name)}的违法行为，事实清楚，证据充分。", "discretion": "一般情节，按裁量基准一般档次",
            "proposed_kinds": ["fine"] if fine else ["warning"], "proposed_fine": fine * 100, "complex": complex_,
        }  # fmt: skip
        return self._do("conclude", data=data, two=True, after=(2, 9))

    def _notify(self, fine: int) -> Order:
        self.at = self.year.following(self.at, 1, 2)
        data = {"notified_on": self.at.date(), "notified_kinds": ["fine"] if fine else ["warning"], "notified_fine": fine * 100}
        return self.year.act("notify", self.officers[0], self.ref, self.at, data, with_=(self.officers[1],))

    def _defence(self, heard: bool, big: bool) -> Iterator[Order]:
        told = self.at.date()
        if heard:
            yield self._do("request_hearing", after=(1, 2))
            on = self.year.following(self.at, 12, 15)
            chair = self.zone.role("hearing_officer")[0]
            yield self._do("notify_hearing", chair, {"hearing_on": on, "hearing_public": True}, after=(0, 1))
            self.at = on
            yield self.year.act("hearing", chair, self.ref, on, {"hearing_record": "调查人员和当事人分别陈述、举证、质证、辩论。"})
            yield self._do("report_hearing", chair, {"hearing_report": "建议维持拟处罚意见。"}, after=(1, 2))
        elif big or self.number % 11 == 0:
            yield self._do("defend", data={"defence": "当事人请求从轻处罚。"}, after=(1, 2))
            yield self._do("re_examine", self.reviewer, {"re_examination": "经复核，申辩理由部分成立，已在裁量中考虑。"}, after=(0, 2))
        elif self.world.random.random() < 0.55:
            yield self._do("waive", after=(0, 1))
            return
        first = reckon(law("penalty.hearing.request", on=told), told, current_calendar(), direction="earliest").due
        assert isinstance(first, date)
        if self.at.date() < first:
            self.at = datetime(first.year, first.month, first.day, 9, 5, tzinfo=CHINA)

    def _discuss(self, meeting: int) -> Order:
        """Meetings are on Thursdays at two; one may deal with several cases."""
        clerk = self.zone.role("discussion_clerk")[0]
        day = self.at.date() + timedelta(days=1)
        while day.weekday() != 3 or not current_calendar().is_working(day):
            day += timedelta(days=1)
        self.at = datetime(day.year, day.month, day.day, 14, 5 + self.number % 50, tzinfo=CHINA)
        data = {"meeting": f"{YEAR}-{meeting + 1:02d}", "meeting_on": day, "discussion": "参会人员逐一发表意见，一致同意拟处罚意见。"}
        return self.year.act("discuss", clerk, self.ref, self.at, data, with_=(self.deputy, self.head))

    def _decided(self, fine: int, party: dict[str, Any], court: bool) -> Iterator[Order]:
        self.at = self.year.following(self.at, 0, 2)
        day = self.at.date()
        data = {
            "decided_on": day, "outcome": "penalised", "addressees": [{"name": party["party_name"], "way": self.world.pick(("direct", "mail", "left"), (80, 15, 5))}],
            "payment_code": f"3205{YEAR}{self.number:08d}",
        }  # fmt: skip
        yield self.year.act("decide", self.head, self.ref, self.at, data)
        if party["party_kind"] == "organisation" and fine:
            self.year.fined.append((party["party_name"], party["uscc"], f"案件{self.number + 1:04d}", day))
        yield self._do("serve", row=1, after=(1, 4))
        yield self._do("publish", self.reviewer, after=(1, 3))
        yield self._do("credit", self.zone.role("credit_clerk")[0], after=(0, 1))
        if not fine:
            yield self._do("carry_out", after=(1, 3))
        elif court:
            yield self._do("demand", after=(20, 30))
            return
        else:
            yield self._do("pay", self.zone.role("cashier")[0], {"paid": fine * 100, "surcharge": 0}, after=(1, 10))
        yield from self._finish("paid")

    def _spared(self) -> Iterator[Order]:
        self.at = self.year.following(self.at, 1, 4)
        ground = self.world.pick(("first", "slight", "no_fault"), (6, 3, 1))
        data = {
            "ground": ground, "outcome": "none", "decided_on": self.at.date(), "closed_ground": "none", "addressees": [{"name": "当事人", "way": "direct"}],
        }  # fmt: skip
        yield self.year.act("no_penalty", self.head, self.ref, self.at, data)
        yield self._do("serve", row=1, after=(1, 3))
        yield from self._finish("none")

    def _finish(self, ground: str) -> Iterator[Order]:
        yield self._do("close", self.deputy, {"closed_ground": ground}, after=(1, 5))
        if self.number % 6:
            yield self._do("archive", self.zone.role("archivist")[0], {"volume": f"普{YEAR}-{self.number + 1:04d}"}, after=(1, 8))

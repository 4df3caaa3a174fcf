"""One ordinary case of the year, from the clue to the archive, by what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from yuheng.faces.demonstration.mishaps import (
    Interlude,
    corrected,
    defective,
    handed_over,
    recused,
    retimed,
    taken_back,
)
from yuheng.faces.demonstration.signing import PROPOSER, SHEETS, countersigned
from yuheng.faces.demonstration.world import ROADS, YEAR
from yuheng.kernel.engine.orders import Opening, Order, Part
from yuheng.kernel.law import law
from yuheng.kernel.now import CHINA
from yuheng.kernel.time import current_calendar, reckon
from yuheng.systems.enforcement.penalty.choices import POINTS

if TYPE_CHECKING:
    from yuheng.faces.demonstration.penalties import Penalties

REVIEWED = [code for code, _name in POINTS]
MONTHS_FOUND = (11, 10, 12, 12, 12, 12, 11, 10, 7, 3, 0, 0)
MONTHS_COURT = (5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0)
SQUADS = {"扬尘": 3, "噪声": 3, "油烟": 3, "排放": 3, "排水": 3, "施工": 4, "建筑垃圾": 4, "道路": 4, "安全": 5, "消防": 5, "燃气": 5, "气": 5, "物业": 6, "分类": 6, "垃圾": 6}


@dataclass(frozen=True)
class Cause:
    name: str
    basis: str
    low: int
    high: int
    summary: int
    ordinary: int
    item: str = ""

    @property
    def squad(self) -> int:
        return next((squad for word, squad in SQUADS.items() if word in self.name), 0)


@dataclass(frozen=True)
class Fate:
    """What becomes of a case; the plain one is paid and closed. `until` stops it on the way: 0 after the clue, 4 after its conclusion, 5 and more after the notice."""

    meeting: int | None = None
    heard: bool = False
    none: bool = False
    not_filed: bool = False
    moved: bool = False
    court: bool = False
    late: bool = False
    again: bool = False
    extended: bool = False
    instalments: bool = False
    appraised: bool = False
    preserved: bool = False
    redecided: bool = False
    recalled: bool = False
    recused: bool = False
    handed: bool = False
    mistyped: str = ""
    retimed: bool = False
    withdrawn: bool = False
    defective: bool = False
    until: int | None = None


class Case:
    """One ordinary case, from the clue to the archive."""

    def __init__(self, year: Penalties, number: int, cause: Cause, fate: Fate) -> None:
        self.year, self.cause, self.fate, self.ref = year, cause, fate, f"case-{number}"
        self.world, self.zone = year.world, year.zone
        self.squad = f"squad-{cause.squad or 1 + number % 6}"
        self.officers = year.officers(self.squad)
        self.deputy = self.zone.role("bureau_leader")[number % 2]
        self.head = self.zone.role("organ_head", "enforcement")[0]
        self.reviewer = self.zone.role("legal_reviewer")[number % 2]
        self.number = number
        self.at = self.world.at(self.world.day(MONTHS_COURT if fate.court else MONTHS_FOUND), 9, 12)
        self.chief = self.zone.role("squad_head", self.squad)[0]

    def _do(self, step: str, by: int | None = None, data: dict[str, Any] | None = None, *, after: tuple[int, int] = (0, 2), two: bool = False, row: int = 0) -> Order:
        self.at = self.year.following(self.at, *after)
        return self._act(step, by or self.officers[0], data or {}, two=two, row=row)

    def _act(self, step: str, by: int, data: dict[str, Any], *, two: bool = False, row: int = 0) -> Order:
        """One act; a step that an approval sheet carries bears everybody's opinion."""
        order = self.year.act(step, by, self.ref, self.at, data, with_=(self.officers[1],) if two else (), row=row)
        return countersigned(order, SHEETS[step], self._signers(by)) if step in SHEETS else order

    def _signers(self, by: int) -> dict[str, int]:
        """Who signs which place of the sheets of this case."""
        found = {
            PROPOSER: self.officers[0], "共同承办人意见": self.officers[1], "承办机构负责人意见": self.chief, "法制机构意见": self.reviewer, "分管负责人意见": self.deputy,
        }  # fmt: skip
        return {place: person for place, person in found.items() if person != by}

    def life(self) -> Iterator[Order | Interlude]:
        """Its acts in order, as its fate has them."""
        fate, until = self.fate, self.fate.until
        big = fate.meeting is not None
        fine = self.year.fine_of(self.cause)
        if big:
            fine = max(fine, 50_000)
        party = self.year.party(fine <= 500 and self.world.random.random() < 0.5)
        yield self._clue(party)
        if fate.mistyped == "found_on":
            at = self.at + timedelta(minutes=40)
            day = self.at.date() - timedelta(days=1)
            yield corrected(at, self.ref, "found_on", day, self.officers[0], self.chief, "举报电话记录载明前一日发现，登记时误填为当日。")
        if until == 0:
            return
        yield self._do("verify", data={"verification": "线索不实，现场未见违法行为。" if fate.not_filed else "经现场核查，线索属实，涉嫌违法。"}, after=(1, 5))
        if until == 1:
            return
        if fate.not_filed:
            yield from self._not_filed()
            return
        yield self._do("file", self.deputy, {"filed_on": self._next_day(0, 2)}, after=(0, 0))
        if until == 2:
            return
        yield from self._staff_changes()
        yield from self._corrected_on_site()
        yield self._do("investigate", data={"finding": "制作现场检查笔录、询问笔录，提取照片和相关材料。", "evidence": self._evidence(), "recordings": self._recordings()}, two=True, after=(1, 4))
        if until == 3:
            return
        if fate.moved:
            data = {"transferred_to": "昆山市公安局", "outcome": "transferred", "closed_ground": "transferred"}
            yield self._do("transfer", self.head, data, after=(3, 8))
            yield from self._finish("transferred")
            return
        yield from self._delays()
        yield self._conclude(fine, big)
        if fate.mistyped == "place":
            place = f"{self.world.pick(ROADS)}{self.world.random.randint(1, 900)}号"
            yield corrected(self.at + timedelta(minutes=30), self.ref, "place", place, self.officers[0], None, "门牌号录入错误，以现场检查笔录为准。")
        if until == 4:
            return
        if fate.none:
            yield from self._spared()
            return
        yield self._notify(fine)
        if until is not None:
            return
        if fate.recalled:
            yield taken_back(self.at + timedelta(minutes=20), self.ref, self.officers[0], "告知书漏写听证权利，送达前撤回重制。")
            self.at += timedelta(minutes=45)
            yield self._notice(fine)
        if fate.again:
            fine = fine + 500
            yield self._conclude(fine, big)
            yield self._notify(fine)
        yield from self._defence(fate.heard, big)
        if big or fine >= 30_000:
            yield self._do("review", self.reviewer, {"review_ok": REVIEWED, "review_result": "agree", "review_opinion": "主体适格、事实清楚、证据充分、适用法律正确、程序合法、裁量适当，同意。"}, after=(1, 3))
        if fate.meeting is not None:
            yield self._discuss(fate.meeting)
        yield self._do("approve", self.head, {"decided_kinds": ["fine"] if fine else ["warning"], "decided_fine": fine * 100}, after=(0, 2))
        yield from self._decided(fine, party)

    def _not_filed(self) -> Iterator[Order]:
        data = {"not_filed_ground": "none", "not_filed_reason": "经核查，没有违法事实。", "outcome": "not_filed", "closed_ground": "not_filed"}
        yield self._do("not_file", self.deputy, data, after=(0, 1))
        yield self._do("archive", self.zone.role("archivist")[0], {"volume": f"不{YEAR}-{self.number - 1999:04d}"}, after=(1, 6))

    def _staff_changes(self) -> Iterator[Order | Interlude]:
        """An officer who must stand back, or who leaves the squad: another one goes on."""
        others = [person for person in self.zone.role("enforcer", self.squad) if person not in self.officers]
        at = self.at + timedelta(minutes=35)
        if self.fate.recused:
            yield recused(at, self.ref, self.officers[1], self.deputy, "系当事人的近亲属，自行申请回避。")
            self.officers = [self.officers[0], others[0]]
        if self.fate.handed:
            yield handed_over(at, self.ref, others[0], self.chief, "原承办人岗位调整。")
            self.officers = [others[0], self.officers[1]]

    def _corrected_on_site(self) -> Iterator[Order | Interlude]:
        if self.fate.defective:
            yield self._do("order_correct", data={"order": "责令限期改正。", "correct_by": self._next_day(5, 7)}, two=True, after=(0, 1))
            supervisors = self.zone.role("supervisor")
            self.at = self.year.following(self.at, 12, 14)
            yield defective(
                self.at, self.ref, "recheck", supervisors[0], supervisors[1], "复查仅由一名执法人员进行，有复查照片，没有第二人签名。",
                "案卷评查发现复查时执法人员少于两人。", ("行政处罚法(2021-01-22)#42.1",),
            )  # fmt: skip
        elif self.number % 3 == 0:
            yield self._do("order_correct", data={"order": "责令立即停止违法行为，限期改正。", "correct_by": self._next_day(5, 7)}, two=True, after=(0, 1))
            yield self._do("recheck", data={"corrected": True}, two=True, after=(7, 9))

    def _delays(self) -> Iterator[Order]:
        """What makes a case long: goods kept as evidence, an expert opinion, an extension, or nothing at all."""
        if self.fate.preserved:
            yield self._do("approve_preserve", self.deputy, after=(0, 0))
            things = [{"held": "preserved", "name": "涉案设备", "quantity": "1台", "place": "就地保存", "seal": f"昆高执封{self.number:04d}"}]
            yield self._do("preserve", data={"things": things}, two=True, after=(0, 1))
            yield self._do("preserve_decide", self.deputy, {"disposal": "released"}, after=(3, 5))
        if self.fate.appraised:
            yield self._do("appraise", after=(1, 2))
            yield self._do("appraised", after=(25, 40))
        if self.fate.extended:
            self.at = self.year.following(self.at, 60, 66)
            yield self._do("extend", self.head, after=(1, 2))
            self.at = self.year.following(self.at, 15, 20)
        if self.fate.late:
            self.at = self.year.following(self.at, 80, 90)

    def _clue(self, party: dict[str, Any]) -> Order:
        day = self.at.date()
        data = {
            "found_on": day, "source": self.world.pick(("patrol", "report", "12345", "transfer", "assigned"), (45, 20, 22, 8, 5)), "cause": self.cause.name, "item_code": self.cause.item,
            "place": f"{self.world.pick(ROADS)}{self.world.random.randint(1, 900)}号", "basis": self.cause.basis, **party,
        }  # fmt: skip
        parties = (Part(self.year.parties.of(party)),)
        opening = Opening("penalty.ordinary", lead=self.zone.organs[self.squad], region=self.zone.region, field="housing", parties=parties)
        return self.year.act("clue", self.officers[0], self.ref, self.at, data, opening=opening)

    def _next_day(self, least: int, most: int) -> date:
        """The day of the next act where it must be written in it: the same working day."""
        if most > 2:
            return current_calendar().next_day(self.at.date() + timedelta(days=self.world.random.randint(least, most)))
        return current_calendar().next_day(self.at.date())

    def _evidence(self) -> list[dict[str, Any]]:
        return [
            {"sort": "record", "name": "现场检查（勘验）笔录", "taken_by": self.officers[0], "taken_at": self.at, "origin": "现场制作，当事人签名"},
            {"sort": "statement", "name": "询问笔录", "taken_by": self.officers[1], "taken_at": self.at, "origin": "当事人陈述"},
        ]

    def _recordings(self) -> list[dict[str, Any]]:
        device = f"记录仪{1000 + self.number % 90}"
        digest = sha256(f"{self.ref}-{self.at:%Y%m%d%H%M}".encode()).hexdigest()
        return [{"device": device, "started_at": self.at - timedelta(minutes=42), "ended_at": self.at, "digest": digest, "officer": self.officers[1], "shows": "现场检查、询问"}]

    def _conclude(self, fine: int, complex_: bool) -> Order:
        data = {
            "facts_found": f"当事人存在{re.sub(r'[（(].*', '', self.cause.name)}的违法行为，事实清楚，证据充分。", "discretion": "一般情节，按裁量基准一般档次",
            "proposed_kinds": ["fine"] if fine else ["warning"], "proposed_fine": fine * 100, "complex": complex_,
        }  # fmt: skip
        return self._do("conclude", data=data, two=True, after=(2, 9))

    def _notify(self, fine: int) -> Order:
        self.at = self.year.following(self.at, 1, 2)
        return self._notice(fine)

    def _notice(self, fine: int) -> Order:
        data = {"notified_on": self.at.date(), "notified_kinds": ["fine"] if fine else ["warning"], "notified_fine": fine * 100}
        return self.year.act("notify", self.officers[0], self.ref, self.at, data, with_=(self.officers[1],))

    def _defence(self, heard: bool, big: bool) -> Iterator[Order]:
        told = self.at.date()
        if heard:
            yield self._do("request_hearing", after=(1, 2))
            on = self.year.following(self.at, 12, 15)
            chair = self.zone.role("hearing_officer")[0]
            yield self._do("notify_hearing", chair, {"hearing_on": on, "hearing_until": on + timedelta(hours=2), "hearing_place": "综合行政执法局听证室", "hearing_public": True}, after=(0, 1))
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
        """Meetings are on Thursdays at two; one may deal with several cases that are ready for it."""
        clerk = self.zone.role("discussion_clerk")[0]
        day = self.at.date() + timedelta(days=1)
        while day.weekday() != 3 or not current_calendar().is_working(day):
            day += timedelta(days=1)
        self.at = datetime(day.year, day.month, day.day, 14, 5 + self.number % 50, tzinfo=CHINA)
        data: dict[str, Any] = {"discussed_at": "", "meeting_on": day, "discussion": "参会人员逐一发表意见，一致同意拟处罚意见。"}
        self.year.meetings.speak_of(self.ref, day, data, (self.head, self.deputy))
        return self.year.act("discuss", clerk, self.ref, self.at, data)

    def _decided(self, fine: int, party: dict[str, Any]) -> Iterator[Order | Interlude]:
        self.at = self.year.following(self.at, 0, 2)
        day = self.at.date()
        data = {
            "decided_on": day, "outcome": "penalised", "addressees": [{"name": party["party_name"], "way": self.world.pick(("direct", "mail", "left"), (80, 15, 5))}],
            "payment_code": f"3205{YEAR}{self.number:08d}",
        }  # fmt: skip
        yield self._act("decide", self.head, data)
        row = 1
        if self.fate.redecided:
            yield taken_back(self.at + timedelta(minutes=25), self.ref, self.head, "决定书当事人名称有误，送达前撤回重制。")
            self.at += timedelta(minutes=50)
            yield self._act("decide", self.head, data)
            row = 2
        yield self._do("serve", row=row, after=(1, 4))
        if self.fate.retimed:
            at = self.at + timedelta(minutes=50)
            yield retimed(at, self.ref, "serve", timedelta(minutes=40), self.officers[0], self.chief, "以送达回证签收时间为准。")
        masked = "隐去当事人证件号码、住址、联系电话" if party["party_kind"] == "person" else "隐去联系电话"
        yield self._do("publish", self.reviewer, {"masked": masked, "publish_receipt": f"GS{YEAR}{self.number:06d}"}, after=(1, 3))
        if party["party_kind"] != "person":
            until = date(self.at.year + 3, self.at.month, min(self.at.day, 28))
            data = {"credit_receipt": f"XY{YEAR}{self.number:06d}", "credit_until": until}
            yield self._do("credit", self.zone.role("credit_clerk")[0], data, after=(0, 1))
        else:
            yield self._do("credit", self.zone.role("credit_clerk")[0], {"credit_receipt": f"XY{YEAR}{self.number:06d}"}, after=(0, 1))
        if self.fate.withdrawn:
            found = {"overturned_how": "changed", "overturned_by": "昆山市人民政府行政复议决定", "overturned_on": self._next_day(0, 2)}
            self.at = self.year.following(self.at, 30, 40)
            yield self._act("overturned", self.reviewer, {**found, "overturned_on": self.at.date()})
            yield self._do("withdraw", self.reviewer, {"withdrawn_why": "处罚决定经行政复议变更，撤回公示并公开说明理由。"}, after=(1, 2))
            yield self._do("credit_end", self.zone.role("credit_clerk")[0], {"credit_end_ground": "overturned"}, after=(0, 1))
        yield from self._carried_out(fine)

    def _carried_out(self, fine: int) -> Iterator[Order]:
        if not fine:
            yield self._do("carry_out", after=(1, 3))
            yield from self._finish("paid")
        elif self.fate.court:
            yield from self._enforced()
        else:
            if self.fate.instalments:
                parts = [{"due_on": self.at.date() + timedelta(days=30 * n), "sum": fine * 100 // 2} for n in (1, 2)]
                yield self._do("instalment", self.deputy, {"hardship": "经营困难，申请分两期缴纳。", "instalments": parts}, after=(2, 6))
                cashier = self.zone.role("cashier")[0]
                yield self._do("pay_part", cashier, row=1, after=(20, 24))
                yield self._do("pay_part", cashier, row=2, after=(24, 28))
            order = self._do("pay", self.zone.role("cashier")[0], {"paid": fine * 100, "surcharge": 0}, after=(1, 10))
            yield replace(order, data={**order.data, "paid_on": self.at.date(), "bank_receipt": f"HD{YEAR}{self.number:08d}"})
            yield from self._finish("paid")

    def _enforced(self) -> Iterator[Order]:
        """Neither paid nor contested: the demand once the time to sue is nearly over, the court after it."""
        last = date(YEAR, 12, 8)
        self.at = self.year.following(self.at, 188, 196)
        if self.at.date() > last:
            return
        yield self._do("demand", after=(0, 1))
        if self.at.date() + timedelta(days=23) > last:
            return
        self.at = self.year.following(self.at, 23, 29)
        if self.at.date() > last:
            return
        yield self._do("apply_court", self.head, {"court": "昆山市人民法院"}, after=(0, 1))
        if self.at.date() > date(YEAR, 11, 1):
            return
        yield self._do("ruling", data={"ruling": "granted"}, after=(25, 30))
        yield from self._finish("court")

    def _spared(self) -> Iterator[Order]:
        self.at = self.year.following(self.at, 1, 4)
        ground = self.world.pick(("first", "slight", "no_fault"), (6, 3, 1))
        data = {
            "ground": ground, "outcome": "none", "decided_on": self.at.date(), "closed_ground": "none", "addressees": [{"name": "当事人", "way": "direct"}],
            "education": "已对当事人进行教育，当事人表示今后守法经营。",
        }  # fmt: skip
        yield self._act("no_penalty", self.head, data)
        yield self._do("serve", row=1, after=(1, 3))
        yield from self._finish("none")

    def _finish(self, ground: str) -> Iterator[Order]:
        yield self._do("close", self.deputy, {"closed_ground": ground}, after=(1, 5))
        if self.number % 6:
            yield self._do("archive", self.zone.role("archivist")[0], {"volume": f"普{YEAR}-{self.number + 1:04d}"}, after=(1, 8))

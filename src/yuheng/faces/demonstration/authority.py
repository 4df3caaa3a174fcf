"""Who may enforce what in the year: certificates entered as they stood, items given down by the province, and what changed until December."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.penalties import causes
from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.now import CHINA

ENTERED = datetime(YEAR, 1, 1, 8, tzinfo=CHINA)
GIVEN = date(2021, 12, 1)
FIELD = {1: "city", 2: "city", 3: "ecology", 4: "housing", 5: "safety", 6: "city"}
RETURNED = (("320583-CF-0901", "擅自设置停车泊位", "city"), ("320583-CF-0902", "河道管理范围内违法堆放", "water"), ("320583-CF-0903", "占用农村公路", "transport"))
"""Items that the zone held and that were given back in the year."""
AUXILIARIES = 12


def certificates(zone: Zone) -> Iterator[Order]:
    """The certificates that the officers hold when the year begins, and those of some auxiliaries. Entered before anything else is done."""
    clerk = zone.role("justice_clerk", "justice-office")[0]
    helpers = [(person, f"F320583{number:05d}") for number, person in enumerate(zone.role("auxiliary")[:AUXILIARIES], start=1)]
    for position, (person, number) in enumerate([*zone.certified, *helpers]):
        officer = position < len(zone.certified)
        data = {
            "holder": person, "grade": "officer" if officer else "auxiliary", "unit": zone.organs["enforcement"], "number": number, "kinds": ["general"], "area": "昆山高新区",
            "issuer": "昆山市司法局", "valid_from": date(2021, 7, 1), "valid_to": date(2024, 3, 31) if position % 29 == 20 else date(2026, 6, 30), "ground": "kept",
        }  # fmt: skip
        opening = Opening("enforcement.certificate", lead=zone.organs["justice-office"], region=zone.region)
        yield Order("issue", clerk, opening=opening, ref=f"card-{number}", data=data, at=ENTERED, recorded=ENTERED + timedelta(minutes=5))


def authority(zone: Zone) -> Iterator[Order]:
    """The organ, its items, and what changed: items given back, one certificate suspended and restored, one officer qualified anew."""
    return _Authority(zone).all()


class _Authority:
    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.clerk = zone.role("justice_clerk", "justice-office")[0]
        self.head = zone.role("justice_head", "justice-office")[0]
        self.bureau = zone.organs["enforcement"]

    def all(self) -> Iterator[Order]:
        yield from self._subject()
        for cause in causes():
            yield from self._item(cause.item, cause.name, FIELD.get(cause.squad, "city"), cause.basis)
        for number, (code, name, field) in enumerate(RETURNED):
            yield from self._item(code, name, field, "按设定该项职权的法律、法规")
            day = date(YEAR, 6, 1) + timedelta(days=61 * number)
            told = {"back_on": day, "back_by": "江苏省人民政府关于调整赋权事项的决定（演示）", "back_to": "昆山市有关主管部门"}
            yield self._act("take_back", self.head, day, code, told)
        yield from self._suspended()
        yield from self._qualified()

    def _act(self, step: str, by: int, day: date, ref: str, data: dict[str, Any], procedure: str = "", minute: int = 0, lead: str = "justice-office") -> Order:
        at = datetime(day.year, day.month, day.day, 9, minute, tzinfo=CHINA)
        opening = Opening(procedure, lead=self.zone.organs[lead], region=self.zone.region) if procedure else None
        return Order(step, by, opening=opening, ref=ref, data=data, at=at, recorded=at + timedelta(minutes=5))

    def _subject(self) -> Iterator[Order]:
        day = date(YEAR, 1, 3)
        data = {"unit": self.bureau, "sort": "organ", "basis": "江苏省相对集中行政处罚权的批复（演示）", "confirmed_on": day}
        yield self._act("confirm", self.clerk, day, "subject", data, "enforcement.subject")
        yield self._act("publish", self.clerk, day, "subject", {"published_on": day}, minute=20)

    def _item(self, code: str, name: str, field: str, basis: str) -> Iterator[Order]:
        data = {
            "code": code, "name": name, "kind": "penalty", "field": field, "basis": basis, "holder": self.bureau, "way": "given", "from_organ": "昆山市有关主管部门",
            "given_by": "江苏省人民政府关于赋予经济发达镇行政处罚权的决定（演示）", "version": "2021年版", "published_on": GIVEN, "from_on": date(2022, 1, 1),
        }  # fmt: skip
        yield self._act("give", self.clerk, date(YEAR, 1, 1), code, data, "enforcement.item")

    def _suspended(self) -> Iterator[Order]:
        person = self.zone.role("enforcer", "squad-2")[-2]  # one who has nothing to do in these weeks
        ref = f"card-{dict(self.zone.certified)[person]}"
        first, last = date(YEAR, 9, 4), date(YEAR, 10, 9)
        yield self._act("suspend", self.head, first, ref, {"suspended_on": first, "suspended_why": "着装、用语不规范被投诉，离岗教育"})
        yield self._act("restore", self.head, last, ref, {"restored_on": last, "restored_why": "教育期满，考核合格"})

    def _qualified(self) -> Iterator[Order]:
        person, applied = self.zone.role("auxiliary", "squad-5")[-1], date(YEAR, 11, 6)
        data = {"applicant": person, "grade": "officer", "unit": self.bureau, "kinds": ["general"], "employed": True, "trained_hours": 60, "applied_on": applied}
        yield self._act("apply", self.zone.role("squad_head", "squad-5")[0], applied, "qualified", data, "enforcement.qualification", lead="squad-5")
        yield self._act("vet", self.clerk, applied + timedelta(days=2), "qualified", {"vetting": "编制、学历、培训学时符合要求。"})
        exam = applied + timedelta(days=17)
        yield self._act("exam", self.clerk, exam, "qualified", {"exam_on": exam, "exam_score": 87, "exam_passed": True})

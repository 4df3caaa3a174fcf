"""A zone that writes its annual report: an editor, the head of the justice office, a leader, two units with a contributor each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from tests.example.office import moment
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.records.models import Organ, Person, Post
from yuheng.systems import catalogue

DRAFT = """# 高新区2023年法治政府建设年度报告
2023年，全区认真推进法治政府建设。
## 统筹部署
党工委理论学习中心组开展专题学法{study.sessions}，召开信访联席会议{petitions.joint_meetings}。
## 存在的不足和原因
执法规范化水平还不平衡，主要原因是培训不够。"""
PEOPLE = (
    ("editor", "justice-office", ("report_editor", "justice_clerk")), ("head", "justice-office", ("justice_head",)), ("leader", "zone", ("zone_leader",)),
    ("party", "party-office", ("report_contributor", "unit_clerk")), ("petition", "petition", ("report_contributor", "petition_clerk")),
)  # fmt: skip

_serial = count()


@dataclass
class Writing:
    """The office's identifiers and shorthands for acts on the report."""

    organs: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    matter: int = 0
    clock: datetime = field(default_factory=lambda: moment(1, 3, year=2024))

    def act(self, who: str, step: str, data: dict[str, Any] | None = None, row: int = 0, at: datetime | None = None) -> Done:
        """One act, a day after the one before."""
        self.clock = at or self.clock + timedelta(days=1)
        opening = Opening("report.annual", lead=self.organs["justice-office"], area=self.organs["zone"]) if step == "start" else None
        done = perform(
            Order(step, self.people[who], matter=None if opening else self.matter, opening=opening, data=data or {}, row=row, at=self.clock, recorded=self.clock)
        )
        self.matter = done.matter
        return done

    def study(self, held_on: date, at: datetime | None = None) -> Done:
        """One recorded study session, so that the figure of study sessions counts one more."""
        moment_ = at or moment(12, 20)
        data = {"held_on": held_on, "topic": f"学习{next(_serial)}", "form": "group", "should_attend": 10, "attended": 10}
        opening = Opening("study.session", lead=self.organs["party-office"], area=self.organs["zone"])
        return perform(Order("record", self.people["party"], opening=opening, data=data, at=moment_, recorded=moment_))

    def started(self) -> Writing:
        self.act("editor", "start", {"year": 2023, "collect_by": date(2024, 1, 12)})
        return self

    def row_of(self, unit: str) -> int:
        """The number of a unit's row among the units that take part."""
        from yuheng.systems.assessment.annual_report.facts import ReportUnit

        return ReportUnit.objects.get(matter=self.matter, unit=self.organs[unit]).row

    def confirm(self, who: str, unit: str, *indicators: str) -> Done:
        return self.act(who, "confirm", {"confirmations": [{"indicator": name} for name in indicators]}, self.row_of(unit))

    def joined(self, text: str = DRAFT) -> Writing:
        self.act("editor", "join", {"draft": text})
        return self

    def sent(self) -> Writing:
        """Reviewed, deliberated and sent: publication is next."""
        self.act("head", "review", {"review_opinion": "同意"})
        self.act("head", "secrecy", {"secret": False, "secrecy_opinion": "不涉密"})
        self.act("leader", "deliberate", {"meeting": "党工委会议"})
        self.act("editor", "send", {"sent_to": "市委依法治市办"})
        return self

    def confirmed(self) -> Writing:
        self.confirm("party", "party-office", "study.sessions")
        self.confirm("petition", "petition", "petitions.joint_meetings")
        return self


def writing() -> Writing:
    """Makes the office in the database, with two study sessions recorded."""
    catalogue.load()
    found = Writing()
    zone = Organ.objects.create(code="zone", name="昆山高新区管委会", short="高新区", kind="zone", holds_power=True, prefix="昆高")
    found.organs["zone"] = zone.pk
    for code, name in (("justice-office", "司法所"), ("party-office", "党政办"), ("petition", "信访办")):
        found.organs[code] = Organ.objects.create(code=code, name=name, kind="department", parent=zone).pk
    for name, organ, roles in PEOPLE:
        person = Person.objects.create(name=f"某{name}")
        Post.objects.create(person=person, organ_id=found.organs[organ], title="工作人员", roles=list(roles), from_on=date(2020, 1, 1))
        found.people[name] = person.pk
    office.changed()
    found.study(date(2023, 3, 1))
    found.study(date(2023, 6, 1))
    return found

"""A small office for the example system: one zone, two squads, five people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests.example import procedure  # noqa: F401  # registers the example
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Certificate, Organ, Person, Post


def moment(month: int, day: int, hour: int = 9, year: int = 2023) -> datetime:
    return datetime(year, month, day, hour, tzinfo=CHINA)


@dataclass
class Staffed:
    """The office's identifiers, and shorthands for acts."""

    zone: int
    squad: int
    other: int
    clerk: int
    inspector: int
    second: int
    reviewer: int
    head: int
    stranger: int
    supervisor: int

    def opening(self, **changes) -> Opening:
        return Opening(**{"procedure": "example.permit", "lead": self.squad, "area": self.squad, **changes})

    def accept(self, at: datetime | None = None, **changes) -> Done:
        return perform(self.accept_order(at, **changes))

    def accept_order(
        self, at: datetime | None = None, *, ref: str = "", key: str = "", by: int | None = None, **data
    ) -> Order:
        at = at or moment(3, 1)
        filled = {"applicant": "王小明", "subject": "占道施工", "area": 2000, **data}
        return Order(
            "accept", by or self.clerk, opening=self.opening(), data=filled, at=at, recorded=at, ref=ref, key=key
        )

    def order(self, step: str, by: int, at: datetime, **rest) -> Order:
        return Order(step, by, at=at, recorded=rest.pop("recorded", at), **rest)

    def life(self, ref: str, month: int = 3) -> list[Order]:
        """A whole permit from acceptance to archive, risky and reviewed."""
        return [
            self.accept_order(moment(month, 1), ref=ref),
            self.order(
                "visit",
                self.inspector,
                moment(month, 2),
                ref=ref,
                with_=(self.second,),
                data={"visits": [{"place": "路口"}], "risky": True},
            ),
            self.order("review", self.reviewer, moment(month, 3), ref=ref, data={"opinion": "同意"}),
            self.order("decide", self.head, moment(month, 7), ref=ref, data={"result": "granted", "fee": "12.50"}),
            self.order("close", self.clerk, moment(month, 8), ref=ref),
            self.order("archive", self.clerk, moment(month, 9), ref=ref),
        ]


def staff() -> Staffed:
    """Makes the office in the database."""
    zone = Organ.objects.create(code="zone", name="高新区管委会", kind="zone", holds_power=True, prefix="昆高")
    squad = Organ.objects.create(code="squad-1", name="一中队", kind="squad", parent=zone)
    other = Organ.objects.create(code="squad-2", name="二中队", kind="squad", parent=zone)

    def person(name: str, organ: Organ, role: str, certified: bool = False) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=organ, title="工作人员", roles=[role], from_on=date(2020, 1, 1))
        if certified:
            Certificate.objects.create(
                person=one, organ=zone, number=f"C-{name}", from_on=date(2022, 1, 1), to_on=date(2023, 6, 30)
            )
        return one.pk

    found = Staffed(
        zone=zone.pk,
        squad=squad.pk,
        other=other.pk,
        clerk=person("甲", squad, "example_clerk"),
        inspector=person("乙", squad, "example_inspector", True),
        second=person("丙", squad, "example_inspector", True),
        reviewer=person("丁", zone, "example_reviewer"),
        head=person("戊", zone, "example_head"),
        stranger=person("己", other, "example_clerk"),
        supervisor=person("庚", zone, "supervisor"),
    )
    office.changed()
    return found

"""A small enforcement bureau and a mediation committee for the systems' tests."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Certificate, Organ, Person, Post
from yuheng.systems import catalogue


@pytest.fixture
def bureau(db) -> SimpleNamespace:
    catalogue.load()
    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    enforcement = Organ.objects.create(code="e", name="综合执法局", kind="bureau", parent=zone, holds_power=True, prefix="昆高执")
    squad = Organ.objects.create(code="s", name="一中队", kind="squad", parent=enforcement, prefix="昆高执")
    committee = Organ.objects.create(code="m", name="调委会", kind="committee", parent=zone, prefix="昆高")

    def person(name: str, organ: Organ, *roles: str, card: tuple[date, date] | None = None) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=organ, title="工作人员", roles=list(roles), from_on=date(2020, 1, 1))
        if card:
            Certificate.objects.create(person=one, organ=enforcement, number=f"证{one.pk}", from_on=card[0], to_on=card[1])
        return one.pk

    valid = (date(2021, 7, 1), date(2026, 6, 30))
    found = SimpleNamespace(
        zone=zone.pk,
        squad=squad.pk,
        committee=committee.pk,
        a=person("甲", squad, "enforcer", card=valid),
        b=person("乙", squad, "enforcer", card=valid),
        expired=person("丙", squad, "enforcer", card=(date(2021, 7, 1), date(2023, 9, 26))),
        helper=person("辅", squad, "auxiliary", "examinee", "trainee"),
        liaison=person("联络", enforcement, "unit_clerk"),
        chief=person("队长", squad, "squad_head", "enforcer", card=valid),
        deputy=person("副局长", enforcement, "bureau_leader"),
        head=person("局长", enforcement, "organ_head"),
        reviewer=person("法制", enforcement, "legal_reviewer"),
        chair=person("主持", enforcement, "hearing_officer", "discussion_clerk"),
        credit=person("信用", enforcement, "credit_clerk"),
        link=person("联络", squad, "unit_clerk"),
        cashier=person("核对", enforcement, "cashier"),
        accountant=person("会计", squad, "unit_accountant"),
        finance=person("财政", zone, "finance_supervisor"),
        watch=person("作风", zone, "discipline_clerk"),
        mediator=person("调解员", committee, "mediator", "committee_head"),
        clerk=person("矛调", zone, "dispute_clerk"),
        supervisor=person("监督", zone, "supervisor"),
        justice_head=person("所长", zone, "justice_head"),
        justice_clerk=person("司法", zone, "justice_clerk"),
    )
    office.changed()
    return found


@pytest.fixture
def book(bureau: SimpleNamespace) -> int:
    """A book of numbered on-the-spot decisions, issued to the first officer."""
    at = datetime(2023, 9, 1, 9, tzinfo=CHINA)
    data = {"series": "当场№", "first": 1, "count": 50, "issued_on": at.date(), "holder": bureau.a}
    opening = Opening("penalty.spot_book", lead=bureau.squad)
    return perform(Order("issue", bureau.chief, opening=opening, data=data, at=at, recorded=at)).matter

"""Every operation of the API × no token, a wrong one, a person's; and what becomes of who is recused, has left, or was disabled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from yuheng.faces.api.auth import issue
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles
from yuheng.kernel.engine import office
from yuheng.kernel.engine.irregular import recuse
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import (
    Account,
    Certificate,
    Clock,
    Event,
    Matter,
    Notice,
    NumberCounter,
    Organ,
    Paper,
    Party,
    Person,
    Post,
    SavedFilter,
    Scope,
    Sheet,
    StepState,
)
from yuheng.kernel.records.models import Opening as Opened
from yuheng.systems import catalogue
from yuheng.systems.roles import ALL

DAY = datetime(2023, 9, 28, 10, tzinfo=now.CHINA)
TABLES = (Matter, Event, Opened, Clock, StepState, Scope, Paper, NumberCounter, Party, SavedFilter, Notice, Sheet)


@dataclass(frozen=True)
class Who:
    """A person in one role, sitting in the line of the matters or in the other one."""

    role: str
    own: bool
    person: int
    organ: int


def digest() -> list[object]:
    """What the tables hold, as a refusal must leave it."""
    return [sorted(map(str, model.objects.values_list())) for model in TABLES]


@pytest.fixture
def field(db) -> SimpleNamespace:
    """Two lines of organs under one zone, each role once in each, and four matters of the first line."""
    catalogue.load()
    know_roles(ALL)
    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    lines = []
    for n in (1, 2):
        bureau = Organ.objects.create(code=f"e{n}", name=f"执法{n}局", kind="bureau", parent=zone, holds_power=True, prefix=f"昆执{n}")
        squad = Organ.objects.create(code=f"s{n}", name=f"{n}中队", kind="squad", parent=bureau, prefix=f"昆执{n}")
        lines.append((bureau, squad))
    people = []
    for role in ALL.values():
        for own, (bureau, squad) in zip((True, False), lines, strict=True):
            organ = {"unit": squad, "member": squad, "organ": bureau, "zone": zone}[role.reach]
            person = Person.objects.create(name=f"{role.name}{'甲' if own else '乙'}")
            Post.objects.create(person=person, organ=organ, title="工作人员", roles=[role.id], from_on=date(2020, 1, 1))
            if role.certified:
                Certificate.objects.create(person=person, organ=bureau, number=f"证{person.pk}", from_on=date(2021, 1, 1), to_on=date(2026, 1, 1))
            Account.objects.create_user(f"u{person.pk}", person_id=person.pk)
            people.append(Who(role.id, own, person.pk, organ.pk))
    office.changed()
    one = {who.role: who.person for who in people if who.own}
    squad = lines[0][1].pk

    def opened(procedure: str, role: str, data: dict[str, object], **more: object) -> int:
        step = registry.current(procedure, DAY.date()).opening.id
        at = datetime(2023, 9, 27, 10, tzinfo=now.CHINA)
        return perform(Order(step, one[role], opening=Opening(procedure, lead=squad, area=squad, **more), data=data, at=at, recorded=at)).matter

    clue = {"found_on": date(2023, 9, 27), "source": "patrol", "cause": "甲案扬尘", "place": "娄苑路", "basis": "某法", "party_kind": "organisation", "party_name": "某建设公司"}
    matters = {
        "penalty": opened("penalty.ordinary", "enforcer", clue),
        "with member": opened("penalty.ordinary", "enforcer", {**clue, "cause": "乙案扬尘"}, members=((one["auxiliary"], "协办"), (one["grid_worker"], "协办"))),
        "secret": opened("penalty.ordinary", "enforcer", {**clue, "cause": "丙案扬尘"}, level=3),
    }
    return SimpleNamespace(people=people, matters=matters, one=one, squad=squad, bureau=lines[0][0].pk, zone=zone.pk)


class Caller:
    """A system account that stands for the person."""

    def __init__(self, who: Who) -> None:
        account = Account.objects.create_user(f"sys{who.person}", person_id=who.person, kind="system")
        self.client, self.headers = Client(raise_request_exception=False), {"Authorization": f"Bearer {issue(account)}"}

    def get(self, path: str, **query: object):
        return self.client.get(f"/api/{path}", query, headers=self.headers)

    def post(self, path: str):
        return self.client.post(f"/api/{path}", "{}", content_type="application/json", headers=self.headers)


def test_without_a_valid_token_every_operation_but_the_public_ones_is_refused(field):
    from yuheng.faces.api.main import api

    described = api.get_openapi_schema(path_prefix="/api/")
    client = Client()
    person = Account.objects.filter(kind="person").first()
    with now.at(DAY):
        stolen = {"Authorization": f"Bearer {issue(person)}"}  # a person's own account takes no token
        for path, operations in described["paths"].items():
            for method, operation in operations.items():
                place = path.replace("{matter}", str(field.matters["penalty"])).replace("{event}", "1").replace("{sheet}", "1").replace("{figure}", "x").replace("{year}", "2023")
                for headers in ({}, {"Authorization": "Bearer x"}, stolen):
                    answer = client.generic(method.upper(), place, "{}", content_type="application/json", headers=headers)
                    public = not operation.get("security")
                    assert (answer.status_code != 401) == public, (method, path, answer.status_code)


def test_who_is_recused_or_left_or_was_disabled_acts_and_sees_no_more(field):
    officer = next(who for who in field.people if who.role == "enforcer" and who.own)
    with now.at(DAY):
        call = Caller(officer)
        recuse(field.matters["penalty"], officer.person, by=field.one["squad_head"], ground="与当事人是近亲属")
        refused = call.post(f"matters/penalty.ordinary/{field.matters['penalty']}/verify")
        assert (refused.status_code, refused.json()["code"]) == (422, "recused")
        Person.objects.filter(pk=officer.person).update(left_on=date(2023, 9, 28))
        office.changed()
        assert call.get("matters").json()["items"] == []
        assert call.get(f"matters/{field.matters['penalty']}").status_code == 404
        Account.objects.filter(username=f"sys{officer.person}").update(is_active=False)
        assert call.get("matters").status_code == 401

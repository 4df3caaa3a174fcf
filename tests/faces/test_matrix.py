"""Every role of every system × own and other organ × every address and every operation of the API.

What each role may see is worked out here once more from the declaration of the roles, by a plain reading of it; pages, lists,
counts, search, exports, figures and the API must agree, and whatever they refuse changes nothing. What would prove nothing new is
left out: a role that reaches the whole zone sits in one line only, and every address is asked about one matter that the person may
see and one that it may not.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from python_calamine import CalamineWorkbook

from yuheng.faces.api.auth import issue
from yuheng.faces.workbench.guard import Route
from yuheng.faces.workbench.routes import ROUTES
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles, viewer
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import (
    Account,
    Certificate,
    Clock,
    Event,
    Look,
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


def digest() -> list[object]:
    """What the tables hold, as a refusal must leave it."""
    return [sorted(map(str, model.objects.values_list())) for model in TABLES]


@pytest.fixture
def field(db) -> SimpleNamespace:
    """Two lines of organs under one zone, each role once in each, and five matters of the first line."""
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
            if role.reach == "zone" and not own:
                continue
            organ = {"unit": squad, "member": squad, "organ": bureau, "zone": zone}[role.reach]
            person = Person.objects.create(name=f"{role.name}{'甲' if own else '乙'}")
            Post.objects.create(person=person, organ=organ, title="工作人员", roles=[role.id], from_on=date(2020, 1, 1))
            if role.certified:
                Certificate.objects.create(person=person, organ=bureau, number=f"证{person.pk}", from_on=date(2021, 1, 1), to_on=date(2026, 1, 1))
            Account.objects.create_user(f"u{person.pk}", person_id=person.pk)
            people.append(Who(role.id, own, person.pk))
    office.changed()
    one = {who.role: who.person for who in people if who.own}
    squad = lines[0][1].pk

    def opened(procedure: str, role: str, data: dict[str, object], **more: object) -> int:
        step = registry.current(procedure, DAY.date()).opening.id
        at = datetime(2023, 9, 27, 10, tzinfo=now.CHINA)
        return perform(Order(step, one[role], opening=Opening(procedure, lead=squad, area=squad, **more), data=data, at=at, recorded=at)).matter

    clue = {"found_on": date(2023, 9, 27), "source": "patrol", "cause": "甲案扬尘", "place": "娄苑路", "basis": "某法", "party_kind": "organisation", "party_name": "某建设公司"}
    dispute = {"received_on": date(2023, 9, 27), "source": "visit", "kind": "neighbour", "referral": "none", "summary": "夜间噪声",
               "disputants": [{"side": "a", "name": "王甲"}, {"side": "b", "name": "李乙"}]}  # fmt: skip
    study = {"held_on": date(2023, 9, 26), "topic": "戊案扬尘", "form": "group", "should_attend": 5, "attended": 5}
    matters = {
        "penalty": opened("penalty.ordinary", "enforcer", clue),
        "with member": opened("penalty.ordinary", "enforcer", {**clue, "cause": "乙案扬尘"}, members=((one["auxiliary"], "协办"), (one["grid_worker"], "协办"))),
        "secret": opened("penalty.ordinary", "enforcer", {**clue, "cause": "丙案扬尘"}, level=3),
        "dispute": opened("mediation.dispute", "mediator", dispute),
        "study": opened("study.session", "unit_clerk", study),
    }
    return SimpleNamespace(people=people, one=one, matters={name: Matter.objects.get(pk=pk) for name, pk in matters.items()})


def may_see(who: Who, matter: Matter) -> bool:
    """A plain reading of the role: which procedures, up to which level, how far; and whoever takes part sees the matter."""
    if who.person == matter.handler_id or matter.members.filter(person=who.person).exists():
        return True
    role = ALL[who.role]
    if not any(fnmatchcase(matter.procedure, pattern) for pattern in role.sees) or matter.level > role.level or role.reach == "member":
        return False
    return role.reach == "zone" or who.own


def seen_by(who: Who, field: SimpleNamespace) -> dict[int, Matter]:
    return {matter.pk: matter for matter in field.matters.values() if may_see(who, matter)}


def searched(field: SimpleNamespace) -> tuple[str, str]:
    """Words by which the matters are found: a dispute by its title, the others by what they have in common."""
    return "扬尘", field.matters["dispute"].title


def signed_in(who: Who) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(person=who.person, kind="person"))
    return client


def address(path: str, matter: Matter) -> str:
    paper = Paper.objects.filter(matter=matter).values_list("pk", flat=True).first() or 1
    words = {
        "<int:matter>": str(matter.pk), "<str:procedure>": matter.procedure, "<str:step>": "verify", "<int:seq>": "1", "<int:no>": "0",
        "<int:paper>": str(paper), "<str:field>": "f-place", "<str:figure>": "penalty.ordinary_decided", "<path:statute>": "行政处罚法",
    }  # fmt: skip
    for name, value in words.items():
        path = path.replace(name, value)
    path = re.sub("<int:[a-z]+>", "1", re.sub("<str:[a-z]+>", "x", path))
    assert "<" not in path, path
    return "/" + path


ABOUT = [route for route in ROUTES if "<int:matter>" in route.path]
BESIDE = [route for route in ROUTES if "<int:matter>" not in route.path and route.name not in ("logout", "login", "figures")]
"""The page of all figures is asked through the API; it would take most of the time of this test."""
REFUSED = (403, 404, 405)


def test_every_address_shows_each_role_what_its_declaration_says_and_a_refusal_changes_nothing(field):
    with now.at(DAY):
        before = digest()
        for who in field.people:
            client, allowed = signed_in(who), seen_by(who, field)
            titles = [m.title for m in field.matters.values() if m.pk not in allowed]

            def ask(route: Route, matter: Matter, client=client, who=who, titles=titles) -> int:
                answer = client.get(address(route.path, matter))
                assert answer.status_code < 500, (who, route.name)
                text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                assert not any(title.encode() in text for title in titles), (who, route.name)
                return answer.status_code

            seen = next(iter(allowed.values()), None)
            hidden = next((m for m in field.matters.values() if m.pk not in allowed), None)
            for route in ABOUT:
                if seen is not None:
                    ask(route, seen)
                if hidden is not None:
                    assert ask(route, hidden) in REFUSED, (who, route.name)
                    if route.acts:
                        assert client.post(address(route.path, hidden), {"reason": "试", "y_key": "k"}).status_code in REFUSED, (who, route.name)
            for matter in field.matters.values():
                status = client.get(f"/m/{matter.pk}/").status_code
                assert status == (200 if matter.pk in allowed else 403), (who, matter.title, status)
            account = Account.objects.get(person=who.person)
            for route in BESIDE if who.own else ():
                status = ask(route, field.matters["penalty"])
                if not route.public and not route.needs(viewer(account)):
                    assert status == 403, (who, route.name, status)
                    if route.acts:
                        assert client.post(address(route.path, field.matters["penalty"]), {"reason": "试"}).status_code == 403, (who, route.name)
        assert digest() == before


def test_lists_counts_search_finding_and_exports_agree_with_the_declaration_of_roles(field):
    with now.at(DAY):
        for who in field.people:
            client, allowed = signed_in(who), seen_by(who, field)
            page = client.get("/matters/")
            if page.status_code != 200:
                assert page.status_code == 403, who
                assert not allowed, who
                continue
            assert f"共 {len(allowed)} 件" in page.content.decode(), who
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/matters/?export=xlsx").content)).get_sheet_by_index(0).to_python()
            told = {str(cell) for row in sheet for cell in row}
            assert {m.pk for m in field.matters.values() if m.title in told} == set(allowed), who
            found = {int(one["value"]) for q in searched(field) for one in client.get("/find/matter/", {"q": q}).json()}
            assert found == set(allowed), who
            text = "".join(client.get("/search/", {"q": q}).content.decode() for q in searched(field))
            for matter in field.matters.values():
                assert (f"/m/{matter.pk}/" in text) == (matter.pk in allowed), (who, matter.title)
            procedures = {m.procedure for m in field.matters.values()}
            for procedure in procedures:
                listed = client.get(f"/p/{procedure}/")
                mine = [m for m in allowed.values() if m.procedure == procedure]
                assert (f"共 {len(mine)} 件" in listed.content.decode()) if listed.status_code == 200 else not mine, (who, procedure)


class Caller:
    """A system account that stands for the person."""

    def __init__(self, who: Who) -> None:
        account = Account.objects.create_user(f"sys{who.person}", person_id=who.person, kind="system")
        self.client, self.headers = Client(raise_request_exception=False), {"Authorization": f"Bearer {issue(account)}"}

    def get(self, path: str, **query: object):
        return self.client.get(f"/api/{path}", query, headers=self.headers)

    def post(self, path: str, body: dict[str, object] | None = None):
        return self.client.post(f"/api/{path}", json.dumps(body or {}), content_type="application/json", headers=self.headers)


FIGURES = {"penalty.ordinary_decided": "penalty.ordinary", "disputes.mediated": "mediation.dispute", "study.sessions": "study.session"}


def test_the_api_shows_each_role_the_same_and_what_it_refuses_changes_nothing(field):
    events = dict(Event.objects.order_by("-pk").values_list("matter_id", "pk"))
    sheets = [Sheet.objects.create(matter=m, step="file", chain="penalty.filing", data={"filed_on": "2023-09-28"}, places=[1], level=1, started_by_id=field.one["enforcer"],
                                   started_at=DAY, waits_for_role="unit_head") for m in field.matters.values() if m.procedure == "penalty.ordinary"]  # fmt: skip
    before, looks, counted = digest(), Look.objects.count(), set()
    with now.at(DAY):
        for who in field.people:
            call, allowed, sees = Caller(who), seen_by(who, field), ALL[who.role].sees
            assert {item["id"] for item in call.get("matters").json()["items"]} == set(allowed), who
            assert {item["id"] for q in searched(field) for item in call.get("matters", q=q).json()["items"]} == set(allowed), who
            for matter in field.matters.values():
                wanted = 200 if matter.pk in allowed else 404
                for path in (f"matters/{matter.pk}", f"matters/{matter.pk}/steps"):
                    assert call.get(path).status_code == wanted, (who, path)
                if wanted == 404:  # a proof of what may be seen signs a checkpoint, which is tested elsewhere
                    for path in (f"ledger/events/{events[matter.pk]}/proof", f"ledger/events/{events[matter.pk]}/receipt"):
                        assert call.get(path).status_code == 404, (who, path)
            assert call.get("reports/2023").status_code == 404  # there is none
            for figure, procedure in FIGURES.items():
                reads = any(fnmatchcase(procedure, pattern) for pattern in sees)
                assert call.get(f"figures/{figure}", year=2023).status_code == (200 if reads else 404), (who, figure)
            if sees not in counted:  # the figures follow from what a role reads, whoever holds it
                counted.add(sees)
                listed = {figure["id"] for figure in call.get("figures", year=2023).json()}
                for figure, procedure in FIGURES.items():
                    assert (figure in listed) == any(fnmatchcase(procedure, pattern) for pattern in sees), (who, figure)
            act_on_each(call, who, field, allowed)
            for sheet in sheets:
                wanted = 200 if sheet.matter_id in allowed else 404
                assert call.get(f"sheets/{sheet.pk}").status_code == wanted, (who, sheet)
                with transaction.atomic():
                    answer = call.post(f"sheets/{sheet.pk}/sign", {"verdict": "agree", "opinion": "同意"})
                    assert answer.status_code in ((200, 422) if wanted == 200 else (404,)), (who, answer.content)
                    transaction.set_rollback(answer.status_code == 200)
            assert {one["matter"] for one in call.get("sheets").json()} <= set(allowed), who
        assert digest() == before
    assert Look.objects.count() == looks


def act_on_each(call: Caller, who: Who, field: SimpleNamespace, allowed: dict[int, Matter]) -> None:
    """Every step of a matter that the person may see, and a quarter of those of one that it may not, another quarter for the next
    person: they all stand behind one door. What is done is taken back."""
    seen = next((m for m in allowed.values()), None)
    hidden = next((m for m in field.matters.values() if m.pk not in allowed), None)
    for matter in (seen, hidden):
        if matter is None:
            continue
        for place, step in enumerate(registry.get(matter.procedure, matter.version).steps):
            if step.opens or (matter is hidden and (place + who.person) % 4):
                continue
            with transaction.atomic():
                for path in (step.id, f"{step.id}/sheet") if step.approval else (step.id,):
                    answer = call.post(f"matters/{matter.procedure}/{matter.pk}/{path}")
                    assert answer.status_code < 500, (who, path, answer.content)
                    assert matter is seen or answer.status_code == 404, (who, path)
                transaction.set_rollback(True)

"""Approval sheets over the API: submitted by an operation of the step, read, signed, repeatable by key, refused in Chinese."""

from __future__ import annotations

import json
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from yuheng.faces.api.auth import issue
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.records.models import Account, Certificate, Event, Organ, Person, Post, Sheet, Signature
from yuheng.systems import catalogue
from yuheng.systems.roles import ALL

DAY = datetime(2023, 9, 28, 10, tzinfo=now.CHINA)
ROLES = {"enforcer": "squad", "second": "squad", "head": "squad", "third": "squad", "bureau_leader": "bureau", "mediator": "other"}


@pytest.fixture
def squad(db) -> SimpleNamespace:
    """A squad with a verified clue that waits for its filing, and a caller for each of its people."""
    catalogue.load()
    know_roles(ALL)
    bureau = Organ.objects.create(code="b", name="执法局", kind="bureau", holds_power=True, prefix="昆执")
    places = {"bureau": bureau, "squad": Organ.objects.create(code="s", name="一中队", kind="squad", parent=bureau, prefix="昆执"),
              "other": Organ.objects.create(code="o", name="调委会", kind="committee", parent=bureau)}  # fmt: skip
    people, calls = {}, {}
    held = {"second": "enforcer", "third": "enforcer", "head": "squad_head"}
    for name, place in ROLES.items():
        person = Person.objects.create(name=f"{name}某")
        Post.objects.create(person=person, organ=places[place], title="工作人员", roles=[held.get(name, name)], from_on=date(2020, 1, 1))
        Certificate.objects.create(person=person, organ=bureau, number=f"证{name}", from_on=date(2021, 1, 1), to_on=date(2026, 1, 1))
        people[name] = person.pk
        token = issue(Account.objects.create_user(f"sys-{name}", person_id=person.pk, kind="system"))
        calls[name] = _caller(token)
    office.changed()
    clue = {"found_on": date(2023, 9, 25), "source": "patrol", "cause": "扬尘", "place": "娄苑路1号", "basis": "某法", "party_kind": "person", "party_name": "王小明"}
    at = datetime(2023, 9, 26, 10, tzinfo=now.CHINA)
    matter = perform(Order("clue", people["enforcer"], opening=Opening("penalty.ordinary", lead=places["squad"].pk), data=clue, at=at, recorded=at)).matter
    perform(Order("verify", people["second"], matter=matter, data={"verification": "属实"}, at=at, recorded=at))
    with now.at(DAY):
        yield SimpleNamespace(matter=matter, call=calls, people=people, path=f"matters/penalty.ordinary/{matter}/file/sheet")


def _caller(token: str):
    def call(method: str, path: str, body=None, key: str = ""):
        headers = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})}
        sent = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        answer = getattr(Client(raise_request_exception=False), method)(f"/api/{path}", headers=headers, **sent)
        return answer.status_code, answer.json()

    return call


PROPOSED = {"data": {"filed_on": "2023-09-28"}, "proposal": "建议立案"}


def signed_through(squad, sheet: int) -> dict:
    """Signs every place, as whoever the sheet waits for."""
    found: dict = {}
    while True:
        who = next((name for name in squad.call if any(one["sheet"] == sheet for one in squad.call[name]("get", "sheets")[1])), None)
        if who is None:
            return found
        status, found = squad.call[who]("post", f"sheets/{sheet}/sign", {"verdict": "agree", "opinion": "同意立案"}, key=f"sign-{who}")
        assert status == 200, found
        again = squad.call[who]("post", f"sheets/{sheet}/sign", {"verdict": "agree", "opinion": "同意立案"}, key=f"sign-{who}")[1]
        assert again["state"] == found["state"]
        assert (again["done"] or {}).get("event") == (found["done"] or {}).get("event")


def test_a_sheet_is_submitted_signed_in_order_and_performs_the_step_once(squad):
    status, sheet = squad.call["enforcer"]("post", squad.path, PROPOSED, key="once")
    assert status == 200, sheet
    assert squad.call["enforcer"]("post", squad.path, PROPOSED, key="once")[1]["sheet"] == sheet["sheet"]
    assert squad.call["enforcer"]("post", squad.path, {**PROPOSED, "proposal": "另一意见"}, key="once")[0] == 409
    assert (sheet["state"], sheet["mine"], sheet["data"]) == ("open", False, {"filed_on": "2023-09-28"})
    assert sheet["opinions"][0]["opinion"] == "建议立案"
    last = signed_through(squad, sheet["sheet"])
    assert last["state"] == "done"
    assert last["done"]["step"] == "file"
    assert Event.objects.filter(matter=squad.matter, step="file").count() == 1
    read = squad.call["enforcer"]("get", f"sheets/{sheet['sheet']}")[1]
    assert (read["state"], read["place"]) == ("done", "")
    assert Signature.objects.filter(how="agreed").count() == len(read["opinions"]) - 1


def test_what_may_not_be_is_refused_and_changes_nothing(squad):
    call = squad.call
    assert call["mediator"]("post", squad.path, PROPOSED)[0] == 404
    status, wrong = call["enforcer"]("post", squad.path, {"data": {"filed_on": "2023-13-40"}})
    assert (status, wrong["code"]) == (422, "format")
    status, wrong = call["enforcer"]("post", squad.path, {"data": {}})
    assert (status, wrong["code"]) == (422, "data")
    assert call["enforcer"]("post", squad.path, {**PROPOSED, "outcome": "x"})[0] == 422
    assert not Sheet.objects.exists()
    sheet = call["enforcer"]("post", squad.path, PROPOSED)[1]["sheet"]
    assert call["enforcer"]("post", squad.path, PROPOSED)[1]["code"] == "sheet"
    assert call["enforcer"]("post", f"sheets/{sheet}/sign", {"verdict": "agree", "opinion": "同意"})[1]["code"] == "own"
    assert call["mediator"]("post", f"sheets/{sheet}/sign", {"verdict": "agree", "opinion": "同意"})[0] == 404
    assert call["mediator"]("get", f"sheets/{sheet}")[0] == 404
    for body in ({}, {"verdict": "yes", "opinion": "好"}, {"verdict": "agree", "opinion": ""}, {"verdict": "agree", "opinion": "好" * 1001}):
        assert call["bureau_leader"]("post", f"sheets/{sheet}/sign", body)[0] == 422, body
    assert not Signature.objects.exists()


def test_a_sheet_is_sent_back_with_its_reason_and_may_be_submitted_again(squad):
    sheet = squad.call["enforcer"]("post", squad.path, PROPOSED)[1]["sheet"]
    who = next(name for name in squad.call if squad.call[name]("get", "sheets")[1])
    sent = {"verdict": "send_back", "opinion": "证据不足，请补充"}
    assert squad.call[who]("post", f"sheets/{sheet}/sign", sent, key="b")[1] == {"sheet": sheet, "state": "returned", "done": None}
    assert squad.call[who]("post", f"sheets/{sheet}/sign", sent, key="b")[1]["state"] == "returned"
    assert squad.call[who]("post", f"sheets/{sheet}/sign", {**sent, "verdict": "agree"}, key="b")[0] == 409
    assert not Event.objects.filter(step="file").exists()
    assert squad.call["enforcer"]("post", squad.path, PROPOSED)[0] == 200

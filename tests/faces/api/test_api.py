"""The API: narrowed by access, typed per step, repeatable by key, refusing in Chinese."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.example.office import moment
from yuheng.faces.api.auth import issue
from yuheng.kernel.access import grants
from yuheng.kernel.engine import office
from yuheng.kernel.now import at
from yuheng.kernel.procedure.declare import Role
from yuheng.kernel.records.models import Account, Event


@pytest.fixture
def api(staffed):
    grants.know_roles(
        {name: Role(name, name, reach) for name, reach in (("example_clerk", "unit"), ("example_reviewer", "organ"))}
    )
    office.changed()

    def client(person: int):
        account = Account.objects.create_user(f"system-{person}", person_id=person, kind="system")
        token = issue(account)

        def call(method: str, path: str, body=None, key: str = "", **query):
            headers = {"Authorization": f"Bearer {token}"}
            if key:
                headers["Idempotency-Key"] = key
            more = (
                {"data": json.dumps(body, default=str), "content_type": "application/json"}
                if body is not None
                else {"data": query}
            )
            with at(moment(3, 1)):
                answer = getattr(Client(), method)(f"/api/{path}", headers=headers, **more)
            return answer.status_code, answer.json()

        return call

    return client


def body(staffed, **changes):
    return {"lead": staffed.squad, "data": {"applicant": "王小明", "subject": "占道施工", "area": 2000, **changes}}


def test_without_a_token_nothing_is_shown(staffed):
    answer = Client().get("/api/matters")
    assert answer.status_code == 401
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "令牌" in answer.json()["detail"]


def test_a_matter_is_opened_listed_and_read_with_personal_data_masked(api, staffed):
    call = api(staffed.clerk)
    status, done = call("post", "matters/example.permit", body(staffed))
    assert (status, done["seq"], done["number"]) == (200, 1, "昆高受〔2023〕0001号")
    status, listed = call("get", "matters")
    assert [item["id"] for item in listed["items"]] == [done["matter"]]
    status, read = call("get", f"matters/{done['matter']}")
    assert read["facts"]["applicant"] == "王**"
    assert read["clocks"][0]["due"] == "2023-03-29"


def test_another_unit_does_not_even_learn_that_it_exists(api, staffed):
    matter = staffed.accept().matter
    stranger = api(staffed.stranger)
    assert stranger("get", "matters")[1]["items"] == []
    assert stranger("get", f"matters/{matter}")[0] == 404
    assert stranger("post", f"matters/example.permit/{matter}/pause", {})[0] == 404
    assert stranger("get", "matters/1")[1]["detail"] == stranger("get", f"matters/{matter}")[1]["detail"]


def test_a_refusal_says_the_rule_and_changes_nothing(api, staffed):
    matter = staffed.accept().matter
    reviewer = api(staffed.reviewer)
    before = Event.objects.count()
    status, problem = reviewer("post", f"matters/example.permit/{matter}/decide", {"data": {"result": "granted"}})
    assert status == 422
    assert problem["code"] == "role"
    assert "负责人" in problem["detail"]
    assert problem["cites"]
    assert Event.objects.count() == before


def test_the_same_key_is_harmless_and_other_data_are_a_conflict(api, staffed):
    call = api(staffed.clerk)
    first = call("post", "matters/example.permit", body(staffed), key="k")[1]
    again = call("post", "matters/example.permit", body(staffed), key="k")[1]
    assert (again["matter"], again["repeated"]) == (first["matter"], True)
    assert call("post", "matters/example.permit", body(staffed, subject="别的"), key="k")[0] == 409


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"data": {"area": "many"}}, "area"),
        ({"data": {"nonsense": 1}}, "nonsense"),
        ({"lead": 0}, "lead"),
        ({"with": "x"}, "with"),
    ],
)
def test_a_body_of_the_wrong_form_is_told_where(api, staffed, change, place):
    status, problem = api(staffed.clerk)("post", "matters/example.permit", {**body(staffed), **change})
    assert status == 422
    assert any(place in name for name in problem["errors"])


def test_figures_and_the_description_of_the_api(api, staffed):
    call = api(staffed.clerk)
    status, figures = call("get", "figures", year=2023)
    assert status == 200
    assert all("rows" in figure for figure in figures)
    description = Client().get("/api/openapi.json").json()
    assert "/api/matters/example.permit/{matter}/decide" in description["paths"]

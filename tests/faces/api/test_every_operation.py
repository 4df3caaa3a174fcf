"""Every operation of the API, all systems included, is reached with the tokens of several roles and with hostile values: no 5xx."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from yuheng.faces.api.auth import issue
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Account, Certificate, Organ, Person, Post
from yuheng.systems.roles import ALL

DAY = datetime(2023, 9, 28, 10, tzinfo=now.CHINA)
HOSTILE: tuple[Any, ...] = (None, "", "字", "x" * 3000, "\x00'\"<script>&", -1, 0, 10**30, 1.5, True, [], ["字"], {}, [{"row": -1}], [None], "2099-01-01", "0001-01-01", "\ud800")


@pytest.fixture
def everybody(db) -> tuple[int, list[dict[str, str]]]:
    """A unit whose one person holds every role, another who holds none; the unit and their headers."""
    know_roles(ALL)
    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高", holds_power=True)
    unit = Organ.objects.create(code="s", name="一中队", kind="squad", parent=zone, prefix="昆高")
    tokens = []
    for roles in (sorted(ALL), ["mediator"], []):
        person = Person.objects.create(name="某人")
        Post.objects.create(person=person, organ=unit, title="工作人员", roles=roles, from_on=date(2020, 1, 1))
        Certificate.objects.create(person=person, organ=zone, number=f"证{person.pk}", from_on=date(2021, 1, 1), to_on=date(2026, 1, 1))
        account = Account.objects.create_user(f"s{person.pk}", person_id=person.pk, kind="system")
        tokens.append({"Authorization": f"Bearer {issue(account)}"})
    office.changed()
    return unit.pk, tokens


def _matter(procedure: str, unit: int) -> int:
    person = Person.objects.order_by("pk").first()
    data = {
        "penalty.ordinary": {"found_on": date(2023, 9, 27), "source": "patrol", "cause": "扬尘", "place": "娄苑路", "basis": "某法", "party_kind": "organisation", "party_name": "某公司"},
    }.get(procedure)  # fmt: skip
    if data is None or person is None:
        return 1
    step = registry.current(procedure, DAY.date()).opening.id
    at = datetime(2023, 9, 27, 10, tzinfo=now.CHINA)
    return perform(Order(step, person.pk, opening=Opening(procedure, lead=unit), data=data, at=at, recorded=at)).matter


def _properties(described: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})

    name = body.get("$ref", "").rpartition("/")[2]
    data = described["components"]["schemas"].get(name, {}).get("properties", {}).get("data", {})
    reference = data.get("$ref") or next((one["$ref"] for one in data.get("allOf", ()) if "$ref" in one), "")
    return list(described["components"]["schemas"].get(reference.rpartition("/")[2], {}).get("properties", {}))


def test_no_operation_of_any_system_breaks_whatever_it_is_sent(everybody):
    from yuheng.faces.api.main import api

    unit, tokens = everybody
    described = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str))
    matters = {procedure: _matter(procedure, unit) for procedure in {p.id for p in registry.all_procedures()}}
    client, reached = Client(raise_request_exception=False), 0
    with now.at(DAY):
        for path, operations in described["paths"].items():
            procedure = path.removeprefix("/api/matters/").split("/")[0]
            for method, operation in operations.items():
                place = path.replace("{matter}", str(matters.get(procedure, 1))).replace("{event}", "1").replace("{figure}", "x").replace("{year}", "2023")
                names = _properties(described, operation)
                for position, value in enumerate(HOSTILE if method == "post" else HOSTILE[:2]):
                    sent: Any = {"lead": unit, "data": dict.fromkeys(names, value)}
                    body = json.dumps(sent if position else value)
                    answer = client.generic(
                        method.upper(), place, body, content_type="application/json", headers=tokens[position % len(tokens) if position % 4 == 0 else 0],
                        query_params={"year": "2023", "first": "1", "second": "1", "size": "5"} if method == "get" else {},
                    )  # fmt: skip
                    assert answer.status_code < 500, (method, place, value, answer.content[:300])
                    reached += 1
    assert reached > 300
    for address in ("/api/nonsense", "/api/matters/nonsense/1/x", "/api/figures/%00?year=2023"):
        answer = client.get(address, headers=tokens[0])
        assert answer.status_code == 404
        assert answer.headers["Content-Type"].startswith("application/problem+json")

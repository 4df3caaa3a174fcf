"""The report over the API: read by who may see it, as a file, and published with the same freezing as on the site."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.report.office import writing
from yuheng.faces.api.auth import issue
from yuheng.kernel.access.grants import know_roles
from yuheng.kernel.now import at
from yuheng.kernel.records.models import Account
from yuheng.report.records.models import Published
from yuheng.systems.roles import ALL


@pytest.fixture
def zone(db):
    know_roles(ALL)
    return writing().started().joined().confirmed().sent()


def headers(zone, who: str) -> dict[str, str]:
    account = Account.objects.create_user(f"system-{who}", person_id=zone.people[who], kind="system")
    return {"Authorization": f"Bearer {issue(account)}"}


def test_a_report_is_read_with_its_figures_and_as_a_file(zone):
    client, token = Client(), headers(zone, "editor")
    with at(zone.clock):
        told = client.get("/api/reports/2023", headers=token).json()
        assert told["published"] is False
        assert {"id": "study.sessions", "shown": "2次", "rows": 2, "changed": ""} in told["figures"]
        assert client.get("/api/reports/2023/file?form=pdf", headers=token).content.startswith(b"%PDF")
        assert client.get("/api/reports/1999", headers=token).status_code == 404
        assert client.get("/api/reports/2023").status_code == 401


def test_publishing_over_the_api_freezes_as_on_the_site(zone):
    client, token = Client(), headers(zone, "editor")
    address = f"/api/matters/report.annual/{zone.matter}/publish"
    with at(zone.clock):
        typed = client.post(address, json.dumps({"data": {"place": "门户网站", "digest": "0" * 64}}), content_type="application/json", headers=token)
        assert typed.status_code == 422
        assert not Published.objects.exists()
        done = client.post(address, json.dumps({"data": {"place": "门户网站"}}), content_type="application/json", headers=token)
        assert done.status_code == 200
        told = client.get("/api/reports/2023", headers=token).json()
    assert told["published"] is True
    assert told["digest"] == Published.objects.get(pk=zone.matter).digest
    assert told["text"] == Published.objects.get(pk=zone.matter).text

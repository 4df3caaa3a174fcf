"""Whatever a program sends, the API answers in its own words: no 5xx, and answers that its description knows."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.example import procedure  # noqa: F401  # registered before the API is declared
from yuheng.faces.api.auth import issue
from yuheng.kernel.access import grants
from yuheng.kernel.procedure.declare import Role
from yuheng.kernel.records.models import Account


@cache
def operations():
    """The operations that the example system and the common pages give."""
    from yuheng.faces.api.main import api

    described = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str))
    wanted = re.compile(r"example\.permit|/api/matters$|/api/matters/\{matter\}$|figures|ledger")
    described["paths"] = {path: item for path, item in described["paths"].items() if wanted.search(path)}
    return [found.ok() for found in schemathesis.openapi.from_dict(described).get_all_operations()]


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_request_breaks_the_api(staffed, data):
    case = data.draw(data.draw(st.sampled_from(operations())).as_strategy())
    grants.know_roles({"example_clerk": Role("example_clerk", "经办人", "unit")})
    account, _new = Account.objects.get_or_create(
        username="fuzz", defaults={"person_id": staffed.clerk, "kind": "system"}
    )
    sent = json.dumps(case.body, default=str) if isinstance(case.body, (dict, list, str, int, float, bool)) else ""
    query = {str(name): str(value) for name, value in (case.query or {}).items()}
    headers = {str(name): str(value).encode("ascii", "ignore").decode() for name, value in (case.headers or {}).items()}
    response = Client(raise_request_exception=False).generic(
        case.method,
        case.formatted_path,
        data=sent,
        content_type="application/json",
        query_params=query,
        headers={**headers, "Authorization": f"Bearer {issue(account)}"},
    )
    assert response.status_code < 500, response.content[:500]
    if response.status_code >= 400 and response.status_code != 405:
        assert response["Content-Type"].startswith(("application/problem+json", "text/html"))

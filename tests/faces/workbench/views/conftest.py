"""A signed-in browser on the example office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tests.example.office import Staffed, moment
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles
from yuheng.kernel.records.models import Account
from yuheng.systems.roles import ALL

PASSWORD = "Lantern-77-dusk"


@pytest.fixture(autouse=True)
def page_settings() -> None:
    """The site's own settings, not those of the gallery."""


@pytest.fixture(autouse=True)
def known_roles() -> None:
    from tests.example.procedure import CLERK, HEAD, INSPECTOR, REVIEWER

    know_roles({**ALL, **{role.id: role for role in (CLERK, HEAD, INSPECTOR, REVIEWER)}})


@pytest.fixture
def at() -> Callable[[datetime], object]:
    return now.at


@pytest.fixture
def march(staffed: Staffed):
    """Time stands at 10 March 2023, ten in the morning."""
    with now.at(moment(3, 10, 10)):
        yield staffed


@pytest.fixture
def browser_of(db: None) -> Callable[[int | None], Client]:
    """A client signed in as a person."""

    def signed_in(person: int | None, **extra: object) -> Client:
        account, _made = Account.objects.get_or_create(username=f"user-{person}", defaults={"person_id": person, **extra})
        client = Client()
        client.force_login(account)
        return client

    return signed_in

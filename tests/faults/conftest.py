"""A database of its own for processes that are killed: what they commit stays, because the ledger lets nothing be deleted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.example.office import Staffed, staff
from yuheng.kernel.engine.perform import perform_many
from yuheng.systems import catalogue


@pytest.fixture(scope="module")
def ground(django_test_environment, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """An empty database, migrated, under the one connection; and a home for keys and files."""
    home = tmp_path_factory.mktemp("faults")
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        own = str(home / "killed.sqlite3") if connection.vendor == "sqlite" else f"killed_{os.getpid()}"
        _server(f'CREATE DATABASE "{own}"')
        connection.settings_dict["NAME"] = own
        try:
            call_command("migrate", verbosity=0)
            catalogue.load()
            yield home
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            _server(f'DROP DATABASE "{own}" WITH (FORCE)')


def _server(sql: str) -> None:
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)


@pytest.fixture(scope="module")
def killed(ground) -> Staffed:
    """The example office in that database, with the caches of a process that has worked for a while."""
    found = staff()
    perform_many([order for n in range(3) for order in found.life(f"warm{n}")])
    return found

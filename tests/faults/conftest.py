"""A database of its own for processes that are killed: what they commit stays, because the ledger lets nothing be deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.databases import empty
from tests.example.office import Staffed, staff
from yuheng.kernel.engine.perform import perform_many
from yuheng.systems import catalogue


@pytest.fixture(scope="module")
def ground(django_test_environment, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """An empty database, migrated, under the one connection; and a home for keys and files."""
    home = tmp_path_factory.mktemp("faults")
    with django_db_blocker.unblock(), empty("killed", home):
        call_command("migrate", verbosity=0)
        catalogue.load()
        yield home


@pytest.fixture(scope="module")
def killed(ground) -> Staffed:
    """The example office in that database, with the caches of a process that has worked for a while."""
    found = staff()
    perform_many([order for n in range(3) for order in found.life(f"warm{n}")])
    return found

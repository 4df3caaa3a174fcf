"""The tables are those that the declarations ask for, and no migration touches what the ledger wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

import yuheng


@pytest.mark.django_db
def test_no_declaration_waits_for_a_migration(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert "No changes detected" in capsys.readouterr().out


def test_each_application_has_one_last_migration():
    assert MigrationLoader(None).detect_conflicts() == {}


def test_no_migration_after_the_first_rewrites_the_ledger():
    """Events, leaves and openings are never altered by an upgrade."""
    for path in (Path(yuheng.__file__).parent / "kernel" / "records" / "migrations").glob("0*.py"):
        if path.name.startswith(("0001", "0002")):
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(UPDATE|DELETE FROM|INSERT INTO|ALTER TABLE)\s+\"?kernel_(event|leaf|opening)\b", text, re.I), path.name
        assert not re.search(r"model_name=['\"](event|leaf|opening)['\"]", text), path.name

"""An empty database created at once is the database to which the migrations lead."""

from __future__ import annotations

import re

from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.databases import empty
from yuheng.kernel.records import fresh

NUMBERED = re.compile(r"_[0-9a-f]{8}(?=_|\b)")
"""Part of a generated name that follows from the order of columns."""

WIDER = "auth_group_permissions"
"""A table of the library that nobody writes to: on PostgreSQL its own migration gives it a wider key than its model says."""


def asked(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def plain(definitions: list[tuple]) -> list[str]:
    return sorted(NUMBERED.sub("", " ".join(definition)) for definition in definitions)


def shape() -> dict[str, object]:
    """Tables, columns, constraints, indexes and triggers, without the order in which they came."""
    found: dict[str, object] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            found[table] = sorted(repr((c.name, c.type_code, c.internal_size, c.precision, c.null_ok, c.default)) for c in columns)
            limits = connection.introspection.get_constraints(cursor, table).values()
            found[f"{table}!"] = sorted(repr(sorted((k, v) for k, v in one.items() if k != "definition")) for one in limits)
    if connection.vendor == "sqlite":
        found["triggers"] = plain(asked("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        found["indexes"] = plain(asked("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
    else:
        found["triggers"] = plain(asked("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"))
        found["indexes"] = plain(asked("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"))
        found["checks"] = plain(
            asked("SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace")
        )
    found["applied"] = sorted(MigrationRecorder(connection).applied_migrations())
    return found


def test_a_database_created_at_once_is_the_one_that_migrations_make(django_test_environment, django_db_blocker, tmp_path, monkeypatch):
    with django_db_blocker.unblock():
        with empty("at_once", tmp_path):
            call_command("migrate", verbosity=0)
            at_once = shape()
        monkeypatch.setattr(fresh, "is_empty", lambda connection: False)
        with empty("step_by_step", tmp_path):
            call_command("migrate", verbosity=0)
            step_by_step = shape()
    assert len(at_once) > 100
    differing = {name: found for name, found in at_once.items() if step_by_step.get(name) != found}
    assert differing.keys() <= {WIDER}
    assert at_once.keys() == step_by_step.keys()

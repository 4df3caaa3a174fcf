"""A database that is still empty gets its tables as they now stand, in one go.

Migrations lead there step by step, and rendering every step of a hundred tables that all point at one takes twenty times as long.
A test holds both ways to the same tables, columns, indexes, constraints and triggers.
"""

from __future__ import annotations

from typing import Any, cast

from django.apps import apps
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor

OURS = "yuheng."
"""Modules whose migrations' own SQL (guards of the ledger, search) is run; those of libraries only move records, and there are none."""


def is_empty(connection: Any) -> bool:
    """Whether no table is there yet."""
    return not connection.introspection.table_names()


def create(connection: Any) -> None:
    """Creates every table, then what only migrations can say, and notes all migrations as applied. All of it or nothing."""
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    with connection.schema_editor() as editor:
        for model in apps.get_models(include_auto_created=False):
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        # The guards stand on constraints, too: what waits for the end is created before them.
        for statement in editor.deferred_sql:
            editor.execute(statement, None)
        editor.deferred_sql.clear()
        for migration in plan:
            for operation in migration.operations:
                if isinstance(operation, RunPython) and type(migration).__module__.startswith(OURS):
                    operation.code(cast(Any, apps), editor)
        executor.recorder.ensure_schema()
        for migration in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)

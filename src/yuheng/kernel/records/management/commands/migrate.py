"""Django's `migrate`, which creates an empty database at once (`kernel/records/fresh.py`)."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from yuheng.kernel.records import fresh


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        whole = not any(options.get(name) for name in ("app_label", "migration_name", "plan", "fake", "fake_initial", "check_unapplied", "prune"))
        if whole and fresh.is_empty(connection):
            fresh.create(connection)
        super().handle(*args, **options)

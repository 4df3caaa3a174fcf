"""An empty database of its own under the one connection, for tests whose writes stay or that create tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def empty(name: str, directory: Path) -> Iterator[None]:
    """The connection leads to a new database; a file in the directory on SQLite. It is dropped at the end."""
    before = connection.settings_dict["NAME"]
    own = str(directory / f"{name}.sqlite3") if connection.vendor == "sqlite" else f"{name}_{os.getpid()}"
    connection.close()
    server(f'CREATE DATABASE "{own}"')
    connection.settings_dict["NAME"] = own
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        server(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


def server(sql: str) -> None:
    """A statement to the server itself; SQLite has none."""
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)

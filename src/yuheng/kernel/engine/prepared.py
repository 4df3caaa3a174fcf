"""Statements that PostgreSQL plans once a connection, and sends together.

Django binds parameters in the client, so the server parses and plans every statement anew. The engine's own few statements go
through a cursor that binds in the server instead: psycopg prepares them after `prepare_threshold` uses. Values travel as text of
no declared type, so that a statement has one plan, however large a number is and whether a date is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection

KEPT = 400
"""Prepared statements that a connection keeps: a few a procedure, and one for each number of rows that an INSERT often has."""

_TEXT: dict[type, Callable[[Any], Any]] = {
    int: str,
    bool: lambda value: "t" if value else "f",
    datetime: datetime.isoformat,
    date: date.isoformat,
}


def cursor() -> Any:
    """A cursor for the engine's statements; on SQLite, which keeps its own, the usual one. Close it, as any other, by `with`."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    raw: Any = connection.connection
    if raw.prepared_max != KEPT:
        raw.prepared_max = KEPT
    # The same wrapper as of `connection.cursor()`: errors, logs and counts of statements stay Django's.
    return connection._prepare_cursor(_kind(connection.queries_logged)(raw))  # type: ignore[attr-defined]


@cache
def _kind(logged: bool) -> Any:
    """The class of cursors; one that keeps the text of what it sent where statements are logged."""
    from psycopg import Cursor

    if not logged:
        return Cursor

    class Logged(Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            super().execute(query, params, **options)
            self._query = self._query or self._convert_query(query)  # psycopg forgets the text of a prepared statement
            return self

    return Logged


def text(values: Sequence[Any]) -> Sequence[Any]:
    """The values as the server infers their types from the statement alone; unchanged on SQLite."""
    if connection.vendor != "postgresql":
        return values
    return [turn(value) if (turn := _TEXT.get(type(value))) is not None else value for value in values]


@contextmanager
def together() -> Iterator[None]:
    """Sends the statements inside without waiting for each one's answer; the first that failed is raised at the end.

    For reads, and for writes whose counts nobody reads. On SQLite, where nothing travels, they are done one after another.
    """
    with ExitStack() as stack:
        begin(stack)
        yield


def begin(stack: ExitStack) -> None:
    """As `together`, until the stack is unwound. Begun inside a transaction and unwound outside, COMMIT travels with them."""
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        raw: Any = connection.connection
        stack.enter_context(connection.wrap_database_errors)
        stack.enter_context(raw.pipeline())


def is_together() -> bool:
    """Whether statements are now sent together; COPY cannot be among them."""
    if connection.vendor != "postgresql":
        return False
    raw: Any = connection.connection
    return bool(raw is not None and raw.pgconn.pipeline_status)

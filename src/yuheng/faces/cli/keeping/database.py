"""A database as files and back, without any program of the database's own.

SQLite copies its pages through its backup interface, while others write. PostgreSQL gives each table by COPY inside one
snapshot (REPEATABLE READ); tables are made by the migrations of this version, so that a backup is restored by the software that wrote it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from yuheng.kernel.records.models import Event, Leaf, Matter, Paper

SQLITE = "database/yuheng.sqlite3"
PIECE = 2000
"""Pages of SQLite copied at a time, so that others may write between."""


def migrations() -> list[list[str]]:
    """The migrations that were applied."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def known_migrations() -> list[list[str]]:
    """The migrations that this software brings."""
    return sorted([app, name] for app, name in MigrationLoader(None).disk_migrations)


def counts() -> tuple[int, int, int]:
    """Where the ledger stands, as the connection sees it now: leaves, events, matters."""
    last = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1, Event.objects.count(), Matter.objects.count()


def digests() -> list[str]:
    """The files that papers name."""
    rows = Paper.objects.values_list("pdf", "docx", "file")
    return sorted({digest for row in rows for digest in row if digest})


@contextmanager
def snapshot(root: Path) -> Iterator[None]:
    """Writes the database into `root`; inside the block the connection sees exactly what was written."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            _copy_out(root / "database")
            yield
        return
    target = root / SQLITE
    target.parent.mkdir()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as live, closing(sqlite3.connect(target)) as kept:
        live.backup(kept, pages=PIECE)
        kept.execute("PRAGMA journal_mode=DELETE")
    with _looking_at(target):
        yield


@contextmanager
def _looking_at(path: Path) -> Iterator[None]:
    """Questions go to the copy, not to the database that others go on writing."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'django_migrations' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def _columns(table: str) -> list[str]:
    sql = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s "
        "AND is_generated = 'NEVER' ORDER BY ordinal_position"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [table])
        return [name for (name,) in cursor.fetchall()]


def _quoted(names: list[str]) -> str:
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)


def _copy_out(folder: Path) -> None:
    folder.mkdir()
    columns: dict[str, list[str]] = {}
    for table in _tables():
        columns[table] = _columns(table)
        sql = f"COPY (SELECT {_quoted(columns[table])} FROM {_quoted([table])}) TO STDOUT"
        with connection.cursor() as cursor, cursor.copy(sql) as copy, (folder / f"{table}.copy").open("xb") as file:
            for piece in copy:
                file.write(piece)
    (folder / "columns.json").write_text(json.dumps(columns, indent=1, sort_keys=True), encoding="utf-8")


def is_empty() -> bool:
    """Whether the connected database has no table of ours yet."""
    return not any(name.startswith("kernel_") for name in connection.introspection.table_names())


def bring_back(root: Path) -> None:
    """Fills the empty PostgreSQL database that is connected from the tables in `root`: all of them, in one transaction."""
    call_command("migrate", verbosity=0, interactive=False)
    folder = root / "database"
    columns: dict[str, list[str]] = json.loads((folder / "columns.json").read_text(encoding="utf-8"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(_quoted([name]) for name in columns)}")
        guarded = _guarded(cursor)
        for table in guarded:  # they would queue and refuse what is brought back
            cursor.execute(f"ALTER TABLE {_quoted([table])} DISABLE TRIGGER USER")
        for table, names in columns.items():
            with cursor.copy(f"COPY {_quoted([table])} ({_quoted(names)}) FROM STDIN") as copy, (folder / f"{table}.copy").open("rb") as file:
                while piece := file.read(1 << 20):
                    copy.write(piece)
        for table in guarded:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {_quoted([table])} ENABLE TRIGGER USER")
        _sequences(cursor, columns)


def _guarded(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname = current_schema() ORDER BY 1"
    )
    return [name for (name,) in cursor.fetchall()]


def _sequences(cursor: Any, columns: dict[str, list[str]]) -> None:
    """Counters of generated keys go on after the largest key brought back."""
    for table, names in columns.items():
        for name in names:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted([table]), name])
            sequence = cursor.fetchone()[0]
            if sequence:
                cursor.execute(f"SELECT setval(%s, COALESCE(MAX({_quoted([name])}), 0) + 1, false) FROM {_quoted([table])}", [sequence])

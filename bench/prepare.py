"""Makes the base or fills a town, in a process of its own: `python -m bench.prepare base | forward | DATABASE SIZE BASE`."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.copies import Copier, Pattern, first_number
from bench.towns import PATTERNS, ROWS, YEARS, source_of
from yuheng.faces.cli import setup

COPIED_BY_NOBODY = ("sqlite_", "kernel_search_", "django_", "auth_")


def main() -> None:
    if sys.argv[1] == "base":
        _base()
        return
    if sys.argv[1] == "forward":
        setup.start(migrate=True)
        return
    database, size, home = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    source = source_of(home)
    there = source.execute("SELECT count(*) FROM kernel_matter").fetchone()[0]
    rows = _rows(Copier(source, PATTERNS), max(size - there, 0))
    if database == "sqlite":
        _sqlite(rows, Copier(source, 1).shapes)
    else:
        _postgresql(source, rows, Copier(source, 1).shapes)
    _sequence()


def _base() -> None:
    os.environ["YUHENG_SQLITE_SYNCHRONOUS"] = "OFF"
    home = setup.start(migrate=True)
    from yuheng.faces.demonstration.load import load

    load(home, lambda *_: None)


def _rows(copier: Copier, wanted: int) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Blocks of rows, one table each, of as many copies as wanted."""
    blocks: dict[str, list[tuple[Any, ...]]] = {}
    for position, year in enumerate(YEARS):
        patterns: list[Pattern] = copier.patterns(year)
        number = first_number(year)
        share = wanted * (position + 1) // len(YEARS) - wanted * position // len(YEARS)
        for k in range(share):
            pattern = patterns[k % len(patterns)]
            for table, row in copier.copies(pattern, number):
                block = blocks.setdefault(table, [])
                block.append(row)
                if len(block) >= ROWS:
                    yield table, block
                    blocks[table] = []
            number += copier.room(pattern)
    yield from ((table, block) for table, block in blocks.items() if block)


def _sqlite(rows: Iterable[tuple[str, list[tuple[Any, ...]]]], shapes: dict[str, list[str]]) -> None:
    """Without the indexes and triggers while rows come; they are made again at the end."""
    db = sqlite3.connect(setup.home() / "yuheng.sqlite3", isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1500000", "temp_store=FILE", "locking_mode=EXCLUSIVE"):
        db.execute(f"PRAGMA {pragma}")
    marks = ", ".join("?" * len(shapes))
    made = db.execute(
        f"SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name IN ({marks})", list(shapes)
    ).fetchall()
    # The words' index lives beside its table: rebuilt at the end.
    for kind, name, _sql in made:
        db.execute(f'DROP {kind} "{name}"')
    db.execute("BEGIN")
    for table, block in rows:
        columns = ", ".join(f'"{c}"' for c in shapes[table])
        db.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join("?" * len(shapes[table]))})', block)
    db.execute("INSERT INTO kernel_unsequenced (event) SELECT e.id FROM kernel_event e WHERE NOT EXISTS (SELECT 1 FROM kernel_leaf l WHERE l.event_id = e.id)")
    db.execute("COMMIT")
    for _kind, _name, sql in made:
        db.execute(sql)
    for (index,) in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall():
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    db.execute("ANALYZE")
    db.execute("PRAGMA journal_mode=WAL")
    db.close()


def _postgresql(source: sqlite3.Connection, rows: Iterable[tuple[str, list[tuple[Any, ...]]]], shapes: dict[str, list[str]]) -> None:
    """The base table by table and the copies, by COPY; indexes are made again at the end."""
    setup.start(migrate=True)
    from django.db import connection

    named = [r[0] for r in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if not r[0].startswith(COPIED_BY_NOBODY)]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        tables = [name for name in named if name in there]  # indexes of words are tables on SQLite alone
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET TimeZone = 'UTC'")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY(%s) AND NOT EXISTS "
            "(SELECT 1 FROM pg_constraint c WHERE c.conname = indexname)", [list(shapes)],
        )  # fmt: skip
        indexes = cursor.fetchall()
        for name, _sql in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        for table in tables:
            columns = [r[1] for r in source.execute(f'PRAGMA table_info("{table}")')]
            cursor.execute(f'DELETE FROM "{table}"')
            _copy(cursor, table, columns, source.execute(f'SELECT * FROM "{table}"'))
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), coalesce(max(\"{column}\"), 0) + 1, false) FROM \"{table}\"")
        for table, block in rows:  # copies take their numbers from the database
            _copy(cursor, table, shapes[table], block)
        for _name, sql in indexes:
            cursor.execute(sql)
        cursor.execute("INSERT INTO kernel_unsequenced (event) SELECT e.id FROM kernel_event e WHERE NOT EXISTS (SELECT 1 FROM kernel_leaf l WHERE l.event_id = e.id)")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
    connection.close()


def _copy(cursor: Any, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{c}"' for c in columns)
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _sequence() -> None:
    home = setup.start()
    from yuheng.kernel.engine import sequencer

    sequencer.BATCH = 50_000
    while sequencer.sequence(50_000):
        pass
    sequencer.checkpoint(home, "bench")


if __name__ == "__main__":
    main()

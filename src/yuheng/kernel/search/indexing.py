"""An index of words over a column `words`, as an operation of a migration: FTS5 kept by triggers on SQLite, GIN on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunPython


def words_index(name: str, table: str, triggers: str) -> RunPython:
    """Indexes `table.words` under `name`; `triggers` begins the names of those that keep it on SQLite.

    On PostgreSQL over all rows: of a part of them the planner would not know how frequent a word is, and walk a million names for
    有限公司. On SQLite a later migration that makes the table anew drops the triggers, and must make them again.
    """
    into = f"INSERT INTO {name} (rowid, words) VALUES (new.id, new.words);"
    out_of = f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', old.id, old.words);"
    sqlite = (
        f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='{table}', content_rowid='id', tokenize='unicode61')",
        f"CREATE TRIGGER {triggers}_new AFTER INSERT ON {table} BEGIN {into} END",
        f"CREATE TRIGGER {triggers}_gone AFTER DELETE ON {table} BEGIN {out_of} END",
        f"CREATE TRIGGER {triggers}_other AFTER UPDATE OF words ON {table} WHEN old.words <> new.words BEGIN {out_of} {into} END",
        f"INSERT INTO {name} ({name}) VALUES ('rebuild')",
    )
    postgresql = (f"CREATE INDEX {name} ON {table} USING gin (string_to_array(words, ' '))",)
    back = (*(f"DROP TRIGGER {triggers}_{when}" for when in ("new", "gone", "other")), f"DROP TABLE {name}")
    return RunPython(_running(sqlite, postgresql), _running(back, (f"DROP INDEX {name}",)))


def _running(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> Any:
    def run(_apps: Any, editor: Any) -> None:
        for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
            editor.execute(statement)

    return run

"""The index of searchable words: FTS5 kept by triggers on SQLite, GIN over the words on PostgreSQL."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE kernel_search USING fts5(words, content='kernel_searchrow', content_rowid='matter_id', tokenize='unicode61')",
    "CREATE TRIGGER search_new AFTER INSERT ON kernel_searchrow BEGIN INSERT INTO kernel_search (rowid, words) VALUES (new.matter_id, new.words); END",
    "CREATE TRIGGER search_gone AFTER DELETE ON kernel_searchrow BEGIN INSERT INTO kernel_search (kernel_search, rowid, words) VALUES ('delete', old.matter_id, old.words); END",
    "CREATE TRIGGER search_other AFTER UPDATE ON kernel_searchrow BEGIN "
    "INSERT INTO kernel_search (kernel_search, rowid, words) VALUES ('delete', old.matter_id, old.words); "
    "INSERT INTO kernel_search (rowid, words) VALUES (new.matter_id, new.words); END",
    "INSERT INTO kernel_search (kernel_search) VALUES ('rebuild')",
]
SQLITE_BACK = ["DROP TRIGGER search_new", "DROP TRIGGER search_gone", "DROP TRIGGER search_other", "DROP TABLE kernel_search"]
POSTGRESQL = ["CREATE INDEX kernel_search ON kernel_searchrow USING gin (string_to_array(words, ' '))"]
POSTGRESQL_BACK = ["DROP INDEX kernel_search"]


def _run(sqlite, postgresql):
    def run(apps, editor):
        for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
            editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_guards")]
    operations = [migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK))]

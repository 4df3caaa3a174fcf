"""The words by which the public finds a publication: FTS5 kept by triggers on SQLite, GIN over the words on PostgreSQL."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE disclosure_search USING fts5(words, content='disclosure_publication', content_rowid='id', tokenize='unicode61')",
    "CREATE TRIGGER disclosure_new AFTER INSERT ON disclosure_publication BEGIN INSERT INTO disclosure_search (rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER disclosure_gone AFTER DELETE ON disclosure_publication BEGIN INSERT INTO disclosure_search (disclosure_search, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER disclosure_other AFTER UPDATE OF words ON disclosure_publication BEGIN "
    "INSERT INTO disclosure_search (disclosure_search, rowid, words) VALUES ('delete', old.id, old.words); "
    "INSERT INTO disclosure_search (rowid, words) VALUES (new.id, new.words); END",
    "INSERT INTO disclosure_search (disclosure_search) VALUES ('rebuild')",
]
SQLITE_BACK = ["DROP TRIGGER disclosure_new", "DROP TRIGGER disclosure_gone", "DROP TRIGGER disclosure_other", "DROP TABLE disclosure_search"]
POSTGRESQL = ["CREATE INDEX disclosure_search ON disclosure_publication USING gin (string_to_array(words, ' '))"]
POSTGRESQL_BACK = ["DROP INDEX disclosure_search"]


def _run(sqlite, postgresql):
    def run(apps, editor):
        for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
            editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_disclosure")]
    operations = [migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK))]

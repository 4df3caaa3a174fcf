"""The record of changes is insert-only, as the ledger is."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER change_no_update BEFORE UPDATE ON kernel_change BEGIN SELECT RAISE(ABORT, 'the record of changes is insert-only'); END",
    "CREATE TRIGGER change_no_delete BEFORE DELETE ON kernel_change BEGIN SELECT RAISE(ABORT, 'the record of changes is insert-only'); END",
]
SQLITE_BACK = ["DROP TRIGGER change_no_update", "DROP TRIGGER change_no_delete"]
POSTGRESQL = [
    "CREATE TRIGGER change_insert_only BEFORE UPDATE OR DELETE ON kernel_change FOR EACH ROW EXECUTE FUNCTION yuheng_insert_only()",
]
POSTGRESQL_BACK = ["DROP TRIGGER change_insert_only ON kernel_change"]


def _run(sqlite, postgresql):
    def run(apps, editor):
        for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
            editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_changes")]
    operations = [migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK))]

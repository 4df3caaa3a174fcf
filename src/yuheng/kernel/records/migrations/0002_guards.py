"""What the ORM cannot declare: insert-only ledger tables, the queue of the sequencer, the search index."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER event_no_update BEFORE UPDATE ON kernel_event BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END",
    "CREATE TRIGGER event_no_delete BEFORE DELETE ON kernel_event BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END",
    "CREATE TRIGGER leaf_no_update BEFORE UPDATE ON kernel_leaf BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END",
    "CREATE TRIGGER leaf_no_delete BEFORE DELETE ON kernel_leaf BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END",
    "CREATE TRIGGER event_queue AFTER INSERT ON kernel_event BEGIN INSERT INTO kernel_unsequenced (event) VALUES (new.id); END",
]

SQLITE_BACK = [f"DROP TRIGGER {name}" for name in ("event_no_update", "event_no_delete", "leaf_no_update", "leaf_no_delete", "event_queue")]

POSTGRESQL = [
    """CREATE FUNCTION yuheng_insert_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the ledger is insert-only'; END $$""",
    """CREATE FUNCTION yuheng_queue() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO kernel_unsequenced (event) SELECT id FROM added; RETURN NULL; END $$""",
    "CREATE TRIGGER event_insert_only BEFORE UPDATE OR DELETE ON kernel_event FOR EACH ROW EXECUTE FUNCTION yuheng_insert_only()",
    "CREATE TRIGGER leaf_insert_only BEFORE UPDATE OR DELETE ON kernel_leaf FOR EACH ROW EXECUTE FUNCTION yuheng_insert_only()",
    "CREATE TRIGGER event_queue AFTER INSERT ON kernel_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION yuheng_queue()",
]

POSTGRESQL_BACK = [
    "DROP TRIGGER event_queue ON kernel_event",
    "DROP TRIGGER leaf_insert_only ON kernel_leaf",
    "DROP TRIGGER event_insert_only ON kernel_event",
    "DROP FUNCTION yuheng_queue",
    "DROP FUNCTION yuheng_insert_only",
]


def _run(sqlite, postgresql):
    def run(apps, editor):
        for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
            editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK))]

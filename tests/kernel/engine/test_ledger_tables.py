"""The ledger over the tables: sequencing, proofs, verification, and that whatever is tampered with is found and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.example.facts import Permit
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.engine.proving import prove
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.sequencer import checkpoint, drain, lag, size
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.ledger import keys
from yuheng.kernel.ledger.findings import Fault
from yuheng.kernel.records.models import Event, Leaf, Unsequenced


@pytest.fixture
def home(tmp_path) -> Path:
    return tmp_path


@pytest.fixture
def ledger(staffed, home):
    """Forty lives, sequenced, under a signed checkpoint."""
    perform_many([order for n in range(40) for order in staffed.life(f"m{n}")])
    assert lag()[0] == 240
    assert drain() == 240
    return checkpoint(home, "试验")


def faults(home, witness=None) -> set[Fault]:
    return {finding.fault for finding in verify(home, witness, deep=True).findings}


def behind(sql: str, *parameters) -> None:
    """Changes a table as somebody with the database's password would: guards off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql, parameters)
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute(sql, parameters)
        for _name, statement in triggers:
            cursor.execute(statement)


def test_an_untouched_ledger_is_clean(ledger, home):
    result = verify(home, ledger.text(), deep=True)
    assert (result.events, result.leaves, result.findings) == (240, 240, [])
    assert Unsequenced.objects.count() == 0
    assert list(replay()) == []


def test_every_event_can_be_proved_to_a_stranger(ledger, home):
    public = keys.public_keys(home / "ledger")
    for event in Event.objects.order_by("?")[:5]:
        prove(home, event.pk).verify(public)


def test_the_database_refuses_to_change_or_delete_an_event(ledger):
    for act in ("UPDATE kernel_event SET day = '2020-01-01'", "DELETE FROM kernel_event", "DELETE FROM kernel_leaf"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act)


def test_a_changed_body_is_named(ledger, home):
    event = Event.objects.order_by("pk")[100]
    behind(
        "UPDATE kernel_event SET body = %s WHERE id = %s",
        bytes(event.body).replace(b'"at":"2023', b'"at":"2022'),
        event.pk,
    )
    found = [f for f in verify(home).findings if f.fault is Fault.CHANGED]
    assert [f.event for f in found] == [event.pk]


def test_a_changed_index_column_is_named(ledger, home):
    event = Event.objects.order_by("pk")[7]
    behind("UPDATE kernel_event SET day = '2021-05-05' WHERE id = %s", event.pk)
    assert [f.event for f in verify(home, deep=True).findings] == [event.pk]


def test_a_deleted_event_is_found(ledger, home):
    event = Event.objects.order_by("pk")[50]
    behind("DELETE FROM kernel_opening WHERE event_id = %s", event.pk)
    behind("DELETE FROM kernel_leaf WHERE event_id = %s", event.pk)
    behind("DELETE FROM kernel_event WHERE id = %s", event.pk)
    assert faults(home) & {Fault.DELETED, Fault.TAIL_CUT}


def test_a_tail_cut_behind_a_witnessed_checkpoint_is_found(ledger, home):
    last = list(Leaf.objects.order_by("-index").values_list("event_id", flat=True)[:3])
    marks = ", ".join(map(str, last))
    for table, column in (("kernel_opening", "event_id"), ("kernel_leaf", "event_id"), ("kernel_event", "id")):
        behind(f"DELETE FROM {table} WHERE {column} IN ({marks})")
    behind("DELETE FROM kernel_checkpoint")
    assert size() == 237
    assert Fault.TAIL_CUT in faults(home, ledger.text())


def test_a_changed_opening_is_found(ledger, home):
    behind(
        "UPDATE kernel_opening SET value = '\"李四\"' WHERE field = 'applicant' AND id = (SELECT min(id) FROM kernel_opening WHERE field = 'applicant')"
    )
    assert faults(home) == {Fault.OPENING}


def test_a_changed_fact_row_is_named_by_replay(ledger):
    permit = Permit.objects.first()
    behind("UPDATE example_permit SET fee = 99 WHERE matter_id = %s", permit.pk)
    assert [(d.matter, d.where) for d in replay()] == [(permit.pk, "案情“收费”")]


def test_a_changed_marking_or_clock_is_named_by_replay(ledger):
    permit = Permit.objects.first()
    behind("UPDATE kernel_stepstate SET done = %s WHERE matter_id = %s AND step = 'review'", False, permit.pk)
    assert ["审查" in d.where for d in replay()] == [True]

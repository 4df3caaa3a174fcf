"""The ledger over the tables: sequencing, proofs, verification, and that whatever is tampered with is found and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.example.facts import Permit
from yuheng.kernel.documents.store import place_of
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.engine.proving import prove
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.sealing import seal
from yuheng.kernel.engine.sequencer import checkpoint, drain, lag, size
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.ledger import keys
from yuheng.kernel.ledger.findings import Fault
from yuheng.kernel.records.models import Event, Leaf, Matter, Opening, Paper, Unsequenced


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


def changed_chain(matter: int, seq: int) -> None:
    """Rewrites an event and everything after it in its matter, hashes included, as somebody who knows docs/ledger.md would."""
    from yuheng.kernel.ledger.canonical import event_hash

    before = None
    for event in Event.objects.filter(matter=matter, seq__gte=seq).order_by("seq"):
        body = bytes(event.body)
        body = body.replace(b'"at":"2023', b'"at":"2022') if before is None else body.replace(before[0].encode(), before[1].encode())
        fresh = event_hash(body).hex()
        behind("UPDATE kernel_event SET body = %s, hash = %s WHERE id = %s", body, fresh, event.pk)
        before = (event.hash, fresh)
    behind("UPDATE kernel_matter SET head = %s WHERE id = %s", before[1], matter)


def test_a_chain_rewritten_with_its_hashes_is_found_by_the_tree_and_by_the_witness(ledger, home):
    matter = Permit.objects.order_by("pk")[5].pk
    changed_chain(matter, 3)
    found = verify(home, ledger.text())
    assert Fault.NODE in {f.fault for f in found.findings}
    behind("DELETE FROM kernel_treenode")
    behind("DELETE FROM kernel_checkpoint")
    assert Fault.ROOT in faults(home, ledger.text())


def test_an_inserted_event_is_found(ledger, home):
    event = Event.objects.order_by("pk")[30]
    columns = [field.column for field in Event._meta.concrete_fields if field.column not in ("id", "seq", "key")]
    names = ", ".join(f'"{column}"' for column in columns)
    last = Event.objects.filter(matter=event.matter_id).order_by("-seq").first()
    behind(f"INSERT INTO kernel_event (id, seq, {names}) SELECT id + 4096, {last.seq + 1}, {names} FROM kernel_event WHERE id = %s", event.pk)
    found = [f for f in verify(home).findings if f.event == event.pk + 4096 or f.matter == event.matter_id]
    assert found
    assert all(str(event.matter_id) in f.message for f in found)


def test_reordered_leaves_are_found(ledger, home):
    first, second = Leaf.objects.order_by("index")[10], Leaf.objects.order_by("index")[200]
    behind("DELETE FROM kernel_leaf WHERE \"index\" IN (10, 200)")
    behind("INSERT INTO kernel_leaf (\"index\", event_id) VALUES (10, %s), (200, %s)", second.event_id, first.event_id)
    assert Fault.NODE in faults(home)
    assert Fault.ROOT in faults(home, ledger.text())


def test_a_leaf_taken_from_the_end_is_found_even_without_a_witness(ledger, home):
    last = Leaf.objects.order_by("-index").first()
    behind("DELETE FROM kernel_leaf WHERE event_id = %s", last.event_id)
    behind("DELETE FROM kernel_checkpoint")
    found = [f for f in verify(home).findings if f.fault is Fault.LEAF_MISSING]
    assert [f.event for f in found] == [last.event_id]


def test_swapped_openings_are_found(ledger, home):
    a, b = Opening.objects.filter(field="subject").order_by("event_id")[:2]
    behind("UPDATE kernel_opening SET event_id = %s, salt = %s, value = %s WHERE id = %s", a.event_id, b.salt, b.value, a.pk)
    found = [f for f in verify(home, deep=True).findings if f.fault is Fault.OPENING]
    assert [f.event for f in found] == [a.event_id]
    behind("DELETE FROM kernel_opening WHERE id = %s", b.pk)
    assert {f.event for f in verify(home, deep=True).findings if f.fault is Fault.OPENING} == {a.event_id, b.event_id}


def test_an_inserted_opening_is_found(ledger, home):
    event = Event.objects.order_by("pk").first()
    behind("INSERT INTO kernel_opening (event_id, field, salt, value) VALUES (%s, 'phone', %s, '\"1\"')", event.pk, "00" * 16)
    assert [f.event for f in verify(home, deep=True).findings] == [event.pk]


COLUMNS = {
    "kind": "perform", "procedure": "penalty.ordinary", "step": "visit", "row": 7, "day": "2020-01-01", "at": "2020-01-01 00:00:00+00:00",
    "recorded_at": "2020-01-01 00:00:00+00:00", "organ": 1, "person": 1, "participants": '[{"person": 1}]', "account": 5, "late": True, "backlog": True,
}  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_every_index_column_of_an_event_is_compared_with_its_body(ledger, home, column):
    event = Event.objects.filter(seq=1).order_by("pk")[3]
    behind(f'UPDATE kernel_event SET "{column}" = %s WHERE id = %s', COLUMNS[column], event.pk)
    assert {f.event for f in verify(home, deep=True).findings} == {event.pk}


def test_a_matter_deleted_with_its_rows_but_not_its_events_is_found(ledger, home):
    matter = Matter.objects.order_by("pk").first().pk
    with transaction.atomic():
        behind("DELETE FROM kernel_matter WHERE id = %s", matter)
        found = [f.matter for f in verify(home).findings]
        transaction.set_rollback(True)
    assert found == [matter]


def test_a_changed_checkpoint_column_is_found(ledger, home):
    behind("UPDATE kernel_checkpoint SET root = %s", "0" * 64)
    assert faults(home) == {Fault.COLUMNS}


HEADS = {
    "lead_id": None, "area_id": None, "power_id": None, "handler_id": None, "level": 0, "field": "market", "region": "x", "act": "x", "batch": 3,
    "number": "假号", "status": "open", "due_on": "2030-01-01", "warn_on": "2030-01-01", "due_step": "visit", "irregular": True, "adopted": True,
    "opened_on": "2020-01-01", "closed_on": "2020-01-01", "opened_at": "2020-01-01 00:00:00+00:00", "stage": "别的", "recused": "[1]", "version": 2,
}  # fmt: skip


@pytest.mark.parametrize("column", HEADS)
def test_every_column_of_a_matter_that_decides_something_is_compared_with_the_events(ledger, staffed, column):
    matter = Matter.objects.order_by("pk")[4].pk
    value = {"lead_id": staffed.other, "area_id": staffed.other, "power_id": staffed.squad, "handler_id": staffed.stranger}.get(column, HEADS[column])
    behind(f'UPDATE kernel_matter SET "{column}" = %s WHERE id = %s', value, matter)
    assert {one.matter for one in replay()} == {matter}


BESIDE = {
    "a scope row that shows a matter to others": "INSERT INTO kernel_scope (token, matter_id, procedure, sort_day, status, level) SELECT 'p1', matter_id, procedure, sort_day, status, level FROM kernel_scope WHERE matter_id = %s LIMIT 1",
    "a scope row that is gone": "DELETE FROM kernel_scope WHERE matter_id = %s AND token LIKE 'a%%'",
    "a lowered level of secrecy": "UPDATE kernel_scope SET level = 0 WHERE matter_id = %s",
    "a clock that was met after all": "UPDATE kernel_clock SET met = NOT met WHERE matter_id = %s AND ended <> 0",
    "a clock that is gone": "DELETE FROM kernel_clock WHERE matter_id = %s",
    "a marking": "UPDATE kernel_stepstate SET times = times + 1 WHERE matter_id = %s",
    "a paper's number": "UPDATE kernel_paper SET number = '昆高假〔2023〕1号' WHERE matter_id = %s",
    "a paper's data": "UPDATE kernel_paper SET data = '' WHERE matter_id = %s",
    "a paper that is gone": "DELETE FROM kernel_paper WHERE matter_id = %s",
    "an event declared undone": "INSERT INTO kernel_amended (event_id, undone) SELECT id, true FROM kernel_event WHERE matter_id = %s AND seq = 3",
    "a row of the case": "UPDATE example_visit SET visited_on = '2020-01-01' WHERE matter_id = %s",
    "a fact row that is gone": "DELETE FROM example_permit WHERE matter_id = %s",
    "a member": "INSERT INTO kernel_member (matter_id, person_id, part) SELECT id, handler_id, '协办' FROM kernel_matter WHERE id = %s",
}


@pytest.mark.parametrize("what", BESIDE)
def test_replay_names_what_was_changed_beside_the_events(ledger, what):
    matter = Matter.objects.order_by("pk")[4].pk
    behind(BESIDE[what], matter)
    assert {one.matter for one in replay()} == {matter}


def test_a_broken_body_does_not_stop_replay_or_verify(ledger, home):
    event = Event.objects.order_by("pk")[9]
    behind("UPDATE kernel_event SET body = %s WHERE id = %s", b"{", event.pk)
    assert {one.matter for one in replay()} == {event.matter_id}
    assert event.pk in {f.event for f in verify(home, deep=True).findings}


def test_changed_or_missing_bytes_of_a_file_are_named(staffed, home, settings):
    settings.HOME = home
    matter = staffed.accept().matter
    sealed = seal(Paper.objects.get(matter=matter).pk)
    drain()
    assert verify(home, deep=True).findings == []
    place = place_of(home / "files", sealed.pdf)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes() + b"!")
    assert [(f.fault, f.matter) for f in verify(home, deep=True).findings] == [(Fault.FILE, matter)]
    place.unlink()
    assert [(f.fault, f.matter) for f in verify(home, deep=True).findings] == [(Fault.FILE, matter)]
    assert list(replay()) == []


def test_verification_tells_how_many_events_wait_and_for_how_long(staffed, home):
    staffed.accept()
    found = verify(home)
    assert found.unsequenced == 1
    assert found.age > 0
    assert "尚未编入总账 1 条，最早的已等待" in found.words()


def test_a_changed_or_missing_record_of_the_administrators_is_found(ledger, home, staffed):
    from datetime import date

    from yuheng.kernel.engine.staff.record import Actor, Why, record

    for n in range(3):
        record(Actor(1, None), "登记", "organ", n + 1, Why("试验", date(2023, 1, 1)))
    assert verify(home).findings == []
    behind("DELETE FROM kernel_change WHERE seq = 2")
    assert {f.fault for f in verify(home).findings} == {Fault.CHANGED}

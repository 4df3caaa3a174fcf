"""Erasure by law: values, openings, words and files go; the event stays, and verify and replay are clean ever after."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.db import connection, transaction

from tests.example.facts import Permit, Visit
from tests.example.office import moment
from yuheng.kernel.documents import store
from yuheng.kernel.engine import erase as erasing
from yuheng.kernel.engine.erase import choices, erase, settle
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.sealing import files, seal
from yuheng.kernel.engine.sequencer import drain
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.now import at
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.state import Paper as Brought
from yuheng.kernel.records.models import Event, Matter, Opening, Paper, SearchRow

GROUND = "个人信息保护法(2021-08-20)#47"


@pytest.fixture
def rested(staffed, settings, tmp_path):
    """A whole life, its papers sealed, with an uploaded file."""
    settings.HOME = tmp_path
    life = staffed.life("a")
    digest = store.store(tmp_path / "files", b"%PDF-1.7 scan")
    life[0] = replace(life[0], papers=(Brought("scan", "身份证复印件", digest),))
    matter = perform_many(life)[0].matter
    with at(moment(3, 10)):
        for paper in Paper.objects.filter(matter=matter, made=True):
            seal(paper.pk)
    drain()
    return matter


def clean(home) -> None:
    drain()
    assert verify(home, deep=True).findings == []
    assert [str(one) for one in replay()] == []


def away(staffed, matter: int, fields=("applicant",), **changes):
    given = {"by": staffed.clerk, "second": staffed.head, "ground": GROUND, "reason": "保存期限届满", **changes}
    with at(moment(3, 20)):
        return erase(matter, list(fields), **given)


def test_values_openings_words_and_files_are_gone_and_the_ledger_is_clean(staffed, rested, tmp_path, django_capture_on_commit_callbacks):
    clean(tmp_path)
    sealed = [d for row in Paper.objects.filter(matter=rested, made=True).values_list("pdf", "docx") for d in row]
    assert all(store.place_of(files(), digest).exists() for digest in sealed)
    with django_capture_on_commit_callbacks(execute=True):
        done = away(staffed, rested)
    assert Permit.objects.get(pk=rested).applicant is None
    assert not Opening.objects.filter(event__matter=rested, field="applicant").exists()
    assert "小明" not in SearchRow.objects.get(matter=rested).words
    assert not any(store.place_of(files(), digest).exists() for digest in sealed)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "王小明" not in str(cursor.fetchall()), table
    event = Event.objects.get(pk=done.event)
    assert event.kind == "erase"
    assert json.loads(bytes(event.body))["details"]["ground"] == GROUND
    clean(tmp_path)


def test_an_uploaded_file_goes_when_it_is_chosen_and_stays_when_another_matter_holds_it(staffed, rested, tmp_path, django_capture_on_commit_callbacks):
    scan = Paper.objects.get(matter=rested, made=False)
    other = perform(replace(staffed.accept_order(moment(3, 11)), papers=(Brought("scan", "同一文件", scan.file),))).matter
    with django_capture_on_commit_callbacks(execute=True):
        away(staffed, rested, (), papers=[scan.pk])
    assert store.place_of(files(), scan.file).exists()
    with django_capture_on_commit_callbacks(execute=True):
        away(staffed, other, (), papers=[Paper.objects.get(matter=other, made=False).pk])
    assert not store.place_of(files(), scan.file).exists()
    clean(tmp_path)


def test_rows_reasons_and_opinions_can_be_erased_too(staffed, rested, tmp_path):
    names = {choice.name for choice in choices(rested, registry.get("example.permit", 1))}
    assert {"applicant", "visits/place"} <= names
    away(staffed, rested, ("visits/place",))
    assert Visit.objects.get(matter=rested).place is None
    clean(tmp_path)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"second": "clerk"}, "second"),
        ({"second": "stranger"}, "second"),
        ({"second": "inspector"}, "second"),
        ({"by": "stranger"}, "role"),
        ({"ground": "领导同意"}, "ground"),
        ({"ground": "个人信息保护法(2021-08-20)#99"}, "ground"),
        ({"reason": " "}, "reason"),
        ({"fields": ("result",)}, "data"),
        ({"fields": ()}, "data"),
        ({"fields": ("nonsense",)}, "data"),
        ({"fields": ("phone",)}, "same"),
        ({"papers": [1]}, "paper"),
    ],
)
def test_who_may_not_or_without_ground_is_refused_and_nothing_changes(staffed, rested, changes, code):
    changes = {name: getattr(staffed, value) if name in ("by", "second") else value for name, value in changes.items()}
    before = (Event.objects.count(), Opening.objects.count(), str(Matter.objects.get(pk=rested).__dict__))
    with pytest.raises(Refused) as caught:
        away(staffed, rested, **changes)
    assert caught.value.refusal.code == code
    assert (Event.objects.count(), Opening.objects.count(), str(Matter.objects.get(pk=rested).__dict__))[:2] == before[:2]


def test_what_decides_an_open_matter_cannot_be_erased(staffed, monkeypatch):
    matter = staffed.accept().matter
    monkeypatch.setattr(erasing, "_read", lambda procedure: {"subject"})
    with pytest.raises(Refused, match="了结前不能删除"):
        away(staffed, matter, ("subject",))


def test_a_process_that_dies_before_its_files_are_gone_finishes_later(staffed, rested, tmp_path, monkeypatch):
    """Without the callback after the commit, the marks stay, and settling deletes what no paper names."""
    away(staffed, rested)
    marked = store.marked(files())
    assert marked
    assert settle() == len(marked)
    assert store.marked(files()) == []
    clean(tmp_path)


def test_an_erasure_that_is_rolled_back_deletes_no_file(staffed, rested, tmp_path):
    kept = list(store.digests(files()))
    with transaction.atomic():
        away(staffed, rested)
        transaction.set_rollback(True)
    assert settle() == 0
    assert store.marked(files()) == []
    assert list(store.digests(files())) == kept
    clean(tmp_path)


def test_a_value_put_back_behind_the_ledger_is_named(staffed, rested, tmp_path):
    away(staffed, rested)
    Permit.objects.filter(pk=rested).update(applicant="王小明")
    assert [one.where for one in replay()] == ["案情“申请人”"]

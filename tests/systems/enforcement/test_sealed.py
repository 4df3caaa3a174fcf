"""Identity numbers lie encrypted in every table, are found by equality, and read back whole through the engine."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import connection

from yuheng.kernel.engine.erase import erase
from yuheng.kernel.engine.load import load
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.sequencer import drain
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.sealing import UNREADABLE, same
from yuheng.systems.enforcement.penalty.facts import Penalty

NUMBER = "320583199001011232"
OTHER = "110105199003073359"


@pytest.fixture
def case(bureau) -> int:
    at = datetime(2023, 3, 1, 9, tzinfo=CHINA)
    data = {
        "found_on": date(2023, 3, 1), "source": "patrol", "cause": "露天烧烤", "place": "大西门商业街1号", "basis": "大气污染防治法", "party_kind": "person",
        "party_name": "张三", "id_number": NUMBER,
    }  # fmt: skip
    return perform(Order("clue", bureau.a, opening=Opening("penalty.ordinary", lead=bureau.squad), data=data, at=at, recorded=at)).matter


def stored() -> str:
    """Everything that any table holds, as text."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found += [str([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_table_holds_the_number_and_the_engine_reads_it(case):
    drain()
    assert NUMBER not in stored()
    assert load([case], office(), lock=False)[case].state.facts["id_number"] == NUMBER
    assert Penalty.objects.get(matter=case).id_number == NUMBER
    assert not list(replay([case]))


def test_equal_numbers_are_found_whatever_their_writing(case):
    assert Penalty.objects.filter(same(Penalty, "id_number", " 320583 19900101 1232")).count() == 1
    assert not Penalty.objects.filter(same(Penalty, "id_number", OTHER)).exists()
    assert not Penalty.objects.filter(same(Penalty, "id_number", "")).exists()


def test_a_sealed_value_that_was_changed_is_found_and_named(case):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE penalty_penalty SET id_number = replace(id_number, '.sm4.', '.sm4.A') WHERE matter_id = %s", [case])
    assert Penalty.objects.get(matter=case).id_number == UNREADABLE
    assert [difference for difference in replay([case]) if "id_number" in str(difference) or "证件号码" in str(difference)]


def test_erased_numbers_are_gone_from_fact_and_opening(bureau, case):
    erase(case, ["id_number"], by=bureau.head, second=bureau.deputy, ground="个人信息保护法(2021-08-20)#47", reason="依申请删除")
    assert Penalty.objects.get(matter=case).id_number is None
    assert not list(replay([case]))

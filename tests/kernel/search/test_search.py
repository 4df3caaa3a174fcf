"""Words are found by any two of their characters, and only in matters that the viewer may see."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.example.office import moment
from yuheng.kernel.records.models import Matter, SearchRow
from yuheng.kernel.search import indexed, matching, terms

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12)


@settings(max_examples=60)
@given(CHINESE, st.data())
def test_every_piece_of_a_text_has_all_its_terms_in_the_index(text, data):
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    words = set(indexed(text).split())
    assert set(terms(text[start:end])) <= words


def test_a_query_of_signs_has_no_terms():
    assert terms("〔〕（）、。") == []


@pytest.mark.parametrize("query", ["占道", "王小明", "道施", "2023", "昆高受", "小明 占道", "１"])
def test_two_characters_are_enough(staffed, query):
    matter = staffed.accept(moment(3, 1), subject="占道施工１号").matter
    assert list(Matter.objects.filter(matching(query)).values_list("pk", flat=True)) == [matter]


@pytest.mark.parametrize("query", ["道占", "李四", "。。", "王明"])
def test_what_is_not_there_is_not_found(staffed, query):
    staffed.accept(moment(3, 1))
    assert not Matter.objects.filter(matching(query)).exists()


def test_a_changed_title_is_found_under_its_new_words_only(staffed):
    matter = staffed.accept(moment(3, 1)).matter
    SearchRow.objects.filter(matter=matter).update(words=indexed("张大山申请挖掘道路"))
    assert Matter.objects.filter(matching("挖掘")).exists()
    assert not Matter.objects.filter(matching("占道")).exists()


def test_many_matters_loaded_at_once_are_found(staffed):
    from yuheng.kernel.engine.perform import perform_many

    orders = [staffed.accept_order(moment(3, 1), ref=str(n), subject=f"第{n}号事项占道") for n in range(80)]
    perform_many(orders)
    assert Matter.objects.filter(matching("号事项")).count() == 80

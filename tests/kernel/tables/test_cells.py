"""Cells in words and back; what is not clear is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.tables.samples import SPARING
from yuheng.kernel.tables.cells import ANYTHING, Cell, cell_from_json, cell_from_words, words_of_cell
from yuheng.kernel.tables.schema import BadTable

IN = SPARING.by_name
HARM = dict(IN["harm"].choices)


@pytest.mark.parametrize(
    ("name", "text", "spans", "words"),
    [
        ("value", "1000元以上不满5000元", ((100_000, 500_000),), "1,000元以上不满5,000元"),
        ("value", "不超过2万", ((None, 2_000_001),), "20,000元以下"),
        ("value", "超过1000元5000元以下", ((100_001, 500_001),), "超过1,000元5,000元以下"),
        ("value", "1.5万元以下；１０万以上", ((None, 1_500_001), (10_000_000, None)), "15,000元以下；100,000元以上"),
        ("value", "[100, 200)", ((10_000, 20_000),), "100元以上不满200元"),
        ("value", "99.5", ((9950, 9951),), "99.50元"),
        ("area", "≥30", ((30, None),), "30平方米以上"),
        ("area", "不足 5 平方米", ((None, 5),), "不满5平方米"),
        ("area", "10以上20以下或者50以外", ((10, 21), (51, None)), "10平方米以上不满21平方米；51平方米以上"),
        ("share", "超过30%", ((6001, None),), "超过30%"),
        ("share", "30%以下", ((None, 6001),), "30%以下"),
        ("share", "不满12.5%", ((None, 2500),), "不满12.5%"),
        ("found", "自2023-01-01起至2023-12-31止", ((738521, 738886),), "自2023-01-01起至2023-12-31止"),
    ],
)
def test_spans_are_read_as_the_civil_code_means_them_and_written_back(name, text, spans, words):
    cell = cell_from_words(IN[name], text, {})
    assert cell.spans == spans
    assert words_of_cell(IN[name], cell, {}) == words
    assert cell_from_words(IN[name], words, {}) == cell


def test_choices_by_their_words_and_all_but_some():
    assert cell_from_words(IN["harm"], "无、轻微", HARM) == Cell(among=frozenset({"none", "slight"}))
    assert cell_from_words(IN["harm"], "除较重外", HARM) == Cell(among=frozenset({"none", "slight"}))
    assert cell_from_words(IN["first"], "是", {}) == Cell(among=frozenset({True}))
    assert cell_from_words(IN["harm"], "不限", HARM) is ANYTHING
    assert cell_from_words(IN["harm"], "  ", HARM) is ANYTHING


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("value", "1000-5000", "含不含须写明"),
        ("value", "1000～5000", "含不含须写明"),
        ("value", "很多", "看不懂"),
        ("value", "5000以上1000以下", "空的"),
        ("value", "1.234元", "不是数"),
        ("found", "2023-02-30", "不是日期"),
        ("harm", "特别严重", "没有选项“特别严重”，可填：无、轻微、较重"),
        ("harm", "除无、轻微、较重外", "排除了全部"),
        ("first", "可能", "没有选项"),
    ],
)
def test_what_is_not_clear_is_refused_with_a_way_out(name, text, why):
    with pytest.raises(BadTable, match=why):
        cell_from_words(IN[name], text, HARM if name == "harm" else {})


@pytest.mark.parametrize("value", [[], "a", [[1, "2"]], [[True, 3]], [[1]], [["x", None]], [[3, 3]]])
def test_broken_spans_of_json_are_refused(value):
    with pytest.raises(BadTable):
        cell_from_json(IN["area"], value, {})


edges = st.lists(st.integers(0, 3000), min_size=2, max_size=8, unique=True).map(sorted)


@given(edges, st.sampled_from(["value", "area", "share", "found"]), st.booleans(), st.booleans())
def test_any_spans_read_back_from_their_words(points, name, open_low, open_high):
    pairs = [[a + 1, b + 1] for a, b in zip(points[::2], points[1::2], strict=False)]
    if open_low:
        pairs[0][0] = None
    if open_high:
        pairs[-1][1] = None
    cell = cell_from_json(IN[name], pairs, {})
    assert cell_from_words(IN[name], words_of_cell(IN[name], cell, {}), {}) == cell

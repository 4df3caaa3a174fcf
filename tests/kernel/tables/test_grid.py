"""A table is edited in words and comes back as the same table; a wrong word is told at its cell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.kernel.tables.samples import CITE, OPTIONS, SPARING, row, table
from tests.kernel.tables.test_proof import tables
from yuheng.kernel.tables.grid import OTHERWISE, columns_of, from_lines, lines_of, option_lines
from yuheng.kernel.tables.schema import BadTable

PAIRS = [("违法行为", code, label) for code, label in OPTIONS["cause"]]


def test_lines_read_as_a_person_would_write_them():
    one = table(row("a", "spare", cause=["stall"], value=[[None, 500_001]], first=[True]), row("b", "light", "a", harm=["grave"]))
    lines = lines_of(one)
    assert [title for _name, title in columns_of(SPARING)][:5] == ["行号", "名称", "例外于", "违法行为", "初次违法"]
    assert (lines[0]["cause"], lines[0]["value"], lines[0]["first"], lines[0]["then.result"]) == ("占道设摊", "5,000元以下", "是", "不予处罚")
    assert (lines[1]["of"], lines[1]["harm"]) == ("a", "较重")
    assert (lines[-1]["id"], lines[-1]["then.result"]) == (OTHERWISE, "处罚")
    assert option_lines(one) == PAIRS
    assert from_lines(SPARING, lines, PAIRS).digest == one.digest


@settings(max_examples=100, deadline=None)
@given(tables())
def test_any_table_comes_back_from_its_words(t):
    assert from_lines(SPARING, lines_of(t), option_lines(t)).digest == t.digest


@pytest.mark.parametrize(
    ("change", "place", "why"),
    [
        ({"value": "1000到5000"}, "第 1 行“货值”", "看不懂"),
        ({"cause": "占道经营"}, "第 1 行“违法行为”", "没有选项“占道经营”，可填：占道设摊、小广告"),
        ({"then.result": "罚一点"}, "第 1 行“处理”", "可填：不予处罚、从轻、处罚"),
        ({"then.least": "很少"}, "第 1 行“最低罚款”", "请填写数字"),
        ({"cites": ""}, "第 1 行", "没有写明依据"),
        ({"of": "zz"}, "第 1 行", "不存在"),
    ],
)
def test_a_wrong_word_is_told_at_its_cell(change, place, why):
    line = {"id": "a", "name": "占道首违", "cause": "占道设摊", "first": "是", "then.result": "不予处罚", "cites": CITE}
    assert from_lines(SPARING, [line], PAIRS).rows[0].then == {"result": "spare"}
    with pytest.raises(BadTable) as error:
        from_lines(SPARING, [line | change], PAIRS)
    assert error.value.problems[0][0] == place
    assert why in error.value.problems[0][1]


def test_blank_lines_are_passed_over_and_choices_of_others_are_refused():
    line = {"id": "a", "cause": "占道设摊", "then.result": "不予处罚", "cites": f"{CITE}；{CITE}"}
    found = from_lines(SPARING, [{"id": " ", "cause": ""}, line], PAIRS)
    assert found.rows[0].cites == (CITE, CITE)
    with pytest.raises(BadTable, match="不使用自己的选项"):
        from_lines(SPARING, [line], [*PAIRS, ("危害后果", "x", "其他")])

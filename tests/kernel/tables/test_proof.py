"""Gaps, contradictions and dead rows are found with a case that shows them; exceptions go before what they except."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.tables.samples import SPARING, row, table
from yuheng.kernel.tables.content import Table, read
from yuheng.kernel.tables.evaluate import effective_rows, evaluate, restore, told
from yuheng.kernel.tables.masks import Compiled
from yuheng.kernel.tables.prove import prove
from yuheng.kernel.tables.schema import BadTable
from yuheng.kernel.tables.values import point

BASE: dict[str, Any] = {"cause": "stall", "first": True, "harm": "none", "value": 0, "area": 1, "share": 0, "found": "2023-05-04"}


def kinds(*rows: dict[str, Any], otherwise: str | None = "full") -> list[str]:
    return [fault.kind for fault in prove(table(*rows, otherwise=otherwise)).faults]


def test_a_gap_is_shown_by_a_case_that_no_row_answers():
    found = prove(table(row("a", "spare", first=[True]), row("b", "full", first=[False], area=[[None, 50]]), otherwise=None))
    (fault,) = found.faults
    assert fault.kind == "gap"
    assert (fault.case["first"], fault.case["area"]) == (False, 50)
    assert "初次违法为否" in fault.message


def test_rows_that_meet_at_a_bound_leave_no_gap_and_do_not_overlap():
    assert kinds(row("a", "spare", value=[[None, 500_000]]), row("b", "full", value=[[500_000, None]]), otherwise=None) == []


def test_one_fen_between_two_rows_is_a_gap():
    found = prove(table(row("a", "spare", value=[[None, 500_000]]), row("b", "full", value=[[500_001, None]]), otherwise=None))
    assert found.faults[0].case["value"] == 500_000


def test_two_answers_to_one_case_contradict_but_the_same_answer_twice_does_not():
    two = [row("a", "spare", first=[True]), row("b", "light", harm=["none"])]
    found = prove(table(*two)).faults
    assert [f.kind for f in found] == ["contradiction"]
    assert found[0].rows == ("a", "b")
    assert kinds(two[0], row("b", "spare", harm=["none"])) == []


def test_an_exception_settles_the_contradiction_where_it_speaks_alone():
    rows = [row("a", "spare", first=[True]), row("b", "light", harm=["grave"]), row("c", "light", "a", harm=["grave"])]
    assert kinds(*rows) == []
    compiled = Compiled(table(*rows))
    answer = evaluate(compiled, {**BASE, "harm": "grave"})
    assert effective_rows(answer) == ["b", "c"]
    assert answer.then == {"result": "light"}


def test_exceptions_of_exceptions_take_turns():
    rows = [row("a", "spare", cause=["stall"]), row("b", "full", "a", harm=["grave"]), row("c", "light", "b", first=[True])]
    compiled = Compiled(table(*rows))
    assert kinds(*rows) == []
    assert evaluate(compiled, BASE).then == {"result": "spare"}
    assert evaluate(compiled, {**BASE, "harm": "grave", "first": False}).then == {"result": "full"}
    assert evaluate(compiled, {**BASE, "harm": "grave"}).then == {"result": "light"}
    assert evaluate(compiled, {**BASE, "cause": "ads"}).row == -1


def test_rows_that_never_speak_are_named():
    assert kinds(row("a", "spare", area=[[None, 10]]), row("b", "full", "a", area=[[10, None]])) == ["dead"]
    assert kinds(row("a", "spare"), row("b", "full", "a", first=[True]), row("c", "light", "a", first=[False])) == ["dead"]
    assert kinds(row("a", "spare", area=[[20_000, None]])) == ["dead"]


def test_over_budget_nothing_is_proved():
    rows = [row(f"r{i}", "full" if i % 2 else "light", value=[[i * 100, i * 100 + 100]]) for i in range(60)]
    assert prove(table(*rows, otherwise=None), budget=0).faults[-1].kind == "not_proved"
    assert prove(table(*rows, row("rest", "full", value=[[6000, None]]), otherwise=None)).proved


def test_unknown_is_never_false():
    compiled = Compiled(table(row("a", "spare", first=[True], harm=["none"]), row("b", "light", "a", value=[[500_000, None]])))
    asked = evaluate(compiled, {"cause": "stall", "first": True})
    assert not asked.determined
    assert asked.needs[0] == "harm"
    assert not evaluate(compiled, {"first": True, "harm": "none"}).determined
    assert evaluate(compiled, {"first": True, "harm": "none"}).needs == ["value"]
    assert evaluate(compiled, {"first": True, "harm": "none", "value": 100}).then == {"result": "spare"}
    assert evaluate(compiled, {"first": False}).then == {"result": "full"}


def test_why_not_this_row_is_answered_cell_by_cell():
    compiled = Compiled(table(row("a", "spare", first=[True], harm=["none"]), row("b", "light", "a", value=[[500_000, None]])))
    rows = {one["id"]: one for one in told(evaluate(compiled, {**BASE, "harm": "slight", "value": None}))}
    assert rows["a"]["verdict"] is False
    assert rows["a"]["cells"] == {"first": True, "harm": False}
    assert rows["b"]["cells"] == {"first": True, "harm": False, "value": None}
    hidden = {one["id"]: one for one in told(evaluate(compiled, {**BASE, "value": 500_000}))}
    assert hidden["a"]["gives_way_to"] == ["b"]


def test_a_receipt_gives_the_same_answer_again_and_no_other():
    compiled = Compiled(table(row("a", "spare", first=[True])))
    kept = evaluate(compiled, BASE).to_json()
    assert restore(compiled, kept).then == {"result": "spare"}
    with pytest.raises(BadTable, match="改动"):
        restore(compiled, {**kept, "then": {"result": "full"}})
    with pytest.raises(BadTable, match="不是依这一版"):
        restore(Compiled(table(row("a", "spare", first=[False]))), kept)


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({"cause": "theft"}, "没有选项"),
        ({"first": 1}, "没有选项"),
        ({"cause": True}, "没有选项"),
        ({"area": 10_001}, "应当在 0 至 10000"),
        ({"area": 1.5}, "应当是整数"),
        ({"value": True}, "应当是整数"),
        ({"share": 0.3}, "浮点"),
        ({"found": "昨天"}, "应当是日期"),
        ({"colour": "red"}, "没有条件“colour”"),
    ],
)
def test_inputs_that_cannot_be_are_refused(inputs, why):
    with pytest.raises(BadTable, match=why):
        evaluate(Compiled(table(row("a", "spare", area=[[None, 5]]))), inputs)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"rows": [row("a", "spare") | {"cites": []}]}, "没有写明依据"),
        ({"rows": [row("a", "spare") | {"cites": ["随便"]}]}, "不是引用"),
        ({"rows": [row("a", "spare"), row("a", "full")]}, "重复"),
        ({"rows": [row("a", "spare", "b"), row("b", "full")]}, "不在它之前"),
        ({"rows": [row("a", "nothing")]}, "的值“nothing”不对"),
        ({"rows": [row("a", "spare", colour=["red"])]}, "没有条件“colour”"),
        ({"rows": [row("a", "spare") | {"then": {}}]}, "没有填写“处理”"),
        ({"rows": ["x"]}, "应当是一行"),
        ({"options": {"cause": [["摊", "占道"]]}}, "编码须为"),
        ({"table": "nowhere"}, "没有裁量表“nowhere”"),
    ],
)
def test_a_bad_table_says_where_and_why(change, why):
    with pytest.raises(BadTable, match=why):
        read({"table": "test.sparing", "options": {}, "rows": [], "otherwise": None, **change})


def test_content_reads_back_to_the_same_digest():
    one = table(row("a", "spare", first=[True], area=[[1, 5], [7, None]]), row("b", "full", "a", harm=["grave"]))
    assert read(one.bytes).digest == one.digest


# Against brute force: a slow reading of the same words, case by case.


def holds(t: Table, id: str, case: dict[str, Any]) -> bool:
    one = t.by_id[id]
    if one.of and not holds(t, one.of, case):
        return False
    for name, cell in one.when.items():
        column = SPARING.by_name[name]
        if not cell.holds(point(column, case[name]) if column.numeric else case[name]):
            return False
    return True


def answers(t: Table, case: dict[str, Any]) -> list[str]:
    """Every answer that speaks: rows that hold and have no exception that holds, else 其余情形."""
    held = [r for r in t.rows if holds(t, r.id, case)]
    spoken = [r.then["result"] for r in held if not any(other.of == r.id for other in held)]
    return spoken or ([t.otherwise.then["result"]] if t.otherwise else [])


areas = st.sampled_from([[[None, 3]], [[3, None]], [[2, 5]], [[0, 1], [4, 9]], None])
row_parts = st.fixed_dictionaries(
    {
        "of": st.integers(0, 12),
        "then": st.sampled_from(["spare", "light", "full"]),
        "first": st.sampled_from([[True], [False], None]),
        "harm": st.sampled_from([["none"], ["none", "slight"], ["grave"], None]),
        "area": areas,
    }
)


@st.composite
def tables(draw) -> Table:
    rows: list[dict[str, Any]] = []
    for n, part in enumerate(draw(st.lists(row_parts, min_size=1, max_size=7))):
        of = f"r{part['of']}" if part["of"] < n else ""
        when = {name: part[name] for name in ("first", "harm", "area") if part[name] is not None}
        rows.append(row(f"r{n}", part["then"], of, **when))
    return table(*rows, otherwise=draw(st.sampled_from(["full", None])))


CASES = [
    {"first": first, "harm": harm, "area": area} for first, harm, area in itertools.product([True, False], ["none", "slight", "grave"], range(10))
]


@settings(max_examples=300, deadline=None)
@given(tables())
def test_the_proof_agrees_with_every_case_tried(t):
    proof = prove(t)
    found = {fault.kind for fault in proof.faults}
    said = [answers(t, case) for case in CASES]
    assert ("gap" in found) == any(not one for one in said)
    assert ("contradiction" in found) == any(len(set(one)) > 1 for one in said)
    spoken = {r.id for case in CASES for r in t.rows if holds(t, r.id, case) and not any(o.of == r.id and holds(t, o.id, case) for o in t.rows)}
    assert {fault.rows[0] for fault in proof.faults if fault.kind == "dead"} == {r.id for r in t.rows} - spoken
    for fault in proof.faults:
        if fault.kind in ("gap", "contradiction"):
            tried = answers(t, fault.case)
            assert not tried if fault.kind == "gap" else len(set(tried)) > 1


@settings(max_examples=300, deadline=None)
@given(tables(), st.sampled_from(CASES), st.sets(st.sampled_from(["first", "harm", "area"])))
def test_an_answer_on_what_is_known_holds_for_every_completion(t, case, hidden):
    known = {name: value for name, value in case.items() if name not in hidden}
    completions = [c for c in CASES if all(c[name] == value for name, value in known.items())]
    got = evaluate(Compiled(t), known)
    if got.then is not None:
        assert {tuple(set(answers(t, c))) for c in completions} == {(got.then["result"],)}
    if not hidden:
        assert (got.then is not None) == (len(set(answers(t, case))) == 1)

"""Legal periods: cases worked out by hand from the statutes, and the algebra against a day-by-day oracle."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.time import oracle
from yuheng.kernel.law import law
from yuheng.kernel.time import Length, count, current_calendar, reckon, surcharge
from yuheng.kernel.time.asking import BadQuestion, answer, ask
from yuheng.kernel.time.counting import CountingRule
from yuheng.kernel.time.surcharge import earlier

CASES = yaml.safe_load((Path(__file__).parents[3] / "law/scenarios/periods.yaml").read_text(encoding="utf-8"))["cases"]
CALENDAR = current_calendar()
OFF, WORKED = set(CALENDAR.off), set(CALENDAR.worked)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases_worked_out_by_hand(case):
    question = {
        **case,
        "start": str(case["start"]),
        "spans": [[str(d) if d else None for d in s] for s in case.get("spans", ())],
    }
    found = answer(ask(question))
    expected = case["due"]
    assert found["due"] == (None if expected is None else str(expected)), (case["why"], found["derivation"])
    assert found["provisional"] == case.get("provisional", False)
    assert found["suspended"] == (expected is None)


def test_there_are_at_least_forty_such_cases():
    assert len(CASES) >= 40


days = st.dates(date(2019, 6, 1), date(2025, 6, 30))
spans = st.lists(st.tuples(days, st.integers(0, 40)).map(lambda s: (s[0], s[0] + timedelta(days=s[1]))), max_size=4)
rules = st.booleans().map(lambda moves: CountingRule("试验法", moves_all=moves))


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 120),
    st.sampled_from(["day", "working_day"]),
    days,
    spans,
    rules,
    st.sampled_from(["party", "organ", "measure"]),
)
def test_days_agree_with_the_oracle(n, unit, start, excluded, rule, whose):
    found = count(Length(n, unit), start, rule, CALENDAR, whose=whose, spans=excluded)
    expected = oracle.end(n, unit, start, excluded, OFF, WORKED)
    if rule.moves(whose):
        expected = oracle.moved(expected, OFF, WORKED)
    assert found.due == expected


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 30), st.sampled_from(["month", "year"]), days, spans)
def test_months_and_years_agree_with_the_oracle(n, unit, start, excluded):
    n = min(n, 3) if unit == "year" else n
    found = count(Length(n, unit), start, CountingRule("试验法"), CALENDAR, spans=excluded)
    assert found.due == oracle.end(n, unit, start, excluded, OFF, WORKED)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 30), st.sampled_from(["day", "working_day"]), days)
def test_backwards_agrees_with_the_oracle_and_forward_leads_back(n, unit, event):
    found = count(Length(n, unit), event, CountingRule("试验法"), CALENDAR, direction="backward")
    assert found.due == oracle.back(n, unit, event, OFF, WORKED)
    assert found.plan < found.due or unit == "working_day"


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 90), st.integers(1, 60), days, st.integers(0, 200))
def test_an_extension_counts_from_the_trigger_or_not_at_all(n, more, start, approved_after):
    approved = start + timedelta(days=approved_after)
    found = count(
        Length(n, "day"), start, CountingRule("试验法"), CALENDAR, extensions=[(Length(more, "day"), approved)]
    )
    valid = approved_after <= n
    assert found.due == start + timedelta(days=n + more if valid else n)
    assert found.extensions[0][2] == valid


@given(days, spans)
def test_a_longer_suspension_never_brings_the_end_nearer(start, excluded):
    rule = CountingRule("试验法")
    plain = count(Length(60, "day"), start, rule, CALENDAR)
    assert count(Length(60, "day"), start, rule, CALENDAR, spans=excluded).due >= plain.due


@pytest.mark.parametrize("unit", ["day", "working_day", "month", "year"])
def test_every_end_has_a_derivation_that_names_it(unit):
    found = count(
        Length(2, unit),
        date(2023, 9, 27),
        CountingRule("试验法"),
        CALENDAR,
        whose="party",
        spans=[(date(2023, 9, 28), date(2023, 9, 29))],
    )
    assert any(line.day == found.due for line in found.derivation)


def test_a_parameter_brings_its_statutes_rule():
    sector = reckon(law("penalty.housing.decide", on=date(2023, 3, 5)), date(2023, 3, 5), CALENDAR)
    general = reckon(law("penalty.decide", on=date(2023, 3, 5)), date(2023, 3, 5), CALENDAR)
    assert (sector.due, general.due) == (date(2023, 6, 5), date(2023, 6, 3))


def test_the_surcharge_runs_from_the_day_after_and_never_exceeds_the_fine():
    last = date(2023, 5, 4)
    assert surcharge(1000_00, last, last, 3, 100) == 0
    assert surcharge(1000_00, last, date(2023, 5, 5), 3, 100) == 30_00
    assert surcharge(1000_00, last, date(2023, 5, 14), 3, 100, [(date(2023, 5, 6), date(2023, 5, 9))]) == 180_00
    assert surcharge(1000_00, last, date(2024, 5, 4), 3, 100) == 1000_00


def test_of_two_limits_the_earlier_ends_it():
    assert earlier(date(2024, 1, 1), None, date(2023, 1, 1)) == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ({"law": "没有的法", "length": "5日", "start": "2023-01-01"}, "没有《没有的法》"),
        ({"law": "行政处罚法", "length": "五天半", "start": "2023-01-01"}, "不是期限长度"),
        ({"law": "行政处罚法", "length": "5日", "start": "2023-02-30"}, "不是日期"),
        ({"law": "行政处罚法", "length": "5日", "start": "2020-01-01"}, "没有施行"),
        ({"law": "行政处罚法", "length": "24小时", "start": "2023-01-01"}, "写明时刻"),
        (
            {"law": "行政处罚法", "length": "5日", "start": "2023-01-01", "spans": ["2023-02-01..2023-01-01"]},
            "早于起日",
        ),
        ({"law": "行政处罚法", "length": "5日", "start": "2023-01-01", "whose": "nobody"}, "whose"),
    ],
)
def test_a_bad_question_is_told_what_is_wrong(question, why):
    with pytest.raises(BadQuestion, match=why):
        ask(question)

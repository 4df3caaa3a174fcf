"""Legal periods: cases worked out by hand from the statutes, and the algebra against a day-by-day oracle."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.time import oracle
from yuheng.kernel.law import law
from yuheng.kernel.time import Length, count, current_calendar, reckon, surcharge
from yuheng.kernel.time.asking import DIRECTIONS, WHOSE, BadQuestion, answer, ask
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


def test_there_are_at_least_forty_such_cases_and_each_is_told_apart():
    assert len(CASES) >= 90
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert all(case["why"] for case in CASES)


days = st.dates(date(2019, 6, 1), date(2025, 6, 30))
spans = st.lists(st.tuples(days, st.integers(0, 40)).map(lambda s: (s[0], s[0] + timedelta(days=s[1]))), max_size=4)
rules = st.booleans().map(lambda moves: CountingRule("试验法", moves_all=moves))
lengths = st.one_of(
    st.builds(Length, st.integers(1, 120), st.sampled_from(["day", "working_day"])),
    st.builds(Length, st.integers(1, 30), st.just("month")),
    st.builds(Length, st.integers(1, 3), st.just("year")),
)


def oracle_end(lengths, start, excluded, rule, whose):
    end = oracle.end_of(lengths, start, excluded, OFF, WORKED)
    return oracle.moved(end, OFF, WORKED) if rule.moves_all or whose == "party" else end


@settings(max_examples=500, deadline=None)
@given(lengths, days, spans, rules, st.sampled_from(WHOSE), st.sampled_from(["forward", "earliest"]))
def test_every_kind_of_period_agrees_with_the_oracle(length, start, excluded, rule, whose, direction):
    found = count(length, start, rule, CALENDAR, whose=whose, spans=excluded, direction=direction)
    expected = oracle_end([length], start, excluded, rule, whose)
    if direction == "earliest" and whose != "minimum_party":
        expected += timedelta(days=1)
    assert found.due == expected


@settings(max_examples=300, deadline=None)
@given(lengths, days, rules, st.sampled_from(WHOSE))
def test_backwards_agrees_with_the_oracle_and_never_moves(length, event, rule, whose):
    found = count(length, event, rule, CALENDAR, whose=whose, direction="backward")
    assert found.due == oracle.back(length.n, length.unit, event, OFF, WORKED)
    assert found.plan < found.due


@settings(max_examples=300, deadline=None)
@given(lengths, st.lists(st.tuples(st.integers(1, 60), st.integers(0, 300)), max_size=3), days, spans, rules, st.sampled_from(WHOSE))
def test_extensions_agree_with_the_oracle(length, longer, start, excluded, rule, whose):
    extensions = sorted(((Length(n, length.unit), start + timedelta(days=after)) for n, after in longer if length.unit != "year"), key=lambda e: e[1])
    found = count(length, start, rule, CALENDAR, whose=whose, spans=excluded, extensions=extensions)
    taken = [length]
    for more, approved in extensions:
        if approved <= oracle_end(taken, start, excluded, rule, whose):
            taken.append(more)
    assert found.due == oracle_end(taken, start, excluded, rule, whose)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 60), st.sampled_from(["day", "working_day"]), days, spans, days)
def test_an_open_suspension_stops_the_clock_unless_the_period_was_over(n, unit, start, excluded, stopped):
    end = oracle.end(n, unit, start, excluded, OFF, WORKED)
    found = count(Length(n, unit), start, CountingRule("试验法"), CALENDAR, spans=[*excluded, (stopped, None)])
    assert found.due == (end if stopped > end else None)


@given(st.integers(1, 500), st.builds(datetime.combine, days, st.times()), st.sampled_from(DIRECTIONS))
def test_hours_run_through_nights_and_holidays(n, moment, direction):
    found = count(Length(n, "hour"), moment, CountingRule("试验法", moves_all=True), CALENDAR, direction=direction)
    assert found.due == moment + timedelta(hours=-n if direction == "backward" else n)


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
        ({"law": "行政处罚法", "length": "5日", "start": "2099-01-01"}, "2099-01-01 超出可以计算的范围"),
        ({"law": "行政处罚法", "length": "99年", "start": "2023-01-01"}, "算出的日期 2122-01-01 超出"),
        ({"law": "行政处罚法", "length": "99999年", "start": "2023-01-01"}, "超出可以计算的范围"),
        ({"law": "行政处罚法", "length": "9" * 5000 + "日", "start": "2023-01-01"}, "超出范围"),
        ({"law": "行政处罚法", "length": "3000年", "start": "2023-01-01", "direction": "backward"}, "超出可以计算的范围"),
        ({"law": "信访条例", "length": "15日", "start": "2023-01-01"}, "2022-05-01 起不再适用（由信访工作条例"),
        ({"law": "行政复议法(2016-01-01)", "length": "5日", "start": "2023-01-01"}, "没有 2016-01-01 的文本，现有：2017-09-01"),
        ({"law": "法治宣传教育法", "length": "5日", "start": "2023-01-01"}, "在 2023-01-01 没有施行的文本"),
        ({"law": "行政处罚法", "length": "5日", "start": "2023-01-01", "spans": 5}, "应当为一个列表"),
        ({"law": "行政处罚法", "length": "5日", "start": "2023-01-01", "spans": ["2023-01-02"]}, "尚未恢复的写作"),
        ({"law": "行政处罚法", "length": "5日", "start": "2023-01-01", "spans": [["2023-01-02", "9999-12-31"]]}, "扣除期间 9999-12-31 超出"),
        ({"law": "行政处罚法", "length": "5日", "start": "2023-01-01", "extensions": [{"length": "3日"}]}, "批准日 on"),
        ({"law": "行政处罚法", "length": "5日", "start": "20230101"}, "不是日期"),
        ({"law": "行政处罚法", "length": "", "start": "2023-01-01"}, "缺少期限长度"),
    ],
)
def test_a_bad_question_is_told_what_is_wrong(question, why):
    with pytest.raises(BadQuestion, match=why):
        ask(question)


@pytest.mark.parametrize("law_name", ["中华人民共和国行政处罚法", "《行政处罚法》", "行政处罚法(2021-01-22)", "行政处罚法（2021-01-22）"])
def test_a_statute_counts_by_its_rule_however_it_is_named(law_name):
    assert str(ask({"law": law_name, "length": "5日", "start": "2023-09-27"}).due) == "2023-10-10"


def test_a_derivation_tells_the_length_as_the_statute_writes_it():
    lines = [line.text for line in ask({"law": "行政处罚法", "length": "5日", "start": "2023-09-27"}).derivation]
    assert "期间 5日" in lines[0]
    assert "该法规定的5日是工作日" in lines[1]


def test_a_date_that_rests_on_years_before_the_calendar_is_provisional_too():
    found = ask({"law": "行政许可法", "length": "5日", "start": "2018-12-28"})
    assert found.provisional
    assert "2019 年以前的放假安排没有收录" in found.derivation[-1].text

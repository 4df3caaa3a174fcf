"""The calendar: what was announced, what is only expected, what cannot be right, and whose holidays reach where."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from yuheng.kernel.files import put
from yuheng.kernel.time import calendar, current_calendar
from yuheng.kernel.time.announced import BadCalendar, Year, read, written, years_of
from yuheng.kernel.time.asking import ask
from yuheng.kernel.time.calendar import build, reaches

FIXED = calendar.base()[1].yearly
YEAR = """
year: 2027
notice: 国办发明电〔2026〕1号
days_off:
  2027-01-01: 元旦 法定节假日
  2027-05-01: 劳动节 法定节假日
  2027-05-02: 劳动节 statutory
  2027-05-03: 劳动节 补假
  2027-05-04: 劳动节 调休
  2027-10-01: 国庆节 法定节假日
  2027-10-02: 国庆节 statutory
  2027-10-03: 国庆节 statutory
days_worked:
  2027-05-08: 劳动节
"""


def changed(**changes) -> dict:
    return {**yaml.safe_load(YEAR), **changes}


def test_the_working_days_of_each_year_are_those_of_the_notices():
    found = current_calendar()
    counted = {year: found.working_days(date(year, 1, 1), date(year, 12, 31)) for year in range(2019, 2027)}
    assert counted == {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}


def test_a_year_is_read_from_either_form_of_a_file(tmp_path):
    path = tmp_path / "2027.yaml"
    path.write_text(YEAR, encoding="utf-8")
    listed = {
        "year": 2027,
        "notices": [{"number": "国办发明电〔2026〕1号"}],
        "days_off": [
            {"date": day, "name": text.split()[0], "kind": text.split()[1]} for day, text in yaml.safe_load(YEAR)["days_off"].items()
        ],
        "days_worked": [{"date": "2027-05-08", "name": "劳动节"}],
    }
    assert read(path, FIXED) == years_of({"years": {2027: listed}}, FIXED)
    assert read(path)[2027].off[date(2027, 5, 4)] == "劳动节 swap"


def test_a_year_written_reads_back_the_same(tmp_path):
    path = tmp_path / "2027.yaml"
    path.write_text(YEAR, encoding="utf-8")
    year = read(path)[2027]
    path.write_text(written(year), encoding="utf-8")
    assert read(path)[2027] == year


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"days_worked": {"2027-05-07": "劳动节"}}, "2027-05-07 是星期五，本来就上班"),
        ({"days_worked": {"2027-05-02": "劳动节"}}, "同时列为放假和上班"),
        ({"days_worked": {"2026-05-09": "劳动节"}}, "不在 2027 年内"),
        ({"days_off": {"2027-01-01": "元旦"}}, "缺少劳动节（5月1日）"),
        ({"days_off": [*yaml.safe_load(YEAR)["days_off"], "2027-01-01"]}, "2027-01-01 列了两次"),
        ({"days_off": {"元月一日": "元旦"}}, "“元月一日”不是日期"),
        ({"days_off": "2027-01-01"}, "应当逐日列出"),
        ({"year": "明年"}, "不是年份"),
        ({"region": "江苏"}, "六位行政区划代码"),
        ({"days_off": None, "days_worked": None}, "没有列出任何日期"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_day(changes, why):
    with pytest.raises(BadCalendar, match=why):
        years_of(changed(**changes), FIXED)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"days: [", "不是 YAML"),
        (b"\xff\xfe\x00", "不是 UTF-8"),
        (b"just words", "应当写明 year"),
        (b"year: 2027\ndays_off:\n  2027-01-01: a\n  2027-01-01: b\n", "2027-01-01 列了两次"),
        (b"x" * 1_000_001, "超过 1 MB"),
    ],
)
def test_a_broken_file_is_refused_in_words(tmp_path, content, why):
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    with pytest.raises(BadCalendar, match=why):
        read(path, FIXED)


def test_days_off_by_exchange_that_no_worked_day_pays_for_are_doubted_not_refused():
    assert "通常应当相等" in years_of(changed(days_worked={}), FIXED)[2027].notes[0]


def test_beyond_the_horizon_legal_days_are_expected_and_nothing_is_known():
    found = current_calendar()
    assert found.horizon == date(2026, 12, 31)
    assert found.is_rest(date(2027, 1, 1))
    assert found.is_rest(date(2027, 2, 8))
    assert found.name(date(2027, 2, 8)) == "春节（预计）"
    assert not found.is_known(date(2027, 1, 4))
    assert not found.is_known(date(2018, 12, 31))


def test_a_loaded_year_takes_the_place_of_what_was_expected(data_home):
    before = current_calendar()
    put(data_home / "calendar" / "2027.yaml", YEAR)
    after = calendar.refresh()
    assert after.horizon == date(2027, 12, 31)
    assert after.is_working(date(2027, 5, 8))
    assert after.is_working(date(2027, 2, 8)), "the file says nothing of Spring Festival"
    assert after.differs_from(before)[0] == date(2027, 1, 1)
    assert after.version != before.version


def test_a_year_loaded_by_another_process_is_seen_at_the_next_look(data_home):
    current_calendar()
    put(data_home / "calendar" / "2027.yaml", YEAR)
    calendar.look()
    assert current_calendar().horizon == date(2027, 12, 31)


def test_a_file_spoilt_by_hand_leaves_the_calendar_that_was_in_force(data_home):
    put(data_home / "calendar" / "2027.yaml", YEAR)
    calendar.refresh()
    put(data_home / "calendar" / "2028.yaml", "days: [")
    calendar.look()
    assert current_calendar().horizon == date(2027, 12, 31)


REGION = Year(2026, {date(2026, 4, 20): "三月三 special"}, {}, region="450000")


@pytest.mark.parametrize(("place", "off"), [("450000", True), ("451200", True), ("320583", False), ("", False)])
def test_a_regions_holidays_are_days_off_there_alone(place, off):
    assert build([REGION], place).is_rest(date(2026, 4, 20)) is off


def test_a_region_reaches_its_own_parts_only():
    assert reaches("320500", "320583")
    assert not reaches("320500", "320100")
    assert not reaches("320000", "")


def test_a_question_may_name_the_region(data_home):
    put(data_home / "calendar" / "2026-450000.yaml", written(REGION))
    calendar.refresh()
    question = {"law": "行政处罚法", "length": "5日", "start": "2026-04-17"}
    assert (ask(question).due, ask({**question, "region": "451200"}).due) == (date(2026, 4, 24), date(2026, 4, 27))

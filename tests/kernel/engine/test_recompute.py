"""A calendar loaded: running clocks follow it, each change in the ledger with its old and its new date."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.example.office import moment
from yuheng.kernel import now
from yuheng.kernel.engine import announcing, recompute
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.sequencer import drain
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.records.models import Clock, Event, Matter, Scope
from yuheng.kernel.time import calendar
from yuheng.kernel.time.announced import BadCalendar, Year, written

FIXED = {date(2027, 1, 1), date(2027, 5, 1), date(2027, 5, 2), date(2027, 10, 1), date(2027, 10, 2), date(2027, 10, 3)}
SPRING = {date(2027, 2, 5) + timedelta(days=n) for n in range(7)}
WORKED = {date(2027, 1, 31), date(2027, 2, 13)}


def arranged(home, off=frozenset(), worked=frozenset(), *, year=2027, region="", notice="某号通知"):
    """A calendar file beside the data directory."""
    fixed = {day.replace(year=year) for day in FIXED} if not region else set()
    days = dict.fromkeys(off, "春节 swap") | dict.fromkeys(fixed, "节日 statutory")
    path = home / "notice.yaml"
    path.write_text(written(Year(year, days, dict.fromkeys(worked, "春节"), notice, region)), encoding="utf-8")
    return path


@pytest.fixture
def winter(staffed, data_home):
    """The example office in the last days of 2026, when nobody knows the arrangement of 2027."""
    with now.at(moment(12, 30, 10, year=2026)):
        yield staffed


def the_clock(matter: int) -> Clock:
    return Clock.objects.get(matter=matter, ended=0)


def opened(office, day=None, **changes):
    return office.accept(day or moment(12, 28, year=2026), **changes).matter


def test_before_the_announcement_a_date_beyond_the_horizon_is_provisional(winter):
    clock = the_clock(opened(winter))
    # Twenty working days of the licensing act from 28 December; only the first of January is certain to be off.
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 26), True)


def test_a_loaded_year_moves_the_date_and_the_event_tells_old_and_new(winter, data_home):
    matter = opened(winter, moment(12, 30, year=2026))
    assert the_clock(matter).due_on == date(2027, 1, 28)
    found = announcing.load_file(arranged(data_home, off={date(2027, 1, 4)}))
    assert (found.clocks.matters, found.clocks.moved) == (1, 1)
    clock = the_clock(matter)
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 29), False)
    event = Event.objects.get(matter=matter, kind="calendar")
    body = json.loads(bytes(event.body))
    assert body["details"]["years"] == [{"notice": "某号通知", "year": 2027}]
    (moved,) = body["details"]["moved"]
    assert (moved["from"], moved["to"], moved["was_provisional"], moved["provisional"]) == ("2027-01-28", "2027-01-29", True, False)
    assert body["actor"] == {}


def test_lists_and_lights_follow_and_the_ledger_stays_clean(winter, data_home):
    matter = opened(winter)
    announcing.load_file(arranged(data_home, off={date(2027, 1, 4)}))
    head = Matter.objects.get(pk=matter)
    assert (head.due_on, head.provisional) == (date(2027, 1, 27), False)
    assert set(Scope.objects.filter(matter=matter).values_list("due_on", flat=True)) == {date(2027, 1, 27)}
    drain()
    assert verify(data_home, processes=1).findings == []
    assert list(replay([matter])) == []


def test_a_date_that_stays_loses_its_provisional_mark_alone(winter, data_home):
    matter = opened(winter)
    found = announcing.load_file(arranged(data_home))
    assert (found.clocks.moved, found.clocks.settled) == (0, 1)
    assert (the_clock(matter).due_on, the_clock(matter).provisional) == (date(2027, 1, 26), False)


def test_the_same_file_again_changes_nothing(winter, data_home):
    opened(winter)
    path = arranged(data_home, off=SPRING, worked=WORKED)
    announcing.load_file(path)
    events = Event.objects.count()
    again = announcing.load_file(path)
    assert ([year.year for year in again.same], again.clocks, Event.objects.count()) == ([2027], None, events)
    assert "没有改动" in again.words()


def test_a_corrected_notice_moves_the_clocks_again(winter, data_home):
    matter = opened(winter)
    announcing.load_file(arranged(data_home))
    announcing.load_file(arranged(data_home, off={date(2027, 1, 4), date(2027, 1, 5)}, notice="更正通知"))
    assert the_clock(matter).due_on == date(2027, 1, 28)
    assert Event.objects.filter(matter=matter, kind="calendar").count() == 2


def test_a_clock_that_ends_before_the_year_is_left_alone(winter, data_home):
    matter = opened(winter, moment(12, 1, year=2026))
    assert the_clock(matter).due_on == date(2026, 12, 29)
    announcing.load_file(arranged(data_home, off=SPRING, worked=WORKED))
    assert not Event.objects.filter(matter=matter, kind="calendar").exists()


def test_ended_clocks_are_left_alone(winter, data_home):
    matter = opened(winter)
    Clock.objects.filter(matter=matter).update(ended=1, ended_how="done")
    announcing.load_file(arranged(data_home, off=SPRING, worked=WORKED))
    assert not Event.objects.filter(kind="calendar").exists()


def test_a_suspended_clock_has_no_date_and_gets_one_by_the_new_calendar_when_resumed(winter, data_home):
    at = moment(12, 28, year=2026)
    matter = opened(winter, at)
    perform(winter.order("pause", winter.clerk, at + timedelta(hours=1), matter=matter))
    announcing.load_file(arranged(data_home, off={date(2027, 1, 4)}))
    assert not Event.objects.filter(kind="calendar").exists()
    with now.at(moment(1, 4, year=2027)):
        perform(winter.order("resume", winter.clerk, moment(1, 4, year=2027), matter=matter))
    # Nothing had been counted when it was suspended; the twenty days run from 5 January, the day after it was resumed.
    assert (the_clock(matter).due_on, the_clock(matter).provisional) == (date(2027, 2, 1), False)


def test_an_act_after_the_loading_counts_by_the_new_year_at_once(winter, data_home):
    announcing.load_file(arranged(data_home, off={date(2027, 1, 4)}))
    assert the_clock(opened(winter)).due_on == date(2027, 1, 27)


def test_holidays_of_a_region_move_the_clocks_of_its_matters_alone(winter, data_home):
    announcing.load_file(arranged(data_home))
    from dataclasses import replace

    here, elsewhere = (
        perform(replace(winter.accept_order(moment(12, 28, year=2026)), opening=winter.opening(region=region))).matter
        for region in ("451200", "320583")
    )
    found = announcing.load_file(arranged(data_home, off={date(2027, 1, 20)}, region="450000", notice="自治区通知"))
    assert found.clocks.matters == 1
    assert (the_clock(here).due_on, the_clock(elsewhere).due_on) == (date(2027, 1, 27), date(2027, 1, 26))


def test_years_are_loaded_one_after_the_other(data_home, db):
    with pytest.raises(BadCalendar, match="2027 年的放假安排还没有加载"):
        announcing.load_file(arranged(data_home, year=2028))
    with pytest.raises(BadCalendar, match="请先加载全国的"):
        announcing.load_file(arranged(data_home, off={date(2027, 4, 9)}, region="450000"))
    assert list((data_home / "calendar").glob("*")) == []


def test_what_a_killed_process_left_is_done_by_the_next_that_looks(winter, data_home, monkeypatch):
    monkeypatch.setattr(recompute, "CHUNK", 2)
    matters = [opened(winter, subject=f"事项{n}") for n in range(5)]
    done = []
    chunk = recompute._chunk

    def killed(ids, why, found):
        if done:
            raise KeyboardInterrupt
        done.extend(ids)
        chunk(ids, why, found)

    monkeypatch.setattr(recompute, "_chunk", killed)
    with pytest.raises(KeyboardInterrupt):
        announcing.load_file(arranged(data_home, off={date(2027, 1, 4)}))
    assert Event.objects.filter(kind="calendar").count() == 2
    monkeypatch.setattr(recompute, "_chunk", chunk)
    found = recompute.finish()
    assert found.matters == 3
    assert recompute.finish() is None
    assert {the_clock(matter).due_on for matter in matters} == {date(2027, 1, 27)}
    assert Event.objects.filter(kind="calendar").count() == 5


def test_the_number_of_statements_does_not_grow_with_the_matters(winter, data_home, django_assert_max_num_queries):
    for n in range(30):
        opened(winter, subject=f"事项{n}")
    path = arranged(data_home, off={date(2027, 1, 4)})
    with django_assert_max_num_queries(22):
        found = announcing.load_file(path)
    assert found.clocks.matters == 30
    assert calendar.current_calendar().horizon == date(2027, 12, 31)

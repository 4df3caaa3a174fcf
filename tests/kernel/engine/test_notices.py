"""Notices: told once, escalated when late, tried again, answered; never more than once for one date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.example.office import moment
from yuheng.kernel import now
from yuheng.kernel.engine.notices import FileChannel, again, deliver, remind
from yuheng.kernel.records.models import Clock, Notice, Person


@pytest.fixture
def case(staffed):
    with now.at(moment(3, 1)):
        matter = staffed.accept().matter
    Person.objects.update(phone="13812348000")
    return matter


def due() -> date:
    return Clock.objects.filter(ended=0, due_on__isnull=False, asleep=False).order_by("due_on").first().due_on


def told() -> list[tuple[int, str]]:
    return list(Notice.objects.order_by("pk").values_list("person", "channel"))


def test_a_date_that_has_passed_is_told_to_the_handler_and_the_leader_once(case, staffed):
    day = due() + timedelta(days=1)
    with now.at(moment(3, 1) + timedelta(days=200)):
        first = remind(day, ("example_inspector",))
        assert first > 0
        assert remind(day, ("example_inspector",)) == 0
    people = {person for person, _channel in told()}
    assert staffed.clerk in people
    assert {staffed.inspector, staffed.second} <= people
    assert all("逾期" in text for text in Notice.objects.values_list("text", flat=True))


def test_nobody_is_told_before_the_warning_day(case):
    assert remind(date(2023, 3, 1)) == 0


def test_a_notice_goes_to_the_file_and_is_answered(case, tmp_path):
    remind(due() + timedelta(days=1), (), ("sms",))
    channel = FileChannel("sms", tmp_path)
    assert deliver([channel]) == (1, 0)
    assert deliver([channel]) == (0, 0)
    notice = Notice.objects.get(channel="sms")
    line = next(tmp_path.glob("sms-*.jsonl")).read_text(encoding="utf-8")
    assert f'"{notice.pk}-1"' in line
    (tmp_path / "sms-receipts.csv").write_text(f"{notice.pk}-1,delivered\n坏行\n", encoding="utf-8")
    deliver([channel])
    notice.refresh_from_db()
    assert notice.answered_at is not None


def test_a_refused_notice_is_tried_three_times_then_waits_for_a_person(case, staffed, tmp_path):
    remind(due() + timedelta(days=1), (), ("sms",))
    channel = FileChannel("sms", tmp_path)
    notice = Notice.objects.get(channel="sms")
    for attempt in (1, 2, 3):
        with now.at(moment(3, 1) + timedelta(days=100, hours=attempt)):
            assert deliver([channel]) == (1, 0)
            (tmp_path / "sms-receipts.csv").write_text(f"{notice.pk}-{attempt},failed,空号\n", encoding="utf-8")
            deliver([channel])
    notice.refresh_from_db()
    assert (notice.given_up, notice.problem, notice.tries) == (True, "空号", 3)
    assert not again(notice.pk, staffed.stranger)
    assert again(notice.pk, staffed.clerk)
    with now.at(moment(3, 1) + timedelta(days=101)):
        (tmp_path / "sms-receipts.csv").unlink()
        assert deliver([channel]) == (1, 0)


def test_without_a_telephone_number_nothing_is_lost(case, tmp_path):
    Person.objects.update(phone="")
    remind(due() + timedelta(days=1), (), ("sms",))
    assert deliver([FileChannel("sms", tmp_path)]) == (0, 1)
    assert Notice.objects.get(channel="sms").problem == "没有登记手机号码"

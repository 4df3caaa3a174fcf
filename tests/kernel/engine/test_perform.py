"""One act through the one door: what it writes, what it refuses, and that a refusal changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.example.facts import Permit, Visit
from tests.example.office import moment
from yuheng.kernel.engine.orders import Done, Order, Refused
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import Clock, Event, Matter, NumberCounter, Opening, Paper, Scope, StepState


def refused(order: Order) -> Refusal:
    before = everything()
    with pytest.raises(Refused) as caught:
        perform(order)
    assert everything() == before
    return caught.value.refusal


def everything() -> list:
    tables = (Matter, Permit, Visit, StepState, Clock, Event, Opening, Paper, Scope, NumberCounter)
    return [sorted(map(str, table.objects.values_list())) for table in tables]


def test_opening_a_matter_writes_facts_clock_number_paper_and_event(staffed):
    done = staffed.accept()
    matter = Matter.objects.get(pk=done.matter)
    assert (matter.number, matter.title, matter.stage, matter.status) == (
        "昆高受〔2023〕0001号",
        "王**申请占道施工",
        "受理",
        "open",
    )
    assert Permit.objects.get(pk=matter.pk).area == 2000
    clock = Clock.objects.get(matter=matter)
    assert (clock.step, clock.due_on) == (
        "decide",
        date(2023, 3, 29),
    )  # 行政许可法 第四十二条: 20 working days from 03-01
    assert matter.due_on == clock.due_on
    assert Paper.objects.get(matter=matter).number == "昆高理〔2023〕001号"
    assert {scope.token for scope in Scope.objects.filter(matter=matter)} == {
        f"o{staffed.squad}",
        f"o{staffed.zone}",
        f"a{staffed.squad}",
        f"a{staffed.zone}",
        f"p{staffed.clerk}",
    }


def test_names_and_texts_stand_in_the_event_only_as_commitments(staffed):
    done = staffed.accept()
    body = json.loads(bytes(Event.objects.get(pk=done.event).body))
    assert body["values"] == {"area": 2000}
    assert set(body["commitments"]) >= {"applicant", "subject"}
    assert "王小明" not in json.dumps(body, ensure_ascii=False)
    assert json.loads(Opening.objects.get(event=done.event, field="applicant").value) == "王小明"


def test_a_step_takes_at_most_twelve_statements_in_one_transaction(staffed):
    matter = staffed.accept().matter
    order = staffed.order(
        "visit",
        staffed.inspector,
        moment(3, 2),
        matter=matter,
        with_=(staffed.second,),
        data={"visits": [{"place": "路口"}], "risky": True},
    )
    perform(order)
    perform(staffed.order("review", staffed.reviewer, moment(3, 3), matter=matter, data={"opinion": "同意"}))
    with CaptureQueriesContext(connection) as captured:
        perform(staffed.order("decide", staffed.head, moment(3, 7), matter=matter, data={"result": "granted"}))
    inside = [q["sql"] for q in captured if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    assert len(inside) - 1 <= 12, inside  # one look at the office's version comes before the transaction


def test_what_comes_before_must_be_done_first(staffed):
    matter = staffed.accept().matter
    refusal = refused(staffed.order("decide", staffed.head, moment(3, 7), matter=matter, data={"result": "granted"}))
    assert refusal.code == "after"
    assert "实地核查" in refusal.message
    assert "《行政许可法》第三十七条" in refusal.message


def test_an_unknown_condition_restricts(staffed):
    """Whether the site is risky is not known before the visit; the review may be due, so the decision waits."""
    matter = staffed.accept(area=None).matter
    assert (
        refused(staffed.order("review", staffed.reviewer, moment(3, 2), matter=matter, data={"opinion": "同意"})).code
        == "unknown"
    )


def test_a_step_that_its_own_writes_would_forbid_is_refused(staffed):
    matter = staffed.accept(area=10).matter
    visit = {"visits": [{"place": "路口"}], "risky": False}
    perform(staffed.order("visit", staffed.inspector, moment(3, 2), matter=matter, with_=(staffed.second,), data=visit))
    refusal = refused(staffed.order("review", staffed.reviewer, moment(3, 3), matter=matter, data={"opinion": "同意"}))
    assert refusal.code == "when"


def test_two_different_certified_people_are_needed(staffed):
    matter = staffed.accept().matter
    data = {"visits": [{"place": "路口"}], "risky": True}
    alone = staffed.order("visit", staffed.inspector, moment(3, 2), matter=matter, data=data)
    assert refused(alone).code == "too_few"
    twice = staffed.order(
        "visit", staffed.inspector, moment(3, 2), matter=matter, with_=(staffed.inspector,), data=data
    )
    assert refused(twice).code == "same_person"


def test_a_certificate_that_ended_yesterday_is_no_certificate(staffed):
    matter = staffed.accept(moment(6, 29)).matter
    data = {"visits": [{"place": "路口"}], "risky": True}
    late = staffed.order("visit", staffed.inspector, moment(7, 1), matter=matter, with_=(staffed.second,), data=data)
    refusal = refused(late)
    assert refusal.code == "certificate"
    assert "2023-06-30 到期" in refusal.message
    perform(staffed.order("visit", staffed.inspector, moment(6, 30), matter=matter, with_=(staffed.second,), data=data))


def test_nobody_reviews_their_own_work_nor_acts_for_another_unit(staffed):
    matter = staffed.accept().matter
    foreign = staffed.order("pause", staffed.stranger, moment(3, 2), matter=matter)
    assert refused(foreign).code == "organ"
    wrong = staffed.order("pause", staffed.reviewer, moment(3, 2), matter=matter)
    assert refused(wrong).code == "role"


def test_bad_input_is_told_at_its_field(staffed):
    refusal = refused(staffed.accept_order(area="两千", applicant="", subject="长" * 300))
    assert refusal.code == "data"
    assert set(refusal.fields) == {"area", "applicant", "subject"}
    assert "请填写“申请人”" in refusal.fields["applicant"]


def test_html_in_a_name_is_text(staffed):
    done = staffed.accept(applicant="<script>alert(1)</script>")
    assert Permit.objects.get(pk=done.matter).applicant == "<script>alert(1)</script>"


def test_an_act_in_the_future_or_out_of_order_is_refused(staffed):
    matter = staffed.accept(moment(3, 10)).matter
    assert (
        refused(Order("pause", staffed.clerk, matter=matter, at=moment(3, 12), recorded=moment(3, 11))).code == "future"
    )
    assert (
        refused(Order("pause", staffed.clerk, matter=matter, at=moment(3, 9), recorded=moment(3, 11))).code == "order"
    )


def test_recorded_later_than_the_next_working_day_is_marked(staffed):
    matter = staffed.accept(moment(3, 1)).matter
    perform(Order("pause", staffed.clerk, matter=matter, at=moment(3, 3), recorded=moment(3, 6)))
    perform(Order("resume", staffed.clerk, matter=matter, at=moment(3, 6), recorded=moment(3, 8)))
    marks = dict(Event.objects.filter(matter=matter).values_list("step", "backlog"))
    assert marks == {"accept": False, "pause": False, "resume": True}


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "in one call"])
def test_nothing_is_recorded_before_what_the_matter_already_holds(staffed, together):
    orders = [
        Order("pause", staffed.clerk, matter=staffed.accept(moment(3, 1)).matter, at=moment(3, 3), recorded=moment(3, 20)),
        Order("resume", staffed.clerk, at=moment(3, 6), recorded=moment(3, 8)),
    ]
    orders[1] = replace(orders[1], matter=orders[0].matter)
    assert all(isinstance(one, Done) for one in (perform_many(orders) if together else map(perform, orders)))
    kept = list(Event.objects.filter(matter=orders[0].matter).order_by("seq").values_list("pk", "recorded_at"))
    assert kept == sorted(kept)
    assert kept[-1][1] == moment(3, 20)


def test_a_suspension_moves_the_date_by_working_days_both_ends_included(staffed):
    matter = staffed.accept().matter
    perform(staffed.order("pause", staffed.clerk, moment(3, 6), matter=matter))
    assert Clock.objects.get(matter=matter).suspended
    assert Matter.objects.get(pk=matter).due_on is None
    perform(staffed.order("resume", staffed.clerk, moment(3, 8), matter=matter))
    assert Clock.objects.get(matter=matter).due_on == date(2023, 4, 3)  # three working days later than 03-29


def test_the_same_key_gives_the_first_result_and_other_data_are_refused(staffed):
    first = perform(staffed.accept_order(key="k1"))
    again = perform(staffed.accept_order(key="k1"))
    assert again.repeated
    assert (again.matter, again.event) == (first.matter, first.event)
    assert refused(staffed.accept_order(key="k1", subject="别的")).code == "key"
    assert Matter.objects.count() == 1


def test_a_double_click_on_a_step_does_it_once(staffed):
    matter = staffed.accept().matter
    data = {"visits": [{"place": "路口"}], "risky": True}
    order = staffed.order(
        "visit", staffed.inspector, moment(3, 2), matter=matter, with_=(staffed.second,), data=data, key="v"
    )
    assert [perform(order).repeated, perform(order).repeated] == [False, True]
    assert Visit.objects.filter(matter=matter).count() == 1


def test_closing_waits_for_what_is_owed_and_rest_for_the_archive(staffed):
    results = perform_many(staffed.life("a")[:5])
    matter = Matter.objects.get(pk=results[0].matter)
    assert matter.status == "closed"
    perform(staffed.order("archive", staffed.clerk, moment(3, 9), matter=matter.pk))
    matter.refresh_from_db()
    assert (matter.status, matter.due_on) == ("rest", None)


def test_a_refused_row_leaves_the_others_standing(staffed):
    orders = [
        *staffed.life("a"),
        staffed.order("decide", staffed.head, moment(3, 7), ref="missing"),
        *staffed.life("b"),
    ]
    results = perform_many(orders)
    assert [isinstance(r, Done) for r in results] == [True] * 6 + [False] + [True] * 6
    assert list(Matter.objects.values_list("status", flat=True)) == ["rest", "rest"]


def test_numbers_are_gapless_over_refusals(staffed):
    staffed.accept()
    refused(staffed.accept_order(applicant=""))
    staffed.accept()
    assert sorted(Matter.objects.values_list("number", flat=True)) == ["昆高受〔2023〕0001号", "昆高受〔2023〕0002号"]

"""Correction, undo, defects, recusal, handover: history answered, never rewritten; replay agrees afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example.facts import Permit, Visit
from tests.example.office import moment
from yuheng.kernel.engine.correct import correct, correct_time, undo
from yuheng.kernel.engine.irregular import hand_over, record_defect, recuse
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.now import at
from yuheng.kernel.procedure.state import Paper
from yuheng.kernel.records.models import Amended, Clock, Event, Matter, Opening, Scope, StepState


@pytest.fixture
def matter(staffed):
    return staffed.accept().matter


def test_a_correction_keeps_the_old_value_in_the_ledger(staffed, matter):
    with at(moment(3, 5)):
        correct(matter, "subject", "临时占道施工", by=staffed.clerk, reason="录入错误")
    assert Permit.objects.get(pk=matter).subject == "临时占道施工"
    assert [o.value for o in Opening.objects.filter(event__matter=matter, field="subject").order_by("event__seq")] == [
        '"占道施工"',
        '"临时占道施工"',
    ]
    assert list(replay()) == []


def test_a_fact_that_a_condition_reads_needs_a_second_person(staffed, matter):
    with at(moment(3, 5)), pytest.raises(Refused) as caught:
        correct(matter, "area", 20, by=staffed.clerk, reason="录入错误")
    assert caught.value.refusal.code == "second"
    with at(moment(3, 5)):
        correct(matter, "area", 20, by=staffed.clerk, second=staffed.reviewer, reason="录入错误")
    assert Permit.objects.get(pk=matter).area == 20


def test_a_correction_that_forbids_a_done_step_leaves_a_defect(staffed):
    life = staffed.life("a")
    life[0] = staffed.accept_order(moment(3, 1), ref="a", area=10)
    visit = life[1]
    life[1] = staffed.order(
        "visit",
        visit.by,
        moment(3, 2),
        ref="a",
        with_=visit.with_,
        data={"visits": [{"place": "路口"}], "risky": False},
    )
    done = perform_many([life[0], life[1], life[3]])
    matter = done[0].matter
    assert not Matter.objects.get(pk=matter).irregular
    with at(moment(3, 8)):
        correct(matter, "risky", True, by=staffed.clerk, second=staffed.reviewer, reason="实为有风险")
    assert Matter.objects.get(pk=matter).irregular
    assert list(replay()) == []


def test_correcting_the_time_of_an_act_moves_the_clock_that_it_started(staffed, matter):
    with at(moment(3, 5)):
        correct_time(matter, 1, moment(2, 27), by=staffed.clerk, second=staffed.reviewer, reason="受理日期录错")
    assert Clock.objects.get(matter=matter).due_on == date(2023, 3, 27)
    assert Amended.objects.get().day == date(2023, 2, 27)
    assert Event.objects.get(matter=matter, seq=1).day == date(2023, 3, 1)
    assert list(replay()) == []


def test_undo_takes_back_the_latest_act_of_the_same_day(staffed, matter):
    perform(staffed.order("pause", staffed.clerk, moment(3, 6), matter=matter))
    with at(moment(3, 6, 15)):
        undo(matter, by=staffed.clerk, reason="点错了")
    assert not StepState.objects.get(matter=matter, step="pause").done
    assert Clock.objects.get(matter=matter, ended=0).due_on == date(2023, 3, 29)
    assert list(replay()) == []


def test_undo_voids_the_rows_that_the_act_added(staffed, matter):
    visit = {"visits": [{"place": "路口"}], "risky": True}
    perform(staffed.order("visit", staffed.inspector, moment(3, 6), matter=matter, with_=(staffed.second,), data=visit))
    with at(moment(3, 6, 15)):
        undo(matter, by=staffed.inspector, reason="填错案件")
    assert Visit.objects.get(matter=matter).voided
    assert Permit.objects.get(pk=matter).risky is None
    assert list(replay()) == []


@pytest.mark.parametrize(
    ("who", "when", "code"), [("clerk", moment(3, 7), "undo"), ("stranger", moment(3, 6, 15), "undo")]
)
def test_undo_is_for_the_author_on_the_same_day(staffed, matter, who, when, code):
    perform(staffed.order("pause", staffed.clerk, moment(3, 6), matter=matter))
    with at(when), pytest.raises(Refused) as caught:
        undo(matter, by=getattr(staffed, who), reason="点错了")
    assert caught.value.refusal.code == code
    assert StepState.objects.get(matter=matter, step="pause").done


def test_what_happened_against_the_rules_is_recorded_as_a_defect(staffed, matter):
    paper = Paper("decision", "许可决定书（扫描件）", "ab" * 32)
    with at(moment(3, 9)):
        record_defect(
            matter, "decide", at=moment(3, 7), by=staffed.supervisor, second=staffed.clerk, reason="未核查即决定",
            rules=["行政许可法(2019-04-23)#34.3"], papers=[paper],
        )  # fmt: skip
    found = Matter.objects.get(pk=matter)
    assert found.irregular
    assert StepState.objects.get(matter=matter, step="decide").done
    assert list(replay()) == []


def test_a_defect_is_for_supervisors_only(staffed, matter):
    with at(moment(3, 9)), pytest.raises(Refused) as caught:
        record_defect(
            matter, "decide", at=moment(3, 7), by=staffed.clerk, second=staffed.head, reason="补记", rules=["x"],
            papers=[Paper("decision", "决定书", "ab" * 32)],
        )  # fmt: skip
    assert caught.value.refusal.code == "role"


def test_who_is_recused_cannot_act_any_more(staffed, matter):
    with at(moment(3, 2)):
        recuse(matter, staffed.clerk, by=staffed.clerk, ground="与申请人是近亲属")
    with pytest.raises(Refused) as caught:
        perform(staffed.order("pause", staffed.clerk, moment(3, 6), matter=matter))
    assert caught.value.refusal.code == "recused"


def test_a_handover_moves_the_matter_into_the_other_units_sight(staffed, matter):
    with at(moment(3, 2)):
        hand_over(matter, staffed.stranger, by=staffed.clerk, reason="人员调整", lead=staffed.other)
    assert f"o{staffed.other}" in set(Scope.objects.filter(matter=matter).values_list("token", flat=True))
    assert f"o{staffed.squad}" not in set(Scope.objects.filter(matter=matter).values_list("token", flat=True))
    perform(staffed.order("pause", staffed.stranger, moment(3, 6), matter=matter))

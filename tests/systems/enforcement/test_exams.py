"""Examinations: what a question must be, papers that anybody can draw again, answers that nothing overwrites, scores that nobody types."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from yuheng.kernel import now as clock
from yuheng.kernel.access import grants, matters
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.paper_view import paper_view
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.records.models import Account, Event, Matter, Organ, Person, Post
from yuheng.systems import catalogue
from yuheng.systems.enforcement.training import bank, hall, rounds
from yuheng.systems.enforcement.training.exam_facts import ExamRound
from yuheng.systems.enforcement.training.exam_procedure import QUESTION, RESULT, ROUND
from yuheng.systems.enforcement.training.facts import Course, ExamResult
from yuheng.systems.enforcement.training.hall import Given
from yuheng.systems.enforcement.training.plan_procedure import PLAN

ACT = "行政处罚法(2021-01-22)"
START = datetime(2023, 6, 16, 14, tzinfo=CHINA)


def at(minutes: float):
    return clock.at(START + timedelta(minutes=minutes))


@pytest.fixture
def squad(db) -> SimpleNamespace:
    catalogue.load()
    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高", holds_power=True)
    units = [Organ.objects.create(code=f"squad-{n}", name=f"{n}中队", kind="squad", parent=zone) for n in (1, 2)]

    def person(name: str, organ: Organ, *roles: str) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=organ, title="队员", roles=list(roles), from_on=date(2020, 1, 1))
        return one.pk

    found = SimpleNamespace(
        zone=zone.pk, unit=units[0].pk, clerk=person("甲", zone, "unit_clerk"), checker=person("乙", zone, "legal_reviewer"),
        one=person("丙", units[0], "enforcer", "examinee"), two=person("丁", units[0], "auxiliary", "examinee"), away=person("戊", units[1], "auxiliary", "examinee"),
        trainee=person("壬", units[0], "trainee"), head=person("己", units[0], "squad_head", "score_reader"), other_head=person("庚", units[1], "squad_head", "score_reader"), leader=person("辛", zone, "organ_head"),
    )  # fmt: skip
    office.changed()
    return found


def question(squad, n: int = 1, **changes: Any) -> int:
    data = {
        "topic": "处罚", "sort": "single", "stem": f"第{n}题", "option_a": "一人", "option_b": "两人", "option_c": "三人", "answer": "B", "cite": f"{ACT}#42", **changes,
    }  # fmt: skip
    return perform(Order("record", squad.clerk, opening=Opening(QUESTION, lead=squad.zone), data=data)).matter


def planned(squad, attempts: int = 1, count: int = 4, name: str = "第1次") -> int:
    """A round whose paper was drawn and approved."""
    with clock.at(START - timedelta(days=5)):
        for n in range(6):
            question(squad, n)
        data = {
            "name": name, "opens_at": START, "closes_at": START + timedelta(hours=2), "minutes": 30, "grace": 5, "pass_mark": 75, "attempts": attempts,
            "rules": [{"topic": "处罚", "sort": "single", "count": count, "points": 100 // count}],
        }  # fmt: skip
        exam = perform(Order("plan", squad.clerk, opening=Opening(ROUND, lead=squad.zone), data=data)).matter
        people = [{"candidate": squad.one, "unit": squad.unit}, {"candidate": squad.two, "unit": squad.unit}, {"candidate": squad.away}]
        perform(Order("enrol", squad.clerk, matter=exam, data={"candidates": people}))
        perform(Order("assemble", squad.clerk, matter=exam, data={"seed": "s"}))
        perform(Order("approve", squad.checker, matter=exam, data={"opinion": "同意"}))
    return exam


def sat(exam: int, person: int, right: int, minutes: float = 1) -> hall.Sitting:
    """A person's sheet with so many of four right."""
    one = rounds.by_matter(exam)
    with at(minutes):
        sheet = hall.begin(one, person)
        given = {str(q["no"]): Given("B" if n < right else "A", 1) for n, q in enumerate(one.paper())}
        return hall.save(one, sheet.pk, person, given)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"answer": "E"}, "answer", "不在所填的选项"), ({"answer": "D"}, "answer", "不在所填的选项"), ({"option_c": " 一 人"}, "option_b", "完全相同"),
        ({"answer": "BC"}, "answer", "题型不符"), ({"sort": "several"}, "answer", "题型不符"), ({"sort": "judge", "answer": "对"}, "option_b", "判断题不填"),
        ({"option_b": ""}, "option_b", "自 A 起"), ({"cite": f"{ACT}#999"}, "cite", "只有 86 条"), ({"cite": "没有的法#1"}, "cite", "没有"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_is_refused_at_its_field(squad, changes, field, words):
    with pytest.raises(Refused) as refused:
        question(squad, **changes)
    assert words in dict(refused.value.refusal.fields)[field]
    assert not Matter.objects.exists()


def test_answers_are_read_as_people_write_them():
    assert bank.letters_of("several", "ｃ、a") == "AC"
    assert bank.letters_of("judge", "×") == "B"
    assert bank.letters_of("single", "42") == ""
    assert bank.checked_cite("行政处罚法#42") == f"{ACT}#42"
    with pytest.raises(BadValue):
        bank.checked_cite("随便写")


def test_a_question_is_flagged_on_the_day_its_statute_is_replaced():
    cite = "行政复议法(2017-09-01)#9"
    assert bank.outdated(cite, date(2023, 12, 31)) == ""
    assert "2023-09-01文本取代" in bank.outdated(cite, date(2024, 1, 1))


def test_the_same_bank_rules_and_seed_draw_the_same_paper_without_outdated_questions():
    every = [
        {"matter_id": n, "topic": "法", "sort": "judge", "stem": str(n), "answer": "对", "cite": f"{ACT}#44" if n % 2 else "行政复议法(2017-09-01)#9"} for n in range(1, 21)
    ]
    rule = [bank.Rule("法", "judge", 5, 20)]
    day = date(2024, 1, 2)
    first = bank.draw(every, rule, "a", day)
    assert first == bank.draw(list(reversed(every)), rule, "a", day)
    assert first != bank.draw(every, rule, "b", day)
    assert all(one["question"] % 2 for one in first)
    with pytest.raises(bank.Short, match="只有 10 题"):
        bank.draw(every, [bank.Rule("法", "judge", 11, 9)], "a", day)


def test_who_drew_the_paper_does_not_approve_it_and_points_make_a_hundred(squad):
    exam = planned(squad)
    with at(-60):
        perform(Order("assemble", squad.checker, matter=exam))
        with pytest.raises(Refused):
            perform(Order("approve", squad.checker, matter=exam, data={"opinion": "同意"}))
    assert not rounds.by_matter(exam).open(START), "a new paper needs a new approval"
    with pytest.raises(Refused, match="100 分"):
        planned(squad, count=3, name="第2次")


def test_an_older_answer_never_overwrites_a_newer_one_and_a_second_start_finds_the_first_sheet(squad):
    exam = planned(squad)
    one = rounds.by_matter(exam)
    with at(1):
        sheet = hall.begin(one, squad.one)
        assert hall.begin(one, squad.one).pk == sheet.pk
        hall.save(one, sheet.pk, squad.one, {"1": Given("B", 3), "2": Given("A", 1)})
        kept = hall.save(one, sheet.pk, squad.one, {"1": Given("C", 2), "2": Given("C", 1), "99": Given("A", 1)})
    assert kept.answers == {"1": ["B", 3], "2": ["A", 1]}


def test_what_the_network_held_back_for_two_minutes_is_taken_after_the_end_and_no_longer(squad):
    exam = planned(squad)
    one, sheet = rounds.by_matter(exam), sat(exam, squad.one, 2)
    with at(33):
        hall.save(one, sheet.pk, squad.one, {"4": Given("B", 2)})
    with at(36.1), pytest.raises(hall.Closed):
        hall.save(one, sheet.pk, squad.one, {"3": Given("B", 2)})
    with at(37):
        hall.hand_in(one, sheet, by=squad.one)
    assert ExamResult.objects.get(candidate=squad.one).score == 75


def test_handing_in_seals_the_sheet_by_one_event_and_twice_is_refused(squad):
    exam = planned(squad)
    one, sheet = rounds.by_matter(exam), sat(exam, squad.one, 3)
    with at(20):
        done = hall.hand_in(one, sheet, by=squad.one)
        result = ExamResult.objects.get(pk=done.matter)
        assert (result.score, result.passed, result.unit_id, result.attempt) == (75, True, squad.unit, 1)
        assert Event.objects.filter(matter=done.matter).count() == 1
        with pytest.raises(Refused, match="已经交卷"):
            hall.hand_in(one, sheet, by=squad.one)
        with pytest.raises(hall.Closed, match="已经交卷"):
            hall.save(one, sheet.pk, squad.one, {"4": Given("B", 9)})
        with pytest.raises(hall.Closed):
            hall.begin(one, squad.one)


def test_nobody_types_a_score_of_an_online_round(squad):
    exam = planned(squad)
    sat(exam, squad.one, 4)
    opening = Opening(RESULT, lead=squad.unit, members=((squad.one, "参考人员"), (squad.two, "参考人员")))
    data = {"round": "第1次", "taken_on": START.date(), "candidate": squad.one, "unit": squad.unit, "score": 100, "pass_mark": 75, "passed": True, "attempt": 1}
    for by in (squad.clerk, squad.two):
        with at(10), pytest.raises(Refused):
            perform(Order("record", by, opening=opening, data=data))
    with at(10), pytest.raises(Refused, match="不能自行登记"):
        perform(Order("record", squad.two, opening=opening, data={**data, "round": "另一场", "candidate": squad.two}))
    assert not ExamResult.objects.exists()


def test_collecting_seals_what_arrived_records_absence_and_tells_both_rates(squad):
    exam = planned(squad)
    one = rounds.by_matter(exam)
    with at(2):
        hall.hand_in(one, sat(exam, squad.one, 4), by=squad.one)
    sat(exam, squad.two, 1)
    with at(121), pytest.raises(Refused, match="补传"):
        hall.collect(one, by=squad.clerk)
    with at(126):
        assert hall.collect(one, by=squad.clerk) == (1, 1, [])
    assert Matter.objects.get(pk=exam).stage == "已收卷"
    assert rates() == {"exam.pass_rate": (1, 2), "exam.pass_rate_of_all": (1, 3)}


def test_of_several_attempts_the_best_counts(squad):
    exam = planned(squad, attempts=3)
    one = rounds.by_matter(exam)
    for minutes, right in ((1, 2), (5, 1), (9, 4)):
        with at(minutes):
            hall.hand_in(one, sat(exam, squad.one, right, minutes), by=squad.one)
    standing = ExamResult.objects.exclude(superseded=True)
    assert [(r.score, r.attempt) for r in standing] == [(100, 3)]
    with at(15), pytest.raises(hall.Closed, match="已经合格"):
        hall.begin(one, squad.one)
    assert rates()["exam.pass_rate"] == (1, 1)


def collected(squad, exam: int, *scores: tuple[int, int]) -> None:
    """The round with these sheets handed in (person, right answers) and collected; who is left out is absent."""
    one = rounds.by_matter(exam)
    for person, right in scores:
        with at(2):
            hall.hand_in(one, sat(exam, person, right), by=person)
    with at(126):
        hall.collect(one, by=squad.clerk)


def resit(squad, exam: int, day: int = 7, **changes: Any) -> int:
    """A resit of a round, a week later, with its paper approved."""
    start = START + timedelta(days=day)
    data = {
        "name": "第1次补考", "resit_of": exam, "opens_at": start, "closes_at": start + timedelta(hours=2), "minutes": 30, "grace": 5, "pass_mark": 75, "attempts": 1,
        "rules": [{"topic": "处罚", "sort": "single", "count": 4, "points": 25}], **changes,
    }  # fmt: skip
    with clock.at(START + timedelta(days=1)):
        second = perform(Order("plan", squad.clerk, opening=Opening(ROUND, lead=squad.zone), data=data)).matter
        perform(Order("assemble", squad.clerk, matter=second, data={"seed": "r"}))
        perform(Order("approve", squad.checker, matter=second, data={"opinion": "同意"}))
    return second


def rates() -> dict[str, tuple[int, int]]:
    known, year = all_indicators(), Period(date(2023, 1, 1), date(2023, 12, 31))
    return {name: (f.numerator, f.denominator) for name in ("exam.pass_rate", "exam.pass_rate_of_all") for f in (value(known[name], year),)}


def test_a_resit_is_for_who_was_absent_or_failed_and_its_better_result_counts_in_place_of_the_first(squad):
    exam = planned(squad)
    with at(0), pytest.raises(Refused, match="还没有收卷"):
        resit(squad, exam)
    collected(squad, exam, (squad.one, 4), (squad.two, 2))
    assert rates() == {"exam.pass_rate": (1, 2), "exam.pass_rate_of_all": (1, 3)}
    second = resit(squad, exam)
    week = 7 * 24 * 60
    with clock.at(START + timedelta(days=2)):
        with pytest.raises(Refused, match="不在原场次缺考、不合格的人员之中"):
            perform(Order("enrol", squad.clerk, matter=second, data={"candidates": [{"candidate": squad.one}]}))
        perform(Order("enrol", squad.clerk, matter=second, data={"candidates": [{"candidate": squad.two}, {"candidate": squad.away}]}))
    one = rounds.by_matter(second)
    for person, right in ((squad.two, 1), (squad.away, 4)):
        with at(week + 5):
            hall.hand_in(one, sat(second, person, right, week + 1), by=person)
    with at(week + 126):
        hall.collect(one, by=squad.clerk)
    assert rates() == {"exam.pass_rate": (2, 3), "exam.pass_rate_of_all": (2, 3)}
    year = Period(date(2023, 1, 1), date(2023, 12, 31))
    assert value(all_indicators()["exam.rounds"], year).value == 1
    assert sorted(ExamResult.objects.exclude(superseded=True).values_list("candidate", "score")) == sorted([(squad.one, 100), (squad.two, 50), (squad.away, 100)])
    assert list(ExamRound.objects.order_by("pk").values_list("should_sit", "sat", "passed")) == [(3, 2, 1), (2, 2, 1)]


def test_absence_from_a_resit_leaves_the_first_result_standing(squad):
    exam = planned(squad)
    collected(squad, exam, (squad.one, 4), (squad.two, 2), (squad.away, 4))
    second = resit(squad, exam)
    with clock.at(START + timedelta(days=2)):
        perform(Order("enrol", squad.clerk, matter=second, data={"candidates": [{"candidate": squad.two}]}))
        with pytest.raises(Refused, match="选原场次"):
            resit(squad, second, name="再补考")
    with at(7 * 24 * 60 + 126):
        hall.collect(rounds.by_matter(second), by=squad.clerk)
    assert rates() == {"exam.pass_rate": (2, 3), "exam.pass_rate_of_all": (2, 3)}


def test_nobody_is_enrolled_who_could_not_hand_in(squad):
    exam = planned(squad)
    with at(-60), pytest.raises(Refused, match="没有“参考人员”的岗位角色"):
        perform(Order("enrol", squad.clerk, matter=exam, data={"candidates": [{"candidate": squad.leader}]}))


def test_certificates_go_to_who_passed_once_each_with_numbers_without_a_gap(squad):
    exam = planned(squad)
    collected(squad, exam, (squad.one, 4), (squad.two, 2), (squad.away, 3))
    one = rounds.by_matter(exam)
    with at(200):
        assert hall.certify(one, by=squad.clerk) == (2, [])
        assert hall.certify(one, by=squad.clerk) == (0, [])
        failed = ExamResult.objects.get(candidate=squad.two).pk
        with pytest.raises(Refused):
            perform(Order("certify", squad.clerk, matter=failed))
        cards = list(hall.certificates().order_by("number"))
        assert [card.number for card in cards] == ["昆高法考证〔2023〕00001号", "昆高法考证〔2023〕00002号"]
        blocks = str(paper_view(next(card.pk for card in cards if card.matter_id == ExamResult.objects.get(candidate=squad.one).pk)).blocks)
    assert "丙同志（1中队）" in blocks
    assert "成绩100分（合格线75分），考核合格" in blocks


def test_a_score_is_seen_by_its_person_and_the_head_of_the_squad_only(squad):
    exam = planned(squad)
    sheet = sat(exam, squad.one, 4)
    with at(9):
        result = hall.hand_in(rounds.by_matter(exam), sheet, by=squad.one).matter

        def sees(person: int) -> bool:
            account, _made = Account.objects.get_or_create(username=f"u{person}", person_id=person)
            return matters.visible(grants.viewer(account), [RESULT]).filter(pk=result).exists()

        assert [sees(p) for p in (squad.one, squad.head)] == [True, True]
        assert not any(sees(p) for p in (squad.two, squad.other_head, squad.leader, squad.clerk, squad.checker))


def test_nobody_outside_the_list_begins_and_nobody_begins_early_or_late(squad):
    exam = planned(squad)
    one = rounds.by_matter(exam)
    for minutes, person in ((1, squad.head), (-1, squad.one), (120, squad.one)):
        with at(minutes), pytest.raises(hall.Closed):
            hall.begin(one, person)


def test_a_training_is_planned_signed_up_for_attended_and_its_register_takes_the_numbers_from_there(squad):
    data = {"topic": "证据", "level": "own", "planned_on": START.date(), "sign_up_by": date(2023, 6, 14), "hours": 2, "places": 2}
    with clock.at(START - timedelta(days=5)):
        plan = perform(Order("plan", squad.clerk, opening=Opening(PLAN, lead=squad.zone), data=data)).matter
        perform(Order("sign_up", squad.trainee, matter=plan, data={"attendees": [{"attendee": squad.trainee}]}))
        for by, who in ((squad.trainee, squad.two), (squad.clerk, squad.trainee)):
            with pytest.raises(Refused):
                perform(Order("sign_up", by, matter=plan, data={"attendees": [{"attendee": who}]}))
        perform(Order("sign_up", squad.clerk, matter=plan, data={"attendees": [{"attendee": squad.two, "unit": squad.unit}]}))
        with pytest.raises(Refused, match="名额"):
            perform(Order("sign_up", squad.clerk, matter=plan, data={"attendees": [{"attendee": squad.one}]}))
    with at(0):
        with pytest.raises(Refused, match="截止"):
            perform(Order("sign_up", squad.clerk, matter=plan, data={"attendees": [{"attendee": squad.one}]}))
        perform(Order("attend", squad.clerk, matter=plan, data={"attendees": [{"row": 1, "attendee": squad.trainee, "present": "present"}]}))
        with pytest.raises(Refused, match="1 名"):
            perform(Order("hold", squad.clerk, matter=plan, data={"held_on": START.date()}))
        perform(Order("attend", squad.clerk, matter=plan, data={"attendees": [{"row": 2, "attendee": squad.two, "present": "leave", "reason": "出差"}]}))
        perform(Order("hold", squad.clerk, matter=plan, data={"held_on": START.date()}))
        told = {"held_on": START.date(), "level": "city", "topic": "证据", "people": 99, "hours": 9, "plan": plan}
        kept = Course.objects.get(pk=perform(Order("record", squad.clerk, opening=Opening("training.course", lead=squad.zone), data=told)).matter)
        assert (kept.people, kept.should_attend, kept.level, kept.hours) == (1, 2, "own", 2)
        with pytest.raises(Refused, match="已经登记过"):
            perform(Order("record", squad.clerk, opening=Opening("training.course", lead=squad.zone), data=told))

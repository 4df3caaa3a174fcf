"""Inspections of enterprises: what is published, who may inspect, how often, visits that are one, ratings that nobody traces."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.systems.enforcement.inspecting import FIRM, TASK, Inspecting
from yuheng.kernel.documents.preview import render_html
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.paper_view import draft_view, paper_view
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.identity.uscc import made
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.kernel.law import law
from yuheng.kernel.now import CHINA, at
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Clock, Event, Matter, Paper
from yuheng.systems.enforcement.inspection import held, rating
from yuheng.systems.enforcement.inspection.disclosed import plans, standards
from yuheng.systems.enforcement.inspection.facts import Inspection
from yuheng.systems.enforcement.inspection.frequency import frequency, visits
from yuheng.systems.enforcement.inspection.merging import joined, mergeable, to_come
from yuheng.systems.enforcement.inspection.rating_facts import RatingMonth
from yuheng.systems.enforcement.inspection.ratings import RatingInvitation, RatingTally, RatingTicket
from yuheng.systems.enforcement.inspection.rules import BINDING
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.oversight.clues import found as _models  # noqa: F401  (registers them)
from yuheng.systems.oversight.clues.model import all_models

MONDAY = date(2023, 5, 15)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2023, 5, day) for day in (16, 17, 18, 19))


@pytest.fixture
def inspecting(bureau) -> Inspecting:
    return Inspecting(bureau)


def refused(work: Any) -> str:
    before = Event.objects.count()
    with pytest.raises(Refused) as caught:
        work()
    assert Event.objects.count() == before
    refusal = caught.value.refusal
    return f"{caught.value}{''.join(refusal.fields.values())}{refusal.remedy}{refusal.cites}"


def test_a_grid_worker_cannot_open_an_inspection_but_may_record_a_call_that_carries_no_power(inspecting):
    assert "须由行政执法人员" in refused(lambda: inspecting.propose(MONDAY, by=inspecting.grid))
    people = [{"person": inspecting.grid}, {"person": inspecting.b.a}]
    assert "网格员" in refused(lambda: inspecting.propose(MONDAY, team=people))
    data = {"called_on": MONDAY, "target": "昆山某某科技有限公司", "uscc": FIRM, "sort": "visit", "purpose": "了解用工需求"}
    call = inspecting.do("record", inspecting.grid, MONDAY, opens="services.call", lead=inspecting.b.zone, members=((inspecting.grid, "登记人"),), data=data)
    assert registry.get("services.call", 1).by_id.keys() == {"record"}
    assert visits(FIRM, MONDAY, MONDAY) == []  # a call is no inspection
    assert Matter.objects.get(pk=call.matter).status == "rest"


def test_auxiliaries_and_officers_without_a_certificate_that_day_do_not_inspect(inspecting):
    b = inspecting.b
    assert "不能检查企业" in refused(lambda: inspecting.propose(MONDAY, team=[{"person": b.a}, {"person": b.helper}]))
    later = date(2023, 10, 9)
    assert "不能检查企业" in refused(lambda: inspecting.propose(later, team=[{"person": b.a}, {"person": b.expired}]))
    assert "不得少于" in refused(lambda: inspecting.propose(MONDAY, team=[{"person": b.a}]))


def test_an_item_that_is_not_published_or_has_no_standard_is_not_inspected(inspecting):
    told = refused(lambda: inspecting.propose(MONDAY, item_code="JC-99"))
    assert "不在本机关" in told
    assert "国办发〔2018〕118号" in told
    inspecting.item("JC-02", "扬尘检查", "ecology")
    assert "没有公布的检查标准" in refused(lambda: inspecting.propose(MONDAY, item_code="JC-02"))


def test_the_opinion_of_2024_is_cited_only_since_it_is_in_force(inspecting):
    assert law("inspection.document", on=BINDING).value
    assert "国办发〔2024〕54号#三" in refused(lambda: inspecting.propose(date(2025, 3, 3), item_code="JC-99"))
    old, new = registry.current(TASK, MONDAY), registry.current(TASK, date(2025, 3, 3))
    assert (old.version, new.version) == (1, 2)
    assert not any("2024〕54号" in cite for step in old.steps for cite in step.cites)
    assert "国办发〔2024〕54号#五" in new.by_id["approve"].cites


def test_the_third_visit_of_the_week_warns_needs_approval_and_is_shown_to_the_justice_office(inspecting):
    b = inspecting.b
    inspecting.inspected(MONDAY)
    inspecting.inspected(TUESDAY, here=False)
    third = inspecting.propose(WEDNESDAY)
    task = InspectionTask.objects.get(pk=third)
    assert task.exceeded is True
    assert "本周第 3 次，超过 2 次" in task.limit_words
    assert "批准超频次检查" in refused(lambda: inspecting.do("approve", b.deputy, WEDNESDAY, 9, matter=third))
    assert "行政机关负责人" in refused(lambda: inspecting.do("approve_over", b.deputy, WEDNESDAY, 9, matter=third, data={"over_why": "复查"}))
    inspecting.do("approve_over", b.head, WEDNESDAY, 9, matter=third, data={"over_why": "前两次检查发现的线索需要现场核实"})
    assert Clock.objects.filter(matter=third, step="noted", ended=0).exists()
    inspecting.do("approve", b.deputy, WEDNESDAY, 9, matter=third)
    inspecting.enter(third, WEDNESDAY)
    inspecting.do("noted", b.justice_clerk, THURSDAY, matter=third, data={"noted": "理由充分，不再督促"})
    assert not Clock.objects.filter(matter=third, step="noted", ended=0).exists()
    assert list(replay([third])) == []


def test_what_was_planned_since_is_counted_again_at_the_door(inspecting):
    first = inspecting.approved(MONDAY, visit=FRIDAY)
    inspecting.inspected(TUESDAY)
    inspecting.inspected(WEDNESDAY, here=False, way="triggered", exempt="complaint", exempt_why="12345工单20230517001")
    told = refused(lambda: inspecting.enter(first, FRIDAY))
    assert "本周第 3 次" in told
    assert "调整时间和人员" in told
    inspecting.do("replan", inspecting.b.a, FRIDAY, 11, matter=first, data={"planned_on": date(2023, 6, 5), "window_to": date(2023, 6, 7), "team": [{"row": 1, "person": inspecting.b.a}, {"row": 2, "person": inspecting.b.b}]})
    assert InspectionTask.objects.get(pk=first).exceeded is False
    assert "批准检查任务" in refused(lambda: inspecting.enter(first, date(2023, 6, 5)))
    inspecting.do("approve", inspecting.b.deputy, FRIDAY, 12, matter=first)
    inspecting.enter(first, date(2023, 6, 5))


def test_a_later_proposal_of_another_unit_stops_nobody_who_was_approved(inspecting):
    ours = inspecting.approved(MONDAY, visit=WEDNESDAY)
    theirs = inspecting.propose(TUESDAY, here=False, visit=WEDNESDAY)
    assert InspectionTask.objects.get(pk=theirs).exceeded is True
    inspecting.enter(ours, WEDNESDAY)
    assert "当日第 1 次" in InspectionTask.objects.get(pk=ours).limit_words


def test_a_complaint_is_followed_beyond_the_limits_but_with_its_reason(inspecting):
    inspecting.inspected(MONDAY)
    inspecting.inspected(TUESDAY)
    assert "请写明事由" in refused(lambda: inspecting.propose(WEDNESDAY, way="triggered", exempt="complaint"))
    assert "只有触发式检查" in refused(lambda: inspecting.propose(WEDNESDAY, exempt="complaint", exempt_why="某某"))
    third = inspecting.propose(WEDNESDAY, way="triggered", exempt="complaint", exempt_why="12345工单20230517001")
    task = InspectionTask.objects.get(pk=third)
    assert (task.exceeded, task.week_count) == (False, 3)
    assert task.limit_words.startswith("不受频次限制")


def test_urgency_goes_first_and_is_approved_within_two_working_days(inspecting):
    matter = inspecting.propose(FRIDAY, way="triggered", exempt="urgent", exempt_why="群众报告泄漏")
    done = inspecting.enter(matter, FRIDAY)
    assert {clock.step: clock.due for clock in done.clocks}["ratify"] == date(2023, 5, 23)
    refused(lambda: inspecting.do("close", inspecting.b.a, FRIDAY, 15, matter=matter))
    inspecting.do("ratify", inspecting.b.deputy, date(2023, 5, 22), matter=matter, data={"ratify_why": "泄漏需立即处置"})


def test_limits_are_dated_parameters_and_the_year_counts_one_organ_and_the_register_too(inspecting):
    squad = inspecting.b.squad
    for month in (1, 2, 3, 4):
        data = {"inspected_on": date(2023, month, 9), "target": "昆山某某科技有限公司", "uscc": FIRM, "way": "daily", "officers": 2, "enterprise": True, "result": "fine", "problems": 0}
        inspecting.do("record", inspecting.b.a, date(2023, month, 9), opens="enforcement.inspection", data=data)
    one = frequency(FIRM, MONDAY, squad)
    assert (one.day, one.week, one.month, one.year) == (1, 1, 1, 5)
    assert one.over == ("本机关本年第 5 次，超过 4 次",)
    assert frequency(FIRM, date(2024, 1, 2), squad).over == ()
    assert frequency(made("91", "320583", 7), MONDAY, squad).over == ()


def test_an_item_with_its_own_yearly_limit(inspecting):
    inspecting.item("JC-03", "台账检查", "ecology")
    inspecting.standard("JC-03", yearly=1)
    inspecting.inspected(MONDAY, item_code="JC-03")
    again = inspecting.propose(date(2023, 9, 4), item_code="JC-03")
    assert "同一事项本年第 2 次，超过标准规定的每年 1 次" in InspectionTask.objects.get(pk=again).limit_words


def test_an_officer_who_found_nothing_three_times_explains_before_entering_again(inspecting):
    for month in (3, 6, 9):
        inspecting.inspected(date(2023, month, 4))
    fourth = inspecting.approved(date(2023, 11, 6))
    assert "须先说明" in refused(lambda: inspecting.enter(fourth, date(2023, 11, 6)))
    inspecting.do("explain", inspecting.b.a, date(2023, 11, 6), matter=fourth, data={"explained": "列入省级重点监管名单，须每季检查"})
    inspecting.enter(fourth, date(2023, 11, 6))


def test_a_random_inspection_rests_on_a_plan_that_is_published_and_not_used_up(inspecting):
    draft = inspecting.plan(publish=False)
    assert "没有批准、公布" in refused(lambda: inspecting.propose(MONDAY, way="random", plan=draft))
    assert "没有可以依据的检查计划" in refused(lambda: inspecting.propose(MONDAY, way="random"))
    assert not list(plans(MONDAY))  # a draft is nobody's business yet
    plan = inspecting.plan(firms=1)
    assert [(row[0], row[2]) for told in plans(MONDAY) for row in told.rows] == [("JC-01", "双随机")]
    assert any("JC-01" in told.note and told.rows for told in standards(MONDAY))
    assert "没有在 2023年12月" in refused(lambda: inspecting.propose(MONDAY, visit=date(2023, 12, 4), way="random", plan=plan))
    found = inspecting.propose(MONDAY, way="random")
    assert InspectionTask.objects.get(pk=found).plan_id == plan  # chosen by item, way and month
    assert "已经用完" in refused(lambda: inspecting.propose(MONDAY, way="random", plan=plan, uscc=made("91", "320583", 7)))
    assert [(one.used, one.most) for one in held.planned(plan)] == [(1, 1)]
    lines = [{"row": 1, "item_code": "JC-01", "scope": "产废单位", "way": "random", "firms": 3, "times": 1, "from_month": 3, "to_month": 11}]
    inspecting.do("revise", inspecting.b.reviewer, MONDAY, 11, matter=plan, data={"lines": lines})
    assert "正在调整" in refused(lambda: inspecting.propose(TUESDAY, way="random", plan=plan, uscc=made("91", "320583", 7)))
    assert not list(plans(TUESDAY))


def test_a_special_campaign_needs_the_paper_of_a_government(inspecting):
    plan = inspecting.plan(sort="special", way="special", publish=False)
    assert "批准机关和文号" in refused(lambda: inspecting.do("approve", inspecting.b.deputy, date(2023, 1, 10), matter=plan, data={"approved_on": date(2023, 1, 10)}))
    assert "须是“专项检查”" in refused(lambda: inspecting.plan(sort="special", way="daily", publish=False))


def test_two_units_go_together_once(inspecting):
    ours = inspecting.approved(MONDAY, visit=WEDNESDAY)
    theirs = inspecting.propose(MONDAY, here=False, visit=WEDNESDAY)
    assert InspectionTask.objects.get(pk=theirs).exceeded is True  # by itself it would be the second of the day
    [pair] = mergeable(to_come(MONDAY))
    assert (pair.leads.pk, pair.other.pk, pair.first, pair.last) == (ours, theirs, WEDNESDAY, date(2023, 5, 20))
    assert "没有牵头" in refused(lambda: inspecting.do("join", inspecting.c, MONDAY, matter=theirs, data={"joint_with": ours}))
    inspecting.do("lead_joint", inspecting.b.a, MONDAY, matter=ours, data={"joint": True})
    inspecting.do("join", inspecting.c, MONDAY, 11, matter=theirs, data={"joint_with": ours})
    inspecting.do("approve", inspecting.b.deputy, MONDAY, 11, matter=theirs)
    assert mergeable(to_come(MONDAY)) == []
    assert [one.pk for one in joined(theirs)] == [ours, theirs]
    assert "不能取消" in refused(lambda: inspecting.do("cancel", inspecting.b.a, MONDAY, 12, matter=ours, data={"dropped": "改期"}))
    inspecting.enter(ours, WEDNESDAY)
    inspecting.enter(theirs, WEDNESDAY, here=False)
    assert len(visits(FIRM, MONDAY, FRIDAY)) == 1
    assert frequency(FIRM, THURSDAY, inspecting.b.squad).week == 2


def test_only_who_was_named_enters_within_the_days_and_the_code_counts_only_when_scanned(inspecting):
    b, matter = inspecting.b, inspecting.approved(MONDAY)
    assert "不是这一任务的检查人员" in refused(lambda: inspecting.do("enter", b.a, MONDAY, 10, matter=matter, with_=(b.chief,), data={"scanned": FIRM, "received_by": "王经理"}))
    assert "任务的检查日期" in refused(lambda: inspecting.enter(matter, date(2023, 5, 22)))
    assert "请写明原因" in refused(lambda: inspecting.enter(matter, MONDAY, scanned="91320583MA1KGX0000"))
    inspecting.enter(matter, MONDAY, scanned="", uncoded_why="执照遗失，正在补领")
    task = InspectionTask.objects.get(pk=matter)
    assert (task.coded, task.entered_on) == (False, MONDAY)
    again = inspecting.approved(TUESDAY)
    inspecting.enter(again, TUESDAY)
    assert InspectionTask.objects.get(pk=again).coded is True


def test_every_point_of_the_standard_is_answered_and_its_words_are_the_standards(inspecting):
    matter = inspecting.approved(MONDAY)
    inspecting.enter(matter, MONDAY)
    assert "还有 1 项" in refused(lambda: inspecting.act("check", matter, MONDAY, 11, points=[{"number": 1, "found": "ok"}]))
    assert "没有第 9 项" in refused(lambda: inspecting.act("check", matter, MONDAY, 11, points=[{"number": 9, "found": "ok"}]))
    both = [{"number": 1, "found": "bad", "note": "缺标志", "content": "改写"}, {"number": 2, "found": "ok"}]
    assert "请写明情况" in refused(lambda: inspecting.act("check", matter, MONDAY, 11, points=[{**both[0], "note": ""}, both[1]]))
    inspecting.act("check", matter, MONDAY, 11, points=both)
    told = refused(lambda: inspecting.act("record", matter, MONDAY, 12, left_at="2023-05-15 11:30", found_words="有问题", result="fine", signed="signed"))
    assert "检查结果与检查单不一致" in told
    inspecting.act("check", matter, MONDAY, 12, points=[{"number": 1, "found": "ok"}, {"number": 2, "found": "ok"}])
    inspecting.act("record", matter, MONDAY, 13, left_at="2023-05-15 11:30", found_words="符合", result="fine", signed="signed")
    assert InspectionTask.objects.get(pk=matter).problems == 0
    assert list(replay([matter])) == []


def test_what_is_not_put_right_becomes_a_case(inspecting):
    matter = inspecting.inspected(MONDAY, "bad", "corrected")
    inspecting.act("tell", matter, MONDAY, 13, told_on=MONDAY, told_how="spot")
    inspecting.act("order", matter, MONDAY, 14, order="补齐标志", correct_by=FRIDAY)
    assert "整改复查" in refused(lambda: inspecting.do("close", inspecting.b.a, MONDAY, 15, matter=matter))
    inspecting.act("recheck", matter, FRIDAY, 10, rechecked_on=FRIDAY, put_right=False, recheck_words="仍缺标志")
    inspecting.act("refer", matter, FRIDAY, 11, refer_why="逾期未改正")
    task = InspectionTask.objects.get(pk=matter)
    case = Penalty.objects.get(pk=task.case_id)
    assert (case.uscc, case.source_number) == (FIRM, Matter.objects.get(pk=matter).number)
    inspecting.do("close", inspecting.b.a, FRIDAY, 15, matter=matter)
    assert Matter.objects.get(pk=matter).status == "rest"
    assert list(replay([matter])) == []


def test_papers_cite_what_was_in_force(inspecting):
    matter = inspecting.told(MONDAY)
    made = {paper.kind: render_html(paper_view(paper.pk)) for paper in Paper.objects.filter(matter=matter)}
    assert set(made) == {"approval", "notice", "checklist", "record", "result"}
    assert not any("五个严禁" in text or "None" in text for text in made.values())
    assert "昆高执检通〔2023〕0001号" in made["notice"]
    assert "证" in made["notice"]
    assert "本周第 1 次" in made["approval"]
    assert "不适用" in made["checklist"]
    assert "五个严禁" in render_html(draft_view(matter, "notice"))  # printed today, under the rule of today


def test_figures_count_the_register_and_the_tasks_once_each(inspecting):
    inspecting.told(MONDAY)
    inspecting.propose(MONDAY, visit=FRIDAY, uscc=made("91", "320583", 7))
    data = {"inspected_on": MONDAY, "target": "甲厂", "uscc": made("91", "320583", 8), "way": "daily", "officers": 2, "enterprise": True, "result": "fine", "problems": 0}
    inspecting.do("record", inspecting.b.a, MONDAY, opens="enforcement.inspection", data=data)
    year, known = Period.year(2023), all_indicators()
    assert [value(known[f"inspection.{name}"], year).exact() for name in ("all", "daily", "enterprise", "random")] == [2, 2, 2, 0]
    assert value(known["inspection.coded_rate"], year).exact() == 100
    assert Inspection.objects.count() == 1


def test_the_clue_models_see_the_register_and_the_tasks(inspecting):
    days = (MONDAY, TUESDAY, WEDNESDAY)
    for day in days[:2]:
        inspecting.inspected(day)
    data = {"inspected_on": WEDNESDAY, "target": "甲厂", "uscc": FIRM, "way": "daily", "officers": 2, "enterprise": True, "result": "fine", "problems": 0}
    inspecting.do("record", inspecting.b.a, WEDNESDAY, opens="enforcement.inspection", data=data)
    models = {one.id: one for one in all_models()}
    [close] = models["visits_close"].find(FRIDAY)
    assert "检查 3 次，超过 2 次" in close.content
    assert list(models["visits"].find(FRIDAY)) == []
    inspecting.inspected(date(2023, 6, 7), way="triggered", exempt="complaint", exempt_why="工单")
    for month in (6, 8):
        on = date(2023, month, 14)
        inspecting.do("record", inspecting.b.a, on, opens="enforcement.inspection", data={**data, "inspected_on": on})
    [often] = models["visits"].find(date(2023, 9, 1))
    assert "检查 5 次" in often.content


# -- ratings --------------------------------------------------------------------------------------------------------------


def _rate(inspecting: Inspecting, stars: list[int], month: int) -> None:
    """Ratings given in a month, each by a code of its own."""
    for number, star in enumerate(stars):
        code = f"CODE{month}{number}".translate(str.maketrans("0O1I", "2P3J")).ljust(16, "K")
        RatingTicket.objects.create(digest=rating.digest(code), organ=inspecting.organ, until=date(2023, 12, 31))
        assert rating.rate(code, {"stars": str(star), "card": "yes"}, date(2023, month, 20))


def _publish(inspecting: Inspecting, month: int, on: date) -> RatingMonth:
    data = {"month": date(2023, month, 1), "rated": inspecting.organ.pk}
    return RatingMonth.objects.get(pk=inspecting.do("record", inspecting.b.justice_clerk, on, opens="enforcement.inspection_rating", lead=inspecting.organ.pk, data=data).matter)


def test_one_star_is_seen_by_the_organ_only_in_a_month_of_at_least_five_ratings(inspecting):
    _rate(inspecting, [1, 5, 4, 5], 5)
    few = _publish(inspecting, 5, date(2023, 6, 1))
    assert (few.ratings, few.stars) == (None, None)
    assert "不足 5 份" in few.note
    _rate(inspecting, [1, 5, 4, 5, 5], 6)
    enough = _publish(inspecting, 6, date(2023, 7, 3))
    assert (enough.ratings, enough.stars) == (5, "4.0")
    assert enough.card is None  # all said yes: a number would say what each said


def test_a_month_is_published_once_when_it_is_over_so_that_no_two_looks_differ(inspecting):
    assert "还没有结束" in refused(lambda: _publish(inspecting, 5, date(2023, 5, 31)))
    _publish(inspecting, 5, date(2023, 6, 1))
    assert "已经公布" in refused(lambda: _publish(inspecting, 5, date(2023, 6, 2)))


def test_a_month_in_which_all_said_the_same_shows_no_average(inspecting):
    _rate(inspecting, [1, 1, 1, 1, 1], 5)
    shown = _publish(inspecting, 5, date(2023, 6, 1))
    assert (shown.ratings, shown.stars) == (5, None)
    assert "一致" in shown.note


def test_a_rating_leaves_no_event_no_time_no_row_and_no_code(inspecting):
    matter = inspecting.told(MONDAY)
    with at(datetime(2023, 5, 16, 9, tzinfo=CHINA)):
        [letter] = rating.invite([matter])
        assert rating.invite([matter]) == []
        events = Event.objects.count()
        assert rating.rate(letter.code.lower(), {"stars": "1"})
        assert Event.objects.count() == events
        assert not rating.rate(letter.code, {"stars": "5"})
        assert not rating.rate("Z" * 16, {"stars": "5"})
    assert not RatingTicket.objects.exists()
    assert {field.name for field in RatingTicket._meta.fields} == {"id", "digest", "organ", "until"}
    assert {field.name for field in RatingTally._meta.fields} == {"id", "organ", "month", "question", "answer", "count"}
    assert {field.name for field in RatingInvitation._meta.fields} == {"id", "matter"}
    assert [(one.question, one.answer, one.count) for one in RatingTally.objects.all()] == [("stars", "1", 1)]


def test_a_code_ends_with_a_month_and_wrong_answers_use_none_up(inspecting):
    matter = inspecting.told(MONDAY)
    with at(datetime(2023, 5, 16, 9, tzinfo=CHINA)):
        [letter] = rating.invite([matter])
        assert letter.until == date(2023, 7, 31)
        assert not rating.rate(letter.code, {"stars": "6"})
        assert not rating.rate(letter.code, {"stars": "5", "card": "maybe"})
    assert not rating.rate(letter.code, {"stars": "5"}, date(2023, 8, 1))
    assert rating.rate(letter.code, {"stars": "5"}, date(2023, 7, 31))

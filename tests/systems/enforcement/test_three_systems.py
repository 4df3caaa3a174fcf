"""Legal review, hearing, discretion and recording of an ordinary case, through the engine and on the pages of those who do them."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.systems.test_penalty import PASSED, Case, concluded, moment, notified
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Account
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.roles import ALL

SET = {"hearing_on": datetime(2023, 10, 23, 9, 30, tzinfo=CHINA), "hearing_until": datetime(2023, 10, 23, 11, tzinfo=CHINA), "hearing_place": "二楼听证室", "hearing_public": True}


def asked_for_hearing(bureau) -> Case:
    case = notified(concluded(bureau, 60_000_00), 60_000_00)
    case.do("request_hearing", bureau.a, moment(9, 28))
    return case


def signed_in(person: int) -> Client:
    know_roles(ALL)
    account, _made = Account.objects.get_or_create(username=f"u{person}", defaults={"person_id": person})
    client = Client()
    client.force_login(account)
    return client


def test_a_hearing_is_told_seven_working_days_before_in_public_and_by_somebody_who_did_not_investigate(bureau):
    case, chair = asked_for_hearing(bureau), bureau.chair
    late = case.refused("notify_hearing", chair, moment(10, 13), SET)
    assert "最迟应于 2023-10-12 通知" in late.message
    assert "第六十四条" in late.message
    assert "本案调查人员" in case.refused("notify_hearing", chair, moment(10, 9), {**SET, "hearing_host": bureau.a}).message
    assert "听证公开举行" in case.refused("notify_hearing", chair, moment(10, 9), {**SET, "hearing_public": False}).message
    assert "不晚于通知的时间" in case.refused("notify_hearing", chair, moment(10, 9), {**SET, "hearing_on": moment(10, 9, 9)}).message
    case.do("notify_hearing", chair, moment(10, 12), SET)
    assert Penalty.objects.get(pk=case.matter).hearing_host_id == chair


def test_one_room_and_one_host_hold_one_hearing_at_a_time_and_the_public_is_told(bureau):
    first, second = asked_for_hearing(bureau), asked_for_hearing(bureau)
    first.do("notify_hearing", bureau.chair, moment(10, 9), SET)
    overlapping = {**SET, "hearing_on": datetime(2023, 10, 23, 10, 30, tzinfo=CHINA), "hearing_until": None}
    assert "已有另一场听证" in second.refused("notify_hearing", bureau.chair, moment(10, 9), overlapping).message
    second.do("notify_hearing", bureau.chair, moment(10, 9), {**SET, "hearing_on": datetime(2023, 10, 23, 14, tzinfo=CHINA), "hearing_until": None})
    with now.at(moment(10, 13)):
        told = Client().get("/open/during/").content.decode()
        assert "2023-10-23 09:30" in told
        assert "二楼听证室" in told
        assert "某建设公司" not in told
        calendar = signed_in(bureau.chair).get(reverse("hearing_calendar")).content.decode()
        assert "2023-10-23 14:00" in calendar
        assert "待举行" in calendar
        assert signed_in(bureau.mediator).get(reverse("hearing_calendar")).status_code == 403
    again = {**SET, "hearing_on": datetime(2023, 10, 26, 9, tzinfo=CHINA), "hearing_until": None, "hearing_host": bureau.head}
    second.do("notify_hearing", bureau.chair, moment(10, 13), again)
    assert "写明的主持人是局长" in second.refused("hearing", bureau.chair, moment(10, 26, 9), {"hearing_record": "双方陈述"}).message


def test_every_point_of_a_review_is_answered_and_a_fault_stops_the_decision_until_a_later_review(bureau):
    case = notified(concluded(bureau, 40_000_00), 40_000_00)
    case.do("waive", bureau.a, moment(9, 28))
    half = {"review_ok": ["subject"], "review_result": "agree", "review_opinion": "同意"}
    assert "还没有审核：法定权限" in case.refused("review", bureau.reviewer, moment(10, 9), half).message
    faulty = {**PASSED, "review_ok": [one for one in PASSED["review_ok"] if one != "evidence"], "review_bad": ["evidence"]}
    assert "不能是“审核通过”" in case.refused("review", bureau.reviewer, moment(10, 9), faulty).message
    case.do("review", bureau.reviewer, moment(10, 9), {**faulty, "review_result": "problem", "review_opinion": "补充现场照片"})
    decided = {"decided_kinds": ["fine"], "decided_fine": 40_000_00}
    refusal = case.refused("approve", bureau.head, moment(10, 10), decided)
    assert "法制审核未通过（证据）" in refusal.message
    assert refusal.cites[0] == "行政处罚法(2021-01-22)#58"
    case.do("review", bureau.reviewer, moment(10, 11), PASSED)
    case.do("approve", bureau.head, moment(10, 11, 15), decided)


def test_the_reviewers_queue_and_page_show_the_law_of_two_days_and_perform_the_review(bureau, django_assert_max_num_queries):
    ready, waiting = notified(concluded(bureau, 40_000_00), 40_000_00), asked_for_hearing(bureau)
    small = notified(concluded(bureau, 1_000_00), 1_000_00)
    client = signed_in(bureau.reviewer)
    with now.at(moment(10, 12)):
        with django_assert_max_num_queries(25):
            queue = client.get(reverse("review_queue")).content.decode()
        page = reverse("legal_review", args=[ready.matter])
        assert page in queue
        assert "等待听证" in queue
        assert reverse("legal_review", args=[waiting.matter]) in queue
        assert reverse("legal_review", args=[small.matter]) not in queue
        with django_assert_max_num_queries(25):
            shown = client.get(page).content.decode()
        assert "行为日 2023-09-01" in shown
        assert "决定日 2023-10-12" in shown
        assert "没有音像记录" in shown
        assert "现在不能审核" in client.get(reverse("legal_review", args=[waiting.matter])).content.decode()
        data = {f"p_{code}": "ok" for code in PASSED["review_ok"][:-1]} | {"review_result": "agree", "review_opinion": "事实清楚，同意。"}
        refused = client.post(page, data)
        assert refused.status_code == 422
        assert "还没有审核：涉嫌犯罪移送" in refused.content.decode()
        assert "事实清楚，同意。" in refused.content.decode()
        assert client.post(page, {**data, "p_crime": "ok"}).status_code == 302
        assert Penalty.objects.get(pk=ready.matter).review_result == "agree"
        assert page not in client.get(reverse("review_queue")).content.decode()
        assert signed_in(bureau.a).get(reverse("step", args=[ready.matter, "review"])).status_code == 302


TABLE = {
    "table": "discretion", "options": {"violation": [["dust", "工地扬尘"]]},
    "rows": [
        {"id": "usual", "name": "工地扬尘一般", "when": {"violation": ["dust"], "times": [[1, 2]]}, "then": {"grade": "usual", "least": 1_000_000, "most": 3_000_000, "besides": None}, "cites": ["行政处罚法(2021-01-22)#34"]},
        {"id": "again", "name": "工地扬尘再犯", "when": {"violation": ["dust"], "times": [[2, None]]}, "then": {"grade": "heavier", "least": 3_000_000, "most": 10_000_000, "besides": None}, "cites": ["行政处罚法(2021-01-22)#34"]},
    ],
}  # fmt: skip


def published_table(bureau) -> None:
    data = {"table_id": "discretion", "title": "裁量基准", "issuer": "综合执法局", "number": "昆高执规〔2023〕1号", "in_force": date(2023, 1, 1), "content": json.dumps(TABLE)}
    matter = perform(Order("draft", bureau.reviewer, opening=Opening("enforcement.table", lead=bureau.squad), data=data, at=moment(1, 3), recorded=moment(1, 3))).matter
    for step, by, more in (("sign_off", bureau.justice_clerk, {"opinion": "同意"}), ("publish", bureau.head, {"published_on": date(2023, 1, 4), "place": "网站"})):
        perform(Order(step, by, matter=matter, data=more, at=moment(1, 4), recorded=moment(1, 4)))


def test_the_range_of_the_fine_comes_from_the_table_with_its_receipt_and_leaving_it_needs_a_reason_that_is_reviewed(bureau):
    published_table(bureau)
    case = Case(bureau, "penalty.ordinary")
    case.do("clue", bureau.a, moment(9, 1), {
        "found_on": date(2023, 9, 1), "source": "patrol", "cause": "工地扬尘", "place": "娄苑路", "basis": "《大气污染防治法》第一百一十五条", "party_kind": "organisation", "party_name": "某建设公司",
    })  # fmt: skip
    case.do("verify", bureau.a, moment(9, 4), {"verification": "属实"})
    case.do("file", bureau.deputy, moment(9, 5), {"filed_on": date(2023, 9, 5)})
    case.do("investigate", bureau.a, moment(9, 11), {"finding": "笔录"}, with_=[bureau.b])
    told = {"facts_found": "违法", "complex": False}
    asked = case.refused("conclude", bureau.a, moment(9, 20), told, with_=[bureau.b])
    assert "须先填写：被查处次数" in asked.message
    out = case.refused("conclude", bureau.a, moment(9, 20), {**told, "times": 1, "proposed_kinds": ["fine"], "proposed_fine": 5_000_00}, with_=[bureau.b])
    assert "10,000—30,000 元" in out.message
    case.do("conclude", bureau.a, moment(9, 20), {**told, "times": 1}, with_=[bureau.b])
    file = Penalty.objects.get(pk=case.matter)
    assert (file.proposed_fine, file.proposed_kinds, file.grade, file.fine_least, file.fine_most) == (10_000_00, ["fine"], "usual", 10_000_00, 30_000_00)
    assert "一般（裁量基准昆高执规〔2023〕1号" in file.discretion
    case.do("conclude", bureau.a, moment(9, 21), {**told, "times": 1, "proposed_fine": 5_000_00, "deviation": "主动消除危害后果"}, with_=[bureau.b])
    notified(case, 5_000_00)
    case.do("waive", bureau.a, moment(9, 28))
    assert "法制审核" in case.refused("approve", bureau.head, moment(10, 10), {"decided_kinds": ["fine"], "decided_fine": 5_000_00}).message
    with now.at(moment(10, 10)):
        page = signed_in(bureau.reviewer).get(reverse("legal_review", args=[case.matter])).content.decode()
        assert "偏离裁量基准的理由：主动消除危害后果" in page
        assert "已按当时的版本重新计算，一致" in page
        assert "工地扬尘再犯" in Client().get("/open/before/tables/").content.decode()


def test_a_clip_counts_for_the_act_of_its_day_and_what_is_seized_without_one_stands_red(bureau):
    case = Case(bureau, "penalty.ordinary")
    case.do("clue", bureau.a, moment(9, 1), {
        "found_on": date(2023, 9, 1), "source": "patrol", "cause": "工地扬尘", "place": "娄苑路", "basis": "某法", "party_kind": "organisation", "party_name": "某建设公司",
    })  # fmt: skip
    case.do("verify", bureau.a, moment(9, 4), {"verification": "属实"})
    case.do("file", bureau.deputy, moment(9, 5), {"filed_on": date(2023, 9, 5)})
    clip = {"device": "记录仪1", "started_at": moment(9, 11, 9), "ended_at": moment(9, 11, 10), "digest": "a" * 64, "officer": bureau.a, "covers": "scene"}
    case.do("investigate", bureau.a, moment(9, 11), {"finding": "笔录", "recordings": [clip]}, with_=[bureau.b])
    case.do("seize", bureau.a, moment(9, 12), {"things": [{"held": "seized", "name": "雾炮机", "quantity": "1台"}]}, with_=[bureau.b])
    with now.at(moment(9, 13)):
        page = signed_in(bureau.chief).get(reverse("filmed", args=[case.matter])).content.decode()
    assert "缺全程音像" in page
    assert "记录仪1" in page
    assert page.count("有音像") >= 1


def test_whoever_decides_in_a_meeting_speaks_of_every_case(bureau):
    case = notified(concluded(bureau, 40_000_00, complex_=True), 40_000_00)
    data = {
        "number": "1", "sort": "decision", "held_on": date(2023, 10, 12), "place": "会议室",
        "attendees": [{"person": bureau.head, "part": "chair"}, {"person": bureau.deputy, "part": "member"}],
        "opinions": [{"case": case.matter, "person": bureau.head, "stand": "agree"}],
    }  # fmt: skip
    with pytest.raises(Exception, match="有 1 处缺少参加人员对案件的意见"):
        perform(Order("record", bureau.chair, opening=Opening("penalty.meeting", lead=bureau.squad), data=data, at=moment(10, 12), recorded=moment(10, 12)))

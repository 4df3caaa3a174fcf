"""Registers refuse what cannot be, at the field, and say what to do; what may be is recorded."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from yuheng.kernel.engine import office
from yuheng.kernel.engine.correct import correct
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.identity.resident_id import made as made_id
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Matter, Organ, Person, Post
from yuheng.systems import catalogue

AT = datetime(2023, 6, 20, 10, tzinfo=CHINA)
DAY = date(2023, 6, 19)
ROLES = (
    "justice_clerk", "justice_head", "unit_clerk", "window_clerk", "legal_aid_clerk", "petition_clerk", "supervisor", "credit_clerk", "legal_reviewer",
    "community_clerk", "squad_head",
)  # fmt: skip


@pytest.fixture
def clerk(db) -> SimpleNamespace:
    catalogue.load()
    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高", holds_power=True)
    person = Person.objects.create(name="甲")
    Post.objects.create(person=person, organ=zone, title="科员", roles=list(ROLES), from_on=date(2020, 1, 1))
    office.changed()
    return SimpleNamespace(person=person.pk, organ=zone.pk)


def record(clerk: SimpleNamespace, procedure: str, **data: Any):
    return perform(Order("record", clerk.person, opening=Opening(procedure, lead=clerk.organ), data=data, at=AT, recorded=AT))


def refused(clerk: SimpleNamespace, procedure: str, **data: Any) -> dict[str, str]:
    before = Matter.objects.count()
    with pytest.raises(Refused) as found:
        record(clerk, procedure, **data)
    assert Matter.objects.count() == before
    return dict(found.value.refusal.fields)


AID = {"applied_on": DAY, "reviewed_on": DAY, "applicant": "王小明", "matter_kind": "wages", "group": "general", "result": "passed", "sent_on": DAY}
FIRM = made_uscc("91", "320583", 77)
SHOP = made_uscc("92", "320583", 78)


def test_a_whole_chain_counts_only_with_every_step_done(clerk):
    chain = {"name": "昆山甲有限公司", "uscc": FIRM, "registered_on": DAY, "online": True, "licence": True, "seal": True, "insurance": True}
    assert "部分办结" in refused(clerk, "services.startup", **chain, bank=False)["online"]
    assert "部分办结" in refused(clerk, "services.startup", **chain)["online"]
    record(clerk, "services.startup", **chain, bank=True)
    record(clerk, "services.startup", **{**chain, "online": False}, bank=False)


def test_an_impossible_birth_date_is_refused_although_its_check_character_is_right(clerk):
    chain = {"name": "昆山甲有限公司", "uscc": FIRM, "registered_on": DAY, "online": False, "legal_id": "320583195802290018"}
    assert "不是真实的" in refused(clerk, "services.startup", **chain)["legal_id"]


def test_sites_are_counted_and_no_address_stands_twice(clerk):
    chain = {"name": "昆山甲连锁有限公司", "uscc": FIRM, "registered_on": DAY}
    sites = [{"address": "前进中路1号"}, {"address": "前进中路2号"}]
    assert "places" in refused(clerk, "services.chain", **chain, places=3, sites=sites)
    assert "sites" in refused(clerk, "services.chain", **chain, places=2, sites=[sites[0], sites[0]])
    record(clerk, "services.chain", **chain, places=2, sites=sites)


def test_a_simple_deregistration_waits_for_its_notice_and_stops_at_an_objection(clerk):
    gone = {"name": "昆山甲有限公司", "uscc": FIRM, "closed_on": DAY, "licences": 1, "way": "simple", "notice_from": date(2023, 5, 25)}
    assert "notice_to" in refused(clerk, "services.deregistration", **gone, notice_to=date(2023, 6, 13))
    assert "way" in refused(clerk, "services.deregistration", **gone, notice_to=date(2023, 6, 14), objection=True)
    record(clerk, "services.deregistration", **gone, notice_to=date(2023, 6, 14), objection=False)


def test_a_direct_conversion_keeps_its_code_and_a_new_founding_takes_another(clerk):
    firm = {"name": "昆山甲面馆有限公司", "before_name": "玉山镇甲面馆", "before_uscc": SHOP, "approved_on": DAY}
    assert "uscc" in refused(clerk, "services.conversion", **firm, uscc=FIRM, direct=True)
    assert "uscc" in refused(clerk, "services.conversion", **firm, uscc=SHOP, direct=False)
    record(clerk, "services.conversion", **firm, uscc=SHOP, direct=True)


def test_only_one_side_has_signed_a_change_of_operator(clerk):
    shop = {"name": "玉山镇甲面馆", "uscc": SHOP, "changed_on": DAY, "before": "王小明", "after": "李小红", "direct": True}
    assert "都确认" in refused(clerk, "services.operator_change", **shop, both_signed=False)["both_signed"]
    record(clerk, "services.operator_change", **shop, both_signed=True)


def test_legal_aid_asks_for_guardian_ground_and_reason(clerk):
    child = made_id("320583", date(2012, 6, 15), 456)
    assert "guardian" in refused(clerk, "legal_aid.review", **{**AID, "group": "minor"}, id_kind="resident", id_number=child)
    assert "exempt_ground" in refused(clerk, "legal_aid.review", **AID, exempt=True)
    assert "lack" in refused(clerk, "legal_aid.review", **{**AID, "result": "returned", "sent_on": None})
    assert "id_number" in refused(clerk, "legal_aid.review", **AID, id_kind="resident", id_number="320583199001011233")
    record(clerk, "legal_aid.review", **AID, exempt=True, exempt_ground="wages")


def test_an_absent_candidate_is_recorded_without_a_score(clerk):
    sat = {"round": "2023-1", "taken_on": DAY, "candidate": clerk.person, "unit": clerk.organ, "passed": False}
    assert "score" in refused(clerk, "training.exam", **sat)
    assert "score" in refused(clerk, "training.exam", **sat, absent=True, score=80)
    assert "passed" in refused(clerk, "training.exam", **sat, score=80, pass_mark=60)
    record(clerk, "training.exam", **sat, absent=True)


def test_a_problem_is_corrected_only_when_somebody_verified_it(clerk):
    file = record(clerk, "legal_aid.review", **AID)
    reviewed = {"reviewed_on": DAY, "quarter": 2, "file": file.matter, "file_number": "1号", "unit": clerk.organ, "score": 80, "supervised": True}
    problem = {"found_on": DAY, "fault": "paper", "content": "页码缺漏", "corrected_on": DAY}
    assert "problems.1.verified_by" in refused(clerk, "oversight.reviewed_file", **reviewed, problems=[problem])
    assert "quarter" in refused(clerk, "oversight.reviewed_file", **{**reviewed, "quarter": 3})
    record(clerk, "oversight.reviewed_file", **reviewed, problems=[{**problem, "verified_by": clerk.person}])


def test_a_rule_without_a_changed_text_is_not_improved(clerk):
    rule = {"name": "办法", "improved_on": DAY, "unit": clerk.organ, "problem": "不闭合", "old_text": "同一条。"}
    assert "new_text" in refused(clerk, "oversight.rule", **rule, new_text="同一条。")
    record(clerk, "oversight.rule", **rule, new_text="新的一条。")


def test_votes_never_outnumber_households_and_coordinates_turned_round_are_told(clerk):
    home = {"name": "新乐锦园", "built_on": DAY}
    topic = {"held_on": DAY, "subject": "停车管理", "households": 100, "votes": 101}
    assert "topics.1.votes" in refused(clerk, "culture.community", **home, topics=[topic])
    site = {"name": "长廊", "kind": "gallery", "grade": "town", "opened_on": DAY, "manager": "村委会"}
    assert "写反" in refused(clerk, "culture.site", **site, position="31.38,120.98")["position"]
    record(clerk, "culture.site", **site, position="120.98,31.38")


def test_a_session_of_another_year_needs_its_reason(clerk):
    session = {"held_on": DAY, "topic": "宪法", "form": "lecture", "should_attend": 6, "attended": 6}
    assert "late_reason" in refused(clerk, "study.session", **session, plan_year=2022)
    assert "absence" in refused(clerk, "study.session", **{**session, "attended": 5})
    record(clerk, "study.session", **session, plan_year=2022, late_reason="上年计划顺延")


def test_a_correction_obeys_the_same_agreements(clerk):
    done = record(clerk, "services.operator_change", name="面馆", uscc=SHOP, changed_on=DAY, before="王小明", after="李小红", direct=True)
    with pytest.raises(Refused, match="同一人"):
        correct(done.matter, "after", "王小明", by=clerk.person, reason="录入错误")


def test_a_licence_says_what_a_public_record_of_it_needs(clerk):
    asked = {"applied_on": DAY, "decided_on": DAY, "item": "食品经营许可", "kind": "common", "holder_kind": "individual", "holder": "玉山镇甲面馆"}
    assert "uscc" in refused(clerk, "services.licence", **asked, result="rejected", reason="不属于职权范围")
    assert {"number", "paper_name", "content"} <= set(refused(clerk, "services.licence", **asked, uscc=SHOP, accepted_on=DAY, result="granted"))
    record(clerk, "services.licence", **asked, uscc=SHOP, result="rejected", reason="不属于职权范围")

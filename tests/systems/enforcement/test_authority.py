"""Who may enforce what: items given down and back, certificates of an organ, a kind and a day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.systems.enforcement.signing import signatures
from yuheng.kernel.engine import correct as corrections
from yuheng.kernel.engine.office import changed, office
from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.engine.undoing import undo_openings
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Certificate, Event, Notice, Organ, Person, Post
from yuheng.systems.enforcement.items.held import given_back
from yuheng.systems.enforcement.officers.reminding import remind_holders
from yuheng.systems.enforcement.officers.standing import gone, held, lacking, soon, unreviewed

SPOT = {
    "cause": "占道设摊", "place": "娄苑路88号", "basis": "市容管理条例", "facts_found": "当场查获", "party_kind": "person", "party_name": "王小明", "proposed_kind": "fine",
    "proposed_fine": 50_00,
}  # fmt: skip
CLUE = {
    "source": "patrol", "cause": "未采取防尘措施", "place": "娄苑路88号", "basis": "大气污染防治法第一百一十五条", "party_kind": "organisation", "party_name": "某建设工程有限公司",
}  # fmt: skip


def moment(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)


def act(step: str, by: int, day: date, data=None, **more) -> int:
    return perform(Order(step, by, data=data or {}, at=moment(day), recorded=moment(day), **more)).matter


def item(bureau, code: str = "CF-1", *, name: str = "未采取防尘措施", field: str = "ecology", from_on: date = date(2023, 1, 1)) -> int:
    data = {
        "code": code, "name": name, "kind": "penalty", "field": field, "basis": "大气污染防治法第一百一十五条", "holder": Organ.objects.get(code="e").pk, "way": "own",
        "given_by": "权责清单", "published_on": date(2022, 12, 1), "from_on": from_on,
    }  # fmt: skip
    return act("give", bureau.justice_clerk, date(2023, 8, 1), data, opening=Opening("enforcement.item", lead=bureau.zone))


def issue(bureau, holder: int, number: str = "证001", day: date = date(2023, 8, 1), **more) -> int:
    data = {
        "holder": holder, "grade": "officer", "unit": Organ.objects.get(code="e").pk, "number": number, "kinds": ["general"], "issuer": "市司法局", "valid_from": date(2023, 1, 1),
        "valid_to": date(2026, 6, 30), "ground": "kept", **more,
    }  # fmt: skip
    return act("issue", bureau.justice_clerk, day, data, opening=Opening("enforcement.certificate", lead=bureau.zone))


def clue(bureau, day: date, code: str | None = "CF-1", by: int = 0) -> int:
    data = {**CLUE, "found_on": day, "item_code": code}
    return act("clue", by or bureau.a, day, data, opening=Opening("penalty.ordinary", lead=bureau.squad))


def spot(bureau, day: date, first: int, second: int, **more) -> int:
    data = {**SPOT, "happened_on": day, **more}
    return act("discover", first, day, data, with_=(second,), opening=Opening("penalty.summary", lead=bureau.squad))


def filed(bureau, matter: int, day: date, **more) -> None:
    act("verify", bureau.a, day, {"verification": "情况属实", **more}, matter=matter)
    step = registry.get("penalty.ordinary", 1).by_id["file"]
    at = moment(day, 15)
    perform(Order("file", bureau.deputy, matter=matter, data={"filed_on": day}, at=at, recorded=at, **signatures(bureau, step, bureau.deputy)))


def test_an_item_given_back_takes_no_new_case_and_a_case_opened_before_goes_on_with_a_note(bureau):
    listed = item(bureau)
    case, late = clue(bureau, date(2024, 12, 19)), clue(bureau, date(2024, 12, 20))
    filed(bureau, case, date(2024, 12, 20))
    act("take_back", bureau.justice_head, date(2024, 12, 30), {"back_on": date(2025, 1, 1), "back_by": "苏政发〔2024〕99号"}, matter=listed)
    before = Event.objects.count()
    with pytest.raises(Refused, match="2025-01-01 收回（苏政发〔2024〕99号），不能新立案") as caught:
        clue(bureau, date(2025, 1, 1))
    assert caught.value.refusal.cites == ("行政处罚法(2021-01-22)#24.1",)
    assert Event.objects.count() == before
    with pytest.raises(Refused, match="不能新立案"):
        filed(bureau, late, date(2025, 1, 2))
    act("investigate", bureau.a, date(2025, 1, 6), {"finding": "拍照5张"}, matter=case, with_=(bureau.b,))
    organ = Organ.objects.get(code="e").pk
    assert given_back(organ, "CF-1", date(2024, 12, 31)) is None
    assert given_back(organ, "CF-1", date(2025, 1, 6)) == date(2025, 1, 1)


def test_a_case_names_an_item_of_the_list_where_a_list_is_kept(bureau):
    item(bureau)
    item(bureau, "CF-4", name="占道设摊", field="city")
    with pytest.raises(Refused, match="清单中没有 CF-9"):
        clue(bureau, date(2023, 9, 1), "CF-9")
    with pytest.raises(Refused, match="请填写权力事项编码") as caught:
        filed(bureau, clue(bureau, date(2023, 9, 1), None), date(2023, 9, 4))
    assert "CF-1 未采取防尘措施" in caught.value.refusal.remedy
    with pytest.raises(Refused, match="请填写权力事项编码"):
        spot(bureau, date(2023, 9, 1), bureau.a, bureau.b)
    spot(bureau, date(2023, 9, 1), bureau.a, bureau.b, item_code="CF-4")


def test_a_clue_that_came_without_an_item_gets_it_when_it_is_verified(bureau):
    item(bureau)
    filed(bureau, clue(bureau, date(2023, 9, 1), None), date(2023, 9, 4), item_code="CF-1")


def test_an_empty_list_restricts_nobody(bureau):
    filed(bureau, clue(bureau, date(2023, 9, 1), None), date(2023, 9, 4))
    spot(bureau, date(2023, 9, 1), bureau.a, bureau.b)


def test_a_case_before_the_first_day_of_an_item_is_refused(bureau):
    item(bureau, "CF-2", from_on=date(2023, 10, 1))
    item(bureau)
    with pytest.raises(Refused, match="自 2023-10-01 起行使"):
        clue(bureau, date(2023, 9, 30), "CF-2")
    clue(bureau, date(2023, 10, 1), "CF-2")


def test_one_code_names_one_item_at_a_time_within_one_import_too(bureau):
    item(bureau)
    with pytest.raises(Refused, match="已经在本机关的清单中"):
        item(bureau)


def test_an_officer_who_moved_to_another_organ_acts_no_more_under_the_old_number(bureau):
    holder = _newcomer(bureau)
    card = issue(bureau, holder)
    spot(bureau, date(2023, 8, 20), bureau.a, holder)
    act("end", bureau.justice_head, date(2023, 8, 31), {"ended_on": date(2023, 8, 31), "ended_how": "moved"}, matter=card)
    with pytest.raises(Refused, match=r"证001）已于 2023-08-31 注销（调离）") as caught:
        spot(bureau, date(2023, 9, 1), bureau.a, holder)
    assert caught.value.refusal.code == "certificate"
    spot(bureau, date(2023, 8, 30), bureau.a, holder)


def test_a_suspended_certificate_gives_no_power_until_it_is_restored(bureau):
    holder = _newcomer(bureau)
    card = issue(bureau, holder)
    act("suspend", bureau.supervisor, date(2023, 9, 4), {"suspended_on": date(2023, 9, 4), "suspended_why": "离岗教育"}, matter=card)
    with pytest.raises(Refused, match="自 2023-09-04 起暂扣"):
        spot(bureau, date(2023, 9, 5), bureau.a, holder)
    act("restore", bureau.justice_head, date(2023, 9, 11), {"restored_on": date(2023, 9, 11), "restored_why": "期满"}, matter=card)
    spot(bureau, date(2023, 9, 11), bureau.a, holder)
    with pytest.raises(Refused, match="暂扣"):
        spot(bureau, date(2023, 9, 10), bureau.a, holder)


def test_a_second_suspension_leaves_the_first_as_it_was(bureau):
    card = issue(bureau, _newcomer(bureau))
    for first, last in ((date(2023, 9, 4), date(2023, 9, 11)), (date(2023, 10, 9), None)):
        act("suspend", bureau.supervisor, first, {"suspended_on": first, "suspended_why": "离岗教育"}, matter=card)
        if last:
            act("restore", bureau.justice_head, last, {"restored_on": last, "restored_why": "期满"}, matter=card)
    kept = Certificate.objects.get(matter=card)
    assert list(kept.pauses.order_by("from_on").values_list("from_on", "to_on")) == [(date(2023, 9, 4), date(2023, 9, 10)), (date(2023, 10, 9), None)]


def test_an_auxiliary_is_never_one_of_the_two_officers(bureau):
    holder = _newcomer(bureau)
    issue(bureau, holder, grade="auxiliary")
    with pytest.raises(Refused, match="执法辅助人员证件"):
        spot(bureau, date(2023, 9, 1), bureau.a, holder)


def test_a_certificate_covers_the_field_of_the_item(bureau):
    item(bureau, "CF-3", name="占道设摊", field="city")
    holder = _newcomer(bureau)
    issue(bureau, holder, kinds=["fire"])
    with pytest.raises(Refused, match="执法类别是消防，不包括城市管理") as caught:
        spot(bureau, date(2023, 9, 1), bureau.a, holder, item_code="CF-3")
    assert caught.value.refusal.cites == ("行政处罚法(2021-01-22)#42.1",)


def test_a_correction_of_the_file_corrects_what_the_engine_asks(bureau):
    holder = _newcomer(bureau)
    card = issue(bureau, holder, valid_to=date(2023, 8, 31))
    with pytest.raises(Refused, match="到期"):
        spot(bureau, date(2023, 9, 1), bureau.a, holder)
    with time_at(moment(date(2023, 9, 1))):
        corrections.correct(card, "valid_to", date(2026, 8, 31), by=bureau.justice_clerk, reason="录入错误")
    spot(bureau, date(2023, 9, 1), bureau.a, holder)


def test_nobody_enters_or_ends_their_own_certificate_and_a_number_is_given_once(bureau):
    card = issue(bureau, bureau.justice_head)
    with pytest.raises(Refused, match="不能办理自己的证件"):
        act("end", bureau.justice_head, date(2023, 9, 1), {"ended_on": date(2023, 9, 1), "ended_how": "left"}, matter=card)
    with pytest.raises(Refused, match="不能登记自己的证件"):
        issue(bureau, bureau.justice_clerk, "证002")
    with pytest.raises(Refused, match="已经登记"):
        issue(bureau, bureau.helper)


def test_two_rows_of_one_sheet_with_one_number_make_one_certificate(bureau):
    opening = Opening("enforcement.certificate", lead=bureau.zone)
    data = {
        "grade": "officer", "unit": Organ.objects.get(code="e").pk, "number": "证007", "kinds": ["general"], "issuer": "市司法局", "valid_from": date(2023, 1, 1),
        "valid_to": date(2026, 6, 30), "ground": "kept",
    }  # fmt: skip
    at = moment(date(2023, 8, 1))
    orders = [Order("issue", bureau.justice_clerk, opening=opening, data={**data, "holder": one}, at=at, recorded=at) for one in (bureau.helper, bureau.reviewer)]
    first, second = perform_many(orders)
    assert hasattr(first, "matter")
    assert "已经登记" in str(second)
    assert Certificate.objects.filter(number="证007").count() == 1


def test_a_new_certificate_rests_on_an_approved_application_of_the_same_person(bureau):
    applied = act(
        "apply", bureau.chief, date(2023, 8, 1),
        {"applicant": bureau.helper, "grade": "officer", "unit": Organ.objects.get(code="e").pk, "kinds": ["general"], "employed": True, "applied_on": date(2023, 8, 1)},
        opening=Opening("enforcement.qualification", lead=bureau.squad),
    )  # fmt: skip
    with pytest.raises(Refused, match="还没有同意"):
        issue(bureau, bureau.helper, day=date(2023, 8, 20), ground="new", application=applied)
    act("vet", bureau.justice_clerk, date(2023, 8, 2), {"vetting": "符合"}, matter=applied)
    act("exam", bureau.justice_clerk, date(2023, 8, 10), {"exam_on": date(2023, 8, 10), "exam_score": 90, "exam_passed": True}, matter=applied)
    act("approve", bureau.justice_head, date(2023, 8, 15), {"approved_on": date(2023, 8, 15)}, matter=applied)
    with pytest.raises(Refused, match="不是本人的"):
        issue(bureau, bureau.reviewer, day=date(2023, 8, 20), ground="new", application=applied)
    issue(bureau, bureau.helper, day=date(2023, 8, 20), ground="new", application=applied)
    with pytest.raises(Refused, match="已经发过证件"):
        issue(bureau, bureau.helper, "证008", day=date(2023, 8, 21), ground="new", application=applied)


def test_who_lacks_a_certificate_whose_ends_soon_and_whose_was_not_given_back(bureau):
    holder = _newcomer(bureau)
    issue(bureau, holder, valid_to=date(2023, 11, 30))
    day, roles = date(2023, 9, 27), frozenset({"enforcer"})
    found = held(office(), day)
    assert [one.card.person_id for one in soon(found, day)] == [holder]
    assert [one.card.person_id for one in gone(found)] == [bureau.expired]
    assert [one.person for one in lacking(office(), day, roles)] == [bureau.expired]
    Person.objects.filter(pk=holder).update(left_on=date(2023, 9, 1))
    changed()
    assert holder in [one.card.person_id for one in gone(held(office(), day))]


def test_a_holder_and_the_issuing_office_are_told_once_that_a_certificate_ends(bureau):
    holder = _newcomer(bureau)
    issue(bureau, holder, valid_to=date(2023, 11, 30))
    with time_at(moment(date(2023, 9, 27))):
        assert remind_holders(date(2023, 9, 27)) == 2
        assert remind_holders(date(2023, 9, 28)) == 0
    assert set(Notice.objects.values_list("person", flat=True)) == {holder, bureau.justice_head}
    assert Notice.objects.get(person=holder).matter_id is None


def test_a_review_says_what_the_file_says(bureau):
    holder = _newcomer(bureau)
    card = issue(bureau, holder)
    said = {"reviewed_on": date(2023, 9, 20), "holder": holder, "number": "证001", "score": 55, "result": "stopped", "why": "不合格"}

    def review(**more) -> int:
        return act("record", bureau.reviewer, date(2023, 9, 20), {**said, **more}, opening=Opening("training.certificate_review", lead=bureau.squad))

    with pytest.raises(Refused, match="还没有暂扣"):
        review()
    with pytest.raises(Refused, match="持证人是新来"):
        review(holder=bureau.a)
    act("suspend", bureau.supervisor, date(2023, 9, 20), {"suspended_on": date(2023, 9, 20), "suspended_why": "年审不合格"}, matter=card)
    review()


def test_a_certificate_without_review_for_a_year_is_listed(bureau):
    issue(bureau, bureau.reviewer)
    data = {"reviewed_on": date(2023, 9, 20), "holder": bureau.reviewer, "number": "证001", "score": 90, "result": "passed"}
    act("record", bureau.reviewer, date(2023, 9, 20), data, opening=Opening("training.certificate_review", lead=bureau.squad))

    def listed(day: date) -> bool:
        return "证001" in [one.card.number for one in unreviewed(held(office(), day), day)]

    assert [listed(date(2024, 9, 18)), listed(date(2024, 9, 19))] == [False, True]


def test_a_sheet_taken_back_leaves_no_certificate(bureau):
    day = date(2023, 8, 1)
    data = {
        "holder": bureau.helper, "grade": "officer", "unit": Organ.objects.get(code="e").pk, "number": "证009", "kinds": ["general"], "issuer": "市司法局",
        "valid_from": date(2023, 1, 1), "valid_to": date(2026, 6, 30), "ground": "kept",
    }  # fmt: skip
    matter = act("issue", bureau.justice_clerk, day, data, opening=Opening("enforcement.certificate", lead=bureau.zone, batch=1))
    assert Certificate.objects.filter(matter=matter).exists()
    with time_at(moment(day, 15)):
        [result] = undo_openings([matter], by=bureau.justice_clerk, reason="表格有误")
    assert isinstance(result, Done)
    assert not Certificate.objects.filter(number="证009").exists()


def _newcomer(bureau) -> int:
    """An officer of the squad without a certificate."""
    one = Person.objects.create(name="新来")
    Post.objects.create(person=one, organ_id=bureau.squad, title="执法队员", roles=["enforcer"], from_on=date(2020, 1, 1))
    changed()
    return one.pk

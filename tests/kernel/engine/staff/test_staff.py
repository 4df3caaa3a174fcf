"""What administrators do to organs, people and accounts: recorded, dated, never rewriting the past."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.hashers import check_password
from django.db import Error, connection, transaction

from tests.example.office import moment
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles, viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.engine import irregular
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.staff import accounts, organs, people
from yuheng.kernel.engine.staff.cards import Card, keep, valid
from yuheng.kernel.engine.staff.record import Actor, Why, broken
from yuheng.kernel.records.models import Account, Change, Organ, OrganName, Post
from yuheng.systems.roles import ALL

TODAY = date(2023, 3, 10)


@pytest.fixture
def admin(staffed):
    from tests.example.procedure import CLERK, HEAD, INSPECTOR, REVIEWER

    know_roles({**ALL, **{role.id: role for role in (CLERK, HEAD, INSPECTOR, REVIEWER)}})
    account = Account.objects.create(username="admin", person_id=staffed.supervisor)
    with now.at(moment(3, 10, 10)):
        yield Actor(account.pk, staffed.supervisor)


def why(on: date = TODAY, paper: str = "昆高编〔2023〕1 号") -> Why:
    return Why("机构调整", on, paper)


def sees(person: int) -> set[int]:
    account, _made = Account.objects.get_or_create(username=f"u{person}", defaults={"person_id": person})
    return set(visible(viewer(account)).values_list("pk", flat=True))


def test_a_renamed_organ_keeps_its_old_name_for_earlier_days(staffed, admin):
    OrganName.objects.create(organ_id=staffed.squad, name="一中队", from_on=date(2020, 1, 1))
    organs.rename(admin, staffed.squad, "城区中队", why())
    assert office().names[staffed.squad] == "城区中队"
    rows = OrganName.objects.filter(organ=staffed.squad).order_by("from_on").values_list("name", "to_on")
    assert list(rows) == [("一中队", date(2023, 3, 9)), ("城区中队", None)]
    with pytest.raises(Refused, match="应当在其后"):
        organs.rename(admin, staffed.squad, "更早的名称", why(date(2023, 3, 1)))
    with pytest.raises(Refused, match="尚未到来"):
        organs.rename(admin, staffed.squad, "将来的名称", why(date(2023, 4, 1)))


def test_a_moved_organ_takes_its_matters_along(staffed, admin):
    case = staffed.accept().matter
    assert case not in sees(staffed.stranger)
    assert organs.move(admin, staffed.squad, staffed.other, why()) == 1
    assert case in sees(staffed.stranger)
    assert case in sees(staffed.clerk)
    with pytest.raises(Refused, match="下级"):
        organs.move(admin, staffed.other, staffed.squad, why())


def test_a_merged_organ_leaves_no_matter_and_no_post_behind(staffed, admin):
    case = staffed.accept().matter
    organs.merge(admin, staffed.squad, staffed.other, why())
    assert case in sees(staffed.stranger)
    assert [post.organ for post in office().posts_on(staffed.clerk, TODAY)] == [staffed.other]
    assert [post.organ for post in office().posts_on(staffed.clerk, date(2023, 3, 9))] == [staffed.squad]
    assert Organ.objects.get(pk=staffed.squad).to_on == date(2023, 3, 9)
    with pytest.raises(Refused, match="撤销"):
        organs.rename(admin, staffed.squad, "又一名称", why())


def test_an_organ_with_work_people_or_units_is_not_abolished(staffed, admin):
    staffed.accept()
    with pytest.raises(Refused, match="未了事项"):
        organs.abolish(admin, staffed.squad, why())
    with pytest.raises(Refused, match="在岗人员"):
        organs.abolish(admin, staffed.other, why())
    with pytest.raises(Refused, match="下级单位"):
        organs.abolish(admin, staffed.zone, why())
    new = organs.found(admin, staffed.zone, "new", "新设科", why())
    organs.abolish(admin, new, why())
    assert Organ.objects.get(pk=new).to_on == date(2023, 3, 9)


def test_a_lent_post_ends_by_itself_and_names_its_paper(staffed, admin):
    with pytest.raises(Refused, match="截止日期"):
        people.appoint(admin, staffed.clerk, staffed.other, "代理队长", ["example_head"], why(), how="代理")
    with pytest.raises(Refused, match="依据文件"):
        people.appoint(admin, staffed.clerk, staffed.other, "代理队长", ["example_head"], why(paper=""), how="代理", until=date(2023, 3, 31))
    people.appoint(admin, staffed.clerk, staffed.other, "代理队长", ["example_head"], why(), how="代理", until=date(2023, 3, 31))
    assert len(office().posts_on(staffed.clerk, date(2023, 3, 31))) == 2
    assert len(office().posts_on(staffed.clerk, date(2023, 4, 1))) == 1


def test_nobody_appoints_themselves(staffed, admin):
    with pytest.raises(Refused, match="自己"):
        people.appoint(admin, staffed.supervisor, staffed.zone, "负责人", ["example_head"], why())
    with pytest.raises(Refused, match="自己"):
        accounts.first_password(admin, admin.account, why())


def test_leaving_ends_access_the_same_day_and_leaves_no_orphans(staffed, admin):
    case = staffed.accept().matter
    with pytest.raises(Refused, match="1 件在办事项"):
        people.leave(admin, staffed.clerk, why())
    irregular.hand_over(case, staffed.inspector, by=staffed.clerk, reason="离岗移交")
    account = Account.objects.create(username="jia", person_id=staffed.clerk)
    people.leave(admin, staffed.clerk, why())
    account.refresh_from_db()
    assert not account.is_active
    assert office().posts_on(staffed.clerk, TODAY) == []
    assert viewer(account).grants == ()
    assert len(office().posts_on(staffed.clerk, date(2023, 3, 9))) == 1


def test_a_post_does_not_end_before_what_was_done_from_it(staffed, admin):
    staffed.accept(moment(3, 8))
    post = Post.objects.get(person=staffed.clerk)
    with pytest.raises(Refused, match="还以本岗位办理过事项"):
        people.end_post(admin, post.pk, why(date(2023, 3, 5)))
    people.end_post(admin, post.pk, why())
    assert office().posts_on(staffed.clerk, TODAY) == []


def test_an_account_is_opened_once_a_person_with_a_password_told_once(staffed, admin):
    told = accounts.open_account(admin, staffed.clerk, "jia", why())
    account = Account.objects.get(pk=told.account)
    assert check_password(told.password, account.password)
    assert account.must_change
    with pytest.raises(Refused, match="只能有一个"):
        accounts.open_account(admin, staffed.clerk, "jia2", why())
    accounts.disable(admin, told.account, why())
    assert accounts.open_account(admin, staffed.clerk, "jia2", why()).username == "jia2"
    with pytest.raises(Refused, match="只能有一个"):
        accounts.enable(admin, told.account, why())
    assert told.password not in str(list(Change.objects.values_list("before", "after")))


def test_a_certificate_gives_power_only_while_it_runs_for_its_organ(staffed):
    card = Card(
        staffed.accept().matter, staffed.clerk, staffed.zone, "10320583000001", ("综合行政执法",), False, date(2023, 3, 1), date(2023, 12, 31),
        paused_on=date(2023, 3, 6), paused_to=date(2023, 3, 8), stopped_on=date(2023, 6, 30), stopped_why="注销（调离）",
    )  # fmt: skip
    keep([card])
    days = {day: office().seat(staffed.clerk, day) for day in (date(2023, 2, 28), date(2023, 3, 5), date(2023, 3, 6), date(2023, 3, 8), date(2023, 3, 9), date(2023, 6, 29), date(2023, 6, 30))}
    assert [seat.certified for seat in days.values()] == [False, True, False, False, True, True, False]
    assert "暂扣" in days[date(2023, 3, 6)].no_certificate
    assert "注销（调离）" in days[date(2023, 6, 30)].no_certificate
    assert valid(date(2023, 3, 8)).filter(person=staffed.clerk).count() == 0
    assert valid(date(2023, 3, 9)).filter(person=staffed.clerk).count() == 1


def test_the_certificate_of_an_auxiliary_makes_no_officer(staffed):
    keep([Card(staffed.accept().matter, staffed.clerk, staffed.zone, "F1", (), True, date(2023, 1, 1), date(2026, 12, 31))])
    seat = office().seat(staffed.clerk, TODAY)
    assert not seat.certified
    assert "辅助人员" in seat.no_certificate
    assert not valid(TODAY).filter(person=staffed.clerk).exists()


def test_the_record_of_changes_is_a_chain_that_cannot_be_changed(staffed, admin):
    organs.rename(admin, staffed.squad, "城区中队", why())
    organs.rename(admin, staffed.other, "城郊中队", why())
    assert list(broken()) == []
    with pytest.raises(Error), transaction.atomic():
        Change.objects.update(reason="改过")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER change_no_update")
        else:
            cursor.execute("ALTER TABLE kernel_change DISABLE TRIGGER change_insert_only")
    Change.objects.filter(seq=1).update(reason="改过")
    assert list(broken()) == ["第 1 条变更记录被改动过。"]
    Change.objects.filter(seq=1).update(reason="机构调整")
    assert list(broken()) == []


def test_a_refused_change_changes_nothing(staffed, admin):
    version = office().version
    with pytest.raises(Refused):
        organs.rename(admin, staffed.squad, "二中队", why())
    assert (office().version, Change.objects.count()) == (version, 0)

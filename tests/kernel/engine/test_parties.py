"""Parties: codes checked, dated names, one party found under two registrations, and parted again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example.office import moment
from yuheng.kernel import now
from yuheng.kernel.engine import parties
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.staff.record import Actor, Why
from yuheng.kernel.records.models import Account, Change, Party, PartyName

FIRM, SHOP = "91320583MA1KGX100E", "92320583MA1KGX207N"


@pytest.fixture
def by(staffed):
    account = Account.objects.create(username="clerk", person_id=staffed.clerk)
    with now.at(moment(3, 10, 10)):
        yield Actor(account.pk, staffed.clerk)


def new(by, name, uscc="", kind="enterprise", **more):
    return parties.register(by, parties.cleaned(kind, name, uscc, **more))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"uscc": "91320583MA1KGX100F"}, "第 18 位校验位应为 E"),
        ({"uscc": "91320583MA1KGX1OOE"}, "可能应为“0”"),
        ({"uscc": ""}, "请填写统一社会信用代码"),
        ({"id_number": "320583195802290018", "kind": "person"}, "1958 年 2 月有 28 天"),
    ],
)
def test_a_wrong_code_is_refused_with_what_it_should_be(given, said):
    with now.at(moment(3, 10)), pytest.raises(parties.PartyFault, match=said):
        parties.cleaned(given.pop("kind", "enterprise"), "某店", **given)


def test_one_code_is_one_party(by):
    assert new(by, "昆山某某有限公司", FIRM) == new(by, "昆山某某有限公司（旧称）", FIRM)
    assert Party.objects.count() == 1


def test_a_renamed_party_keeps_its_old_names(by):
    party = new(by, "老张面馆", SHOP, "individual")
    with now.at(moment(4, 1)):
        parties.rename(by, party, "新张面馆", Why("变更登记", date(2023, 4, 1)))
    assert list(PartyName.objects.order_by("from_on").values_list("name", "to_on")) == [("老张面馆", date(2023, 3, 31)), ("新张面馆", None)]


def test_two_codes_are_two_bodies_unless_one_was_converted(by):
    firm, shop = new(by, "老张餐饮有限公司", FIRM), new(by, "老张面馆", SHOP, "individual")
    with pytest.raises(Refused, match="两个主体"):
        parties.merge(by, firm, shop, "same", "名称相近")
    merge = parties.merge(by, firm, shop, "converted", "个转企登记通知书〔2023〕1 号")
    assert parties.family(firm) == [firm, shop]
    parties.part(by, merge, "合并有误")
    assert parties.family(firm) == [firm]
    assert Party.objects.get(pk=shop).merged_into_id is None
    with pytest.raises(Refused, match="已经撤销"):
        parties.part(by, merge, "再撤一次")


def test_an_old_registration_and_a_new_code_are_one(by):
    old = Party.objects.create(kind="individual", name="老张面馆").pk
    code = new(by, "老张面馆", SHOP, "individual")
    parties.merge(by, code, old, "code", "换照登记表")
    with pytest.raises(Refused, match="已经并入"):
        parties.merge(by, code, old, "code", "换照登记表")
    with pytest.raises(Refused, match="另一个"):
        parties.merge(by, old, code, "code", "换照登记表")


def test_people_and_bodies_do_not_merge(by):
    person, firm = new(by, "张三", kind="person"), new(by, "某某公司", FIRM)
    with pytest.raises(Refused, match="自然人与单位"):
        parties.merge(by, firm, person, "same", "法定代表人")


def test_the_record_of_changes_holds_no_name_of_a_party(by):
    party = new(by, "张三丰", kind="person", phone="13812348000")
    with now.at(moment(4, 1)):
        parties.rename(by, party, "张四丰", Why("更正", date(2023, 4, 1)))
    assert Change.objects.count() == 1
    assert "三丰" not in str(list(Change.objects.values()))
    assert "四丰" not in str(list(Change.objects.values()))


def test_a_paper_names_the_party_as_it_was_called_on_its_day(by, staffed):
    from yuheng.kernel.engine.paper_view import _parties
    from yuheng.kernel.records.models import Matter, MatterParty

    party = new(by, "老张面馆", SHOP, "individual")
    matter = Matter.objects.get(pk=staffed.accept(moment(3, 1)).matter)
    MatterParty.objects.create(matter=matter, party_id=party, part="当事人")
    with now.at(moment(4, 1)):
        parties.rename(by, party, "新张面馆", Why("变更登记", date(2023, 4, 1)))
    assert [_parties(matter, day)[0]["name"] for day in (date(2023, 1, 5), date(2023, 3, 31), date(2023, 4, 1))] == ["老张面馆", "老张面馆", "新张面馆"]


def test_a_party_is_found_by_the_initials_of_its_name_whichever_way_it_was_written(by):
    from yuheng.faces.workbench.parties import called
    from yuheng.kernel.identity.initials import initials

    assert initials("昆山顺丰物流（A2）有限公司") == "kssfwla2yxgs"
    firm = new(by, "昆山顺丰物流有限公司", FIRM)
    Party.objects.bulk_create([Party(kind="person", name="王小明")])
    assert [one.pk for one in Party.objects.filter(called("SFWL"))] == [firm]
    assert [one.name for one in Party.objects.filter(called("wxm"))] == ["王小明"]
    with now.at(moment(4, 1)):
        parties.rename(by, firm, "昆山通达快递有限公司", Why("变更登记", date(2023, 4, 1)))
    assert not Party.objects.filter(called("sfwl")).exists()
    assert [one.pk for one in Party.objects.filter(called("tdkd"))] == [firm]

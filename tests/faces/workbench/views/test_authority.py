"""Items, certificates and the public check of one, as pages."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuheng.faces.workbench.views.officer_check import code_of
from yuheng.kernel import now
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Certificate, Organ, Person, Post
from yuheng.systems import catalogue
from yuheng.systems.enforcement.items.facts import PowerItem

ENTERED = datetime(2023, 8, 1, 9, tzinfo=CHINA)
NOW = datetime(2023, 9, 27, 10, tzinfo=CHINA)


@pytest.fixture
def zone(db):
    catalogue.load()
    top = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    justice = Organ.objects.create(code="j", name="司法所", kind="department", parent=top, prefix="昆高")
    bureau = Organ.objects.create(code="e", name="综合执法局", kind="bureau", parent=top, holds_power=True, prefix="昆高执")
    squad = Organ.objects.create(code="s", name="一中队", kind="squad", parent=bureau, prefix="昆高执")

    def person(name: str, organ: Organ, *roles: str) -> int:
        one = Person.objects.create(name=name, phone="13812345678")
        Post.objects.create(person=one, organ=organ, title="工作人员", roles=list(roles), from_on=date(2020, 1, 1))
        return one.pk

    found = SimpleNamespace(
        justice=justice.pk, bureau=bureau.pk, squad=squad.pk, clerk=person("科员", justice, "justice_clerk"), head=person("所长", justice, "justice_head"),
        officer=person("甲某某", squad, "enforcer"), bare=person("无证者", squad, "enforcer"), helper=person("辅助员", squad, "auxiliary"), window=person("窗口", top, "window_clerk"),
    )  # fmt: skip
    office.changed()
    found.card = issue(found, found.officer, "103205830001")
    found.aid = issue(found, found.helper, "F001", grade="auxiliary")
    item(found, "CF-1", "占道设摊")
    with now.at(NOW):
        yield found


def act(step: str, by: int, at: datetime, data, **more) -> int:
    return perform(Order(step, by, data=data, at=at, recorded=at, **more)).matter


def issue(zone, holder: int, number: str, **more) -> int:
    data = {
        "holder": holder, "grade": "officer", "unit": zone.bureau, "number": number, "kinds": ["general"], "issuer": "市司法局", "valid_from": date(2023, 1, 1),
        "valid_to": date(2023, 11, 30), "ground": "kept", **more,
    }  # fmt: skip
    return act("issue", zone.clerk, ENTERED, data, opening=Opening("enforcement.certificate", lead=zone.justice))


def item(zone, code: str, name: str) -> int:
    data = {
        "code": code, "name": name, "kind": "penalty", "field": "city", "basis": "市容条例", "holder": zone.bureau, "way": "own", "given_by": "权责清单",
        "published_on": date(2022, 12, 1), "from_on": date(2023, 1, 1),
    }  # fmt: skip
    return act("give", zone.clerk, ENTERED, data, opening=Opening("enforcement.item", lead=zone.justice))


def qr(card: int) -> str:
    return reverse("officer_card", args=[code_of(Certificate.objects.get(matter=card))])


def test_anybody_checks_a_certificate_by_its_code_and_is_told_of_which_day_it_is_true(zone):
    answer = Client().get(qr(zone.card))
    seen = answer.content.decode()
    assert answer.status_code == 200
    assert "行政执法证，2023-09-27 有效" in seen
    assert "甲某某" in seen
    assert "13812345678" not in seen


def test_an_invalid_certificate_gives_away_neither_name_nor_reason(zone):
    act("suspend", zone.head, NOW, {"suspended_on": NOW.date(), "suspended_why": "被投诉"}, matter=zone.card)
    seen = Client().get(qr(zone.card)).content.decode()
    assert "2023-09-27 无效" in seen
    assert "甲某某" not in seen
    assert "投诉" not in seen


def test_a_certificate_whose_holder_left_or_moved_is_invalid_the_same_day(zone):
    Person.objects.filter(pk=zone.officer).update(left_on=NOW.date())
    office.changed()
    assert "2023-09-27 无效" in Client().get(qr(zone.card)).content.decode()


def test_the_certificate_of_an_auxiliary_says_what_it_is_not(zone):
    assert "不能单独执法" in Client().get(qr(zone.aid)).content.decode()


@pytest.mark.parametrize("code", ["1.x", "99", "'; drop", "1" * 400])
def test_a_code_that_nobody_signed_finds_nothing(zone, code):
    answer = Client().get(reverse("officer_card", args=[code]))
    assert answer.status_code == 200
    assert "没有查到" in answer.content.decode()


def test_without_a_code_number_and_name_must_both_be_right(zone):
    client, address = Client(), reverse("officer_check")
    assert "请照证件填写" in client.post(address, {"number": "103205830001"}).content.decode()
    assert "没有查到" in client.post(address, {"number": "103205830001", "name": "乙某某"}).content.decode()
    assert "2023-09-27 有效" in client.post(address, {"number": "103205830001", "name": "甲某某"}).content.decode()
    assert client.get(address + "?number=103205830001&name=甲某某").content.decode().count("有效") == 0


def test_the_card_page_shows_the_code_to_who_may_read_the_file(zone, browser_of):
    address = reverse("officer_qr", args=[zone.card])
    seen = browser_of(zone.clerk).get(address).content.decode()
    assert "<svg" in seen
    assert qr(zone.card) in seen
    assert browser_of(zone.window).get(address).status_code == 403


def test_the_roster_shows_who_lacks_a_certificate_and_whose_ends_soon(zone, browser_of):
    seen = browser_of(zone.clerk).get(reverse("officers")).content.decode()
    assert "无证者" in seen
    assert "没有行政执法证件" in seen
    assert "2023-11-30" in seen
    assert browser_of(zone.window).get(reverse("officers")).status_code == 403
    for asked in ("on=x", "on=2099-01-01", f"unit={zone.squad}", "unit=99999999999999999999"):
        assert browser_of(zone.clerk).get(f"{reverse('officers')}?{asked}").status_code == 200


def test_the_list_of_items_is_read_by_everybody_and_stands_as_on_the_day(zone, browser_of):
    assert "占道设摊" in browser_of(zone.officer).get(reverse("items")).content.decode()
    assert "占道设摊" not in browser_of(zone.officer).get(reverse("items") + "?on=2022-12-31").content.decode()


def test_both_pages_ask_as_many_questions_for_many_rows_as_for_few(zone, browser_of):
    client = browser_of(zone.clerk)
    for name in ("items", "officers"):
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as few:
            client.get(reverse(name))
        for number in range(12):
            item(zone, f"{name}-{number}", f"事项{number}")
            holder = Person.objects.create(name=f"人{name}{number}").pk
            office.changed()
            issue(zone, holder, f"{name}{number}")
        client.get(reverse(name))  # the office is read again after certificates changed
        with CaptureQueriesContext(connection) as many:
            client.get(reverse(name))
        assert len(many) == len(few) <= 20


def test_a_case_of_an_item_given_back_says_so_on_its_page(zone, browser_of):
    clue = {
        "found_on": ENTERED.date(), "source": "patrol", "cause": "占道设摊", "place": "娄苑路88号", "basis": "市容条例", "party_kind": "person", "party_name": "王小明", "item_code": "CF-1",
    }  # fmt: skip
    begun = act("clue", zone.officer, ENTERED.replace(hour=10), clue, opening=Opening("penalty.ordinary", lead=zone.squad))
    found = {key: clue[key] for key in ("cause", "place", "basis", "party_kind", "party_name", "item_code")}
    found |= {"happened_on": ENTERED.date(), "facts_found": "当场查获", "proposed_kind": "warning", "proposed_fine": 0}
    issue(zone, zone.bare, "103205830002")
    spot = act("discover", zone.officer, ENTERED.replace(hour=11), found, with_=(zone.bare,), opening=Opening("penalty.summary", lead=zone.squad))
    client = browser_of(zone.officer)
    assert "事项已收回" not in client.get(reverse("matter", args=[begun])).content.decode()
    act("take_back", zone.head, NOW, {"back_on": NOW.date(), "back_by": "省政府决定"}, matter=PowerItem.objects.get().pk)
    assert "所依据的事项已于 2023-09-27 收回；不能再立案" in client.get(reverse("matter", args=[begun])).content.decode()
    assert "所依据的事项已于 2023-09-27 收回；此前立案，继续办理" in client.get(reverse("matter", args=[spot])).content.decode()

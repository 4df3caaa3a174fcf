"""依法删除 on the site: prepared by one, confirmed by another who is signed in, and only then done."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.example.office import moment
from yuheng.kernel.engine import office
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.records.models import ErasureRequest, Event, Notice, Opening, Person, Post


@pytest.fixture
def two(march):
    """The head of the squad and a legal reviewer of the zone, and a case with a phone."""
    found = []
    for name, organ, role in (("队长", march.squad, "squad_head"), ("审核", march.zone, "legal_reviewer")):
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ_id=organ, title=name, roles=[role, "example_clerk"], from_on=date(2020, 1, 1))
        found.append(one.pk)
    office.changed()
    return (*found, march.accept(moment(3, 1), phone="13812348000").matter)


def test_one_asks_another_confirms_and_only_then_it_is_gone(march, two, browser_of):
    head, reviewer, case = two
    address = reverse("erase", args=[case])
    form = browser_of(head).get(address).content.decode()
    assert "联系电话" in form
    assert "以前的备份" in form
    sent = {"do": "ask", "names": ["phone"], "ground": "个人信息保护法(2021-08-20)#47", "reason": "当事人申请删除", "second": str(reviewer)}
    for wrong, words in (({"ground": "某法#1"}, "法律依据有误"), ({"names": []}, "没有选择"), ({"names": ["subject/x"]}, "不能删除"), ({"reason": ""}, "事由")):
        answer = browser_of(head).post(address, {**sent, **wrong})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not ErasureRequest.objects.exists()
    for _twice in range(2):
        browser_of(head).post(address, sent)
    request = ErasureRequest.objects.get()
    assert Notice.objects.filter(person=reviewer, kind=f"erase:{request.pk}").count() == 1
    assert Opening.objects.filter(field="phone").exists()
    own = browser_of(head).post(address, {"do": "confirm", "request": str(request.pk)})
    assert own.status_code == 422
    assert "不能是提出人本人" in own.content.decode()
    assert "复核并删除" in browser_of(reviewer).get(address).content.decode()
    for _twice in range(2):
        assert browser_of(reviewer).post(address, {"do": "confirm", "request": str(request.pk)}).status_code == 302
    assert not Opening.objects.filter(field="phone").exists()
    event = Event.objects.get(matter=case, kind="erase")
    assert (event.person, [one["person"] for one in event.participants]) == (head, [reviewer])
    assert list(replay([case])) == []


def test_who_answers_for_nobody_there_may_not_and_a_request_taken_back_erases_nothing(march, two, browser_of):
    head, reviewer, case = two
    address = reverse("erase", args=[case])
    assert browser_of(march.clerk).get(address).status_code == 403
    assert browser_of(march.clerk).post(address, {"do": "ask"}).status_code == 403
    assert "依法删除" not in browser_of(march.clerk).get(reverse("matter", args=[case])).content.decode()
    assert "依法删除" in browser_of(head).get(reverse("matter", args=[case])).content.decode()
    browser_of(head).post(address, {"do": "ask", "names": ["phone"], "ground": "个人信息保护法(2021-08-20)#47", "reason": "当事人申请"})
    request = ErasureRequest.objects.get()
    assert browser_of(reviewer).post(address, {"do": "turn_down", "request": str(request.pk)}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.ended_by_id) == ("refused", reviewer)
    assert Opening.objects.filter(field="phone").exists()
    assert Event.objects.filter(matter=case).count() == 1

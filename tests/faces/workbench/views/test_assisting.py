"""协办 and the life of papers: asked, answered, printed, served, each a record of its own that replay finds again."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.example.office import moment
from yuheng.kernel import now
from yuheng.kernel.engine.assisting import ask_help
from yuheng.kernel.engine.correct import undo
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.records.models import Event, Handling, Helper, Member, Notice, Paper, Scope


@pytest.fixture
def case(march):
    return march.accept(moment(3, 1)).matter


@pytest.fixture
def decided(march, case):
    """A decision with its paper."""
    perform(march.order("visit", march.inspector, moment(3, 2), matter=case, with_=(march.second,), data={"visits": [{"place": "路口"}], "risky": False}))
    perform(march.order("review", march.reviewer, moment(3, 3), matter=case, data={"opinion": "同意"}))
    perform(march.order("decide", march.head, moment(3, 7), matter=case, data={"result": "granted", "fee": "12.50"}))
    return Paper.objects.get(matter=case, kind="decision")


def test_who_is_asked_to_help_sees_the_matter_and_has_a_todo_until_they_answer(march, case, browser_of):
    helper = browser_of(march.stranger)
    assert helper.get(reverse("matter", args=[case])).status_code == 403
    page = reverse("assist", args=[case])
    sent = {"person": str(march.stranger), "reason": "请核实房屋权属", "due": "2023-03-14", "y_key": "k"}
    for _twice in range(2):
        assert browser_of(march.clerk).post(page + "?do=ask", sent).status_code == 302
    request = Helper.objects.get()
    assert Event.objects.filter(matter=case, kind="assist").count() == 1
    home = helper.get(reverse("home")).content.decode()
    assert "答复协办请求" in home
    assert '<span class="y-tag">协办</span>' in home
    assert "请核实房屋权属" in helper.get(page).content.decode()
    assert str(case) in helper.get(reverse("work") + "?helper=me&col=title&col=helpers").content.decode()
    assert str(case) not in browser_of(march.clerk).get(reverse("work") + "?helper=me").content.decode()
    assert Notice.objects.filter(person=march.stranger, kind=f"assist:{request.asked}").count() == 1
    # Helping gives no seat: neither a step nor a correction nor a handover.
    assert helper.get(reverse("correct", args=[case])).status_code == 403
    assert helper.post(page + f"?asked={request.asked}", {"reason": ""}).status_code == 422
    assert helper.post(page + f"?asked={request.asked}", {"reason": "已核实，产权无争议", "y_key": "a"}).status_code == 302
    assert "答复协办请求" not in helper.get(reverse("home")).content.decode()
    assert "已核实，产权无争议" in browser_of(march.clerk).get(reverse("matter", args=[case])).content.decode()
    assert helper.get(reverse("matter", args=[case])).status_code == 200
    assert list(replay([case])) == []


def test_a_request_withdrawn_takes_the_matter_out_of_sight_again(march, case, browser_of):
    ask_help(case, march.stranger, by=march.clerk, asked="请核实")
    with pytest.raises(Refused, match="还没有答复"):
        ask_help(case, march.stranger, by=march.clerk, asked="请再核实")
    asked = Helper.objects.get().asked
    assert browser_of(march.stranger).get(reverse("assist", args=[case]) + f"?withdraw={asked}").status_code == 403
    answer = browser_of(march.clerk).post(reverse("assist", args=[case]) + f"?withdraw={asked}", {"reason": "已由他人核实"})
    assert answer.status_code == 302
    assert browser_of(march.stranger).get(reverse("matter", args=[case])).status_code == 403
    assert not Scope.objects.filter(matter=case, token=f"p{march.stranger}").exists()
    assert Member.objects.get(person=march.stranger).to_on is not None
    assert list(replay([case])) == []


@pytest.mark.parametrize(
    ("person", "asked", "words"),
    [("clerk", "请核实", "承办人或者提请人本人"), ("stranger", " ", "写明请求协办的事项"), (10**12, "请核实", "没有这一人员")],
)
def test_who_cannot_help_is_not_asked(march, case, person, asked, words):
    one = getattr(march, person) if isinstance(person, str) else person
    with pytest.raises(Refused, match=words):
        ask_help(case, one, by=march.clerk, asked=asked)
    assert Event.objects.filter(matter=case).count() == 1


def test_a_changed_request_is_named_by_replay(march, case):
    ask_help(case, march.stranger, by=march.clerk, asked="请核实")
    Helper.objects.update(person_id=march.second)
    assert [found.where for found in replay([case])] == ["协办"]


def test_a_request_for_help_does_not_stand_in_the_way_of_taking_back(march, case):
    with now.at(moment(3, 2, 10)):
        perform(march.order("visit", march.inspector, moment(3, 2), matter=case, with_=(march.second,), data={"visits": [{"place": "路口"}], "risky": False}))
        ask_help(case, march.stranger, by=march.clerk, asked="请核实")
        undo(case, by=march.inspector, reason="录入有误")
    assert list(replay([case])) == []


def test_a_paper_is_printed_served_and_its_receipt_printed(march, decided, browser_of):
    case, client = decided.matter_id, browser_of(march.clerk)
    address = reverse("paper", args=[case, decided.pk])
    serve = reverse("paper_serve", args=[case, decided.pk])
    sent = {"way": "direct", "at": "2023-03-09T10:30", "receiver": "王小明本人，城北路1号", "y_key": "s"}
    unprinted = client.post(serve, sent)
    assert unprinted.status_code == 422
    assert "还没有打印记录" in unprinted.content.decode()
    for wrong in ("0", "9999", "两份", ""):
        assert client.post(reverse("paper_print", args=[case, decided.pk]), {"copies": wrong}).status_code == 422
    for _twice in range(2):
        assert client.post(reverse("paper_print", args=[case, decided.pk]), {"copies": "3", "y_key": "p"}).status_code == 302
    for bad in ({"at": "2023-03-06T10:00"}, {"at": "2099-01-01T10:00"}, {"at": "昨天"}, {"way": "fax"}, {"receiver": ""}):
        assert client.post(serve, {**sent, **bad, "y_key": ""}).status_code == 422, bad
    assert client.post(serve, sent).status_code == 302
    assert [(one.act, one.copies, one.way) for one in Handling.objects.order_by("seq")] == [("print", 3, ""), ("serve", 0, "direct")]
    page = client.get(address).content.decode()
    assert "直接送达；王小明本人，城北路1号" in page
    assert "3 份" in page
    receipt = client.get(re.search(r'href="([^"]+/service/\d+/)"', page)[1])
    assert receipt.content.startswith(b"%PDF")
    assert "已送达 2023-03-09（直接送达）" in client.get(reverse("matter", args=[case])).content.decode()
    assert list(replay([case])) == []


def test_a_decision_that_was_served_is_not_taken_back(march, decided, browser_of):
    client = browser_of(march.clerk)
    with now.at(moment(3, 7, 15)):
        sent = {"way": "electronic", "at": "2023-03-07T14:30", "receiver": "王小明，约定邮箱"}
        assert client.post(reverse("paper_serve", args=[decided.matter_id, decided.pk]), sent).status_code == 302
        with pytest.raises(Refused):
            undo(decided.matter_id, by=march.head, reason="录入有误")


def test_the_morning_sheet_tells_what_falls_due_in_the_unit_whoever_must_do_it(march, case, browser_of):
    with now.at(moment(3, 27, 8)):
        # The visit is the inspector's; the clerk, who has no such role, still hands the sheet out.
        page = browser_of(march.clerk).get(reverse("morning")).content.decode()
        assert str(case) in page
        assert str(case) not in browser_of(march.stranger).get(reverse("morning")).content.decode()
        assert "逾期及原因" in browser_of(march.clerk).get(reverse("weekly")).content.decode()

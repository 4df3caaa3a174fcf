"""One desk: one quarrel told by three channels is one matter; each item has one legal route, one holder, and its answer."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yuheng.kernel.access.grants import viewer
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.now import CHINA, at
from yuheng.kernel.records.models import Account, Matter, Organ, Paper, Person, Post
from yuheng.systems.disputes.desk.facts import Intake, Urging
from yuheng.systems.disputes.desk.holding import orphans
from yuheng.systems.disputes.desk.proposing import same
from yuheng.systems.disputes.desk.queue import Asked, counts
from yuheng.systems.disputes.mediation.facts import Dispute

NOON = datetime(2023, 3, 3, 12, tzinfo=CHINA)


@pytest.fixture
def desk(bureau):
    """Two communities with a committee each, a receiver in the squad, a clerk who signs in."""
    for number in (1, 2):
        area = Organ.objects.create(code=f"c{number}", name=f"{number}社区", kind="community", parent_id=bureau.zone, facts={"map": [number, 0]})
        committee = Organ.objects.create(code=f"c{number}-m", name=f"{number}社区调委会", kind="committee", parent=area, prefix="昆高")
        one = Person.objects.create(name=f"调解员{number}")
        Post.objects.create(person=one, organ=committee, title="调解员", roles=["mediator"], from_on=date(2020, 1, 1))
        setattr(bureau, f"area{number}", area.pk)
        setattr(bureau, f"committee{number}", committee.pk)
        setattr(bureau, f"mediator{number}", one.pk)
    receiver = Person.objects.create(name="承接")
    Post.objects.create(person=receiver, organ_id=bureau.squad, title="内勤", roles=["desk_receiver"], from_on=date(2020, 1, 1))
    bureau.receiver = receiver.pk
    office.changed()
    bureau.client = Client()
    bureau.client.force_login(Account.objects.create(username="clerk", person_id=bureau.clerk))
    with at(NOON):
        yield bureau


def come(desk, channel: str, day: int, *names: str, told: str = "楼上夜间噪声影响休息", kind: str = "neighbour", **more) -> int:
    people = [{"part": part, "name": name} for part, name in zip(("teller", "other"), names, strict=False)]
    data = {"received_on": date(2023, 3, day), "channel": channel, "kind": kind, "told": told, "address": "新乐锦园3幢", "people": people, **more}
    moment = datetime(2023, 3, day, 9, tzinfo=CHINA)
    opening = Opening("desk.intake", lead=desk.zone, area=desk.area1)
    return perform(Order("register", desk.clerk, opening=opening, data=data, at=moment, recorded=moment)).matter


def post(desk, item: int, **data) -> int:
    return desk.client.post(f"/desk/{item}/", {"y_key": f"{item}-{sorted(data.items())}", **data}).status_code


def act(desk, item: int, step: str, by: int | None = None, **data) -> None:
    perform(Order(step, by or desk.clerk, matter=item, data=data))


def figure(name: str) -> int:
    source = all_indicators()[name].source
    return source.facts.objects.filter(source.where).count()


def seen_by(desk, person: int):
    account, _new = Account.objects.get_or_create(username=f"u{person}", person_id=person)
    return viewer(account)


def test_one_quarrel_told_by_grid_hotline_and_police_is_proposed_joined_by_a_person_counted_once_and_parted_with_a_reason(desk):
    grid, hotline, police = come(desk, "grid", 1, "王小甲", "李小乙"), come(desk, "12345", 2, "王小甲"), come(desk, "police", 2, "李小乙")
    other = come(desk, "visit", 2, "赵丁", told="拖欠加工费", kind="contract", address="工业园")
    everything = Matter.objects.all()
    assert {like.other for like in same(grid, everything)} == {hotline, police}
    page = desk.client.get(f"/desk/{hotline}/").content.decode()
    assert "当事人相同" in page
    assert f"/m/{grid}/" in page
    assert "王小甲" not in page
    for one in (hotline, police):
        assert [post(desk, one, do="same", other=grid) for _twice in range(2)] == [302, 302]
    assert same(grid, everything) == []
    assert set(Intake.objects.filter(same_as=grid).values_list("pk", flat=True)) == {hotline, police}
    seen = seen_by(desk, desk.clerk)
    assert sum(counts(seen, Asked()).values()) == 2  # the quarrel once, and the other matter
    assert (figure("desk.received"), figure("desk.matters")) == (4, 2)
    assert post(desk, grid, do="same", other=other) == 422  # others were joined to it
    assert post(desk, grid, do="same", other=grid) == 422
    with pytest.raises(Refused, match="分类处理"):
        act(desk, police, "triage", route="police", reason="系治安案件")
    with pytest.raises(Refused, match="还没有办结"):
        act(desk, police, "finish", result="随并入事项办结")
    act(desk, police, "part", part_why="警情所指是另一户")
    assert Intake.objects.get(pk=police).same_as_id is None
    assert figure("desk.matters") == 3
    assert post(desk, police, do="other", other=grid) == 302
    assert {like.other for like in same(grid, everything)} == set()
    act(desk, police, "triage", route="police", reason="系治安案件")


def test_a_report_may_be_the_same_as_a_dispute_or_a_petition_that_stands_already(desk):
    data = {"received_on": date(2023, 3, 1), "source": "visit", "kind": "neighbour", "referral": "none", "summary": "噪声", "disputants": [{"side": "a", "name": "王小甲"}]}
    moment = datetime(2023, 3, 1, 9, tzinfo=CHINA)
    dispute = perform(Order("register", desk.clerk, opening=Opening("mediation.dispute", lead=desk.committee1), data=data, at=moment, recorded=moment)).matter
    petitioner = Person.objects.create(name="信访")
    Post.objects.create(person=petitioner, organ_id=desk.zone, title="科员", roles=["petition_clerk"], from_on=date(2020, 1, 1))
    office.changed()
    batch = {"received_on": date(2023, 3, 2), "form": "visit", "persons": 1, "first": True, "kind": "appeal", "content": "estate", "petitioner": "王小甲"}
    petition = perform(Order("record", petitioner.pk, opening=Opening("petition.batch", lead=desk.zone), data=batch)).matter
    call = come(desk, "12345", 2, "王小甲")
    assert {like.other for like in same(call, Matter.objects.all())} == {dispute, petition}
    shown = desk.client.get(f"/desk/{call}/").content.decode()
    assert f"/m/{dispute}/" in shown
    assert f"/m/{petition}/" not in shown  # who may not see petitions is not shown one
    assert post(desk, call, do="same", other=petition) == 403


def test_mediation_opens_the_dispute_once_dispatched_by_place_and_load_and_the_item_ends_with_it(desk):
    item = come(desk, "12345", 2, "王小甲", "李小乙")
    page = desk.client.get(f"/desk/{item}/?route=mediation").content.decode()
    assert page.index("1社区调委会") < page.index("2社区调委会")  # of the place first
    to = f"{desk.committee1}-{desk.mediator1}"
    assert desk.client.post(f"/desk/{item}/", {"do": "triage", "route": "mediation", "to": to, "reason": "  "}).status_code == 422
    assert Dispute.objects.count() == 0
    sent = {"do": "triage", "route": "mediation", "to": to, "reason": "相邻关系，双方愿意调解", "risk": "low", "y_key": "once"}
    assert [desk.client.post(f"/desk/{item}/", sent).status_code for _twice in range(2)] == [302, 302]
    told = Intake.objects.get(pk=item)
    dispute = Dispute.objects.get()
    assert (told.follow_id, told.basis, dispute.matter.handler_id) == (dispute.pk, "《人民调解法》第十七条", desk.mediator1)
    assert (dispute.committee_id, dispute.source, dispute.matter.area_id) == (desk.committee1, "12345", desk.area1)
    seen = seen_by(desk, desk.clerk)
    assert sum(counts(seen, Asked()).values()) == 1  # seen as its dispute
    with pytest.raises(Refused, match="还没有办结"):
        act(desk, item, "finish", result="已调解")
    act(desk, dispute.pk, "settle", desk.mediator1, start_mode="applied", agreed_on=date(2023, 3, 3), agreement="夜间十点以后不发出噪声")
    assert sum(counts(seen, Asked(state="ready")).values()) == 1
    act(desk, item, "finish", result="已调解，达成口头协议")
    assert Matter.objects.get(pk=item).status == "closed"
    act(desk, item, "tell_back", reported="已调解")
    assert Matter.objects.get(pk=item).status == "rest"
    assert "已调解" not in desk.client.get("/desk/").content.decode()
    assert f"/desk/{item}/" in desk.client.get("/desk/?state=closed").content.decode()


def test_what_is_told_about_a_unit_never_goes_to_it_and_a_route_outside_gives_the_paper_with_its_article(desk):
    about = come(desk, "letter", 1, "王小甲", about=desk.squad)
    for unit in (desk.squad, None):
        with pytest.raises(Refused) as refused:
            act(desk, about, "triage", route="clue", reason="反映执法不规范", unit=unit)
    assert "没有选择承接单位" in str(refused.value)
    assert "承接" not in desk.client.get(f"/desk/{about}/?route=clue").content.decode().split("由谁承接")[1].split("没有可以承接的人员")[0]
    act(desk, about, "triage", route="accusation", reason="反映执法人员违纪")
    with pytest.raises(Refused, match="不由本区单位承接"):
        act(desk, about, "take_up", follow=about)
    act(desk, about, "refer", referred_to="高新区纪工委", answer="已移送，由其依规依纪办理。")
    assert Intake.objects.get(pk=about).basis == "《信访工作条例》第三十条"
    assert Paper.objects.filter(matter=about, kind="referral").count() == 1
    act(desk, about, "finish", result="已移送")


def test_a_clue_goes_into_the_hands_of_a_unit_that_sees_it_alone_and_comes_back_with_a_reason(desk):
    item, elsewhere = come(desk, "scan", 1, "王小甲", kind="fumes"), come(desk, "scan", 1, "赵丁")
    seen = seen_by(desk, desk.receiver)
    assert sum(counts(seen, Asked()).values()) == 0
    to = f"{desk.squad}-{desk.receiver}"
    assert post(desk, item, do="triage", route="clue", to=to, reason="请求查处油烟扰民") == 302
    assert sum(counts(seen, Asked()).values()) == 1
    with pytest.raises(Refused, match="不是按“行政执法线索”登记的"):
        act(desk, item, "take_up", desk.receiver, follow=elsewhere)
    act(desk, item, "send_back", desk.receiver, back_why="属于生态环境部门职责")
    assert sum(counts(seen_by(desk, desk.clerk), Asked(state="open", route="clue")).values()) == 1
    act(desk, item, "triage", route="ruling", reason="由生态环境部门处理")
    assert Intake.objects.get(pk=item).basis == "《信访工作条例》第三十一条第（四）项"


def test_an_urging_is_answered_by_the_unit_judged_by_another_and_moves_no_term(desk):
    item = come(desk, "12345", 1, "王小甲")
    due = Matter.objects.get(pk=item).due_on
    sent = {"sort": "supervise", "demand": "请于限期内分类处理", "answer_by": "2023-03-06"}
    assert [desk.client.post(f"/desk/urge/{item}/", sent).status_code for _twice in range(2)] == [302, 302]
    urging = Urging.objects.get()
    assert f"/desk/urge/{item}/" in desk.client.get("/desk/").content.decode()
    data = {"sort": "urge", "file": item, "demand": "请办理", "answer_by": date(2023, 3, 6)}
    with pytest.raises(Refused, match="发给事项的承办单位"):
        perform(Order("issue", desk.clerk, opening=Opening("desk.urging", lead=desk.committee1), data=data))
    assert (urging.unit_id, Matter.objects.get(pk=item).due_on) == (desk.zone, due)
    act(desk, urging.pk, "answer", answer="已联系当事人，明日分类")
    with pytest.raises(Refused, match="不能"):
        act(desk, urging.pk, "judge", judged="属实")
    act(desk, urging.pk, "judge", desk.justice_head, judged="属实")
    assert desk.client.post(f"/desk/urge/{item}/", {**sent, "answer_by": "2023-01-01"}).status_code == 422
    assert desk.client.post(f"/desk/urge/{urging.pk}/", sent).status_code == 422  # an urging is not urged itself


def test_when_a_post_ends_its_open_items_are_listed_until_each_has_a_new_holder(desk):
    item = come(desk, "grid", 1, "王小甲")
    assert post(desk, item, do="triage", route="mediation", to=f"{desk.committee1}-{desk.mediator1}", reason="邻里纠纷") == 302
    dispute = Dispute.objects.get().pk
    Post.objects.filter(person=desk.mediator1).update(to_on=date(2023, 3, 2))
    second = Person.objects.create(name="调解员乙")
    Post.objects.create(person=second, organ_id=desk.committee1, title="调解员", roles=["mediator"], from_on=date(2020, 1, 1))
    office.changed()
    found, total = orphans(seen_by(desk, desk.clerk), 10)
    assert ([one.matter.pk for one in found], total) == ([dispute], 1)
    page = desk.client.get("/desk/handover/").content.decode()
    assert "已离任" in page
    assert desk.client.post("/desk/handover/", {f"to.{dispute}": second.pk, "reason": ""}).status_code == 422
    assert desk.client.post("/desk/handover/", {f"to.{dispute}": desk.supervisor, "reason": "离任"}).status_code == 403
    assert desk.client.post("/desk/handover/", {f"to.{dispute}": second.pk, "reason": "离任移交"}).status_code == 302
    assert Matter.objects.get(pk=dispute).handler_id == second.pk
    assert orphans(seen_by(desk, desk.clerk), 10) == ([], 0)


def test_numbers_of_the_board_open_lists_of_as_many_and_pages_ask_a_fixed_number_of_statements(desk):
    for day in (1, 1, 2, 2, 2):
        come(desk, "12345", day, "王小甲", risk="high")
    asked = {}
    for name, address in (("queue", "/desk/"), ("filtered", f"/desk/?channel=12345&kind=neighbour&area={desk.area1}&order=-day"), ("board", "/desk/board/"), ("handover", "/desk/handover/")):
        desk.client.get(address)
        with CaptureQueriesContext(connection) as sent:
            answer = desk.client.get(address)
        assert answer.status_code == 200, address
        asked[name] = len(sent)
    board = desk.client.get("/desk/board/").content.decode()
    assert "1社区：未了 5 件" in board
    assert f"/desk/?area={desk.area1}&amp;kind=neighbour" in board
    assert sum(counts(seen_by(desk, desk.clerk), Asked(area=desk.area1, kind="neighbour")).values()) == 5
    assert "1社区：未了 0 件" in desk.client.get("/desk/board/?risk=low").content.decode()
    assert f"/desk/?area={desk.area1}&amp;kind=neighbour&amp;risk=high" in desk.client.get("/desk/board/?risk=high").content.decode()
    for nonsense in ("state=x&light=y&area=abc&since=2023-99-99&after=%00", f"area={'9' * 40}"):
        assert desk.client.get(f"/desk/?{nonsense}").status_code == 200
    for _more in range(4):
        come(desk, "grid", 2, "李小乙")
    for name, address in (("queue", "/desk/"), ("board", "/desk/board/")):
        with CaptureQueriesContext(connection) as sent:
            desk.client.get(address)
        assert len(sent) <= asked[name], name
    assert asked["queue"] <= 16
    assert asked["board"] <= 12

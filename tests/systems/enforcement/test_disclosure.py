"""What the public sees of enforcement, and what it never sees."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles
from yuheng.kernel.engine import correct as corrections
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Account, Clock, Organ
from yuheng.systems.enforcement.disclosure.publication import Publication
from yuheng.systems.enforcement.penalty.facts import SummaryPenalty
from yuheng.systems.roles import ALL

ADULT, MINOR, PHONE = "320583199001011239", "320583201001011230", "13812348000"
"""Identity numbers of somebody born in 1990 and of a child; their check characters are put right below."""


def valid(number: str) -> str:
    from yuheng.kernel.identity.resident_id import check_character

    return number[:17] + check_character(number[:17])


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=CHINA)


class Street:
    """On-the-spot decisions, one after another."""

    def __init__(self, bureau) -> None:
        self.b, self.used = bureau, 0

    def act(self, step: str, by: int, when: datetime, data=None, **more) -> int:
        return perform(Order(step, by, data=data or {}, at=when, recorded=when, **more)).matter

    def decided(self, **changes) -> int:
        self.used += 1
        two = {"with_": (self.b.b,)}
        data = {
            "happened_on": date(2023, 9, 27), "cause": "占道设摊", "place": "前进中路1号", "basis": "《城市市容和环境卫生管理条例》第三十四条第一项",
            "facts_found": f"王小明在路口设摊，电话{PHONE}", "party_kind": "person", "party_name": "王小明", "proposed_kind": "fine", "proposed_fine": 100_00, "phone": PHONE, **changes,
        }  # fmt: skip
        matter = self.act("discover", self.b.a, at(9, 27), data, opening=Opening("penalty.summary", lead=self.b.squad), **two)
        self.act("inform", self.b.a, at(9, 27, 11), {"informed": True}, matter=matter, **two)
        decision = {"book_number": f"当场№{self.used:06d}", "decided_on": date(2023, 9, 27), "fine": 100_00, "outcome": "penalised"}
        self.act("decide", self.b.a, at(9, 27, 12), decision, matter=matter, **two)
        return matter

    def published(self, matter: int, when: datetime | None = None, **data) -> int:
        return self.act("publish", self.b.reviewer, when or at(9, 28), data, matter=matter)


def reviewing(person: int) -> Client:
    know_roles(ALL)
    account, _made = Account.objects.get_or_create(username=f"u{person}", defaults={"person_id": person})
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def street(bureau, book) -> Street:
    cache.clear()
    return Street(bureau)


FIRM = {"party_kind": "organisation", "party_name": "昆山市某建设工程有限公司", "uscc": None, "party_head": "李建国", "facts_found": f"法定代表人李建国到场，电话{PHONE}，车牌苏E3K812"}


def everything_public() -> str:
    """Every page of the site that leads anywhere, and the files for machines."""
    browser, told = Client(), ""
    with now.at(at(10, 20)):
        for path in ("/open/", "/open/before/", "/open/during/", "/open/after/", "/open/after/?withdrawn=1", "/open/year/", "/open/after/list.json", "/open/after/list.csv", "/robots.txt"):
            answer = browser.get(path)
            assert answer.status_code == 200, path
            assert not answer.cookies, path
            told += answer.content.decode()
        for one in Publication.objects.all():
            told += browser.get(f"/open/after/{one.pk}/").content.decode()
    return told


def test_a_natural_person_is_told_by_surname_and_nothing_else_of_them_goes_out(street):
    known = street.decided(id_number=valid(ADULT), party_address="娄苑路88号3幢401室")
    street.published(known)
    street.published(street.decided(id_number=None, party_name="赵无名"))
    street.published(street.decided(**FIRM), shown="full", masked="隐去法定代表人姓名、电话、车牌")
    stall = street.decided(party_kind="individual", party_name="孙老五", party_head="孙老五", id_number=valid(ADULT))
    street.published(stall)
    told = everything_public()
    for secret in ("王小明", "小明", "赵无名", "无名", "孙老五", "老五", "李建国", "建国", PHONE, valid(ADULT), ADULT[:17], "401室", "3K812"):
        assert secret not in told, secret
    assert "王**" in told
    assert "某自然人" in told
    assert "昆山市某建设工程有限公司" in told
    assert Publication.objects.get(matter=known).to_on == date(2025, 9, 28)
    with now.at(at(10, 20)):
        for words in ("王小明", "孙老五", "李建国", valid(ADULT)):
            assert "没有符合条件的决定" in Client().get("/open/after/", {"q": words}).content.decode(), words
        assert "昆山市某建设工程有限公司" in Client().get("/open/after/", {"q": "某建设工程"}).content.decode()


def test_a_minors_decision_is_never_public_and_the_duty_is_met_by_saying_why(street):
    matter = street.decided(party_name="陈小宝", id_number=valid(MINOR))
    with pytest.raises(Refused, match="不满十八周岁"):
        street.published(matter)
    with pytest.raises(Refused, match="依法不予公开的情形"):
        street.published(matter, shown="none")
    street.published(matter, shown="none", not_shown_ground="minor")
    assert not Publication.objects.exists()
    assert not Clock.objects.filter(matter=matter, step="publish", ended=0).exists()
    assert "陈" not in everything_public()


def test_the_office_sees_beforehand_exactly_what_the_public_will(street):
    matter = street.decided(id_number=valid(ADULT))
    with now.at(at(9, 28)):
        client = reviewing(street.b.reviewer)
        assert reverse("publication", args=[matter]) in client.get(reverse("disclosure_desk")).content.decode()
        page = client.get(reverse("publication", args=[matter])).content.decode()
    assert "将要公开的内容" in page
    assert "王**" in page


def test_full_text_is_only_for_bodies(street):
    with pytest.raises(Refused, match="只公开信息摘要"):
        street.published(street.decided(id_number=valid(ADULT)), shown="full", masked="姓名")


def test_what_was_shown_is_in_the_ledger_by_its_digest_and_machines_read_the_same(street):
    matter = street.decided(**FIRM)
    street.published(matter)
    one, facts = Publication.objects.get(), SummaryPenalty.objects.get(pk=matter)
    assert one.record == facts.shown_record
    assert one.digest == facts.shown_digest == sm3(one.record.encode()).hex()
    with now.at(at(10, 20)):
        told = json.loads(Client().get("/open/after/list.json").content)
        assert told["next"] is None
        (row,) = told["decisions"]
        assert row["摘要"] == one.digest
        assert row["处罚内容"] == "罚款100.00元"
        sheet = list(csv.DictReader(io.StringIO(Client().get("/open/after/list.csv").content.decode("utf-8-sig"))))
        assert sheet[0]["当事人"] == FIRM["party_name"]


def test_a_correction_takes_the_old_words_down_and_needs_its_reason(street):
    matter = street.decided(**FIRM)
    street.published(matter)
    with now.at(at(10, 9)):
        corrections.correct(matter, by=street.b.a, field="cause", value="占用道路堆放物料", reason="案由录入错误", second=street.b.chief)
    assert Publication.objects.get().stale
    with pytest.raises(Refused, match="请写明更正的理由"):
        street.published(matter, at(10, 10))
    with now.at(at(10, 10)):
        client = reviewing(street.b.reviewer)
        assert "内容待更正" in client.get(reverse("disclosure_desk")).content.decode()
        assert "案件已更正" in client.get(reverse("publication", args=[matter])).content.decode()
    street.published(matter, at(10, 10, 11), reshown_why="案由更正")
    old, new = Publication.objects.order_by("seq")
    assert (old.state, old.why, new.state, new.stale) == ("replaced", "案由更正", "shown", False)
    told = everything_public()
    assert "占用道路堆放物料" in told
    assert "占道设摊" not in told
    with now.at(at(10, 20)):
        assert Client().get(f"/open/after/{old.pk}/").status_code == 404


def test_an_overturned_decision_is_withdrawn_within_three_working_days_and_only_that_is_told(street):
    matter = street.decided(**FIRM)
    street.published(matter)
    overturned = {"overturned_how": "annulled", "overturned_on": date(2023, 10, 9), "overturned_by": "市政府复议决定"}
    street.act("overturned", street.b.reviewer, at(10, 9), overturned, matter=matter)
    assert Clock.objects.get(matter=matter, step="withdraw", ended=0).due_on == date(2023, 10, 12)
    street.act("withdraw", street.b.reviewer, at(10, 11), {"withdrawn_why": "决定经行政复议撤销（申请人李建国）"}, matter=matter)
    with now.at(at(10, 20)):
        page = Client().get(f"/open/after/{Publication.objects.get().pk}/")
        assert "已撤回" in page.content.decode()
        assert "noarchive" in page.headers["X-Robots-Tag"]
        assert "没有符合条件的决定" in Client().get("/open/after/").content.decode()
    told = everything_public()
    assert "决定经行政复议撤销" in told
    assert "李建国" not in told
    assert FIRM["party_name"] not in told


def test_publicity_ends_with_its_time(street):
    street.published(street.decided(**FIRM))
    page = f"/open/after/{Publication.objects.get().pk}/"
    for day, status in ((datetime(2028, 9, 28, tzinfo=CHINA), 200), (datetime(2028, 9, 29, tzinfo=CHINA), 404)):
        with now.at(day):
            assert Client().get(page).status_code == status
            assert ("没有符合条件的决定" in Client().get("/open/after/").content.decode()) == (status == 404)


def test_market_supervision_shows_only_ordinary_decisions_and_for_its_own_time(street):
    matter = street.act(
        "discover", street.b.a, at(9, 27),
        {"happened_on": date(2023, 9, 27), "cause": "标签不符", "place": "超市", "basis": "某法", "facts_found": "查获", "party_kind": "organisation", "party_name": "某超市有限公司", "proposed_kind": "fine", "proposed_fine": 100_00},
        opening=Opening("penalty.summary", lead=street.b.squad, field="market"), with_=(street.b.b,),
    )  # fmt: skip
    street.act("inform", street.b.a, at(9, 27, 11), {"informed": True}, matter=matter, with_=(street.b.b,))
    decision = {"book_number": "当场№000009", "decided_on": date(2023, 9, 27), "fine": 100_00, "outcome": "penalised"}
    street.act("decide", street.b.a, at(9, 27, 12), decision, matter=matter, with_=(street.b.b,))
    with pytest.raises(Refused, match="只公示适用普通程序"):
        street.published(matter)
    street.published(matter, shown="none", not_shown_ground="sector")


def test_before_enforcement_the_organs_tell_what_others_contribute_and_their_own_words_after_a_second_person(street):
    b = street.b
    item = {"code": "CF-1", "name": "占道设摊", "kind": "penalty", "field": "city", "basis": "市容条例", "holder": Organ.objects.get(code="e").pk, "way": "own", "given_by": "权责清单", "published_on": date(2023, 1, 1), "from_on": date(2023, 1, 1)}
    street.act("give", b.justice_clerk, at(8, 1), item, opening=Opening("enforcement.item", lead=b.zone))
    data = {"sort": "plan", "unit": Organ.objects.get(code="e").pk, "title": "2023年度检查计划", "content": f"每户不超过两次，联系{PHONE}", "from_on": date(2023, 8, 1)}
    matter = street.act("draft", b.reviewer, at(8, 1), data, opening=Opening("enforcement.open_item", lead=b.squad))
    with pytest.raises(Refused):
        street.act("open", b.reviewer, at(8, 2), {"opinion": "同意"}, matter=matter)
    with now.at(at(10, 20)):
        assert "2023年度检查计划" not in Client().get("/open/before/inspections/").content.decode()
    cache.clear()
    street.act("open", b.deputy, at(8, 2), {"opinion": "同意"}, matter=matter)
    with now.at(at(10, 20)):
        page = Client().get("/open/before/inspections/").content.decode()
        assert "2023年度检查计划" in page
        assert PHONE not in page
        assert "CF-1" in Client().get("/open/before/items/").content.decode()
        officers = Client().get("/open/before/officers/").content.decode()
        assert f"证{b.a}" in officers
        remedies = Client().get("/open/before/remedies/").content.decode()
        assert "60日内" in remedies
        assert "6个月内" in remedies
        assert "90日内" in Client().get("/open/before/procedures/").content.decode()
        assert Client().get("/open/before/nothing/").status_code == 404


@pytest.mark.parametrize("query", ["?after=x", "?after=2023-01-01_99999999999999999999", "?organ=9e9&kind=x&since=2023-99-99", "?q=%00%27%22<script>", "?before=2023-09-27_1"])
def test_careless_questions_are_answered(db, query):
    cache.clear()
    for path in ("/open/after/", "/open/after/list.json", "/open/after/list.csv"):
        assert Client().get(path + query).status_code == 200


def test_the_list_pages_by_key_and_asks_little(street, django_assert_max_num_queries):
    for _ in range(3):
        street.published(street.decided(**FIRM))
    from yuheng.faces.workbench.views import disclosure

    with now.at(at(10, 20)), pytest.MonkeyPatch.context() as patch:
        patch.setattr(disclosure, "PAGE", 2)
        with django_assert_max_num_queries(8):
            first = Client().get("/open/after/").content.decode()
        assert first.count("昆山市某建设工程有限公司") == 2
        assert "下一页" in first
        second = Client().get("/open/after/" + first.split('href="?after=')[1].split('"')[0].join(["?after=", ""])).content.decode()
        assert second.count("昆山市某建设工程有限公司") == 1
        assert "上一页" in second

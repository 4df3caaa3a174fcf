"""One file per enterprise: found, opened for a task or a reason, told to each what is theirs, merged with proof and parted again, drawn as a PDF."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.kernel.documents.reading import pdf_pages
from yuheng.kernel.access import files
from yuheng.kernel.access.grants import know_roles, viewer
from yuheng.kernel.engine import office, parties
from yuheng.kernel.engine.likeness import alike
from yuheng.kernel.engine.orders import Opening, Order, Part, Refused
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.engine.staff.record import Actor, Why, broken
from yuheng.kernel.identity.uscc import made
from yuheng.kernel.law import law
from yuheng.kernel.now import CHINA, at
from yuheng.kernel.records.models import Account, Change, Look, Matter, Notice, Organ, Party, Person, Post
from yuheng.systems.enforcement.enterprise import brief, file, words
from yuheng.systems.enforcement.enterprise.file import EnterpriseFile
from yuheng.systems.enforcement.enterprise.subject import find, subject
from yuheng.systems.entries import sources
from yuheng.systems.roles import ALL

NOW = datetime(2023, 9, 28, 10, tzinfo=CHINA)
DAY = date(2023, 9, 20)
FIRM, SHOP, OTHER = made("91", "320583", 4001), made("92", "320583", 4002), made("92", "320583", 4003)
OLD = "320583600128894"
CLUE = {"found_on": DAY, "source": "patrol", "cause": "戊案", "place": "娄苑路", "basis": "某法", "party_kind": "organisation", "party_name": "昆山无名有限公司"}


@pytest.fixture
def world(bureau) -> Any:
    """A firm with a licence, two inspections, a case under way, a dispute and a secret case; time stands at 28 September 2023."""
    know_roles(ALL)
    zone = Organ.objects.get(code="zone")
    for name, role in (("窗口", "window_clerk"), ("审计", "audit_admin"), ("所管", "system_admin")):
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=zone, title="工作人员", roles=[role], from_on=date(2020, 1, 1))
        setattr(bureau, role, one.pk)
    office.changed()
    with at(NOW):
        bureau.by = Actor(Account.objects.create(username="registrar", person_id=bureau.window_clerk).pk, bureau.window_clerk)
        bureau.firm = parties.register(bureau.by, parties.cleaned("enterprise", "昆山鑫达餐饮管理有限公司", FIRM, phone="13812345678", head="欧阳某某", address="昆山市前进中路1号"))
        bureau.case = case(bureau)
        case(bureau, cause="丙案秘密", level=3, by=bureau.chief)
        record(bureau, "services.licence", bureau.window_clerk, **licence())
        for n in range(2):
            record(bureau, "enforcement.inspection", bureau.a, **inspection(inspected_on=DAY + timedelta(days=n), result="corrected" if n else "fine", problems=n))
        dispute(bureau)
        yield bureau


def record(world: SimpleNamespace, procedure: str, by: int, **data: Any) -> int:
    return perform(Order("record", by, opening=Opening(procedure, lead=world.squad), data=data, at=NOW - timedelta(days=2), recorded=NOW - timedelta(days=2))).matter


def licence(**more: Any) -> dict[str, Any]:
    return {
        "applied_on": DAY, "accepted_on": DAY, "decided_on": DAY, "result": "granted", "item": "食品经营许可", "kind": "common", "holder_kind": "organisation", "holder": "昆山鑫达餐饮管理有限公司",
        "uscc": FIRM, "paper_name": "准予行政许可决定书", "number": "昆高审许准〔2023〕0001号", "content": "准予。", "valid_from": DAY, "valid_to": date(2028, 9, 20), **more,
    }  # fmt: skip


def inspection(**more: Any) -> dict[str, Any]:
    return {
        "inspected_on": DAY, "target": "昆山鑫达餐饮管理有限公司", "uscc": FIRM, "place": "昆山市前进中路1号", "way": "daily", "officers": 2, "enterprise": True, "coded": True,
        "result": "fine", "problems": 0, **more,
    }  # fmt: skip


def case(world: SimpleNamespace, cause: str = "甲案占道", level: int = 1, by: int = 0) -> int:
    data = {"found_on": DAY, "source": "patrol", "cause": cause, "place": "娄苑路", "basis": "某法", "party_kind": "organisation", "party_name": "昆山鑫达餐饮管理有限公司", "uscc": FIRM}
    opening = Opening("penalty.ordinary", lead=world.squad, parties=(Part(world.firm, "当事人"),), level=level)
    at_ = NOW - timedelta(days=3)
    return perform(Order("clue", by or world.a, opening=opening, data=data, at=at_, recorded=at_)).matter


def dispute(world: SimpleNamespace) -> int:
    complainant = Party.objects.create(kind="person", name="王告状", phone="13900001111").pk
    sides = (Part(complainant, "申请人"), Part(world.firm, "被申请人"))
    data = {
        "received_on": DAY, "source": "visit", "kind": "labour", "referral": "none", "summary": "拖欠工资", "address": "娄苑路9号",
        "disputants": [{"side": "a", "name": "王告状"}, {"side": "b", "name": "昆山鑫达餐饮管理有限公司"}],
    }  # fmt: skip
    when = NOW - timedelta(days=1)
    return perform(Order("register", world.mediator, opening=Opening("mediation.dispute", lead=world.committee, parties=sides), data=data, at=when, recorded=when)).matter


def seen(person: int) -> Any:
    return viewer(Account.objects.get_or_create(username=f"u{person}", defaults={"person_id": person})[0])


def read(person: int, party: int) -> EnterpriseFile:
    one = subject(party)
    assert one is not None
    return EnterpriseFile(seen(person), one)


def told(person: int, party: int) -> list[str]:
    return [f"{words.title(entry)}：{words.result(entry)}" for entry in read(person, party).newest]


def browser(person: int) -> Client:
    client = Client()
    client.force_login(seen(person).account)
    return client


def test_an_enterprise_is_found_by_code_name_former_name_and_a_part_of_one_and_a_person_never(world):
    with at(NOW + timedelta(days=1)):
        parties.rename(world.by, world.firm, "昆山新鑫达餐饮有限公司", Why("变更登记", date(2023, 9, 29)))
    for text in (FIRM, FIRM.lower(), f" {FIRM[:6]} {FIRM[6:]}", "昆山新鑫达餐饮有限公司", "昆山鑫达餐饮管理有限公司", "鑫达餐饮", "餐饮管理", FIRM[:12]):
        assert [hit.party.pk for hit in find(text)] == [world.firm], text
    assert find("餐饮管理")[0].once == "昆山鑫达餐饮管理有限公司"
    assert [find(text) for text in ("王告状", "鑫", "", "没有这家", "' OR 1=1 --", "%%")] == [[]] * 6
    page = browser(world.a).get(reverse("enterprises"), {"q": "91320583MA1KGX100F"}).content.decode()
    assert "第 18 位校验位应为 E" in page


def test_the_file_tells_each_reader_what_is_theirs_and_of_a_dispute_never_who_complained(world):
    of_officer = told(world.a, world.firm)
    assert [one.split("：")[0] for one in of_officer] == ["行政检查 日常检查", "矛盾纠纷 劳动报酬", "行政检查 日常检查", "行政许可 食品经营许可", "行政处罚 甲案占道"]
    assert "责令改正" in of_officer[0]
    assert "有效期至 2028-09-20" in of_officer[3]
    # The window is told of decisions, never of a case under way; credit neither.
    for person in (world.window_clerk, world.credit):
        assert not any("甲案" in one for one in told(person, world.firm)), person
    everything = "".join("".join(told(person, world.firm)) for person in (world.a, world.head, world.supervisor, world.justice_head, world.window_clerk))
    for secret in ("王告状", "拖欠工资", "丙案"):
        assert secret not in everything
    # Whoever takes part in the secret case is told of it.
    assert any("丙案" in one for one in told(world.chief, world.firm))
    assert {entry.source.heading for entry in read(world.a, world.firm).problems} == {"penalty"}


def test_a_file_opens_for_a_task_or_a_written_reason_once_a_day_and_only_to_those_who_may(world):
    address, door = reverse("enterprise", args=[world.firm]), reverse("enterprise_open", args=[world.firm])
    client = browser(world.a)
    for way in ("enterprise", "enterprise_brief", "enterprise_extract"):
        assert client.get(reverse(way, args=[world.firm])).headers["Location"].startswith(door)
    assert client.post(reverse("enterprise_unmask", args=[world.firm, "phone"]), {"reason": "联系企业"}).status_code == 403
    way = reverse("matter_enterprise", args=[world.case])
    assert way in client.get(reverse("matter", args=[world.case])).content.decode()
    gate = client.get(way, follow=True).content.decode()
    assert f'value="{world.case}" checked' in gate
    assert "甲案占道" in gate
    private = perform(Order("clue", world.a, opening=Opening("penalty.ordinary", lead=world.squad), data={**CLUE, "party_kind": "person", "party_name": "李自然"}, at=NOW, recorded=NOW)).matter
    assert client.get(reverse("matter_enterprise", args=[private])).status_code == 403
    assert client.post(door, {"reason": "看"}).status_code == 422
    assert not Look.objects.filter(party__isnull=False).exists()
    assert client.post(door, {"task": str(world.case)}).status_code == 302
    client.post(door, {"task": str(world.case)})
    look = Look.objects.get(party=world.firm)
    assert (look.matter_id, look.person_id) == (world.case, world.a)
    page = client.get(address).content.decode()
    for shown in ("办理事项", "食品经营许可", "欧阳**", "138****5678", reverse("matter", args=[world.case])):
        assert shown in page, shown
    assert "王告状" not in page
    assert client.post(reverse("enterprise_unmask", args=[world.firm, "phone"]), {"reason": "联系企业"}, headers={"HX-Request": "true"}).content.decode().count("13812345678") == 1
    with at(NOW + timedelta(days=1)):
        assert browser(world.a).get(address).status_code == 302
    # An auxiliary only in a task of theirs; mediators and administrators not at all.
    helper = browser(world.helper)
    assert helper.post(door, {"reason": "协助队员核对情况"}).status_code == 422
    Matter.objects.get(pk=world.case).members.create(person_id=world.helper, part="协办")
    assert helper.post(door, {"task": str(world.case)}).status_code == 302
    assert [browser(person).get(address).status_code for person in (world.mediator, world.system_admin, world.link)] == [403] * 3
    assert browser(world.a).get(reverse("enterprise", args=[Party.objects.get(name="王告状").pk])).status_code == 403
    audit = browser(world.audit_admin).get(reverse("audit"), {"kind": "files", "q": FIRM}).content.decode()
    assert audit.count("调阅企业档案：昆山鑫达") == 2


def test_many_files_in_a_day_are_brought_to_the_notice_of_those_who_watch_once(world):
    most = int(law("enterprise_file.many_untasked", NOW.date()).value)
    for n in range(most + 3):
        one = parties.register(world.by, parties.cleaned("enterprise", f"昆山第{n}有限公司", made("91", "320583", 5000 + n)))
        client = browser(world.window_clerk)
        client.post(reverse("enterprise_open", args=[one]), {"reason": "窗口核对信息"})
        told_ = Notice.objects.filter(kind__startswith="files:")
        assert told_.count() == (2 if n >= most else 0), n
    assert set(told_.values_list("person", flat=True)) == {world.audit_admin, world.justice_head}
    assert f"{most + 1} 家" in told_[0].text
    page = browser(world.audit_admin).get(reverse("audit"), {"kind": "many"}).content.decode()
    assert page.count(files.MANY) == 2  # the tab and the one row


def test_two_shops_of_one_name_stay_two_and_one_that_changed_its_number_is_proposed_merged_with_proof_and_parted(world):
    name = "玉山镇老张面馆"
    first, second = (parties.register(world.by, parties.cleaned("individual", name, code)) for code in (SHOP, OTHER))
    assert alike(Party.objects.get(pk=first)) == []
    with pytest.raises(Refused, match="两个主体"):
        parties.merge(world.by, first, second, "same", "名称相同")
    assert len(find(name)) == 2
    old = parties.register(world.by, parties.cleaned("individual", name, OLD))
    assert Party.objects.get(pk=old).old_number == OLD
    assert old == parties.register(world.by, parties.cleaned("individual", f"{name}（旧）", OLD))
    proposed = alike(Party.objects.get(pk=first))
    assert [(one.party.pk, one.why, one.ground) for one in proposed] == [(old, "名称相同", "code")]
    record(world, "enforcement.inspection", world.a, **inspection(uscc=SHOP, target=name, enterprise=False))
    matter = case(SimpleNamespace(**{**vars(world), "firm": old}), cause="旧照案件")
    client = browser(world.window_clerk)
    assert f"{reverse('party_merge', args=[first])}?other={old}&amp;ground=code" in client.get(reverse("party", args=[first])).content.decode()
    assert len(read(world.a, first).newest) == 1
    proof = "个体工商户营业执照换发登记表（昆高市监换〔2023〕118号）"
    assert client.post(reverse("party_merge", args=[first]), {"other": str(old), "ground": "code", "proof": proof}).status_code == 302
    assert {entry.matter for entry in read(world.a, old).newest} >= {matter}
    assert len(read(world.a, first).newest) == 2
    assert [hit.party.pk for hit in find(OLD)] == [first]
    assert len(Change.objects.get(act="合并当事人").after["proof"]) == 64
    merge = subject(first).registrations[1].merges.get()
    assert client.post(reverse("party_part", args=[merge.pk]), {"reason": "经核实是两家店"}).status_code == 302
    assert len(read(world.a, first).newest) == 1
    assert [hit.party.pk for hit in find(OLD)] == [old]
    assert alike(Party.objects.get(pk=first)) == []  # parted once, not proposed again
    # A shop that became a firm under a new code: the record names both, and offers to make them one.
    record(world, "services.conversion", world.window_clerk, name="昆山老张餐饮有限公司", uscc=FIRM, before_name=name, before_uscc=SHOP, approved_on=DAY, direct=False)
    client.post(reverse("enterprise_open", args=[world.firm]), {"reason": "办理个转企后续登记"})
    offered = f"{reverse('party_merge', args=[world.firm])}?other={first}&amp;ground=converted"
    assert offered in client.get(reverse("enterprise", args=[world.firm])).content.decode()
    assert client.post(reverse("party_merge", args=[world.firm]), {"other": str(first), "ground": "converted", "proof": "个转企登记通知书〔2023〕1号"}).status_code == 302
    page = client.get(reverse("enterprise", args=[world.firm])).content.decode()
    assert offered not in page
    assert "个转企登记通知书〔2023〕1号" in page
    assert [hit.party.pk for hit in find(SHOP)] == [world.firm]
    assert list(broken()) == []


def test_a_long_file_is_read_by_key_and_says_the_same_as_a_short_one(world, monkeypatch):
    orders = [
        Order("record", world.a, opening=Opening("enforcement.inspection", lead=world.squad), data=inspection(inspected_on=date(2021 + n // 15, 1 + n % 12, 3)), at=NOW, recorded=NOW) for n in range(24)
    ]  # fmt: skip
    perform_many(orders)
    whole = read(world.a, world.firm)
    expected, checks = [e.matter for e in whole.newest], [e.matter for e in whole.page("inspection", 2022, size=100).entries]
    headings = [part.heading for part in brief.brief(whole, NOW.date(), {})]
    assert headings[2] == "检查记录（2023 年 2 次，2022 年以来 11 次）"
    monkeypatch.setattr(file, "WHOLE", 10)
    long = read(world.a, world.firm)
    assert not long.whole
    assert (long.number, [e.matter for e in long.problems]) == (whole.number, [e.matter for e in whole.problems])
    found, key = [], None
    while True:
        page = long.page(before=key, size=7)
        found += [e.matter for e in page.entries]
        if (key := page.after) is None:
            break
    assert found == expected
    assert [e.matter for e in long.page("inspection", 2022, size=100).entries] == checks
    assert brief.brief(long, NOW.date(), {})[2].heading == "检查记录（2023 年 2 次以上，2022 年以来 10 次以上）"


def test_the_pages_ask_as_little_for_a_long_file_as_for_a_short_one(world):
    client, address = browser(world.a), reverse("enterprise", args=[world.firm])
    client.post(reverse("enterprise_open", args=[world.firm]), {"task": str(world.case)})
    client.get(address)

    def asked(where: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        return len(queries)

    few = asked(address)
    perform_many([Order("record", world.a, opening=Opening("enforcement.inspection", lead=world.squad), data=inspection(), at=NOW, recorded=NOW) for _ in range(30)])
    assert asked(address) == few <= 16
    assert asked(reverse("enterprise_brief", args=[world.firm])) <= 14
    assert asked(reverse("enterprises") + "?q=鑫达餐饮") <= 12
    for careless in ("?heading=x&year=abcd", "?year=9999&after=2099-99-99.1", "?after=2023-09-20.x", f"?after=2023-09-20.{'9' * 40}", "?year=0000", "?year=²²²²", "?heading=dispute"):
        assert client.get(address + careless).status_code == 200, careless


def test_the_extract_bears_reason_reader_time_and_number_on_every_page(world):
    perform_many([Order("record", world.a, opening=Opening("enforcement.inspection", lead=world.squad), data=inspection(), at=NOW, recorded=NOW) for _ in range(40)])
    client = browser(world.window_clerk)
    client.post(reverse("enterprise_open", args=[world.firm]), {"reason": "办理许可延续，核对原许可"})
    answer = client.get(reverse("enterprise_extract", args=[world.firm]))
    look = Look.objects.get(what__startswith=files.EXPORTED)
    pages = pdf_pages(answer.content)
    assert len(pages) > 1
    for page in pages:
        plain = page.replace(" ", "").replace("\n", "")
        for printed in ("窗口", "2023-09-2810:00", "办理许可延续，核对原许可", f"20230928-{look.pk}"):
            assert printed in plain, printed
    assert "甲案" not in "".join(pages)
    found = browser(world.audit_admin).get(reverse("audit"), {"q": f"20230928-{look.pk}"}).content.decode()
    assert found.count("导出企业档案：") == 1


def test_every_register_enters_its_enterprises_and_no_source_names_what_it_must_not(world):
    code = made("91", "320583", 7001)
    record(world, "services.startup", world.window_clerk, name="昆山新办贸易有限公司", uscc=code, registered_on=DAY, online=False)
    one = Party.objects.get(uscc=code)
    assert (one.kind, one.names.get().from_on) == ("enterprise", DAY)
    assert told(world.window_clerk, one.pk) == ["企业开办：全链网办：否"]
    bare = made("91", "320583", 7002)
    perform(Order("clue", world.a, opening=Opening("penalty.ordinary", lead=world.squad), data={**CLUE, "uscc": bare}, at=NOW, recorded=NOW))
    assert [hit.party.name for hit in find(bare)] == ["昆山无名有限公司"]
    named = {procedure for source in sources() for procedure in source.procedures}
    assert {"penalty.ordinary", "penalty.summary", "leniency.spot", "credit.notice", "credit.repair", "services.licence", "services.startup", "mediation.dispute"} <= named
    for source in sources():
        assert not {"举报人"} & set(source.parts)
        assert not {"reporter", "petitioner", "id_number", "legal_id", "summary"} & set(source.shown), source.id

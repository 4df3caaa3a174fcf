"""Three administrators, each at their own pages; parties registered, renamed, merged, opened with a reason."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.example.office import moment
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Part
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.records.models import Account, Change, Look, Organ, Party, PartyMerge, Person, Post

WHY = {"on": "2023-03-10", "reason": "机构调整", "paper": "昆高编〔2023〕1 号"}


@pytest.fixture
def admins(march):
    found = {}
    for role in ("system_admin", "security_admin", "audit_admin"):
        person = Person.objects.create(name=f"管理员{role[0]}")
        Post.objects.create(person=person, organ_id=march.zone, title="管理员", roles=[role], from_on=date(2020, 1, 1))
        found[role] = person.pk
    office.changed()
    return found


def test_each_administrator_has_only_their_own_pages(march, admins, browser_of):
    pages = {
        "system_admin": [reverse("organ_act", args=[march.squad, "rename"]), reverse("person_new"), reverse("person_leave", args=[march.clerk])],
        "security_admin": [reverse("accounts"), reverse("post_new", args=[march.clerk]), reverse("account_new", args=[march.clerk])],
        "audit_admin": [reverse("audit")],
    }
    for role, person in admins.items():
        client = browser_of(person)
        for owner, addresses in pages.items():
            for address in addresses:
                assert client.get(address).status_code == (200 if owner == role else 403), (role, address)
        assert client.get(reverse("changes")).status_code == 200
        assert client.get(reverse("work")).status_code in (200, 403)
        assert "占道" not in client.get(reverse("home")).content.decode()


def test_a_new_person_gets_post_and_account_from_two_administrators_and_changes_the_first_password(march, admins, browser_of):
    system, security = browser_of(admins["system_admin"]), browser_of(admins["security_admin"])
    assert system.post(reverse("person_new"), {"name": "阿卜杜热合曼·买买提", "phone": "", **WHY}).status_code == 302
    person = Person.objects.get(name="阿卜杜热合曼·买买提").pk
    post = {"organ": march.squad, "title": "队员", "how": "任职", "roles": ["example_clerk"], **WHY}
    assert security.post(reverse("post_new", args=[person]), post).status_code == 302
    told = security.post(reverse("account_new", args=[person]), {"username": "abdu", **WHY}, follow=True).content.decode()
    password = re.search(r"首次登录密码为 (\S+) ", told)[1]
    newcomer = Client()
    assert newcomer.post(reverse("login"), {"username": "abdu", "password": password}).status_code == 302
    assert newcomer.get(reverse("home")).headers["Location"] == reverse("password")
    change = {"old": password, "new": "Lantern-77-dusk", "again": "Lantern-77-dusk"}
    assert newcomer.post(reverse("password"), change).status_code == 302
    assert newcomer.get(reverse("home")).status_code == 200
    page = browser_of(admins["audit_admin"]).get(reverse("changes")).content.decode()
    for word in ("登记人员", "任职", "开通账号", "经核对完整"):
        assert word in page
    assert password not in str(list(Change.objects.values()))


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        (["security_admin", "system_admin"], "三个人分别担任"),
        (["security_admin", "example_clerk"], "不能同时办理业务"),
        ([], "至少选择一个角色"),
        (["no_such_role"], "至少选择一个角色"),
    ],
)
def test_roles_that_guard_each_other_are_not_given_to_one_person(march, admins, browser_of, roles, said):
    client = browser_of(admins["security_admin"])
    answer = client.post(reverse("post_new", args=[march.clerk]), {"organ": march.squad, "title": "队员", "how": "任职", "roles": roles, **WHY})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_wrong_days_and_choices_come_back_with_the_form(march, admins, browser_of):
    client = browser_of(admins["system_admin"])
    address = reverse("organ_act", args=[march.squad, "rename"])
    for given in ({"on": "昨天"}, {"on": "2099-01-01"}, {"reason": ""}, {"name": ""}):
        answer = client.post(address, {"name": "<b>城区</b>中队", **WHY, **given})
        assert answer.status_code == 422, given
        assert "<b>城区" not in answer.content.decode()
    assert client.post(reverse("organ_act", args=[march.squad, "move"]), {**WHY, "target": "x"}).status_code == 422
    assert client.get(reverse("organ_act", args=[march.squad, "explode"])).status_code == 403
    assert Organ.objects.get(pk=march.squad).name == "一中队"


def test_leaving_asks_for_a_handover_first_and_a_leader_hands_over_all(march, admins, browser_of):
    march.accept(moment(3, 1))
    march.accept(moment(3, 2))
    client = browser_of(admins["system_admin"])
    address = reverse("person_leave", args=[march.clerk])
    assert "2 件在办事项" in client.post(address, WHY).content.decode()
    mine = browser_of(march.clerk)
    over = mine.post(reverse("person_handover", args=[march.clerk]), {"to": march.inspector, "reason": "离岗移交"}, follow=True)
    assert "已移交 2 件" in over.content.decode()
    assert client.post(address, WHY).status_code == 302
    assert not Account.objects.get(person=march.clerk).is_active
    assert mine.get(reverse("home")).status_code == 302


def party_of(march, **more) -> tuple[Party, int]:
    party = Party.objects.create(kind="person", name="张三丰", phone="13812348000", **more)
    order = march.accept_order(moment(3, 3))
    opening = march.opening(parties=(Part(party.pk, "当事人", False),))
    return party, perform(order.__class__("accept", march.clerk, opening=opening, data=dict(order.data), at=order.at, recorded=order.recorded)).matter


def test_a_party_is_seen_with_its_matters_and_opened_field_by_field(march, browser_of):
    party, matter = party_of(march)
    client = browser_of(march.clerk)
    page = client.get(reverse("party", args=[party.pk])).content.decode()
    assert "张**" in page
    assert "张三丰" not in page.replace("申请占道", "")
    assert "138****8000" in page
    assert f"/m/{matter}/" in page
    assert "张**" in client.get(reverse("parties")).content.decode()
    refused = client.post(reverse("party_unmask", args=[party.pk, "phone"]), {"reason": ""})
    assert refused.status_code == 422
    opened = client.post(reverse("party_unmask", args=[party.pk, "phone"]), {"reason": "电话通知"}, headers={"HX-Request": "true"})
    assert "13812348000" in opened.content.decode()
    assert Look.objects.get().reason == "电话通知"
    assert browser_of(march.stranger).get(reverse("party", args=[party.pk])).status_code == 403


def test_parties_are_merged_with_proof_and_parted_again(march, browser_of):
    party, matter = party_of(march)
    other = Party.objects.create(kind="person", name="张三丰")
    client = browser_of(march.clerk)
    assert "名称相同" in client.get(reverse("party", args=[party.pk])).content.decode()
    address = reverse("party_merge", args=[other.pk])
    assert client.post(address, {"other": party.pk, "ground": "same", "proof": ""}).status_code == 422
    assert client.post(address, {"other": party.pk, "ground": "same", "proof": "户籍证明 1 号"}).status_code == 302
    merged = client.get(reverse("party", args=[party.pk])).content.decode()
    assert f"/m/{matter}/" in merged
    assert "户籍证明 1 号" in merged
    undo = reverse("party_part", args=[PartyMerge.objects.get().pk])
    assert client.post(undo, {"reason": "并非一人"}).status_code == 302
    assert Party.objects.get(pk=party.pk).merged_into_id is None


def test_a_wrong_code_is_answered_at_its_field(march, browser_of):
    client = browser_of(march.clerk)
    sent = {"kind": "enterprise", "name": "某某公司", "uscc": "91320583MA1KGX100F"}
    refused = client.post(reverse("party_new"), sent)
    assert refused.status_code == 422
    assert "第 18 位校验位应为 E" in refused.content.decode()
    assert client.post(reverse("party_new"), {**sent, "uscc": "91320583MA1KGX100E"}).status_code == 302
    assert client.post(reverse("party_new"), {**sent, "uscc": "91320583MA1KGX100E"}).status_code == 302
    assert Party.objects.count() == 1

"""The walk through the site: sign in, 待办, list, matter, step form, performed."""

from __future__ import annotations

import re

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from tests.example.office import moment
from tests.faces.workbench.views.conftest import PASSWORD
from yuheng.kernel import now
from yuheng.kernel.records.models import Account, Event, Matter


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def test_a_reviewer_signs_in_and_reviews_what_waits(march):
    Account.objects.create(username="ding", person_id=march.reviewer, password=make_password(PASSWORD))
    matter = march.accept(moment(3, 1)).matter
    from yuheng.kernel.engine.perform import perform

    perform(march.order("visit", march.inspector, moment(3, 2), matter=matter, with_=(march.second,), data={"visits": [{"place": "路口"}], "risky": True}))
    client = Client()
    assert client.get("/").status_code == 302
    answer = client.post(reverse("login"), {"username": "ding", "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
    assert "待办" in answer.content.decode()
    listed = client.get(reverse("list", args=["example.permit"])).content.decode()
    assert "王**申请占道施工" in listed
    page = client.get(reverse("matter", args=[matter])).content.decode()
    assert reverse("step", args=[matter, "review"]) in page
    form = client.get(reverse("step", args=[matter, "review"]))
    assert form.status_code == 200
    text = form.content.decode()
    sent = {"y_key": hidden(text, "y_key"), "y_at_shown": hidden(text, "y_at_shown"), "y_at": hidden(text, "y_at_shown")}
    refused = client.post(reverse("step", args=[matter, "review"]), {**sent, "y_at": "昨天", "opinion": "同意"})
    assert refused.status_code == 422
    assert "办理时间应当写作" in refused.content.decode()
    assert "同意" in refused.content.decode()
    done = client.post(reverse("step", args=[matter, "review"]), {**sent, "opinion": "同意"}, follow=True)
    assert "已办理“审查”" in done.content.decode()
    assert Event.objects.filter(matter=matter, step="review").count() == 1
    again = client.post(reverse("step", args=[matter, "review"]), {**sent, "opinion": "同意"}, follow=True)
    assert again.status_code == 200
    assert Event.objects.filter(matter=matter, step="review").count() == 1


def test_a_clerk_opens_a_matter_and_sees_it_on_the_home_page(march, browser_of):
    client = browser_of(march.clerk)
    address = reverse("open", args=["example.permit"])
    form = client.get(address).content.decode()
    sent = {
        "y_key": hidden(form, "y_key"), "y_lead": str(march.squad), "applicant": "李四", "subject": "临时占道", "area": "50",
        "y_party_name": "某某商行", "y_party_kind": "individual", "y_party_uscc": "92320583MA00000121",
    }  # fmt: skip
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "校验" in wrong.content.decode()
    assert Matter.objects.count() == 0
    from yuheng.kernel.identity.uscc import made

    done = client.post(address, {**sent, "y_party_uscc": made("92", "320583", 12)}, follow=True)
    assert done.status_code == 200, done.content.decode().partition("y-errors")[2][:700]
    assert "已办理“受理”" in done.content.decode()
    matter = Matter.objects.get()
    assert matter.parties.get().party.name == "某某商行"
    with now.at(moment(3, 10, 11)):
        assert browser_of(march.head).get("/").status_code == 200

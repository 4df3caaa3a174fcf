"""Signing in: lockout without locking out the victim, idle sessions, the first password, headers."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.example.office import moment
from tests.faces.workbench.views.conftest import PASSWORD
from yuheng.kernel import now
from yuheng.kernel.records.models import Account


@pytest.fixture
def account(march):
    cache.clear()
    return Account.objects.create(username="jia", person_id=march.clerk, password=make_password(PASSWORD))


def try_in(client: Client, password: str = PASSWORD):
    return client.post(reverse("login"), {"username": "jia", "password": password})


def test_a_right_password_signs_in_and_goes_where_the_person_was(account):
    answer = Client().post(reverse("login"), {"username": "jia", "password": PASSWORD, "next": "/figures/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/figures/")
    away = Client().post(reverse("login"), {"username": "jia", "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert away.headers["Location"] == reverse("home")


def test_five_failures_lock_strangers_out_but_not_the_device_that_was_here_before(account):
    known = Client()
    assert try_in(known).status_code == 302
    known.post(reverse("logout"))
    stranger = Client()
    for _ in range(5):
        assert try_in(stranger, "wrong").status_code == 422
    locked = try_in(stranger)
    assert locked.status_code == 422
    assert "暂停登录" in locked.content.decode()
    assert try_in(known).status_code == 302  # the owner goes on working
    with now.at(moment(3, 10, 11)):
        account.refresh_from_db()
        assert account.locked_until is None or account.locked_until <= now.now()
        assert try_in(Client()).status_code == 302


def test_a_known_device_is_locked_by_its_own_failures(account):
    known = Client()
    try_in(known)
    known.post(reverse("logout"))
    for _ in range(5):
        try_in(known, "wrong")
    assert "暂停登录" in try_in(known).content.decode()
    assert try_in(Client()).status_code == 302


def test_an_unknown_user_is_answered_as_a_wrong_password_is(account):
    wrong = try_in(Client(), "wrong").content.decode()
    unknown = Client().post(reverse("login"), {"username": "nobody", "password": "x"}).content.decode()
    assert "用户名或者密码不对" in wrong
    assert "用户名或者密码不对" in unknown


def test_a_session_ends_after_a_quarter_of_an_hour_without_a_request(account):
    client = Client()
    try_in(client)
    with now.at(moment(3, 10, 10).replace(minute=14)):
        assert client.get("/").status_code == 200
    with now.at(moment(3, 10, 10).replace(minute=28)):
        assert client.get("/").status_code == 200
    with now.at(moment(3, 10, 10).replace(minute=45)):
        answer = client.get("/figures/")
        assert answer.status_code == 302
        assert "ended=1" in answer.headers["Location"]


def test_the_first_password_must_be_changed_and_obeys_the_rules(account):
    Account.objects.update(must_change=True)
    client = Client()
    try_in(client)
    assert client.get("/").headers["Location"] == reverse("password")
    for bad in ("short1A!", "alllowercase", "jia-Lantern-1", "Password-123"):
        answer = client.post(reverse("password"), {"old": PASSWORD, "new": bad, "again": bad})
        assert answer.status_code == 422, bad
    good = "Copper-tide-58"
    assert client.post(reverse("password"), {"old": PASSWORD, "new": good, "again": good}).status_code == 302
    assert client.get("/").status_code == 200
    account.refresh_from_db()
    assert not account.must_change


def test_a_person_who_left_sees_nothing_the_same_day(account, march):
    from yuheng.kernel.engine import office
    from yuheng.kernel.records.models import Person

    client = Client()
    try_in(client)
    assert client.get(reverse("work")).status_code == 200
    Person.objects.filter(pk=march.clerk).update(left_on=now.today())
    office.changed()
    assert client.get(reverse("work")).status_code == 403


def test_every_answer_bears_the_policy_and_is_kept_by_no_cache(account):
    for address in ("/login/", "/healthz", "/no-such-page/"):
        answer = Client().get(address)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_errors_are_told_in_chinese_with_what_to_do(account):
    client = Client()
    try_in(client)
    answer = client.get("/m/123/")
    assert answer.status_code == 403
    assert "没有这一事项，或者您没有查看的权限" in answer.content.decode()
    assert "没有找到" in client.get("/no-such-page/").content.decode()


def test_a_form_without_its_token_is_refused_in_chinese(account):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("login"), {"username": "jia", "password": PASSWORD})
    assert answer.status_code == 403
    assert "不是从本平台打开的" in answer.content.decode()


def test_static_files_are_served_and_nothing_beside_them():
    answer = Client().get("/static/yuheng/theme.css")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/css")
    assert Client().get("/static/../../site/settings.py").status_code == 404
    assert Client().get("/static/%2e%2e/%2e%2e/site/settings.py").status_code == 404


def test_the_site_says_whether_it_is_well(db):
    answer = Client().get("/healthz").json()
    assert answer["database"] is True
    assert answer["sequencer"]["waiting"] == 0

"""The examination sat in a browser whose network is cut: what was answered meanwhile arrives, on this phone and on the next, and nothing is lost."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.faces.workbench.site.conftest import Site
from tests.systems.enforcement.test_exams import START, planned, squad
from yuheng.kernel import now
from yuheng.kernel.records.models import Account
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.enforcement.training.sittings import Sitting

__all__ = ["squad"]

pytestmark = pytest.mark.browser

WIDTH = 390


class Phone:
    """One candidate's phone. Its clock and the server's go on together, and nobody waits."""

    def __init__(self, context: Any, person: int) -> None:
        account, _made = Account.objects.get_or_create(username=f"user-{person}", person_id=person)
        client = Client()
        with now.at(START + timedelta(minutes=1)):
            client.force_login(account)
        self.context, self.cut = context, False
        self.here = contextvars.copy_context()  # the browser's callbacks would have a connection of their own, outside the test's transaction
        context.set_default_timeout(8000)
        self.tab = context.new_page()
        self.tab.clock.install(time=START + timedelta(minutes=1))
        self.site = Site(self.tab, client)
        self.site.then = START + timedelta(minutes=1)
        self.tab.unroute("**/*")
        self.tab.route("**/*", self.serve)

    def serve(self, route: Any) -> None:
        if self.cut:
            route.abort("internetdisconnected")
        else:
            self.here.copy().run(self.site.serve, route)

    def network(self, there: bool) -> None:
        self.cut = not there
        self.context.set_offline(not there)

    def wait(self, seconds: int) -> None:
        """Time goes on by so many seconds, for the page and for the server."""
        self.site.then += timedelta(seconds=seconds)
        self.tab.clock.run_for(seconds * 1000)

    def answer(self, place: int, letter: str) -> None:
        self.tab.locator("fieldset").nth(place - 1).locator(f"input[value={letter}]").check()

    def hears(self, words: str) -> None:
        """The page says this, as soon as the answer that is on its way has come."""
        self.tab.locator("#exam-status", has_text=words).wait_for(timeout=5000)

    def read(self, minutes: int) -> None:
        """Reads for so long, moving now and then."""
        for minute in range(0, minutes, 4):
            self.tab.mouse.move(50, 50 + minute)
            self.wait(240)


@pytest.fixture
def phone_of(chromium: Any) -> Iterator[Callable[[int], Phone]]:
    contexts = []

    def start(person: int) -> Phone:
        context = chromium.new_context(viewport={"width": WIDTH, "height": 800}, reduced_motion="reduce", locale="zh-CN")
        contexts.append(context)
        return Phone(context, person)

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def exam(squad) -> int:
    return planned(squad)


def begun(phone: Phone, exam: int) -> None:
    phone.site.open(reverse("exams"))
    phone.tab.get_by_role("button", name="开考").click()
    phone.site.open(reverse("exam_sit", args=[exam]))


def kept() -> dict[str, str]:
    return {number: letters for number, (letters, _revision) in Sitting.objects.get().answers.items()}


def test_what_was_answered_while_the_network_was_cut_for_two_minutes_arrives(exam, squad, phone_of):
    phone = phone_of(squad.one)
    begun(phone, exam)
    phone.answer(1, "B")
    phone.wait(1)
    phone.hears("已保存")
    phone.network(False)
    for place in (2, 3):
        phone.answer(place, "B")
        phone.wait(60)
    phone.answer(1, "A")
    phone.answer(1, "B")
    phone.wait(3)
    phone.hears("保存在本机，恢复后自动补传")
    assert len(kept()) == 1, "nothing could arrive"
    phone.network(True)
    phone.wait(20)
    phone.hears("已保存")
    assert list(kept().values()) == ["B", "B", "B"]
    phone.tab.get_by_role("button", name="交卷").click()
    assert "还有 1 题没有作答：第 4 题" in phone.tab.locator("#exam-ask").inner_text()
    phone.answer(4, "B")
    phone.tab.get_by_role("button", name="交卷").click()
    phone.wait(1)
    phone.tab.get_by_text("已交卷，100 分，合格").wait_for()
    assert ExamResult.objects.get().score == 100
    assert phone.tab.evaluate("Object.keys(localStorage).filter(k => k.startsWith('yuheng.exam.')).length") == 0
    assert not phone.site.outside
    assert [line for line in phone.site.said if "INTERNET_DISCONNECTED" not in line] == []


def test_the_end_passes_while_the_network_is_cut_and_the_page_was_loaded_again(exam, squad, phone_of):
    phone = phone_of(squad.one)
    begun(phone, exam)
    phone.read(28)
    phone.network(False)
    for place in (1, 2, 3, 4):
        phone.answer(place, "B")
    phone.wait(150)
    assert phone.tab.locator("#exam-left").inner_text() == "0:00"
    assert not ExamResult.objects.exists()
    phone.network(True)
    phone.site.open(reverse("exam_sit", args=[exam]))
    phone.wait(20)
    phone.tab.get_by_text("已交卷，100 分，合格").wait_for()


def test_an_idle_page_sends_no_sign_of_life_and_a_read_one_does(exam, squad, phone_of):
    phone = phone_of(squad.one)
    begun(phone, exam)
    asked: list[str] = []
    phone.tab.on("request", lambda request: asked.append(request.method) if "/static/" not in request.url else None)
    phone.wait(9 * 60)
    assert asked == [], "who has left is signed out after a quarter of an hour like everybody"
    phone.read(4)
    phone.hears("已保存")
    assert asked == ["POST"]


def test_an_answer_of_another_device_is_told_and_not_lost_in_silence(exam, squad, phone_of):
    first, second = phone_of(squad.one), phone_of(squad.one)
    begun(first, exam)
    second.site.open(reverse("exam_sit", args=[exam]))
    second.answer(1, "C")
    second.wait(1)
    second.hears("已保存")
    first.answer(1, "B")
    first.wait(1)
    first.hears("第 1 题在另一台设备上作答过")
    first.answer(1, "B")
    first.wait(1)
    first.hears("已保存")
    assert list(kept().values()) == ["B"]

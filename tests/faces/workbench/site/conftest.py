"""The real site with a small real year, in a browser: requests go to Django in this process, over no socket, in the test's transaction."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from tests.faces.workbench.conftest import STATIC
from yuheng.faces.demonstration.authority import authority, certificates
from yuheng.faces.demonstration.disputes import Disputes
from yuheng.faces.demonstration.exams import Exams
from yuheng.faces.demonstration.penalties import Penalties
from yuheng.faces.demonstration.zone import Zone, build
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.engine.sequencer import checkpoint, drain
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Account, Person
from yuheng.systems import catalogue
from yuheng.systems.enforcement.training.hall import begin
from yuheng.systems.enforcement.training.rounds import by_matter
from yuheng.systems.oversight.case_review import sheets
from yuheng.systems.oversight.supervision.facts import ReviewRound
from yuheng.systems.roles import ALL

HOST = "http://localhost"
"""A name that browsers trust without TLS, as they do on the machine where a site is tried."""

THEN = datetime(2024, 1, 2, 9, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def page_settings() -> None:
    """The site's own settings, not those of the gallery."""


def some(orders: Iterator[Any], lives: int) -> list[Order]:
    """The orders of the first lives, whole and in order of time; acts beside the steps are left out."""
    kept: dict[str, list[Order]] = {}
    for order in orders:
        if isinstance(order, Order):
            if order.ref not in kept and len(kept) == lives:
                break
            kept.setdefault(order.ref, []).append(order)
    return sorted((order for life in kept.values() for order in life), key=lambda order: order.recorded or THEN)


def _examination(zone: Zone) -> None:
    """The round that is open, with one sheet begun."""
    exam = 0
    for item in Exams(zone).coming():
        if isinstance(item, Order):
            exam = perform(item if item.opening else replace(item, matter=exam, ref="")).matter
        else:
            with now.at(item.recorded):
                item.do(exam)
    one = by_matter(exam)
    assert one is not None
    begin(one, Person.objects.get(accounts__username="squad-1.enforcer.1").pk)


def _reviewing(zone: Zone) -> None:
    """A review of the year's closed files, given out."""
    office, panel = zone.role("supervisor", "justice-office")[0], zone.role("case_reviewer", "legal")
    data = {
        "name": "2023年案卷评查", "method": "full", "from_on": date(2023, 1, 1), "to_on": date(2023, 12, 31), "cases": "all", "reviewers": 1, "supervised": True,
        "panel": [{"reviewer": person} for person in panel],
    }  # fmt: skip
    matter = perform(Order("plan", office, opening=Opening("oversight.review", lead=zone.organs["justice-office"]), data=data)).matter
    perform(Order("draw", office, matter=matter))
    sheets.assign(ReviewRound.objects.get(), by=office)
    perform(Order("assign", office, matter=matter))


@pytest.fixture
def year(db: None) -> Iterator[Zone]:
    """The zone of the demonstration with a dozen penalties and a dozen disputes; time stands at the first working day after the year."""
    catalogue.load()
    know_roles(ALL)
    with now.at(datetime(2023, 1, 1, tzinfo=CHINA)):
        zone = build()
    with now.at(THEN):
        penalties, disputes = Penalties(zone), Disputes(zone)
        orders = [*some(penalties.orders(), 12), *some(disputes.orders(), 12)]
        perform_many([*certificates(zone)])
        perform_many(sorted(authority(zone), key=lambda order: order.recorded or THEN))
        for part in (penalties, disputes):
            part.parties.write()
        perform_many(orders)
        _examination(zone)
        _reviewing(zone)
        drain()
        checkpoint(settings.HOME, "高新区（测试）")
        yield zone


@dataclass
class Site:
    """One person's browser on the site."""

    tab: Any
    client: Client
    said: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    status: int = 0
    then: datetime = THEN

    def __post_init__(self) -> None:
        # The browser calls back inside its own loop, where Django would open a connection that does not see the test's transaction.
        self.connection = connections["default"]
        self.tab.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.route("**/*", self.serve)

    def serve(self, route: Any) -> None:
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}" != HOST:
            self.outside.append(route.request.url)
            route.abort()
        elif url.path.startswith("/static/"):
            file = STATIC / url.path.removeprefix("/static/")
            there = file.is_file()
            kind = mimetypes.guess_type(file.name)[0] or "text/plain"
            route.fulfill(status=200 if there else 404, body=file.read_bytes() if there else b"", content_type=kind)
        elif url.path == "/favicon.ico":
            route.fulfill(status=204, body=b"")
        else:
            # The browser's callbacks run outside the test's context, where time would go on.
            with now.at(self.then):
                self._answer(route, url.path + (f"?{url.query}" if url.query else ""))

    def _answer(self, route: Any, path: str) -> None:
        connections["default"] = self.connection
        request = route.request
        names = ("hx-request", "referer", "x-csrftoken", "origin")
        headers = {name: value for name, value in request.headers.items() if name in names}
        kind = request.headers.get("content-type", "application/octet-stream")
        answer = self.client.generic(request.method, path, request.post_data_buffer or b"", content_type=kind, headers=headers)
        while answer.status_code == 302:  # the browser would ask a network for what a fulfilled answer redirects to
            answer = self.client.get(answer.headers["Location"])
        if request.is_navigation_request():
            self.status = answer.status_code
        sent = {name: value for name, value in answer.items() if name.lower() not in ("content-length", "set-cookie")}
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        route.fulfill(status=answer.status_code, headers=sent, body=body)

    def open(self, path: str) -> Any:
        self.tab.goto(f"{HOST}{path}")
        return self.tab


@pytest.fixture
def site_of(year: Zone, chromium: Any) -> Iterator[Callable[..., Site]]:
    """site_of("squad-1.enforcer.1", width=390): a signed-in browser, closed afterwards."""
    contexts = []

    def start(username: str, width: int = 1440, **options: Any) -> Site:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", locale="zh-CN", **options)
        contexts.append(context)
        return Site(context.new_page(), client)

    yield start
    for context in contexts:
        context.close()

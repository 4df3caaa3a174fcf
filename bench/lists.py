"""Lists, matters and the home page at a size: each declared filter, pages by key, over the API's reads and as pages."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection

from bench.rows import Row, percentiles, timed

IN_TOWN = True
PAGES = 12
"""Pages walked by key under each filter."""


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent inside the block."""
    sent: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent


def rows(size: int) -> list[Row]:
    settings.ALLOWED_HOSTS = ["*"]
    _ready()
    return [*_lists(), *_pages()]


def _ready() -> None:
    """What `serve` has done before the first request."""
    import gc

    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  # loads every view
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    gc.collect()
    gc.freeze()


def people() -> dict[str, Any]:
    """Accounts of the demonstration that see much and little: a squad's officer, a community's mediator, the justice office."""
    from yuheng.kernel.records.models import Account

    names = {"officer": "squad-1.enforcer.1", "head": "justice-office.justice_head.1"}
    return {who: Account.objects.get(username=name) for who, name in names.items()}


def filters(seen: Any) -> dict[str, tuple[str | None, Any]]:
    """The procedure and the narrowing of every declared filter."""
    from yuheng.kernel.access.narrowing import Narrow

    day = seen.day
    unit = next(organ for organ, name in seen.staff.names.items() if "一中队" in name or "中队" in name)
    handler = seen.person
    return {
        "all": (None, Narrow()),
        "one procedure": ("penalty.summary", Narrow()),
        "status open": ("penalty.ordinary", Narrow(status="open")),
        "status at rest": ("mediation.dispute", Narrow(status="rest")),
        "stage": ("penalty.ordinary", Narrow(stage="审核")),
        "another stage": ("mediation.dispute", Narrow(stage="调解")),
        "overdue": ("penalty.ordinary", Narrow(light="overdue")),
        "due soon": (None, Narrow(light="soon")),
        "in time": (None, Narrow(light="fine")),
        "no date": ("mediation.dispute", Narrow(light="none")),
        "unit": (None, Narrow(unit=unit)),
        "handler": (None, Narrow(handler=handler)),
        "level": ("mediation.dispute", Narrow(level=1)),
        "days": (None, Narrow(since=day - timedelta(days=200), until=day - timedelta(days=100))),
        "words": (None, Narrow(words="昆山 噪声")),
        "unit and status": ("penalty.summary", Narrow(unit=unit, status="open")),
    }


def _walked(account: Any, procedure: str | None, narrow: Any, order: str) -> Iterator[tuple[float, int]]:
    """Milliseconds and statements of each page of a list of 100, from the first on."""
    from yuheng.kernel.access import grants, matters

    names, place = [procedure] if procedure else None, {"after": None}

    def ask() -> None:
        page = matters.page(grants.viewer(account), names, narrow, size=100, after=place["after"], order=order)
        place["after"] = page.after
        [matters.described(matter) for matter in page.rows]

    for _page in range(PAGES):
        with counted() as sent:
            spent = timed(ask)
        yield spent, len(sent)
        if place["after"] is None:
            return


def _lists() -> list[Row]:
    from yuheng.kernel.access import grants, matters

    spent: dict[str, list[float]] = {}
    most, counts = 0, []
    for account in people().values():
        seen = grants.viewer(account)
        for name, (procedure, narrow) in filters(seen).items():
            for order in ("-day", "due"):
                for ms, queries in _walked(account, procedure, narrow, order):
                    spent.setdefault(name, []).append(ms)
                    most = max(most, queries)
            names = [procedure] if procedure else None
            counts.append(timed(partial(matters.count, seen, names, narrow)))
    every = [ms for found in spent.values() for ms in found]
    median, high, highest = percentiles(every)
    worst = max(spent, key=lambda name: percentiles(spent[name])[0])
    slow = f"slowest filter: {worst} {percentiles(spent[worst])[0]:.1f} ms"
    note = f"{len(spent)} filters × 2 orders × {PAGES} pages × {len(people())} viewers; at most {most} queries; {slow}"
    goal = "≤ 25/40/60 at 100k, 1M within 1.5 ×"
    found = [
        Row("list of 100 by key, p50", median, "ms", goal, note), Row("list of 100 by key, p95", high, "ms", goal), Row("list of 100 by key, p99", highest, "ms", goal),
        Row("count of a list (to 10,000), p50", percentiles(counts)[0], "ms"), Row("count of a list (to 10,000), p95", percentiles(counts)[1], "ms"),
    ]  # fmt: skip
    if os.environ.get("YUHENG_BENCH_EACH"):
        found += [Row(f"  {name}", percentiles(ms)[0], "ms", "", f"p95 {percentiles(ms)[1]:.1f}") for name, ms in spent.items()]
    return found


def _pages() -> Iterator[Row]:
    """As a signed-in person's browser asks for them, the whole answer made in this process."""
    from yuheng.kernel.access import grants, matters

    head = people()["head"]
    client, program = signed_in(head), token_client(head)
    seen = grants.viewer(head)
    listed = matters.page(seen, ["penalty.ordinary"], size=100).rows + matters.page(seen, ["mediation.dispute"], size=100).rows
    chosen = random.Random(7).sample([m.pk for m in listed], 60)
    asked: dict[str, list[Callable[[], Any]]] = {
        "matter page": [lambda pk=pk: client.get(f"/m/{pk}/") for pk in chosen],
        "list page (50)": [lambda p=p: client.get(f"/p/{p}/") for p in ("penalty.ordinary", "mediation.dispute", "penalty.summary")] * 8,
        "home page": [lambda: client.get("/")] * 20,
        "matter over the API": [lambda pk=pk: program.get(f"/api/matters/{pk}") for pk in chosen],
        "list of 100 over the API": [lambda p=p: program.get(f"/api/matters?procedure={p}&size=100") for p in ("penalty.ordinary", "mediation.dispute")] * 12,
    }
    goals = {"matter page": "≤ 25", "matter over the API": "≤ 6, ≤ 6 queries", "list of 100 over the API": "≤ 25"}
    for name, asks in asked.items():
        for ask in asks[:5]:
            answer = ask()
            if answer.status_code != 200:
                raise AssertionError(f"{name}: {answer.status_code}")
        with counted() as sent:
            asks[0]()
        median, high, highest = percentiles([timed(ask) for ask in asks])
        yield Row(name, median, "ms", goals.get(name, ""), f"p95 {high:.1f}, p99 {highest:.1f}, {len(sent)} queries, {len(answer.content) // 1024} KiB")


def signed_in(account: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(account)
    client.get("/")
    return client


def system_account(person: Any) -> Any:
    """A system account that acts as the person of that account; only such accounts have tokens. It lives in the bench's data alone."""
    from yuheng.kernel.records.models import Account

    made, _new = Account.objects.get_or_create(username=f"bench.{person.username}", defaults={"kind": "system", "person_id": person.person_id})
    return made


def token_client(account: Any) -> Any:
    """A client that sends the token of the person's system account."""
    from django.test import Client

    from yuheng.faces.api import auth

    token = _tokens.get(account.pk) or auth.issue(system_account(account))
    _tokens[account.pk] = token
    return Client(headers={"Authorization": f"Bearer {token}"})


_tokens: dict[int, str] = {}

"""Files of enterprises: search, opening, the file and the sheet before an inspection, among `size` enterprises with ten records each.

Every twentieth record belongs to one of a few large enterprises, so that some files hold hundreds. Records are written into the tables by SQL, with
what the pages read and nothing else (no events): bench data, kept between runs in a database of their own.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench.fill import EACH, LARGE, filled
from bench.rows import Row, percentiles, timed

OWN_DATABASE = True
SAMPLE = 300
FEW = 40


def rows(size: int) -> list[Row]:
    from django.conf import settings
    from django.db import connection

    from bench.lists import _ready
    from yuheng.systems import catalogue

    settings.ALLOWED_HOSTS = ["*"]
    catalogue.load()
    took = filled(size)
    _ready()
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA cache_size=-200000")
    found = [Row("enterprises and records written", took, "s", "", f"{size:,} and {size * EACH:,}")] if took else []
    return found + list(_measured(size))


def _measured(size: int) -> Iterator[Row]:
    from django.test import Client
    from django.urls import reverse

    from yuheng.kernel.records.models import Account, Party
    from yuheng.systems.enforcement.enterprise.subject import find

    draw = random.Random(7)
    some = sorted(draw.sample(range(1, size + 1), min(SAMPLE, size)))
    large = list(range(1, min(max(size // LARGE, 1), FEW) + 1))
    parties = {p.pk: p for p in Party.objects.filter(pk__in={*some, *large})}
    client = Client()
    client.force_login(Account.objects.get(username="officer"))
    client.get(reverse("enterprises"))

    def each(work: Callable[[Any], object], over: list[Any]) -> tuple[float, float, float]:
        work(over[0])
        return percentiles([timed(lambda one=one: work(one)) for one in over])

    def page(name: str) -> Callable[[int], object]:
        def ask(party: int) -> None:
            assert client.get(reverse(name, args=[party])).status_code == 200

        return ask

    def opening(party: int) -> None:
        assert client.post(reverse("enterprise_open", args=[party]), {"reason": f"量测 {time.time()}"}).status_code == 302

    def searched(text: str) -> None:
        assert client.get(reverse("enterprises"), {"q": text}).status_code == 200

    names = [parties[n].name for n in some]
    asked: list[tuple[str, Callable[[Any], object], list[Any]]] = [
        ("search by code", searched, [parties[n].uscc for n in some]), ("search by whole name", searched, names), ("search by four characters", searched, [name[4:8] for name in names]),
        ("search by two characters", searched, [name[2:4] for name in names]), ("search by what every second name holds", searched, ["有限公司", "昆山", "有限公司昆山"] * 5),
        ("a name found, without the page", find, [name[4:8] for name in names]), ("opening a file", opening, [*some, *large]), ("the file", page("enterprise"), some),
        (f"the file of a large enterprise ({_number(large[0])} records)", page("enterprise"), large), ("the sheet before an inspection", page("enterprise_brief"), some),
    ]  # fmt: skip
    for what, work, over in asked:
        median, slow, worst = each(work, over)
        yield Row(f"{what}, among {size:,}", slow, "ms", "≤ 50 at 1M", f"95th percentile; median {median:.1f}, 99th {worst:.1f} ms")
    yield Row("statements of a file", _statements(lambda: page("enterprise")(some[1])), "", "")


def _number(party: int) -> int:
    from yuheng.kernel.records.models import Account
    from yuheng.systems.enforcement.enterprise.file import EnterpriseFile
    from yuheng.systems.enforcement.enterprise.subject import subject

    one = subject(party)
    assert one is not None
    from yuheng.kernel.access.grants import viewer

    return EnterpriseFile(viewer(Account.objects.get(username="officer")), one).number


def _statements(work: Callable[[], object]) -> int:
    from bench.lists import counted

    with counted() as sent:
        work()
    return len(sent)

"""A small zone whose people send sheets: a community with its clerk, the justice office, a bureau with a squad and a cashier."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from yuheng.kernel import now
from yuheng.kernel.access.grants import Viewer, viewer
from yuheng.kernel.engine import office
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Account, Certificate, Organ, Person, Post
from yuheng.systems import catalogue


@dataclass
class Zone:
    """Identifiers by short names."""

    organs: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def account(self, name: str) -> Account:
        return Account.objects.get(username=name)

    def viewer(self, name: str) -> Viewer:
        return viewer(self.account(name))


@pytest.fixture
def zone(db) -> Zone:
    catalogue.load()
    found = Zone()

    def organ(code: str, name: str, parent: str = "", **more) -> None:
        above = found.organs.get(parent)
        found.organs[code] = Organ.objects.create(code=code, name=name, parent_id=above, kind="unit", **more).pk

    def person(username: str, name: str, unit: str, *roles: str, card: bool = False) -> None:
        one = Person.objects.create(name=name)
        found.people[username] = one.pk
        Post.objects.create(person=one, organ_id=found.organs[unit], title="工作人员", roles=list(roles), from_on=date(2020, 1, 1))
        Account.objects.create(username=username, person=one)
        if card:
            Certificate.objects.create(person=one, organ_id=found.organs["bureau"], number=f"证{username}", from_on=date(2021, 7, 1), to_on=date(2026, 6, 30))

    organ("zone", "高新区", prefix="昆高", short="高新区")
    organ("justice", "司法所", "zone")
    organ("c1", "玉山镇江浦社区", "zone", short="江浦社区")
    organ("c2", "玉山镇新城社区", "zone", short="新城社区")
    organ("bureau", "综合执法局", "zone", holds_power=True, prefix="昆高执")
    organ("squad", "一中队", "bureau")
    person("clerk", "沈敏", "c1", "community_clerk")
    person("other", "周洁", "c2", "community_clerk")
    person("justice", "顾强", "justice", "justice_clerk", "justice_head")
    person("reviewer", "陆平", "justice", "case_reviewer", "supervisor")
    person("unit", "许静", "bureau", "unit_clerk", "legal_reviewer")
    person("a", "王伟", "squad", "enforcer", card=True)
    person("b", "李娜", "squad", "enforcer", card=True)
    person("namesake", "王伟", "bureau", "bureau_leader")
    person("head", "局长", "bureau", "organ_head")
    person("discussion", "钱明", "bureau", "discussion_clerk", "legal_reviewer")
    person("cashier", "孙丽", "bureau", "cashier")
    office.changed()
    return found


@pytest.fixture
def today():
    """Time stands at 10 October 2023, ten in the morning."""
    with now.at(datetime(2023, 10, 10, 10, tzinfo=CHINA)):
        yield


@pytest.fixture
def sheet() -> Callable[..., bytes]:
    """A csv file from rows by header."""

    def made(rows: Iterable[Mapping[str, object]], encoding: str = "utf-8-sig") -> bytes:
        listed = list(rows)
        heads = list(dict.fromkeys(name for row in listed for name in row))
        out = io.StringIO()
        writer = csv.DictWriter(out, heads)
        writer.writeheader()
        writer.writerows(listed)
        return out.getvalue().encode(encoding)

    return made

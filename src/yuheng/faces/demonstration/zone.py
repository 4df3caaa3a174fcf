"""The zone of the demonstration: organs, people, posts, certificates, accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction
from pypinyin import Style, lazy_pinyin

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.kernel.engine import office
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.ids import new_id
from yuheng.kernel.records.models import Account, Organ, OrganName, Person, Post

PASSWORD = "Yuheng-2023"  # of the demonstration only; printed where the demonstration starts

_BEFORE = datetime(YEAR, 1, 1, tzinfo=CHINA)
_FOUNDED = date(2018, 1, 1)


@dataclass
class Zone:
    """What the parts of the year need to know of the zone."""

    organs: dict[str, int] = field(default_factory=dict)
    communities: list[str] = field(default_factory=list)
    holders: dict[str, list[int]] = field(default_factory=dict)
    members: dict[str, list[int]] = field(default_factory=dict)
    officers: dict[str, list[int]] = field(default_factory=dict)
    force: list[tuple[int, str]] = field(default_factory=list)
    certified: list[tuple[int, str]] = field(default_factory=list)
    region: str = ""

    def role(self, role: str, organ: str = "") -> list[int]:
        """Persons who hold a role, in one organ or anywhere."""
        return self.holders.get(f"{organ}:{role}" if organ else role, [])


def directory() -> Path:
    """Where the demonstration is declared."""
    return Path(__file__).resolve().parents[4] / "demo"


def build() -> Zone:
    """Makes the zone in an empty database, in one transaction."""
    declared = yaml.safe_load((directory() / "zone.yaml").read_text(encoding="utf-8"))
    with transaction.atomic():
        maker = _Maker(declared)
        maker.organs()
        maker.staff()
        maker.enforcement_force()
        maker.later_staff()
        maker.write()
        office.changed()
    return maker.zone


class _Maker:
    def __init__(self, declared: dict[str, Any]) -> None:
        self.declared = declared
        self.world = World("zone")
        self.zone = Zone(region=declared["region"])
        self.people: list[Person] = []
        self.posts: list[Post] = []
        self.accounts: list[Account] = []
        self.names: set[str] = set()
        self.hash = make_password(PASSWORD)

    def organs(self) -> None:
        zone = self._organ(self.declared["zone"], None)
        for entry in self.declared["organs"]:
            self._organ(entry, self.zone.organs.get(entry.get("parent", ""), zone))
        squares = self.declared.get("map", {})
        for kind, names in (("community", self.declared["communities"]), ("village", self.declared["villages"])):
            for number, name in enumerate(names, start=1):
                code = f"{kind}-{number}"
                full = f"{name}社区" if kind == "community" else name
                area = self._organ({"code": code, "name": f"玉山镇{full}", "short": full, "kind": kind, "facts": {"map": squares[name]} if name in squares else {}}, zone)
                self.zone.communities.append(code)
                committee = {"code": f"{code}-m", "name": f"玉山镇{full}人民调解委员会", "short": f"{full}调委会"}
                self._organ({**committee, "kind": "committee", "prefix": f"昆高{name.removesuffix('村')}"}, area)

    def _organ(self, entry: dict[str, Any], parent: int | None) -> int:
        organ = Organ.objects.create(
            id=new_id(_BEFORE),
            code=entry["code"],
            name=entry["name"],
            short=entry.get("short", ""),
            kind=entry["kind"],
            parent_id=parent,
            holds_power=entry.get("holds_power", False),
            prefix=entry.get("prefix", self.declared["zone"]["prefix"]),
            from_on=_FOUNDED,
            facts=entry.get("facts", {}),
        )
        OrganName.objects.create(organ=organ, name=organ.name, short=organ.short, from_on=_FOUNDED)
        self.zone.organs[organ.code] = organ.pk
        return organ.pk

    def staff(self) -> None:
        self._staff(self.declared["staff"])
        for code in self.zone.communities:
            for entry in self.declared["community_staff"]:
                organ = f"{code}-m" if entry.get("committee") else code
                person = self._person(organ, entry["title"], entry["roles"], False)
                if entry.get("account"):
                    self._account(person, f"{code}.clerk")

    def _staff(self, declared: list[dict[str, Any]]) -> None:
        for entry in declared:
            for number in range(1, entry["n"] + 1):
                person = self._person(entry["organ"], entry["title"], entry["roles"], entry.get("certified", False))
                self._account(person, f"{entry['organ']}.{entry['roles'][0]}.{number}")

    def later_staff(self) -> None:
        self._staff(self.declared["later_staff"])

    def enforcement_force(self) -> None:
        squads = [code for code in self.zone.organs if code.startswith("squad-")]
        for number in range(self.declared["force"]["holders"]):
            self._person(squads[number % len(squads)], "执法队员", ["enforcer"], True)
        for number in range(self.declared["force"]["auxiliaries"]):
            self._person(squads[number % len(squads)], "执法辅助人员", ["auxiliary"], False)

    def _person(self, organ: str, title: str, roles: list[str], certified: bool) -> int:
        name = self.world.person()
        while name in self.names:
            name = self.world.person()
        self.names.add(name)
        if organ.startswith("squad-"):
            roles = [*roles, "examinee", "trainee", *(["score_reader"] if "squad_head" in roles else [])]
        initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
        person = Person(id=new_id(_BEFORE), name=name, initials=initials, phone=self.world.phone())
        self.people.append(person)
        started = date(2018 + self.world.random.randint(0, 4), self.world.random.randint(1, 12), 1)
        self.posts.append(
            Post(
                id=new_id(_BEFORE),
                person=person,
                organ_id=self.zone.organs[organ],
                title=title,
                roles=roles,
                from_on=started,
            )
        )
        for role in roles:
            self.zone.holders.setdefault(role, []).append(person.pk)
            self.zone.holders.setdefault(f"{organ}:{role}", []).append(person.pk)
        if organ.startswith("squad-"):
            self.zone.force.append((person.pk, organ))
        if certified:
            self.zone.certified.append((person.pk, f"10320583{len(self.zone.certified) + 1:06d}"))
        return person.pk

    def _account(self, person: int, username: str) -> None:
        self.accounts.append(
            Account(
                id=new_id(_BEFORE), username=username, person_id=person, password=self.hash, password_on=_BEFORE.date()
            )
        )

    def write(self) -> None:
        Person.objects.bulk_create(self.people, batch_size=500)
        Post.objects.bulk_create(self.posts, batch_size=500)
        Account.objects.bulk_create(self.accounts, batch_size=500)

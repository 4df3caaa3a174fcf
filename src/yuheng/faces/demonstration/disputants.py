"""The parties of the year's disputes: neighbours met once, firms that come back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.kernel.engine.orders import Part
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.ids import new_id
from yuheng.kernel.records.models import Party, PartyName

BEFORE = datetime(YEAR, 1, 1, tzinfo=CHINA)
AGAIN = 0.55
"""How often a firm in a dispute has been in one before: estate managers, landlords, employers."""

SERIES = 800_000
"""Serial numbers of the firms' codes begin here, apart from those of other parts of the year."""


class Disputants:
    """One party for many disputes."""

    def __init__(self, region: str) -> None:
        self.region = region
        self.world = World("disputants")
        self.made: list[Party] = []
        self.firms: list[Party] = []

    def firm(self, name: str) -> Party:
        """The firm as drawn, or one that was in a dispute before."""
        if self.firms and self.world.random.random() < AGAIN:
            return self.world.pick(self.firms)
        code = made_uscc("91", self.region, SERIES + len(self.firms))
        one = self._made("enterprise", name, self.world.phone(), uscc=code, head=self.world.person(), address=f"昆山市玉山镇{self.world.estate()}{self.world.random.randint(1, 40)}幢")
        self.firms.append(one)
        return one

    def person(self, name: str, phone: str) -> Party:
        return self._made("person", name, phone)

    def _made(self, kind: str, name: str, phone: str, **more: Any) -> Party:
        one = Party(id=new_id(BEFORE), kind=kind, name=name, phone=phone, **more)
        self.made.append(one)
        return one

    def write(self) -> None:
        """Registers them all; a firm with the name it bears."""
        Party.objects.bulk_create(self.made, batch_size=1000)
        PartyName.objects.bulk_create([PartyName(party=one, name=one.name, from_on=date(2018, 1, 1)) for one in self.firms], batch_size=1000)


def parts(*sides: Party) -> tuple[Part, ...]:
    """What each is in the dispute: who asked, and the other side."""
    return tuple(Part(one.pk, "申请人" if place == 0 else "被申请人") for place, one in enumerate(sides))

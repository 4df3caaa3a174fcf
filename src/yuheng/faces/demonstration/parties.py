"""The parties of the year's penalty cases: enterprises, shops and persons, some of whom come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.ids import new_id
from yuheng.kernel.records.models import Party, PartyName

KINDS = {"person": "person", "individual": "individual", "organisation": "enterprise"}
BEFORE = datetime(YEAR, 1, 1, tzinfo=CHINA)
AGAIN = 0.12
"""How often an enterprise or shop has been a party before."""


class Parties:
    """One party for many matters: by its code, a person by name and telephone."""

    def __init__(self) -> None:
        self.world = World("parties")
        self.known: dict[str, Party] = {}
        self.told: dict[str, list[dict[str, Any]]] = {"individual": [], "organisation": []}

    def again(self, fresh: dict[str, Any]) -> dict[str, Any]:
        """The party as drawn, or one of its kind that was there before."""
        earlier = self.told.get(fresh["party_kind"])
        if earlier is None:
            return fresh
        if earlier and self.world.random.random() < AGAIN:
            return dict(self.world.pick(earlier))
        fresh = {**fresh, "party_address": f"昆山市玉山镇{self.world.address()}", "party_head": self.world.person()}
        earlier.append(fresh)
        return fresh

    def of(self, told: Mapping[str, Any]) -> int:
        """The party's number in the register."""
        key = told.get("uscc") or f"{told['party_name']} {told['phone']}"
        if key not in self.known:
            self.known[key] = Party(
                id=new_id(BEFORE), kind=KINDS[told["party_kind"]], name=told["party_name"], uscc=told.get("uscc"), phone=told["phone"],
                address=told.get("party_address", ""), head=told.get("party_head", ""),
            )  # fmt: skip
        return self.known[key].pk

    def write(self) -> None:
        """Registers them all, each with the name it bears."""
        found = list(self.known.values())
        Party.objects.bulk_create(found, batch_size=500)
        PartyName.objects.bulk_create([PartyName(party=one, name=one.name, from_on=date(2018, 1, 1)) for one in found], batch_size=500)

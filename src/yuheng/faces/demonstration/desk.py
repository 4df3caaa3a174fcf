"""The one desk in the last weeks of the year: what came, by which route it went, what was found to be one matter, who was urged (`demo/desk.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import yaml

from yuheng.faces.demonstration.mishaps import Interlude
from yuheng.faces.demonstration.zone import Zone, directory
from yuheng.kernel.engine import irregular
from yuheng.kernel.engine.orders import Opening, Order, Ref
from yuheng.kernel.now import CHINA
from yuheng.systems.disputes.desk.acting import disputed
from yuheng.systems.disputes.desk.choices import WAYS

SENT = "矛调中心分派"


class Desk:
    """Three runs: what came; its routes, disputes and joinings; what followed. Each points to matters that the one before has written."""

    def __init__(self, zone: Zone) -> None:
        told = yaml.safe_load((directory() / "desk.yaml").read_text(encoding="utf-8"))
        self.zone, self.items, self.urged = zone, told["items"], told["urged"]
        self.clerk = zone.role("dispute_clerk", "disputes")[0]

    def come(self) -> Iterator[Order]:
        for place, item in enumerate(self.items):
            opening = Opening("desk.intake", lead=self.zone.organs["disputes"], area=self.zone.organs[item["area"]], region=self.zone.region)
            yield self._act("register", self.clerk, _ref(item), _at(item["day"], 9, place), self._told(item), opening)

    def handled(self) -> Iterator[Order | Interlude]:
        for place, item in enumerate(self.items):
            at = _at(item["day"], 14, place)
            if "joined" in item:
                why = "时间、地点、当事人和诉求相同。"
                yield self._act("join", self.clerk, _ref(item), at, {"same_as": Ref(f"desk-{item['joined']}"), "join_why": why})
            elif "route" in item:
                unit = self._unit(item)
                data = {"route": item["route"], "reason": item["reason"], "unit": unit}
                yield self._act("triage", self.clerk, _ref(item), at, data)
                yield from self._sent(item, unit, at + timedelta(minutes=5))

    def followed(self) -> Iterator[Order]:
        for place, item in enumerate(self.items):
            at = _at(item["day"], 15, place)
            if item.get("parted"):
                yield self._act("part", self.clerk, _ref(item), at, {"part_why": item["parted"]})
            elif item.get("route") == "mediation":
                yield self._act("take_up", self.clerk, _ref(item), at, {"follow": Ref(f"desk-dispute-{item['ref']}")})
            elif item.get("left") == "ended":
                answer = f"可以依法通过{WAYS[item['route']].name}途径处理。"
                yield self._act("refer", self.clerk, _ref(item), at, {"referred_to": item["to"], "answer": answer})
                yield self._act("finish", self.clerk, _ref(item), at + timedelta(minutes=4), {"result": f"已告知、移送：{item['to']}。"})
                yield self._act("tell_back", self.clerk, _ref(item), at + timedelta(minutes=8), {"reported": answer})
            elif item.get("left") not in (None, "waits"):
                yield self._act("send_back", self.zone.role("squad_head", item["unit"])[0], _ref(item), at, {"back_why": item["left"]})
        yield from self._urgings()

    def _told(self, item: dict[str, Any]) -> dict[str, Any]:
        people = [{"part": part, "name": name} for part, name in zip(("teller", "other"), item["people"], strict=False)]
        about = self.zone.organs[item["about"]] if "about" in item else None
        kept = {name: item.get(name) for name in ("channel", "kind", "told", "address", "persons", "risk")}
        return {**kept, "received_on": item["day"], "source_number": item.get("number"), "about": about, "people": people}

    def _unit(self, item: dict[str, Any]) -> int | None:
        if item["route"] == "mediation":
            return self.zone.organs[f"{item['area']}-m"]
        return self.zone.organs[item["unit"]] if "unit" in item else None

    def _sent(self, item: dict[str, Any], unit: int | None, at: datetime) -> Iterator[Order | Interlude]:
        """Into whose hands it goes: a mediator with the dispute, or somebody of the unit with the item itself."""
        if unit is None:
            return
        if item["route"] != "mediation":
            role = "petition_clerk" if item["route"] == "petition" else "desk_receiver"
            to = self.zone.role(role, item["unit"])[0]
            yield Interlude(at, _ref(item), lambda matter: irregular.hand_over(matter, to, by=self.clerk, reason=SENT, lead=unit))
            return
        ref, mediator = f"desk-dispute-{item['ref']}", self.zone.role("mediator", f"{item['area']}-m")[0]
        opening = Opening("mediation.dispute", lead=unit, area=self.zone.organs[item["area"]], region=self.zone.region)
        told = self._told(item)
        yield self._act("register", self.clerk, ref, at, disputed(told, dict(enumerate(told["people"]))), opening)
        yield self._act("dispatch", self.clerk, ref, at + timedelta(minutes=2), {"committee": unit, "risk": item.get("risk", "low")})
        yield Interlude(at + timedelta(minutes=4), ref, lambda matter: irregular.hand_over(matter, mediator, by=self.clerk, reason=SENT))

    def _urgings(self) -> Iterator[Order]:
        by_ref = {item["ref"]: item for item in self.items}
        for place, one in enumerate(self.urged):
            item, at, ref = by_ref[one["of"]], _at(one["day"], 10, place), f"desk-urging-{place}"
            committee = f"{item['area']}-m"
            opening = Opening("desk.urging", lead=self.zone.organs[committee], area=self.zone.organs[item["area"]], region=self.zone.region)
            data = {"sort": one["sort"], "file": Ref(f"desk-dispute-{one['of']}"), "demand": one["demand"], "answer_by": one["by"]}
            yield self._act("issue", self.clerk, ref, at, data, opening)
            if "answer" in one:
                yield self._act("answer", self.zone.role("mediator", committee)[0], ref, at + timedelta(hours=2), {"answer": one["answer"]})

    def _act(self, step: str, by: int, ref: str, at: datetime, data: dict[str, Any], opening: Opening | None = None) -> Order:
        return Order(step, by, ref=ref, opening=opening, data=data, at=at, recorded=at)


def _ref(item: dict[str, Any]) -> str:
    return f"desk-{item['ref']}"


def _at(day: date, hour: int, place: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, place, tzinfo=CHINA)

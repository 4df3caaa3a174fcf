"""Meetings of the year: on the day on which cases are ready, with everybody's opinion on each case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order, Ref
from yuheng.kernel.now import CHINA


class Meetings:
    """Cases that are ready on a Thursday are spoken of in one meeting, or in several where the year's number asks for them."""

    def __init__(self, zone: Zone, most: int) -> None:
        self.zone, self.most = zone, most
        self.cases: list[tuple[date, str, dict[str, Any], tuple[int, int]]] = []

    def speak_of(self, ref: str, day: date, step: dict[str, Any], members: tuple[int, int]) -> None:
        """Puts a case on the agenda; its own step is told the meeting once the agendas are made."""
        self.cases.append((day, ref, step, members))

    def orders(self) -> Iterator[Order]:
        """The meetings, each recorded while it sits, before the steps of its cases."""
        for number, cases in enumerate(self._agendas(), start=1):
            yield self._held(number, cases)

    def _agendas(self) -> list[list[tuple[date, str, dict[str, Any], tuple[int, int]]]]:
        """Cases by day; the fullest days are cut into several meetings until the year has its number."""
        by_day: dict[date, list[tuple[date, str, dict[str, Any], tuple[int, int]]]] = {}
        for case in self.cases:
            by_day.setdefault(case[0], []).append(case)
        agendas = [by_day[day] for day in sorted(by_day)]
        while len(agendas) < self.most and max(map(len, agendas)) > 1:
            fullest = max(range(len(agendas)), key=lambda n: len(agendas[n]))
            cut = len(agendas[fullest]) // 2
            agendas[fullest : fullest + 1] = [agendas[fullest][:cut], agendas[fullest][cut:]]
        return agendas

    def _held(self, number: int, cases: Sequence[tuple[date, str, dict[str, Any], tuple[int, int]]]) -> Order:
        clerk, ref, day = self.zone.role("discussion_clerk")[0], f"meeting-{number}", cases[0][0]
        head, first = cases[0][3]
        deputies = list(dict.fromkeys([first, *(members[1] for _day, _ref, _step, members in cases)]))
        opinions = [
            {"case": Ref(case), "person": person, "stand": "agree", "opinion": words}
            for _day, case, _step, _members in cases for person, words in ((head, "同意拟处罚意见。"), *((one, "事实清楚，裁量适当，同意。") for one in deputies))
        ]  # fmt: skip
        for _day, _case, step, _members in cases:
            step["discussed_at"] = Ref(ref)
        data = {
            "number": f"{YEAR}年第{number}次", "sort": "decision", "held_on": day, "place": "综合行政执法局三楼会议室",
            "attendees": [{"person": head, "part": "chair"}, *({"person": one, "part": "member"} for one in deputies), {"person": clerk, "part": "recorder"}],
            "opinions": opinions,
        }  # fmt: skip
        at = datetime(day.year, day.month, day.day, 14, 0, tzinfo=CHINA)
        opening = Opening("penalty.meeting", lead=self.zone.organs["enforcement"], region=self.zone.region)
        return Order("record", clerk, ref=ref, opening=opening, data=data, at=at, recorded=at + timedelta(minutes=1))

"""Supervision of enforcement in the year: clues of one autumn day explained and judged, two complaints, two papers with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.mishaps import Interlude
from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.state import Refusal
from yuheng.systems.oversight.clues.facts import Clue
from yuheng.systems.oversight.clues.runner import run

PLAN = "supervision-plan"
"""The first key point of the plan: the matter that stands for the year's supervision."""

FOUND = datetime(YEAR, 10, 9, 9, tzinfo=CHINA)
EXCUSED = {
    "same_facts": "违法情节和改正情况不同，裁量理由已写入案件处理意见。", "visits": "系投诉举报核查，已补正检查方式。", "corrections": "系录入错误，更正手续齐全。",
    "late_records": "系统切换期间集中补录。",
}  # fmt: skip
"""Models whose clues the squads explained well in October."""


def supervising(zone: Zone) -> Iterator[Order | Interlude]:
    """The orders of the year, and the day on which the models ran."""
    return _Supervising(zone).all()


class _Supervising:
    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.units = {pk: code for code, pk in zone.organs.items()}
        self.clerk = zone.role("justice_clerk", "justice-office")[0]
        self.head = zone.role("justice_head", "justice-office")[0]
        self.supervisor = zone.role("supervisor", "justice-office")[0]

    def all(self) -> Iterator[Order | Interlude]:
        yield Interlude(FOUND, PLAN, lambda _matter: self._clues())
        yield from self._complaint("complaint-1", date(YEAR, 6, 13), "squad-1", "反映人张先生称，店门口桌椅被收走，没有给单据。", answered=date(YEAR, 6, 27))
        yield from self._complaint("complaint-2", date(YEAR, 12, 27), "squad-3", "反映人李女士称，检查人员没有出示证件，电话13812345678。")
        findings = "三件处罚决定没有按期公示：交接时遗漏，没有专人负责。"
        yield from self._letter("letter-1", date(YEAR, 10, 17), "squad-2", "未按期公示处罚决定", findings, date(YEAR, 11, 3), answered=date(YEAR, 10, 30))
        findings = "两件案件的调查记录只有一名执法人员签名。"
        yield from self._letter("letter-2", date(YEAR, 12, 20), "squad-4", "执法记录签名不全", findings, date(YEAR + 1, 1, 10))

    def _order(self, step: str, by: int, day: date, ref: str, data: dict[str, Any], hour: int = 10, opening: Opening | None = None) -> Order:
        at = datetime(day.year, day.month, day.day, hour, 12, tzinfo=CHINA)
        return Order(step, by, opening=opening, ref=ref, data=data, at=at, recorded=at + timedelta(minutes=5))

    def _complaint(self, ref: str, day: date, unit: str, content: str, answered: date | None = None) -> Iterator[Order]:
        opening = Opening("oversight.complaint", lead=self.zone.organs["justice-office"], region=self.zone.region)
        called = content[3:4]
        data = {
            "received_on": day, "source": "12345", "complainant": f"{called}明", "unit": self.zone.organs[unit], "content": content, "hide": "店门口",
        }  # fmt: skip
        yield self._order("receive", self.supervisor, day, ref, data, opening=opening)
        yield self._order("refer", self.supervisor, day + timedelta(days=1), ref, {})
        if answered:
            yield self._order("reply", self.supervisor, answered, ref, {"reply": "已核实并补交单据，向反映人说明。"})

    def _letter(self, ref: str, day: date, unit: str, subject: str, findings: str, by: date, answered: date | None = None) -> Iterator[Order]:
        organ = self.zone.organs[unit]
        opening = Opening("oversight.letter", lead=organ, power=self.zone.organs["zone"], region=self.zone.region)
        data = {"form": "internal", "unit": organ, "subject": subject, "findings": findings, "demand": "逐件补正，查明原因，明确责任人。", "answer_by": by}
        yield self._order("prepare", self.clerk, day, ref, data, opening=opening)
        issued = day + timedelta(days=1)
        yield self._order("issue_internal", self.head, issued, ref, {"issued_on": issued, "answer_by": by})
        if answered:
            told = {"answer": "三件均已补公示，已明确专人负责并每周核对。", "answered_on": answered}
            yield self._order("answer", self.zone.role("squad_head", unit)[0], answered, ref, told)
            checked = by + timedelta(days=3)
            yield self._order("check", self.supervisor, checked, ref, {"checked": "逐件核对，整改属实。", "checked_on": checked})

    def _clues(self) -> None:
        """What the models found on the day: explained the day after by every other squad, judged a week later."""
        run()
        acts = []
        for clue in Clue.objects.filter(verdict=None).order_by("mark"):
            excuse, squad = EXCUSED.get(clue.model, ""), self.units.get(clue.unit_id or 0, "")
            if excuse and self.zone.role("squad_head", squad):
                acts.append(self._on(clue, "explain", self.zone.role("squad_head", squad)[0], 1, {"explanation": excuse}))
            judged = ("drop", {"reason": "说明成立。"}) if excuse else ("count", {"judgement": "经核对记录，情况属实。"})
            acts.append(self._on(clue, judged[0], self.supervisor, 7, judged[1]))
        for result in perform_many(acts):
            if isinstance(result, Refusal):
                raise Refused(result)

    def _on(self, clue: Clue, step: str, by: int, days: int, data: dict[str, Any]) -> Order:
        at = FOUND + timedelta(days=days)
        return Order(step, by, matter=clue.pk, data=data, at=at, recorded=at + timedelta(minutes=5))

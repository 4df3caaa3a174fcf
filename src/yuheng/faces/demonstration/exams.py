"""The year's two online examinations: a bank of questions, two rounds with drawn papers, and every sheet as it was handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import yaml

from yuheng.faces.demonstration.mishaps import Interlude
from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone, directory
from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.ids import new_id
from yuheng.systems.enforcement.training import rounds
from yuheng.systems.enforcement.training.exam_procedure import QUESTION, RESULT, ROUND
from yuheng.systems.enforcement.training.plan_procedure import PLAN
from yuheng.systems.enforcement.training.sittings import Sitting

SOURCES = {"P": "行政处罚法(2021-01-22)", "E": "行政强制法(2011-06-30)", "R": "行政复议法(2017-09-01)"}
RULES = (
    ("行政处罚法", "single", 10), ("行政处罚法", "judge", 5), ("行政强制法", "single", 3), ("行政复议法", "single", 2), ("执法程序", "several", 5),
)  # fmt: skip
RULES_COMING = (("行政处罚法", "single", 12), ("行政处罚法", "judge", 5), ("行政强制法", "single", 3), ("执法程序", "several", 5))
"""Without the law on reconsideration, whose questions are out of date from 1 January on."""
POINTS = 4
DAYS = (date(YEAR, 6, 16), date(YEAR, 11, 24))
LETTERS = "ABCD"


class Exams:
    """Orders and interludes of both rounds. Of 824 sheets 16 do not pass."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.clerk = zone.role("unit_clerk", "enforcement")[0]
        self.checker = zone.role("legal_reviewer")[0]
        self.lead = zone.organs["enforcement"]

    def orders(self) -> Iterator[Order | Interlude]:
        world = World("exams")
        yield from self._training(world)
        failed = set(world.random.sample(range(len(DAYS) * len(self.zone.force)), 16))
        yield from self.coming()
        for number, day in enumerate(DAYS):
            yield from self._round(world, number, day, {n - number * len(self.zone.force) for n in failed})

    def _bank(self) -> Iterator[Order]:
        declared = yaml.safe_load((directory() / "questions.yaml").read_text(encoding="utf-8"))
        at = datetime(YEAR, 3, 14, 9, tzinfo=CHINA)
        for sort, questions in declared.items():
            for one in questions:
                source, _hash, place = one["cite"].partition("#")
                data = {"topic": one["topic"], "sort": sort, "stem": one["stem"] + ("" if sort == "judge" else "（　　）"), "answer": one["answer"], "cite": f"{SOURCES[source]}#{place}", "written_on": at.date()}
                data |= {f"option_{letter.lower()}": words for letter, words in zip(LETTERS, one.get("options", ()), strict=False)}
                yield Order("record", self.clerk, opening=Opening(QUESTION, lead=self.lead), data=data, at=at, recorded=at)
                at += timedelta(minutes=2)

    def _training(self, world: World) -> Iterator[Order]:
        """Next year's first training, planned and open for signing up."""
        at = datetime(YEAR, 12, 27, 10, tzinfo=CHINA)
        data = {
            "topic": "行政复议法修订要点与应诉准备", "level": "own", "planned_on": date(YEAR + 1, 1, 19), "sign_up_by": date(YEAR + 1, 1, 12), "teacher": world.person(),
            "place": "综合执法局三楼会议室", "hours": 4, "places": 120,
        }  # fmt: skip
        yield self._act("plan", "training-0", at, data, opening=Opening(PLAN, lead=self.lead))
        for position, (person, squad) in enumerate(self.zone.force[:18]):
            row = {"attendee": person, "unit": self.zone.organs[squad]}
            yield self._act("sign_up", "training-0", at + timedelta(hours=1, minutes=position), {"attendees": [row]}, by=person)

    def coming(self) -> Iterator[Order | Interlude]:
        """The bank, and the first round of the next year, open when the demonstration goes on: everybody of the squads may sit it there and then."""
        yield from self._bank()
        ref, start, at = "exam-coming", datetime(YEAR + 1, 1, 2, 8, tzinfo=CHINA), datetime(YEAR, 12, 25, 10, tzinfo=CHINA)
        data = {"name": f"{YEAR + 1}年第1次", "opens_at": start, "closes_at": start + timedelta(days=29, hours=10), "minutes": 60, "grace": 5, "pass_mark": 80, "attempts": 2, "rules": _rules(RULES_COMING)}
        yield self._act("plan", ref, at, data, opening=Opening(ROUND, lead=self.lead))
        yield self._act("enrol", ref, at + timedelta(minutes=20), {"candidates": [{"candidate": person, "unit": self.zone.organs[squad]} for person, squad in self.zone.force]})
        yield self._alone("assemble", ref, at + timedelta(days=1), {"seed": f"{YEAR + 1}-1"})
        yield self._alone("approve", ref, at + timedelta(days=2), {"opinion": "依据已按开考时施行的条文核对，同意使用。"}, by=self.checker)

    def _round(self, world: World, number: int, day: date, failed: set[int]) -> Iterator[Order | Interlude]:
        ref, name = f"exam-{number}", f"{YEAR}年第{number + 1}次"
        start = datetime(day.year, day.month, day.day, 14, tzinfo=CHINA)
        planned = start - timedelta(days=10)
        data = {"name": name, "opens_at": start, "closes_at": start + timedelta(hours=2), "minutes": 60, "grace": 5, "pass_mark": 80, "attempts": 1, "rules": _rules(RULES)}
        yield self._act("plan", ref, planned, data, opening=Opening(ROUND, lead=self.lead))
        people = [{"candidate": person, "unit": self.zone.organs[squad]} for person, squad in self.zone.force]
        yield self._act("enrol", ref, planned + timedelta(minutes=20), {"candidates": people})
        # What reads other matters (the bank, the sheets, the results) is done when those are written, and so by itself.
        yield self._alone("assemble", ref, planned + timedelta(days=1), {"seed": f"{YEAR}-{number + 1}"})
        yield self._alone("approve", ref, planned + timedelta(days=2), {"opinion": "题目与现行条文一致，同意使用。"}, by=self.checker, then=lambda matter: self._sheets(matter, start, world, failed))
        for position, (person, squad) in enumerate(self.zone.force):
            at = start + timedelta(minutes=25, seconds=5 * position)
            opening = Opening(RESULT, lead=self.zone.organs[squad], members=((person, "参考人员"),))
            yield Order("record", person, ref=f"{ref}-{position}", opening=opening, data={"round": name, "candidate": person, "attempt": 1}, at=at, recorded=at)
        yield self._alone("collect", ref, start + timedelta(hours=2, minutes=10), {})
        if number == 0:  # those of the second round are not issued yet
            for position in range(len(self.zone.force)):
                if position not in failed:
                    at = start + timedelta(days=3, seconds=5 * position)
                    yield self._act("certify", f"{ref}-{position}", at, {})

    def _act(self, step: str, ref: str, at: datetime, data: dict[str, Any], *, by: int = 0, opening: Opening | None = None) -> Order:
        return Order(step, by or self.clerk, ref=ref, opening=opening, data=data, at=at, recorded=at)

    def _alone(self, step: str, ref: str, at: datetime, data: dict[str, Any], *, by: int = 0, then: Callable[[int], None] | None = None) -> Interlude:
        def do(matter: int) -> Done:
            done = perform(Order(step, by or self.clerk, matter=matter, data=data, at=at, recorded=at))
            if then is not None:
                then(matter)
            return done

        return Interlude(at, ref, do)

    def _sheets(self, matter: int, start: datetime, world: World, failed: set[int]) -> None:
        """Everybody's answers as the hall would have kept them, with as many wrong ones as the score says."""
        one = rounds.by_matter(matter)
        assert one is not None
        paper, sheets = one.paper(), []
        for position, (person, _squad) in enumerate(self.zone.force):
            wrong = world.random.randint(6, 11) if position in failed else world.random.choice((0, 1, 1, 2, 2, 3, 3, 4, 5))
            missed = set(world.random.sample(range(len(paper)), wrong))
            answers = {str(q["no"]): [_other(q) if n in missed else q["answer"], 1] for n, q in enumerate(paper)}
            begun = start + timedelta(seconds=position % 60)
            sheets.append(Sitting(id=new_id(begun), exam_id=matter, person_id=person, attempt=1, started_at=begun, ends_at=one.ends(begun), answers=answers, saved_at=begun + timedelta(minutes=20)))
        Sitting.objects.bulk_create(sheets, batch_size=500)


def _rules(rules: tuple[tuple[str, str, int], ...]) -> list[dict[str, Any]]:
    return [{"topic": topic, "sort": sort, "count": count, "points": POINTS} for topic, sort, count in rules]


def _other(question: dict[str, Any]) -> str:
    """A wrong answer: the first option that is not the right one."""
    return next(letter for letter, _words in question["options"] if letter != question["answer"])

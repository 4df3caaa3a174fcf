"""The review of the year's penalty files: the very files, each once, with the 82 problems found and put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.now import CHINA

PROBLEMS = 82
ROUNDS = (date(YEAR, 3, 28), date(YEAR, 6, 27), date(YEAR, 9, 26), date(YEAR, 12, 27))

FOUND = (
    ("paper", "卷内目录页码缺漏。"), ("procedure", "送达回证签收日期漏填。"), ("fact", "现场照片未注明拍摄人和时间。"), ("basis", "处罚依据未写明款项。"),
    ("paper", "笔录涂改处未由当事人捺印。"), ("procedure", "告知书未注明听证期限届满日。"),
)  # fmt: skip


def reviews(zone: Zone, files: list[tuple[int, str, int, date]]) -> Iterator[Order]:
    """One reviewed file for each penalty matter: (identifier, number, unit, day opened)."""
    world = World("reviews")
    reviewers = zone.role("case_reviewer", "justice-office")
    faulty = set(world.random.sample(range(len(files)), PROBLEMS))
    lead = zone.organs["justice-office"]
    for position, (matter, number, unit, opened) in enumerate(files):
        quarter = next((n for n, day in enumerate(ROUNDS, start=1) if opened <= day - timedelta(days=1)), 4)
        day = ROUNDS[quarter - 1] if opened < ROUNDS[quarter - 1] else date(YEAR, 12, 31)
        at = datetime(day.year, day.month, day.day, 13 + position % 4, position % 60, tzinfo=CHINA)
        problems = []
        if position in faulty:
            kind, content = world.pick(FOUND)
            fixed = min(day + timedelta(days=world.random.randint(5, 20)), date(YEAR, 12, 31))
            problems = [{"found_on": day, "fault": kind, "content": content, "assigned_on": day}]
        data = {
            "reviewed_on": day, "quarter": quarter, "file": matter, "file_number": number, "unit": unit,
            "score": world.random.randint(82, 93) if problems else world.random.randint(90, 100), "supervised": True, "problems": problems,
        }  # fmt: skip
        opening = Opening("oversight.reviewed_file", lead=lead, region=zone.region)
        ref = f"reviewed-{position}"
        yield Order("record", reviewers[position % 2], ref=ref, opening=opening, data=data, at=at, recorded=at + timedelta(minutes=5))
        if problems:
            done = [{**problems[0], "row": 1, "corrected_on": fixed, "verified_by": reviewers[1 - position % 2]}]
            moment = max(datetime(fixed.year, fixed.month, fixed.day, 17, 30, tzinfo=CHINA), at + timedelta(minutes=9))
            yield Order("rectify", reviewers[1 - position % 2], ref=ref, data={"problems": done}, at=moment, recorded=moment + timedelta(minutes=2))

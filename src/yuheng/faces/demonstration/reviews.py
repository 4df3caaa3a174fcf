"""The review of the year's penalty files: the very files, each once, with the 82 problems found and put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from yuheng.faces.demonstration.mishaps import Interlude
from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.now import CHINA
from yuheng.systems.oversight.case_review import sheets
from yuheng.systems.oversight.case_review.facts import ReviewSheet
from yuheng.systems.oversight.supervision.facts import ReviewRound

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
    heads = {organ: zone.role("squad_head", code)[0] for code, organ in zone.organs.items() if zone.role("squad_head", code)}
    faulty = set(world.random.sample(range(len(files)), PROBLEMS))
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
        opening = Opening("oversight.reviewed_file", lead=unit, region=zone.region)
        ref = f"reviewed-{position}"
        yield Order("record", reviewers[position % 2], ref=ref, opening=opening, data=data, at=at, recorded=at + timedelta(minutes=5))
        if problems:
            yield from _put_right(ref, at, fixed, reviewers[1 - position % 2], heads[unit])


def _put_right(ref: str, at: datetime, fixed: date, office: int, head: int) -> Iterator[Order]:
    """交办、整改、复核 of the one problem of a file: corrected by its squad, verified by the other reviewer."""
    told = max(datetime(fixed.year, fixed.month, fixed.day, 10, tzinfo=CHINA), at + timedelta(minutes=8))
    checked = max(datetime(fixed.year, fixed.month, fixed.day, 17, 30, tzinfo=CHINA), at + timedelta(minutes=12))
    for step, who, moment, said in (
        ("give", office, at + timedelta(minutes=6), {}), ("correct", head, told, {"fix": "已对照评查意见补正，附于卷末。"}), ("verify", office, checked, {}),
    ):  # fmt: skip
        yield Order(step, who, ref=ref, row=1, data={"problems": [{"row": 1, **said}]} if said else {}, at=moment, recorded=moment + timedelta(minutes=1))


def coming(zone: Zone) -> Iterator[Order | Interlude]:
    """The next review, drawn and given out before the year ended, partly scored: two sheets lie so far apart that a third is due."""
    ref, office = "review-coming", zone.role("supervisor", "justice-office")[0]
    panel = [*zone.role("case_reviewer", "justice-office")[1:], *zone.role("case_reviewer", "legal")]  # whoever organises does not review
    start = datetime(YEAR, 12, 28, 9, tzinfo=CHINA)
    data = {
        "name": f"{YEAR + 1}年第1季度案卷评查", "method": "stratified", "from_on": date(YEAR, 10, 1), "to_on": date(YEAR, 12, 27), "cases": "summary", "size": 24, "reviewers": 2,
        "tolerance": 5, "supervised": True, "panel": [{"reviewer": person} for person in panel],
    }  # fmt: skip
    yield Order("plan", office, ref=ref, opening=Opening("oversight.review", lead=zone.organs["justice-office"]), data=data, at=start, recorded=start)

    def given(matter: int) -> Done:
        done = perform(Order("draw", office, matter=matter, data={"seed": f"{YEAR + 1}-1"}))
        review = ReviewRound.objects.get(pk=matter)
        sheets.assign(review, by=office)
        perform(Order("assign", office, matter=matter))
        return done

    yield Interlude(start + timedelta(hours=1), ref, given)
    yield Interlude(start + timedelta(days=1), ref, _scores)


def _scores(matter: int) -> Done:
    """Ten sheets of five files; those of the last lie nine points apart."""
    files = list(dict.fromkeys(ReviewSheet.objects.filter(round=matter).order_by("pk").values_list("file", flat=True)))[:5]
    orders = []
    for place, sheet in enumerate(ReviewSheet.objects.filter(round=matter, file__in=files).order_by("file", "turn")):
        points = 12 if sheet.file_id == files[4] and sheet.turn == "second" else 1 + place % 3
        row = {"item": "paper", "points": points, "page": f"卷内第{3 + place}页", "fault": "paper", "content": "送达回证签收日期漏填。"}
        orders.append(Order("score", sheet.reviewer_id or 0, matter=sheet.pk, data={"deductions": [row], "opinion": "事实清楚，程序合法，文书有瑕疵。"}))
    return next(one for one in perform_many(orders) if isinstance(one, Done))
